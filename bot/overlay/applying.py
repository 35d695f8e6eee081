"""From what the owner's files say and the moderators' edits to what the bot says."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.knowledge import Entry, KnowledgeBase
from bot.store import Content, Edit, EditKind

SOURCE = "moderators"
"""Stands for the file of an entry that is in none."""


def in_effect(history: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits that change what the files say, oldest first."""
    return tuple(edit for edit in history if edit.in_effect)


def apply_edits(files: KnowledgeBase, history: Iterable[Edit]) -> KnowledgeBase:
    """The knowledge base with the edits that are in effect.

    `files` is what the files say. Edited entries keep their places; added ones come last. Edits that would leave no
    entry change nothing.
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
    """The entry after one edit; None if it is then gone, or never was there.

    A phrasing changes nothing else of the entry, so the owner's own edits of the answer stay visible.
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
    )


def content_of(entry: Entry) -> Content:
    """What members read of an entry."""
    return Content(entry.questions, entry.answer, entry.topic, entry.synonyms, entry.url)


def with_phrasings(questions: Sequence[str], further: Sequence[str]) -> tuple[str, ...]:
    """The questions, and those of the further ones that are not among them, ignoring case and spacing."""
    known = {folded(question): question for question in questions}
    for question in further:
        known.setdefault(folded(question), question)
    return tuple(known.values())


def folded(question: str) -> str:
    """The question without its case and spacing: questions that are alike after this are the same."""
    return " ".join(question.casefold().split())


def stale_edits(files: KnowledgeBase, history: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits in effect whose entry the owner has changed or removed in the files since.

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
    """Whether the files still say what the moderator saw, apart from phrasings that the overlay has added."""
    now, seen = written.get(edit.entry), edit.before
    if now is None or seen is None:
        return now is seen
    return replace(now, questions=()) == replace(seen, questions=()) and set(now.questions) <= set(seen.questions)
