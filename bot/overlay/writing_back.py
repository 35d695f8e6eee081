"""Writes moderators' edits into the owner's files, if nothing else in them has to change."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge import Entry, KnowledgeBase, load
from bot.knowledge.draft import Draft, Line
from bot.knowledge.entry import made_id
from bot.knowledge.files import Found, find
from bot.knowledge.readers import READERS
from bot.overlay import rewriting
from bot.overlay.applying import apply_edits, content_of, in_effect
from bot.store import Edit

EXTENSIONS = (".txt", ".md", ".markdown", ".csv", ".tsv")
"""Formats in which an entry can be rewritten on its own."""
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Applied:
    """An entry whose edits are in a file."""

    question: str
    file: Path
    """The file that was rewritten."""
    edits: tuple[int, ...]
    """Their numbers: `Store.mark_applied` takes them."""


@dataclass(frozen=True, slots=True)
class NotApplied:
    """An entry whose edits stay in the overlay."""

    question: str
    edits: tuple[int, ...]
    why: str
    """A clause, such as "…"."""


@dataclass(slots=True)
class _Text:
    """A file with its old and its new text."""

    path: Path
    source: str
    raw: bytes
    text: str
    bom: str

    @property
    def extension(self) -> str:
        return self.path.suffix.lower()

    def encoded(self) -> bytes:
        return (self.bom + self.text).encode()

    def drafts(self) -> Sequence[Draft]:
        return READERS[self.extension](self.text, self.extension)[0]


def write_back(paths: Sequence[Path], history: Iterable[Edit]) -> tuple[tuple[Applied, ...], tuple[NotApplied, ...]]:
    """Write the edits in effect into the files. Returns the edits that were written, and those that could not be.

    Each file is replaced as a whole, so a crash leaves the old or the new one. Raises KnowledgeError if the files have
    errors, OSError if one cannot be written.
    """
    edits = in_effect(history)
    files = load(paths)
    base = apply_edits(files, edits)
    texts = list(_texts(paths))
    done: list[Applied] = []
    left: list[NotApplied] = []
    for entry_id in dict.fromkeys(edit.entry for edit in edits):
        numbers = tuple(edit.number for edit in edits if edit.entry == entry_id)
        old, new = files.get(entry_id), base.get(entry_id)
        question = (new or old).question if new or old else entry_id  # type: ignore[union-attr]
        into = _write(texts, files, old, new)
        if isinstance(into, str):
            left.append(NotApplied(question, numbers, into))
        else:
            done.append(Applied(question, into, numbers))
    for text in texts:
        if text.encoded() != text.raw:
            _replace(text)
    return tuple(done), tuple(left)


def _write(texts: Sequence[_Text], files: KnowledgeBase, old: Entry | None, new: Entry | None) -> Path | str:
    """Change the text that contains the entry. Returns its file, or why that is impossible."""
    if old is None:
        return _add(texts, new) if new else "its entry is in no file any more"
    text = next((each for each in texts if each.source == old.source), None)
    if text is None:
        return f"{old.source} has a format in which single entries cannot be rewritten"
    place = _place(text, files, old)
    if place is None:
        return f"its place in {old.source} was not found"
    if new is None:
        rewritten = rewriting.remove(text.text, text.extension, place)
    elif content_of(new) == content_of(old):
        rewritten = text.text
    else:
        draft = text.drafts()[place]
        rewritten = _first(text, place, [_draft(new, draft.id or _kept_id(new)), _draft(new, draft.id)])
    if rewritten is None:
        return f"{old.source} cannot hold it without other changes"
    text.text = rewritten
    return text.path


def _first(text: _Text, place: int, drafts: Sequence[Draft]) -> str | None:
    found = (rewriting.change(text.text, text.extension, place, draft) for draft in drafts)
    return next((each for each in found if each is not None), None)


def _add(texts: Sequence[_Text], new: Entry) -> Path | str:
    """Add an entry to the first file with its topic, or else to the last file that can hold it."""
    draft = _draft(new, _kept_id(new))
    alike = [text for text in texts if any(each.topic == new.topic for each in text.drafts())]
    for text in (*alike, *reversed(texts)):
        rewritten = rewriting.add(text.text, text.extension, draft)
        if rewritten is not None:
            text.text = rewritten
            return text.path
    return "no file can hold another entry without other changes"


def _place(text: _Text, files: KnowledgeBase, entry: Entry) -> int | None:
    """The index of the entry among the drafts of the text. Rewriting may have moved it, so questions are compared."""
    same = [place for place, draft in enumerate(text.drafts()) if draft.questions[0].text == entry.question]
    if len(same) < 2:  # noqa: PLR2004 - a single one
        return same[0] if same else None
    others = [other for other in files.entries if other.source == entry.source and other.question == entry.question]
    return same[others.index(entry)] if len(others) == len(same) else None


def _draft(entry: Entry, entry_id: str | None) -> Draft:
    questions = tuple(Line(0, question) for question in entry.questions)
    return Draft(questions, entry.answer, 0, entry.topic, entry_id, entry.synonyms, entry.url, entry.related)


def _kept_id(entry: Entry) -> str | None:
    """The id to write, so that votes and buttons still find the entry; None if it is made from the question."""
    return None if made_id(entry.question) == entry.id else entry.id


def _texts(paths: Sequence[Path]) -> Iterable[_Text]:
    """The files that can be rewritten: those in UTF-8."""
    for found in find(paths):
        if isinstance(found, Found) and found.path.suffix.lower() in EXTENSIONS:
            raw = found.path.read_bytes()
            with suppress(UnicodeDecodeError):
                text = raw.decode()
                bom = _BOM if text.startswith(_BOM) else ""
                yield _Text(found.path, found.source, raw, text.removeprefix(bom), bom)


def _replace(text: _Text) -> None:
    """Replace the file, or the one that a symlink leads to. Raises OSError, also if somebody has edited it."""
    path = text.path.resolve()
    if path.read_bytes() != text.raw:
        raise OSError(0, "somebody is editing it; try again", str(text.path))
    descriptor, made = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encoded())
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, made)
        Path(made).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(made).unlink()
        raise
