"""What a reply quotes from a member's message, and the replies to two questions in one message."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import Answered, Assistant, Evidence, Outcome, Suggested, Unanswered
from bot.knowledge import Entry
from bot.replies import length, outcome_replies, outcome_reply, words
from bot.replies.quoting import MAX_QUOTE, quoted

OPEN = Entry("1", ("When are you open?",), "From nine to five.", None, "faq.txt", 3)
SHUT = Entry("2", ("When are you shut?",), "On Sundays.", None, "faq.txt", 7)
PARK = Entry("3", ("Where can I park?",), "Behind the mill.", None, "faq.txt", 9)


def answered(entry: Entry, read_as: str = "") -> Answered:
    return Answered("…", (), 0.9, Evidence(), read_as, entry, (PARK,))


def suggested(entry: Entry, read_as: str = "", *, likely: bool = True) -> Suggested:
    return Suggested("…", (), 0.4, Evidence(), read_as, (entry,), likely)


@pytest.mark.parametrize(
    "outcome",
    [answered(OPEN, "what are your hours?"), suggested(OPEN, "what are your hours?")],
    ids=["answer", "choice"],
)
def test_a_reply_to_part_of_a_message_says_which_part(outcome: Outcome) -> None:
    assert outcome_reply(outcome).read_as == "Read as: what are your hours?"


@pytest.mark.parametrize("read_as", ["", "when are you open", "When are you OPEN??"])
def test_an_obvious_reading_is_not_shown(read_as: str) -> None:
    assert outcome_reply(answered(OPEN, read_as)).read_as == ""


def test_a_question_without_an_answer_is_not_repeated() -> None:
    assert outcome_reply(Unanswered("…", (), 0.1, Evidence(), "any insult")).read_as == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("why did Khrushchev leave Cuba?", "why did Khrushchev leave Cuba?"),
        ("is it U.S. law, 5.5 km & e.g. node.js?", "is it U.S. law, 5.5 km & e.g. node.js?"),
        ("where is my_file_name kept", "where is my_file_name kept"),
        ("ask @everyone <@123> <#4> when", "ask … when"),
        ("see https://evil.example/x or discord.gg/abc or www.evil.example now", "see … or … or … now"),
        ("is **this** _bold_ `code` ||spoiler|| [link](x)", "is …"),
        ("when\nare\tyou\u2028open", "when are you open"),
        ("\u202enepo\u202c \u2066x\u2069", "nepo x"),
        ("@here", ""),
        ("?!", ""),
    ],
)
def test_only_words_are_repeated(text: str, shown: str) -> None:
    assert quoted(text) == shown


def test_a_long_question_is_shortened_at_a_word() -> None:
    shown = quoted("why " * 100)
    assert len(shown) <= MAX_QUOTE
    assert shown.endswith("why…")


PARTS = st.sampled_from(
    ["@everyone", "<@1>", "https://", "**", "_", "`", "[", "](", "|", "\\", "\n", " ", "a", "é", "😀"]
)


@given(st.text() | st.lists(PARTS | st.text(max_size=3)).map("".join))
def test_a_quote_is_never_more_than_text(text: str) -> None:
    shown = quoted(text)
    assert length(shown) <= MAX_QUOTE
    assert len(shown.splitlines()) <= 1
    assert not re.search(r"[@<>`*~|\[\]\\]|://|(?<!\w)_|_(?!\w)", shown)
    assert not any(unicodedata.category(sign) in ("Cc", "Cf") for sign in shown)


def titles(*outcomes: Outcome) -> list[str]:
    return [reply.title for reply in outcome_replies(outcomes)]


def test_two_questions_get_one_reply_each_in_order() -> None:
    assert titles(answered(OPEN), answered(SHUT)) == [OPEN.question, SHUT.question]
    assert titles(answered(SHUT), answered(OPEN)) == [SHUT.question, OPEN.question]


def test_one_of_two_answers_shows_no_related_questions() -> None:
    assert [reply.choices_title for reply in outcome_replies([answered(OPEN)])] == [words.RELATED]
    for reply in outcome_replies([answered(OPEN), answered(SHUT)]):
        assert (reply.choices_title, reply.choices) == ("", ())


def test_choices_come_after_the_other_answer() -> None:
    first, second = outcome_replies([suggested(SHUT, "when are you shut today"), answered(OPEN)])
    assert (first.title, first.choices) == (OPEN.question, ())
    assert (second.choices_title, second.choices[0].question) == (words.DID_YOU_MEAN, SHUT.question)


def test_of_two_questions_one_without_an_answer_is_left_out() -> None:
    nothing = Unanswered("…", (), 0.3, Evidence(), "")
    assert titles(nothing, answered(OPEN)) == [OPEN.question]
    assert titles(nothing, nothing) == [words.NO_ANSWER]


def test_a_message_that_asks_two_things_is_answered_twice(shipped_assistant: Assistant) -> None:
    asked = [entry.question for entry in shipped_assistant.base.entries[:2]]
    assert titles(*shipped_assistant.answer(f"Hi! {asked[0]} And {asked[1]} Thanks!")) == asked
