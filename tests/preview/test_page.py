"""The preview in a real browser: everything that its first screen suggests."""

import pytest

from bot.answering import Assistant
from bot.knowledge import KnowledgeBase
from bot.replies import words
from tests.preview.conversation import Conversation

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect


def test_the_first_screen_welcomes_and_says_what_to_type(conversation: Conversation) -> None:
    expect(conversation.timeline).to_contain_text(words.PREVIEW_WELCOME)
    expect(conversation.timeline).to_contain_text("Type a question")
    expect(conversation.timeline).to_contain_text("/topics")
    expect(conversation.box).to_be_visible()


def test_an_example_question_on_the_first_screen_is_answered(
    conversation: Conversation, shipped_assistant: Assistant
) -> None:
    example = shipped_assistant.topics[0].entries[0]
    conversation.press(example.question)
    expect(conversation.newest).to_contain_text(example.answer)


def test_a_typed_question_gets_an_answer_with_its_confidence(
    conversation: Conversation, shipped_base: KnowledgeBase
) -> None:
    entry = shipped_base.entries[-1]
    conversation.send(entry.question)
    expect(conversation.newest).to_contain_text(entry.answer)
    expect(conversation.newest).to_contain_text("High confidence")


def test_a_related_question_is_answered(conversation: Conversation, shipped_assistant: Assistant) -> None:
    entry = shipped_assistant.base.entries[-1]
    related = shipped_assistant.related(entry)[0]
    conversation.send(entry.question)
    expect(conversation.newest).to_contain_text(entry.answer)
    conversation.pick(words.RELATED, related.question)
    expect(conversation.newest).to_contain_text(related.answer)


def test_topics_lead_to_questions_and_questions_to_answers(
    conversation: Conversation, shipped_assistant: Assistant
) -> None:
    topic = shipped_assistant.topics[0]
    conversation.command("topics")
    conversation.pick(words.PICK_TOPIC, topic.name)
    conversation.pick(words.PICK_QUESTION, topic.entries[-1].question)
    expect(conversation.newest).to_contain_text(topic.entries[-1].answer)


def test_two_questions_are_answered_in_one_message(conversation: Conversation, shipped_base: KnowledgeBase) -> None:
    first, last = shipped_base.entries[0], shipped_base.entries[-1]
    conversation.send(f"{first.question} And {last.question}")
    for text in (first.question, first.answer, last.question, last.answer):
        expect(conversation.newest).to_contain_text(text)


@pytest.mark.parametrize(
    ("nonsense", "title"),
    [("xqzzv wvvkj", words.NO_ANSWER), ("42", words.NO_ANSWER), ("🙂🙂🙂", words.NOTHING_ASKED)],
)
def test_gibberish_gets_no_answer(conversation: Conversation, nonsense: str, title: str) -> None:
    conversation.send(nonsense)
    expect(conversation.newest).to_contain_text(title)
