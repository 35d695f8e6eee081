"""The overlay: moderators' edits on top of the owner's files. They take effect at once, and can be undone one by one.

`Editor` writes edits to the store. `apply_edits` applies them to the knowledge base of the files.
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
