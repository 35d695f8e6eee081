import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_ui import limits
from bot.discord_ui.gate import Incoming, Question, looks_like_question, question_in, question_text


@pytest.mark.parametrize(
    ("incoming", "expected"),
    [
        (Incoming("<@1> when?", mentions_us=True), Question("when?")),
        (Incoming("when?", direct=True), Question("when?")),
        (Incoming("when?", in_answer_channel=True), Question("when?", unasked=True)),
        (Incoming("<@1> when?", mentions_us=True, in_answer_channel=True), Question("when?")),
        (Incoming("<@1>", mentions_us=True), Question("")),
        (Incoming("", direct=True), Question("")),
        (Incoming("", direct=True, withheld=True), Question("")),
        (Incoming("", mentions_us=True, withheld=True), Question("", withheld=True)),
        (Incoming("", in_answer_channel=True), None),
        (Incoming("when?"), None),
        (Incoming("when?", human=False, direct=True), None),
        (Incoming("when?", human=False, mentions_us=True), None),
        (Incoming("when?", human=False, in_answer_channel=True), None),
    ],
)
def test_the_gate_takes_what_is_for_us_and_nothing_else(incoming: Incoming, expected: Question | None) -> None:
    assert question_in(incoming) == expected


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<@1> when  are\nyou open?", "when are you open?"),
        ("when are <@!1> you open?", "when are you open?"),
        ("<@&7> when?", "when?"),
        ("is it in <#12> or </ask:99>?", "is it in or ?"),
        ("nice <:bike:123> <a:spin:456>", "nice"),
        ("is 1 < 2 > 0?", "is 1 < 2 > 0?"),
        ("@everyone when?", "@everyone when?"),
        ("   ", ""),
    ],
)
def test_marks_of_discord_are_not_part_of_a_question(content: str, text: str) -> None:
    assert question_text(content) == text


@given(st.text(max_size=6000))
def test_a_question_is_one_line_of_limited_length(content: str) -> None:
    text = question_text(content)
    assert len(text) <= limits.QUESTION
    assert text == " ".join(text.split())


def test_of_a_long_message_the_beginning_is_read() -> None:
    assert question_text("a" * 600) == "a" * limits.QUESTION


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("when are you open", True),
        ("open on Monday?", True),
        ("営業時間は？", True),
        ("“Where is it", True),
        ("tell me about saddles", True),
        ("thanks, that helped", False),
        ("whatever", False),
        ("good morning", False),
    ],
)
def test_small_talk_is_told_from_questions(text: str, asks: bool) -> None:  # noqa: FBT001 - a column of the table
    assert looks_like_question(text) is asks
