"""The conversation in a terminal, turn by turn."""

from dataclasses import fields, replace

import pytest

from bot.answering import Assistant, Evidence, Outcome, Strictness, Suggested
from bot.knowledge import Code, Entry, KnowledgeBase, Problem
from bot.replies import words
from bot.terminal.conversation import Conversation, Turn


@pytest.fixture
def conversation(shipped_assistant: Assistant) -> Conversation:
    return Conversation(shipped_assistant)


def say(conversation: Conversation, line: str) -> Turn:
    """The only turn that replies to a line."""
    turns = conversation.answer(line)
    assert turns is not None
    (turn,) = turns
    return turn


def test_the_greeting_offers_questions_to_pick(conversation: Conversation) -> None:
    greeting = conversation.greeting()
    assert greeting.options
    assert say(conversation, "1").reply.title == greeting.labels[0].removeprefix("1) ")


def test_an_answer_numbers_its_related_questions(conversation: Conversation) -> None:
    turn = say(conversation, "Why did JFK meet with Khrushchev?")
    assert turn.reply.title == "Why did JFK meet with Khrushchev?"
    assert [label[:2] for label in turn.labels] == [f"{number})" for number in range(1, len(turn.options) + 1)]


def test_a_number_picks_its_question(conversation: Conversation) -> None:
    labels = say(conversation, "Why did JFK meet with Khrushchev?").labels
    assert say(conversation, " 2 ").reply.title == labels[1].removeprefix("2) ")


@pytest.mark.parametrize("number", ["0", "99", "00", "01", "9" * 5000])
def test_an_unknown_number_is_refused_and_the_options_stay(conversation: Conversation, number: str) -> None:
    first = say(conversation, "Why did JFK meet with Khrushchev?").labels[0].removeprefix("1) ")
    assert say(conversation, number).reply.title == words.TERMINAL_NO_SUCH_NUMBER
    assert say(conversation, "1").reply.title == first


def test_topics_lead_to_their_questions_and_to_the_answer(
    conversation: Conversation, shipped_assistant: Assistant
) -> None:
    last = shipped_assistant.topics[-1]
    assert len(say(conversation, "/topics").options) == len(shipped_assistant.topics)
    assert say(conversation, str(len(shipped_assistant.topics))).options == last.entries
    assert say(conversation, "1").reply.body == last.entries[0].answer


@pytest.mark.parametrize(
    ("text", "title"),
    [("hello", words.GREETING), ("help", words.HELP), ("who are you?", f"About {words.TERMINAL_NAME}")],
)
def test_small_talk_gets_a_reply(conversation: Conversation, text: str, title: str) -> None:
    assert say(conversation, text).reply.title == title


@pytest.mark.parametrize("command", ["/help", "/about", "/HELP "])
def test_help_and_about_keep_the_options(conversation: Conversation, command: str) -> None:
    first = conversation.greeting().labels[0].removeprefix("1) ")
    assert say(conversation, command).reply.body
    assert say(conversation, "1").reply.title == first


def test_an_unknown_command_lists_the_known_ones(conversation: Conversation) -> None:
    assert "/topics" in say(conversation, "/dance").reply.body


@pytest.mark.parametrize("line", ["/quit", " /QUIT\n", "/exit", "quit", "Exit"])
def test_quit_ends_it(conversation: Conversation, line: str) -> None:
    assert conversation.answer(line) is None


def test_an_unknown_question_gets_a_plain_no(conversation: Conversation) -> None:
    assert say(conversation, "qqqq").reply.title == words.NO_ANSWER


def test_two_questions_are_answered_one_after_the_other(
    conversation: Conversation, shipped_assistant: Assistant
) -> None:
    first, second = shipped_assistant.base.entries[:2]
    turns = conversation.answer(f"{first.question} And {second.question}")
    assert turns
    assert [turn.reply.body for turn in turns] == [first.answer, second.answer]
    assert [turn.labels for turn in turns] == [(), ()]


def test_the_choices_of_two_questions_have_consecutive_numbers(shipped_assistant: Assistant) -> None:
    class Unsure(Assistant):
        def answer(self, message: str, strictness: Strictness | None = None) -> tuple[Outcome, ...]:
            del strictness
            pairs = (self.base.entries[:2], self.base.entries[2:4])
            return tuple(Suggested(message, (), 0.4, Evidence(), "", choices, likely=True) for choices in pairs)

    assistant = Unsure(**{field.name: getattr(shipped_assistant, field.name) for field in fields(Assistant)})
    conversation = Conversation(assistant)
    turns = conversation.answer("two things")
    assert turns
    assert [label[:2] for turn in turns for label in turn.labels] == ["1)", "2)", "3)", "4)"]
    assert say(conversation, "4").reply.title == turns[1].labels[1].removeprefix("4) ")


def test_an_option_is_answered_from_newer_notes(conversation: Conversation) -> None:
    entry = conversation.greeting().options[0]
    assert isinstance(entry, Entry)
    conversation.use(Assistant.build(KnowledgeBase((replace(entry, answer="Newer."),))), ())
    assert say(conversation, "1").reply.body == "Newer."


def test_an_option_that_was_removed_is_said_to_be_gone(conversation: Conversation) -> None:
    entry = conversation.greeting().options[0]
    assert isinstance(entry, Entry)
    conversation.use(Assistant.build(KnowledgeBase((replace(entry, id="another"),))), ())
    assert say(conversation, "1").reply.title == words.GONE


def test_about_shows_the_errors_of_an_edit(conversation: Conversation, shipped_assistant: Assistant) -> None:
    problem = Problem("notes.txt", 3, Code.NO_ANSWER, "a question without an answer", "write one")
    conversation.use(shipped_assistant, (problem,))
    assert str(problem) in say(conversation, "/about").reply.body
