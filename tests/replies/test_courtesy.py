"""Courtesies, and the questions that look like them."""

import pytest

from bot.answering import Answered, Assistant, Evidence, Unanswered
from bot.knowledge import Entry, KnowledgeBase
from bot.replies import Reply, Tone, about_reply, help_reply, outcome_reply, reply_to, words
from bot.replies.courtesy import Courtesy, courtesy_in


@pytest.mark.parametrize(
    ("text", "courtesy"),
    [
        ("Hello!", Courtesy.GREETING),
        ("hi   there :)", Courtesy.GREETING),
        ("What’s up?", Courtesy.GREETING),
        ("THANK YOU!!", Courtesy.THANKS),
        ("ok, thanks", Courtesy.THANKS),
        ("thx works", Courtesy.THANKS),
        ("great, thank you so much for your help!", Courtesy.THANKS),
        ("ok thanks, bye", Courtesy.THANKS),
        ("hi bot, how are you today?", Courtesy.GREETING),
        ("Good morning everyone", Courtesy.GREETING),
        ("good", None),
        ("day", None),
        ("evening", None),
        ("how is it", None),
        ("what is the day", None),
        ("thank the king", None),
        ("help", Courtesy.HELP),
        ("/topics", Courtesy.HELP),
        ("What can you do?", Courtesy.HELP),
        ("/about", Courtesy.INTRODUCTION),
        ("Who are you?", Courtesy.INTRODUCTION),
        ("hello, when are you open?", None),
        ("who are you open for", None),
        ("help me with my invoice", None),
        ("there", None),
        ("…", None),
        ("", None),
    ],
)
def test_a_courtesy_is_a_whole_message(text: str, courtesy: Courtesy | None) -> None:
    assert courtesy_in(text) is courtesy


def returned(assistant: Assistant, text: str) -> Reply:
    """The reply to a text without an answer."""
    return reply_to(assistant, Unanswered(text, (), 0.0, Evidence(), ()), name="Archivist", ways="Call me.")


def test_a_greeting_is_returned_with_questions_to_pick(shipped_assistant: Assistant) -> None:
    reply = returned(shipped_assistant, "hello")
    assert reply.title == words.GREETING
    assert reply.choices


def test_thanks_are_returned(shipped_assistant: Assistant) -> None:
    assert returned(shipped_assistant, "thanks") == Reply(words.THANKED, words.THANKED_BODY, Tone.INFORMATION)


def test_help_is_given_with_the_ways_of_the_platform(shipped_assistant: Assistant) -> None:
    assert returned(shipped_assistant, "help") == help_reply("Call me.")


def test_who_asks_for_the_bot_is_told_about_it(shipped_assistant: Assistant) -> None:
    assert returned(shipped_assistant, "who are you") == about_reply(shipped_assistant, "Archivist")


def test_what_is_no_courtesy_is_told_that_there_is_no_answer(shipped_assistant: Assistant) -> None:
    assert returned(shipped_assistant, "pizza").title == words.NO_ANSWER


def test_a_stored_question_goes_before_a_courtesy() -> None:
    entry = Entry("1", ("Who are you?",), "The archive of the town.", None, "faq.txt", 1)
    assistant = Assistant.build(KnowledgeBase((entry,)))
    outcome = assistant.ask("who are you")
    assert isinstance(outcome, Answered)
    assert reply_to(assistant, outcome, name="Archivist", ways="") == outcome_reply(outcome, assistant.base.version)
