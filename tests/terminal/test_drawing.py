"""A reply rendered as text."""

import io

import pytest

from bot.replies import Reply, Tone
from bot.terminal.drawing import draw, wants_style

REPLY = Reply(
    title="Where is my order?",
    body="Open “My orders”.\n\nThe tracking link stands there.",
    tone=Tone.SURE,
    read_as="Read as: where is it",
    note="High confidence · 93 %",
    source="faq.txt, line 4",
    choices_title="Related questions",
)


class Screen(io.StringIO):
    """A stream that claims to be a terminal."""

    def isatty(self) -> bool:
        """Whether it is a terminal: it says yes."""
        return True


def test_all_of_a_reply_is_shown() -> None:
    assert draw(REPLY, ["1) How do I return a parcel?"], 80, styled=False) == (
        "Where is my order?\n"
        "Open “My orders”.\n"
        "\n"
        "The tracking link stands there.\n"
        "Read as: where is it\n"
        "High confidence · 93 %\n"
        "faq.txt, line 4\n"
        "\n"
        "Related questions\n"
        "  1) How do I return a parcel?"
    )


def test_empty_parts_of_a_reply_leave_no_trace() -> None:
    assert draw(Reply("Title", "", Tone.INFORMATION), [], 80, styled=False) == "Title"


def test_a_long_choice_is_wrapped_below_itself() -> None:
    drawn = draw(Reply("Title", "", Tone.INFORMATION), ["1) one two three four"], 15, styled=False)
    assert drawn == "Title\n\n  1) one two\n     three four"


def test_style_adds_only_ansi_sequences() -> None:
    styled = draw(REPLY, [], 80, styled=True)
    for sequence in ("\x1b[1m", "\x1b[2m", "\x1b[0m"):
        styled = styled.replace(sequence, "")
    assert styled == draw(REPLY, [], 80, styled=False)


def test_a_file_cannot_control_the_terminal() -> None:
    evil = Reply("\x1b[2Jtitle", "\x1b]0;body\x07", Tone.SURE, "\x1bread", "\x1bnote", "\x1bsource", "\x1bchoices")
    assert "\x1b" not in draw(evil, ["\x1bchoice"], 80, styled=False)


@pytest.mark.parametrize(
    ("out", "environ", "wanted"),
    [
        (Screen(), {}, True),
        (Screen(), {"NO_COLOR": ""}, True),
        (Screen(), {"NO_COLOR": "1"}, False),
        (Screen(), {"TERM": "dumb"}, False),
        (io.StringIO(), {}, False),
    ],
)
def test_only_terminals_without_no_color_are_styled(out: io.StringIO, environ: dict[str, str], *, wanted: bool) -> None:
    assert wants_style(out, environ) is wanted
