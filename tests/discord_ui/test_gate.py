import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_ui import limits
from bot.discord_ui.gate import IncomingMessage, Question, looks_like_question, question_in, question_text
from bot.language import ENGLISH


@pytest.mark.parametrize(
    ("incoming", "expected"),
    [
        (IncomingMessage("when?", mentions_bot=True), Question("when?")),
        (IncomingMessage("when?", direct=True), Question("when?")),
        (IncomingMessage("when?", in_answer_channel=True), Question("when?", unprompted=True)),
        (IncomingMessage("when?", mentions_bot=True, in_answer_channel=True), Question("when?")),
        (IncomingMessage("when?", in_answer_channel=True, to_others=True), None),
        (IncomingMessage("when?", mentions_bot=True, to_others=True), Question("when?")),
        (IncomingMessage("", mentions_bot=True), Question("")),
        (IncomingMessage("", direct=True), Question("")),
        (IncomingMessage("", direct=True, hidden=True), Question("")),
        (IncomingMessage("", mentions_bot=True, hidden=True), Question("", hidden=True)),
        (IncomingMessage("", in_answer_channel=True), None),
        (IncomingMessage("🙂", in_answer_channel=True), Question("", unprompted=True)),
        (IncomingMessage("when?"), None),
        (IncomingMessage("when?", human=False, direct=True), None),
        (IncomingMessage("when?", human=False, mentions_bot=True), None),
        (IncomingMessage("when?", human=False, in_answer_channel=True), None),
    ],
)
def test_the_gate_lets_through_only_questions_for_the_bot(incoming: IncomingMessage, expected: Question | None) -> None:
    assert question_in(incoming) == expected


@pytest.mark.parametrize(
    "content",
    [
        "when are\nyou open?",
        "> we close at five\nuntil when today?",
        "is it in <#12> or </ask:99>?",
        "> when are you open",
        "https://shop.example/item/7 is it in stock",
        "[the list](https://shop.example)",
        "@everyone when?",
        "7",
    ],
)
def test_text_with_words_is_passed_on_as_written(content: str) -> None:
    assert question_text(f"  {content}\n") == content


@pytest.mark.parametrize(
    "content",
    [
        *("", "  ", "<@!1>", "<@&7> <#12>", "<:bike:123> <a:spin:456>", "🙂🙂 👍🏽", ":bike:", "?!", "**", "…"),
        *(
            "https://shop.example/item?id=7",
            "<https://shop.example> 🙂",
            "www.shop.example",
            "look: https://x.example"[6:],
        ),
    ],
)
def test_text_without_words_is_empty(content: str) -> None:
    assert question_text(content) == ""


@given(st.text(max_size=6000))
def test_a_question_has_a_limited_length(content: str) -> None:
    text = question_text(content)
    assert len(text) <= limits.QUESTION
    assert text in content


def test_the_longest_possible_message_is_read() -> None:
    assert limits.MESSAGE <= limits.QUESTION <= limits.STRING_OPTION
    assert question_text("a" * 5000) == "a" * limits.QUESTION


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("when are you open", True),
        ("open on Monday?", True),
        ("営業時間は？", True),
        ("“Where is it", True),
        ("anybody know a good saddle", True),
        ("my chain is rusty, what should I do", True),
        ("look at https://shop.example/?page=2", False),
        ("> where is it?\nbehind the station", False),
        ("thanks, that helped", False),
        ("whatever", False),
        ("good morning", False),
    ],
)
def test_small_talk_does_not_look_like_a_question(text: str, asks: bool) -> None:  # noqa: FBT001 - a column of the table
    assert looks_like_question(text, ENGLISH) is asks
