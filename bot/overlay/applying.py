"""Applies the moderators' edits to the knowledge base of the owner's files."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.knowledge import Entry, KnowledgeBase
from bot.knowledge.entry import folded
from bot.store import Content, Edit, EditKind

SOURCE = "moderators"
"""The source of an entry that is in no file."""


def in_effect(history: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits in effect, oldest first."""
    return tuple(edit for edit in history if edit.in_effect)


def apply_edits(files: KnowledgeBase, history: Iterable[Edit]) -> KnowledgeBase:
    """The knowledge base with the edits that are in effect.

    `files` is the knowledge base of the files. Edited entries keep their positions, and added ones come last. If the
    edits would remove every entry, they are ignored.
    """
    edits = in_effect(history)
    if not edits:
        return files
    entries = {entry.id: entry for entry in files.entries}
    for edit in edits:
        if (entry := edited_entry(entries.get(edit.entry), edit)) is not None:
            entries[edit.entry] = entry
        elif edit.kind is EditKind.REMOVE:
            entries.pop(edit.entry, None)
    return KnowledgeBase(tuple(entries.values()), files.synonyms) if entries else files


def edited_entry(entry: Entry | None, edit: Edit) -> Entry | None:
    """The entry after one edit; None if the edit removes it, or if it does not exist.

    A new phrasing changes nothing else, so the owner's later edits of the answer stay visible.
    """
    content = edit.after
    if content is None:
        return None
    if edit.kind is EditKind.PHRASE:
        return entry and replace(entry, questions=with_phrasings(entry.questions, content.questions))
    source, line = (entry.source, entry.line) if entry else (SOURCE, 0)
    return Entry(
        edit.entry,
        content.questions,
        content.answer,
        content.topic,
        source,
        line,
        content.synonyms,
        content.url,
        edit.at.date().isoformat(),
        entry.related if entry else (),
    )


def content_of(entry: Entry) -> Content:
    """The parts of an entry that members read."""
    return Content(entry.questions, entry.answer, entry.topic, entry.synonyms, entry.url)


def with_phrasings(questions: Sequence[str], further: Sequence[str]) -> tuple[str, ...]:
    """The questions, plus the further ones that are new, ignoring case and spacing."""
    known = {folded(question): question for question in questions}
    for question in further:
        known.setdefault(folded(question), question)
    return tuple(known.values())


def stale_edits(files: KnowledgeBase, history: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits in effect whose entry the owner has since changed or removed in the files.

    An edit of a changed entry hides the owner's change. A phrasing of a removed entry has no effect.
    """
    first: dict[str, Edit] = {}
    phrased: list[Edit] = []
    added: set[str] = set()
    for edit in in_effect(history):
        if edit.kind is EditKind.PHRASE:
            phrased.append(edit)
        elif edit.kind is EditKind.ADD:
            added.add(edit.entry)
        else:
            first.setdefault(edit.entry, edit)
    written = {entry.id: content_of(entry) for entry in files.entries}
    changed = [edit for edit in first.values() if edit.entry not in added and not _is_seen(written, edit)]
    applied = {entry.id for entry in apply_edits(files, history).entries}
    lost = [edit for edit in phrased if edit.entry not in applied]
    return tuple(sorted((*changed, *lost), key=lambda edit: edit.number))


def _is_seen(written: dict[str, Content], edit: Edit) -> bool:
    """Whether the entry in the files is still the one that the moderator saw, except for added phrasings."""
    now, seen = written.get(edit.entry), edit.before
    if now is None or seen is None:
        return now is seen
    return replace(now, questions=()) == replace(seen, questions=()) and set(now.questions) <= set(seen.questions)
