"""Long texts in parts: nothing is lost, every part fits, and the cuts are in the best places."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.replies import length, split

LIMITS = st.integers(2, 80)
TEXTS = st.text() | st.text(" \n.!?`ab😀e\u0301\u200d👩🇩🇪x", max_size=300)
CODE_LINES = st.lists(st.text("ab #?", max_size=12), min_size=1, max_size=12)
CODE = CODE_LINES.map(lambda lines: "\n".join(["```py", *lines, "```"]))
PROSE = st.text("ab .", min_size=1, max_size=60).filter(str.strip)


def visible(text: str) -> str:
    return "".join(text.split())


def is_subsequence(small: str, large: str) -> bool:
    rest = iter(large)
    return all(char in rest for char in small)


@given(TEXTS, LIMITS)
def test_every_part_fits_and_is_not_blank(text: str, limit: int) -> None:
    for part in split(text, limit):
        assert length(part) <= limit
        assert len(part) <= limit
        assert part.strip()


@given(TEXTS.filter(lambda text: "```" not in text), LIMITS)
def test_prose_loses_only_white_space(text: str, limit: int) -> None:
    assert visible("".join(split(text, limit))) == visible(text)


@given(TEXTS, LIMITS)
def test_any_text_keeps_every_character_in_order(text: str, limit: int) -> None:
    kept = "".join(split(text, limit)).replace("`", "")
    assert is_subsequence(visible(text.replace("`", "")), kept)


@given(st.lists(PROSE | CODE, min_size=1, max_size=5).map("\n".join), st.integers(20, 90))
def test_every_part_closes_its_code_blocks_and_no_line_of_code_is_lost(text: str, limit: int) -> None:
    parts = split(text, limit)
    fences = [re.findall(r"^```(?:py)?$", part, re.MULTILINE) for part in parts]
    assert all(found == ["```py", "```"] * (len(found) // 2) for found in fences)
    code = "".join(re.sub(r"```(py)?", "", part) for part in parts)
    assert visible(code) == visible(re.sub(r"```(py)?", "", text))


@given(TEXTS, LIMITS)
def test_a_text_that_fits_is_left_as_it_is(text: str, limit: int) -> None:
    if length(text) <= limit and text.strip():
        assert split(text, limit) == [text]


@pytest.mark.parametrize("text", ["", " ", "\n\n \t"])
def test_a_blank_text_has_no_parts(text: str) -> None:
    assert split(text, 10) == []


@pytest.mark.parametrize("limit", [1, 0, -5])
def test_a_limit_that_is_too_small_is_refused(limit: int) -> None:
    with pytest.raises(ValueError, match="at least 2"):
        split("text", limit)


@pytest.mark.parametrize(
    ("text", "limit", "parts"),
    [
        ("One. Two.\nThree.\n\nFour. Five.", 25, ["One. Two.\nThree.", "Four. Five."]),
        ("One. Two.\nThree. Four.", 20, ["One. Two.", "Three. Four."]),
        ("One is one. Two is two.", 20, ["One is one.", "Two is two."]),
        ("It said “yes.” And then no more.", 20, ["It said “yes.”", "And then no more."]),
        ("一つ目です。二つ目です。", 8, ["一つ目です。", "二つ目です。"]),
        ("one two three four", 10, ["one two", "three four"]),
        ("abcdefghijkl", 5, ["abcde", "fghij", "kl"]),
        ("Version 3.11 is fine", 12, ["Version 3.11", "is fine"]),
        ("A\n\n" + "word " * 5, 16, ["A\n\nword word", "word word word "]),
        ("- one\n  - two\n  - three", 14, ["- one\n  - two", "  - three"]),
    ],
)
def test_the_text_is_cut_at_the_best_place_in_reach(text: str, limit: int, parts: list[str]) -> None:
    assert split(text, limit) == parts


BLOCK = "```py\nfirst()\nsecond()\n```"


def test_a_code_block_that_fits_is_kept_whole() -> None:
    assert split(f"Do this now:\n{BLOCK}\nDone.", 32) == ["Do this now:", f"{BLOCK}\nDone."]


def test_a_code_block_that_does_not_fit_is_closed_and_reopened_with_its_language() -> None:
    assert split(BLOCK, 22) == ["```py\nfirst()\n```", "```py\nsecond()\n```"]


def test_text_after_a_block_that_was_reopened_joins_its_last_part() -> None:
    assert split(f"{BLOCK}\nOk.", 22) == ["```py\nfirst()\n```", "```py\nsecond()\n```\nOk."]


def test_indentation_of_code_survives_a_cut() -> None:
    assert split("```\nif x:\n    y()\n```", 18) == ["```\nif x:\n```", "```\n    y()\n```"]


def test_a_fence_that_is_never_closed_is_plain_text() -> None:
    assert split("```py\nfirst()\nsecond()", 15) == ["```py\nfirst()", "second()"]


@pytest.mark.parametrize(
    "character",
    ["e\u0301", "👨\u200d👩\u200d👧", "👍🏽", "🇩🇪", "❤\ufe0f", "🏴\U000e0067\U000e0062\U000e007f"],
    ids=["accent", "family", "skin tone", "flag", "variation", "tag"],
)
def test_a_character_of_several_code_points_is_not_cut(character: str) -> None:
    for limit in range(length(character), 3 * length(character)):
        whole = limit // length(character)
        assert split(character * 5, limit)[0] == character * whole


def test_a_very_long_stack_of_accents_is_cut() -> None:
    parts = split("e" + "\u0301" * 500, 100)
    assert sum(map(len, parts)) == 501


@pytest.mark.parametrize(
    "text",
    ["x" * 5_000_000, "ab " * 1_700_000, "```\n" + "x\n" * 2_500_000 + "```", "😀" * 2_500_000, "`" * 5_000_000],
    ids=["one word", "one line", "one block", "emoji", "backticks"],
)
def test_five_million_characters_are_split_quickly(text: str) -> None:
    parts = split(text, 2000)
    assert max(map(length, parts)) <= 2000
    assert sum(map(len, parts)) >= len(text.replace(" ", "").replace("\n", ""))
