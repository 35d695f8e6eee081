"""Moderators' edits of the knowledge, over what the owner's files say: live at once, undone step by step.

`Editor` writes edits into the store, `apply_edits` makes the knowledge base that answers.
"""

from bot.overlay.applying import apply_edits, content_of, edited_entry, in_effect, stale_edits
from bot.overlay.editor import Author, Conflict, Editor, Refusal, Refused, Written, revision_of
from bot.overlay.learned import Learned, LearnedFrom

__all__ = [
    "Author",
    "Conflict",
    "Editor",
    "Learned",
    "LearnedFrom",
    "Refusal",
    "Refused",
    "Written",
    "apply_edits",
    "content_of",
    "edited_entry",
    "in_effect",
    "revision_of",
    "stale_edits",
]
