"""No message may take so long to read that it delays other members' questions."""

import time

import pytest

from bot.language import ENGLISH
from bot.language.reading import MAX_CHARACTERS, read

SECONDS = 1.0
"""Many times the slowest measured time. A careless pattern takes longer than the age of the universe."""
PHRASES = (
    *(
        "hi ",
        "hey there all ",
        "just a quick question ",
        "thanks a lot ",
        "help me please ",
        "i'd be grateful ",
        "sorry ",
    ),
    *(
        "not for me ",
        "ha",
        "d",
        "and so ",
        "what is a? ",
        "what about ",
        "wondering how ",
        "lol, ",
        "dp.",
        "idk ty ",
        "x, ",
    ),
)
MARKS = (
    *("(.", ", ", ".", "?!", " ", "\n", "\t", " - ", "\n-- ", "> a\n", "1. ", "[", "[a](http://", "[a](", "<@", ":a"),
    *("www.", "```", "* ", "可", "。", "😀"),
)


@pytest.mark.parametrize("end", ["", "x", "?"])
@pytest.mark.parametrize("repeated", [*PHRASES, *MARKS])
def test_a_long_message_of_one_pattern_is_read_quickly(repeated: str, end: str) -> None:
    message = (repeated * MAX_CHARACTERS)[: MAX_CHARACTERS - 1] + end
    began = time.perf_counter()
    read(message, ENGLISH)
    assert time.perf_counter() - began < SECONDS
