"""Small talk, and questions that look like it."""

import pytest

from bot.answering import Answered, Assistant, Evidence, Suggested, Unanswered
from bot.knowledge import Entry, KnowledgeBase
from bot.replies import Reply, Tone, about_reply, help_reply, outcome_replies, replies_to, words


def reply_to(assistant: Assistant, text: str) -> Reply:
    """The reply to a text without an answer."""
    unanswered = Unanswered(text, (), 0.0, Evidence(), "")
    (reply,) = replies_to(assistant, (unanswered,), name="Archivist", ways="Call me.")
    return reply


def test_a_greeting_is_returned_with_questions_to_pick(shipped_assistant: Assistant) -> None:
    reply = reply_to(shipped_assistant, "hello")
    assert reply.title == words.GREETING
    assert reply.choices


def test_thanks_are_returned(shipped_assistant: Assistant) -> None:
    assert reply_to(shipped_assistant, "thanks") == Reply(words.THANKED, words.THANKED_BODY, Tone.INFORMATION)


def test_a_call_for_help_gets_the_ways_to_ask_on_the_platform(shipped_assistant: Assistant) -> None:
    assert reply_to(shipped_assistant, "help") == help_reply("Call me.")


def test_a_question_about_the_bot_gets_the_about_reply(shipped_assistant: Assistant) -> None:
    assert reply_to(shipped_assistant, "who are you") == about_reply(shipped_assistant, "Archivist")


def test_other_text_gets_the_reply_that_there_is_no_answer(shipped_assistant: Assistant) -> None:
    assert reply_to(shipped_assistant, "pizza").title == words.NO_ANSWER


def test_a_stored_answer_wins_over_small_talk() -> None:
    entry = Entry("1", ("Who are you?",), "The archive of the town.", None, "faq.txt", 1)
    assistant = Assistant.build(KnowledgeBase((entry,)))
    outcomes = assistant.answer("who are you")
    assert isinstance(outcomes[0], Answered)
    replies = replies_to(assistant, outcomes, name="Archivist", ways="")
    assert replies == outcome_replies(outcomes, assistant.base.version)


@pytest.mark.parametrize("text", ["<@123456> hello <:wave:99>", "**hello** 👋", "hello <@!123456>"])
def test_discord_markup_is_not_part_of_small_talk(shipped_assistant: Assistant, text: str) -> None:
    assert reply_to(shipped_assistant, text).title == words.GREETING


@pytest.mark.parametrize(
    ("text", "likely", "title"),
    [
        ("what can you do?", True, words.UNSURE_OF_ONE),
        ("what can you do?", False, words.HELP),
        ("hello", True, words.GREETING),
    ],
)
def test_small_talk_wins_over_choices_unless_it_may_be_a_question(
    shipped_assistant: Assistant, text: str, *, likely: bool, title: str
) -> None:
    entry = shipped_assistant.base.entries[0]
    outcome = Suggested(text, (), 0.2, Evidence(), "", (entry,), likely)
    (reply,) = replies_to(shipped_assistant, (outcome,), name="Archivist", ways="")
    assert reply.title == title
