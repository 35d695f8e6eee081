"""The preview during edits of its notes."""

from pathlib import Path

import pytest

from tests.preview.conversation import Conversation

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect

QUESTION = "When is the bakery open?"
TRIES = 20


def test_an_edit_is_used_without_a_restart(own_conversation: Conversation, notes: Path) -> None:
    own_conversation.send(QUESTION)
    expect(own_conversation.newest).to_contain_text("From six.")
    notes.write_text(notes.read_text(encoding="utf-8").replace("six", "seven"), encoding="utf-8")
    for _ in range(TRIES):
        own_conversation.page.wait_for_timeout(500)
        own_conversation.send(QUESTION)
        expect(own_conversation.newest).to_contain_text("From s")
        if "From seven." in own_conversation.newest.inner_text():
            return
    pytest.fail("the edit was not taken")
