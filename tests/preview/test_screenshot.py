"""Takes the screenshot for the README: `PREVIEW_SCREENSHOT=.github/preview.png pytest tests/preview`."""

import os
from pathlib import Path

import pytest

from bot.knowledge import KnowledgeBase
from bot.replies import words
from tests.preview.conversation import Conversation

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect

PATH = os.environ.get("PREVIEW_SCREENSHOT")
QUESTION = "why did kruschev put misiles into cuba?"
LARGEST = 150_000
"""Bytes."""
STYLE = """
    /* The simulator's own tools are not part of Discord. */
    [data-workbench], .message-context-actions, .history-button { display: none !important; }
    .preview-workspace { height: 100vh !important; }
    /* Discord lets a menu open over the box below it. */
    .select-list, .select-options { max-height: none !important; }
    .preview-select, .select-list { max-width: 432px !important; width: 432px !important; }
    .select-option { grid-template-columns: 0 1fr 0 !important; min-height: 40px !important; }
    .select-option .option-label { font-size: 15px; font-weight: 500; }
    .channel-message { background: none !important; scroll-margin-top: 16px; }
    #channel-message-list { padding-bottom: 300px; }
"""


@pytest.mark.skipif(PATH is None, reason="PREVIEW_SCREENSHOT names no file")
def test_the_picture_shows_a_misspelt_question_its_answer_and_related_questions(
    conversation: Conversation, shipped_base: KnowledgeBase
) -> None:
    assert PATH
    (entry,) = (
        entry for entry in shipped_base.entries if entry.question == "Why did Khrushchev put missiles into Cuba?"
    )
    conversation.page.add_style_tag(content=STYLE)
    conversation.send(QUESTION)
    expect(conversation.newest).to_contain_text(entry.answer)
    expect(conversation.newest).to_contain_text("High confidence")
    conversation.newest.evaluate("answer => answer.previousElementSibling.scrollIntoView({block: 'start'})")
    conversation.open_menu(words.RELATED)
    conversation.page.mouse.move(0, 0)
    conversation.page.screenshot(path=PATH)
    assert Path(PATH).stat().st_size < LARGEST
