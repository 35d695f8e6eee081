"""Replies to each outcome, and each notice."""

import re

import pytest

from bot.answering import Answered, Assistant, Evidence, Outcome, Suggested, Unanswered
from bot.knowledge import Entry, KnowledgeBase, Topic
from bot.replies import (
    Reply,
    Tone,
    about_reply,
    busy_reply,
    entry_reply,
    failure_reply,
    gone_reply,
    help_reply,
    nothing_asked_reply,
    outcome_reply,
    topic_reply,
    topics_reply,
    words,
)
from bot.replies.compose import source_of

OPEN = Entry("1", ("When are you open?", "Opening hours?"), "From nine\n\nto **five**.", None, "faq.txt", 3)
SHUT = Entry("2", ("When are you shut?",), "On Sundays.", "Hours", "shop/faq.txt", 7)
EVIDENCE = Evidence(("open",), ("sundae",))


def answered(confidence: float, entry: Entry = OPEN) -> Outcome:
    return Answered("open", (), confidence, EVIDENCE, "", entry, (SHUT,))


def suggested(*choices: Entry, likely: bool = True) -> Outcome:
    return Suggested("open", (), 0.4 if likely else 0.1, EVIDENCE, "", choices, likely)


def unanswered(evidence: Evidence = EVIDENCE) -> Outcome:
    return Unanswered("pizza", (), 0.1, evidence, "")


def test_an_answer_shows_the_stored_question_the_exact_answer_and_its_source() -> None:
    reply = outcome_reply(answered(0.93))
    assert (reply.title, reply.body, reply.source) == (OPEN.question, OPEN.answer, "faq.txt, line 3")
    assert reply.note == "High confidence · 93% · matched: open; my notes don't mention: sundae"


def test_an_answer_offers_its_related_questions() -> None:
    reply = outcome_reply(answered(0.93))
    assert reply.choices_title == words.RELATED
    assert [(choice.entry_id, choice.question) for choice in reply.choices] == [("2", "When are you shut?")]


def test_an_answer_without_related_questions_has_no_heading_for_them() -> None:
    reply = outcome_reply(Answered("open", (), 0.9, EVIDENCE, "", OPEN, ()))
    assert (reply.choices_title, reply.choices) == ("", ())


@pytest.mark.parametrize(("confidence", "tone"), [(0.8, Tone.SURE), (0.79, Tone.LIKELY), (0.2, Tone.LIKELY)])
def test_the_tone_of_an_answer_matches_its_note(confidence: float, tone: Tone) -> None:
    reply = outcome_reply(answered(confidence))
    assert reply.tone is tone
    assert reply.note.startswith("High") == (tone is Tone.SURE)


def test_the_source_names_the_topic_if_the_file_has_headings() -> None:
    assert outcome_reply(answered(0.9, SHUT)).source == "Hours (shop/faq.txt, line 7)"


def test_a_title_is_always_one_line() -> None:
    odd = Entry("3", ("Open\u2028now?",), "Yes.", None, "faq.txt", 1)
    assert outcome_reply(answered(0.9, odd)).title == "Open now?"


def test_a_suggestion_asks_which_question_is_meant_and_shows_no_answer() -> None:
    reply = outcome_reply(suggested(OPEN, SHUT))
    assert (reply.title, reply.choices_title, reply.source) == (words.UNSURE, words.DID_YOU_MEAN, "")
    assert [choice.entry_id for choice in reply.choices] == ["1", "2"]
    assert reply.note.startswith("Low confidence · 40%")
    assert OPEN.answer not in reply.body


def test_a_single_suggestion_is_not_called_a_choice() -> None:
    reply = outcome_reply(suggested(OPEN))
    assert (reply.title, reply.body) == (words.UNSURE_OF_ONE, words.UNSURE_OF_ONE_BODY)
    assert [choice.entry_id for choice in reply.choices] == ["1"]


@pytest.mark.parametrize(("choices", "body"), [((OPEN, SHUT), words.CLOSE_BODY), ((OPEN,), words.CLOSE_OF_ONE_BODY)])
def test_close_questions_are_called_close_without_a_confidence(choices: tuple[Entry, ...], body: str) -> None:
    reply = outcome_reply(suggested(*choices, likely=False))
    assert (reply.title, reply.body, reply.choices_title) == (words.CLOSE, body, words.CLOSE_TO_IT)
    assert [choice.question for choice in reply.choices] == [entry.question for entry in choices]
    assert reply.note == "matched: open; my notes don't mention: sundae"


def test_no_answer_says_so_and_points_to_the_topics() -> None:
    reply = outcome_reply(unanswered(Evidence()))
    assert (reply.title, reply.note, reply.choices_title, reply.choices) == (words.NO_ANSWER, "", "", ())
    assert "/topics" in reply.body


def test_no_answer_names_the_unknown_words() -> None:
    assert outcome_reply(unanswered()).note == "my notes don't mention: sundae"


def test_a_picked_question_is_answered_without_a_note(shipped_assistant: Assistant) -> None:
    entry = shipped_assistant.base.entries[3]
    reply = entry_reply(shipped_assistant, entry)
    assert (reply.title, reply.body, reply.note) == (entry.question, entry.answer, "")
    assert entry.id not in [choice.entry_id for choice in reply.choices]


def test_every_stored_question_gets_its_exact_answer(shipped_assistant: Assistant) -> None:
    for entry in shipped_assistant.base.entries:
        for question in entry.questions:
            assert outcome_reply(shipped_assistant.ask(question)).body == entry.answer


def test_about_says_what_the_bot_is_and_knows_and_that_it_stores_nothing(shipped_assistant: Assistant) -> None:
    reply = about_reply(shipped_assistant, "Archivist")
    assert reply.title == "About Archivist"
    assert f"14 questions in {len(shipped_assistant.topics)} topics." in reply.body
    assert shipped_assistant.base.version in reply.body
    assert "word for word" in reply.body
    assert "don't store" in reply.body


def test_a_count_of_one_is_singular() -> None:
    assistant = Assistant.build(KnowledgeBase((Entry("1", ("Open?",), "Yes.", "Hours", "faq.txt", 1),)))
    assert "1 question in 1 topic." in about_reply(assistant, "Bot").body


def test_topics_and_about_show_the_same_counts(shipped_assistant: Assistant) -> None:
    numbers = f"14 questions in {len(shipped_assistant.topics)} topics."
    assert topics_reply(shipped_assistant.topics).body.startswith(numbers)
    assert numbers in about_reply(shipped_assistant, "Bot").body


def test_a_topic_lists_its_questions_in_file_order() -> None:
    reply = topic_reply(Topic("Hours", (OPEN, SHUT)))
    assert reply.title == "Hours"
    assert reply.body.splitlines()[-2:] == ["• When are you open?", "• When are you shut?"]


def test_a_message_that_asks_nothing_gets_help(shipped_assistant: Assistant) -> None:
    reply = nothing_asked_reply(shipped_assistant)
    assert reply.title == words.NOTHING_ASKED
    assert [choice.question for choice in reply.choices] == [
        entry.question for entry in shipped_assistant.base.entries[:3]
    ]


def test_help_begins_with_the_ways_to_ask_on_the_platform() -> None:
    assert help_reply("Mention me.").body.startswith("Mention me.\n\n")
    assert help_reply().body == words.HELP_BODY


def test_every_notice_has_a_one_line_title_and_says_what_to_do(shipped_assistant: Assistant) -> None:
    notices: list[Reply] = [help_reply(), gone_reply(), failure_reply(), busy_reply()]
    notices += [about_reply(shipped_assistant, "Bot"), nothing_asked_reply(shipped_assistant)]
    for notice in notices:
        assert len(notice.title.splitlines()) == 1
        assert notice.body


@pytest.mark.parametrize("notice", [failure_reply(), busy_reply(), gone_reply()])
def test_a_failure_does_not_reveal_its_cause(notice: Reply) -> None:
    assert notice.tone is Tone.PROBLEM
    assert not re.search("Error|Exception|Traceback", notice.body)


@pytest.mark.parametrize(
    ("source", "body"), [("faq.md", "**Deep**"), ("a/FAQ.MARKDOWN", "**Deep**"), ("a.txt", "#### Deep")]
)
def test_only_answers_from_markdown_files_are_converted(source: str, body: str) -> None:
    entry = Entry("1", ("Open?",), "#### Deep", None, source, 1)
    assert outcome_reply(answered(0.9, entry)).body == body


@pytest.mark.parametrize(
    ("source", "line", "topic", "shown"),
    [
        ("moderators", 0, None, "added by moderators, 7 November"),
        ("moderators", 0, "Orders", "Orders (added by moderators, 7 November)"),
        ("faq.txt", 3, None, "faq.txt, line 3, edited by moderators, 7 November"),
        ("faq.txt", 3, "Orders", "Orders (faq.txt, line 3, edited by moderators, 7 November)"),
    ],
)
def test_the_source_says_what_moderators_have_written(source: str, line: int, topic: str | None, shown: str) -> None:
    assert source_of(Entry("1", ("Open?",), "Yes.", topic, source, line, edited="2026-11-07")) == shown
