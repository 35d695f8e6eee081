"""The loop in the preview: a moderator adds what a member asked, and the next member is answered."""

import pytest

from bot.replies import moderator_words, words
from tests.preview.conversation import Conversation

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect

ASKED = ("can I leave my lorry anywhere?", "where to leave a lorry")
THEN = "is there a place to leave our lorry"
PARK = "Where do I park?"
BEHIND = "Behind the mill."
TRIES = 20
PATIENCE = 30_000
"""Timeout of a wait in milliseconds. A passing test never reaches it."""


def test_a_moderator_adds_what_a_member_asked_and_it_is_answered(own_conversation: Conversation) -> None:
    talk = own_conversation
    for question in ASKED:
        talk.send(question)
        expect(talk.newest).not_to_contain_text(BEHIND)
        expect(talk.newest).to_contain_text("FAQ bot")
    talk.view_as("moderator")
    talk.command("faq review")
    expect(talk.newest).to_contain_text(ASKED[0], timeout=PATIENCE)
    talk.pick(moderator_words.REVIEW_ADD, PARK)
    expect(talk.newest).to_contain_text(moderator_words.NOTHING_WAITS, timeout=PATIENCE)
    expect(talk.newest).to_contain_text(PARK)
    talk.view_as("you")
    for _ in range(TRIES):
        talk.page.wait_for_timeout(500)
        talk.send(THEN)
        expect(talk.newest).to_contain_text("FAQ bot")
        if BEHIND in talk.newest.inner_text():
            return
    pytest.fail("the phrasing was not used")


def test_a_member_votes(own_conversation: Conversation) -> None:
    own_conversation.send(PARK)
    expect(own_conversation.newest).to_contain_text(BEHIND)
    own_conversation.press(words.HELPED)
    expect(own_conversation.newest).to_contain_text(words.THANKS_FOR_VOTE, timeout=PATIENCE)
