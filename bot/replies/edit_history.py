"""Replies about the history of edits: who changed what and when, and the content before."""

from collections.abc import Sequence

from bot.replies import moderator_words as words
from bot.replies.editing import content_text, saved_reply, what
from bot.replies.lengths import shorten
from bot.replies.reply import Reply, Tone
from bot.store import Content, Edit, EditKind

MAX_EXCERPT = 250
"""Characters of what an entry said before, or says now, in a list of edits."""


def history_reply(edits: Sequence[Edit], note: str = "") -> Reply:
    """A page of edits of all entries, shortened, in the given order."""
    body = "\n\n".join(_paragraph(edit) for edit in edits) or words.NO_HISTORY
    return Reply(words.HISTORY, body, Tone.INFORMATION, note=note)


def entry_history_reply(question: str, edits: Sequence[Edit]) -> Reply:
    """All edits of one entry, in full."""
    body = "\n\n".join(_paragraph(edit, full=True) for edit in edits) or words.NO_HISTORY
    return Reply(words.HISTORY_OF.format(question=question), body, Tone.INFORMATION)


def undo_reply(edit: Edit) -> Reply:
    """Asks whether to undo an edit."""
    return Reply(words.UNDO, _paragraph(edit), Tone.INFORMATION)


def undone_reply(written: Edit, before: Edit | None) -> Reply:
    """An edit was undone. `before` is the edit that can be undone next; None if there is none."""
    reply = saved_reply(written)
    body = f"{reply.body}\n\n{words.NEXT_UNDO}\n{_paragraph(before)}" if before else reply.body
    return Reply(reply.title, body, reply.tone)


def _paragraph(edit: Edit, *, full: bool = False) -> str:
    state = words.IS_UNDONE if edit.undone else words.IS_APPLIED if edit.applied else ""
    lines = [f"{what(edit)} · *{state}*" if state else what(edit)]
    if edit.kind is EditKind.PHRASE and edit.after:
        lines += [words.NEW_PHRASINGS, *(f"> {question}" for question in edit.after.questions)]
    else:
        lines += _shown(words.BEFORE, edit.before, full=full)
        lines += _shown(words.AFTER, edit.after, full=full)
    text = "\n".join(lines)
    return text if full else shorten(text, 3 * MAX_EXCERPT)


def _shown(label: str, content: Content | None, *, full: bool) -> list[str]:
    if content is None:
        return []
    text = content_text(content)
    lines = text.splitlines() if full else [shorten(" ".join(text.split()), MAX_EXCERPT)]
    return [label, *(f"> {line}" for line in lines)]
