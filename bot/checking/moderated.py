"""What moderators have changed over the files, as notes; and where the owner has changed the same entry since."""

from collections.abc import Iterator, Sequence

from bot.knowledge import Code, KnowledgeBase, Problem
from bot.knowledge.problem import excerpt
from bot.overlay import in_effect, stale_edits
from bot.store import Edit, EditKind

_DID = {
    EditKind.ADD: "added",
    EditKind.EDIT: "edited",
    EditKind.REMOVE: "removed",
    EditKind.PHRASE: "added phrasings to",
}
OVERLAY = "(moderators)"
"""Stands for the file of an entry that is in none."""


def moderated(files: KnowledgeBase, history: Sequence[Edit]) -> Iterator[tuple[str, Problem]]:
    """A note for each edit in effect, or a warning if it is stale, each with the id of its entry.

    The problems name no file; `check` puts them where the entry is.
    """
    stale = stale_edits(files, history)
    for edit in in_effect(history):
        content = edit.before or edit.after
        question = excerpt(content.questions[0]) if content else edit.entry
        who, day = edit.by or "a moderator", f"{edit.at.day} {edit.at:%B}"
        if edit not in stale:
            message = f"{who} {_DID[edit.kind]} {question} on {day}"
            yield edit.entry, Problem(OVERLAY, 0, Code.MODERATED, message, "`overlay` shows the edits")
            continue
        hint = f"undo it with `overlay --undo {edit.number}`, or write it into the file with `overlay --apply`"
        if edit.kind is EditKind.PHRASE:
            message = f"edit {edit.number} by {who} has no effect: the files no longer have {question}"
        else:
            message = f"edit {edit.number} by {who} hides your change of {question}"
        yield edit.entry, Problem(OVERLAY, 0, Code.STALE_EDIT, message, hint)
