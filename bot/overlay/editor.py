"""Checks moderators' edits and writes them to the store. If two moderators edit at once, no edit is lost."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import count
from typing import TYPE_CHECKING, cast

from bot.knowledge import Entry, KnowledgeBase
from bot.knowledge.entry import folded, made_id
from bot.knowledge.lines import has_words
from bot.overlay.applying import apply_edits, content_of, in_effect, with_phrasings
from bot.store import Content, Edit, EditKind, NewEdit, Pending, Reviewed

if TYPE_CHECKING:
    from bot.store.edits import Plan
    from bot.store.store import Store

LONGEST_QUESTION = 256
"""Characters: the title of an embed in Discord."""
LONGEST_ANSWER = 4_000
"""Characters: a field of a modal in Discord."""


class Refusal(Enum):
    """Why an edit was not written."""

    NO_QUESTION = "the question has no words"
    NO_ANSWER = "the answer is empty"
    LONG_QUESTION = "a question is too long"
    LONG_ANSWER = "the answer is too long"
    TAKEN = "another entry has this question"
    GONE = "there is no such entry"
    LAST = "it is the only entry"
    UNCHANGED = "nothing would change"
    NOTHING_TO_UNDO = "there is nothing to undo"


@dataclass(frozen=True, slots=True)
class Refused:
    """An edit that was not written."""

    why: Refusal
    entry: Entry | None = None
    """For TAKEN: the entry that has the question."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """An edit that was not written because somebody else changed the entry in the meantime."""

    entry: Entry | None
    """The entry as it is now; None if it is gone."""
    by: Edit | None
    """The last edit of the entry; None if the owner changed it in the files."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who edits."""

    name: str
    """As the history shows it."""
    user: int = 0
    """Kept only as a keyed hash; 0 for none, as in the terminal."""
    server: int = 0


NotWritten = Conflict | Refused
Written = Edit | NotWritten


def revision_of(entry: Entry) -> str:
    """Eight hex digits that change if members would read a different entry. Short enough for a custom id."""
    return hashlib.blake2b(repr(content_of(entry)).encode("utf-8", "replace"), digest_size=4).hexdigest()


class Editor:
    """Edits one knowledge base. Every method checks and writes in one transaction of the store."""

    def __init__(self, store: "Store", files: Callable[[], KnowledgeBase]) -> None:
        """Take the store, and a function that returns the current knowledge base of the files, without edits."""
        self._store, self._files = store, files

    def add(self, content: Content, author: Author, reviewed: Reviewed | None = None) -> Pending[Written]:
        """Add an entry. Its id is made from its first question."""

        def plan(history: tuple[Edit, ...]) -> NewEdit | Conflict | Refused:
            base = self._base(history)
            new = _clean(content)
            if refused := _fault(new, base, ""):
                return refused
            taken = {entry.id for entry in base.entries} | {edit.entry for edit in in_effect(history)}
            return _new(EditKind.ADD, _free_id(new.questions[0], taken), new, None, author, reviewed)

        return self._write(plan)

    def change(self, entry_id: str, content: Content, seen: str, author: Author) -> Pending[Written]:
        """Replace the content of an entry. `seen` is the `revision_of` the entry that the moderator saw."""

        def plan(history: tuple[Edit, ...]) -> NewEdit | Conflict | Refused:
            base = self._base(history)
            entry = base.get(entry_id)
            if conflict := _conflict(entry, entry_id, seen, history):
                return conflict
            if entry is None:
                return Refused(Refusal.GONE)
            new = _clean(content)
            if refused := _fault(new, base, entry_id):
                return refused
            if new == content_of(entry):
                return Refused(Refusal.UNCHANGED)
            return _new(EditKind.EDIT, entry_id, new, content_of(entry), author)

        return self._write(plan)

    def remove(self, entry_id: str, seen: str, author: Author) -> Pending[Written]:
        """Remove an entry. `seen` is as in `change`."""

        def plan(history: tuple[Edit, ...]) -> NewEdit | Conflict | Refused:
            base = self._base(history)
            entry = base.get(entry_id)
            if conflict := _conflict(entry, entry_id, seen, history):
                return conflict
            if entry is None:
                return Refused(Refusal.GONE)
            if len(base.entries) == 1:
                return Refused(Refusal.LAST)
            return _new(EditKind.REMOVE, entry_id, None, content_of(entry), author)

        return self._write(plan)

    def add_phrasings(
        self, entry_id: str, questions: Sequence[str], author: Author, reviewed: Reviewed | None = None
    ) -> Pending[Written]:
        """Add phrasings to an entry. This conflicts with no other edit, so it needs no revision."""

        def plan(history: tuple[Edit, ...]) -> NewEdit | Conflict | Refused:
            base = self._base(history)
            entry = base.get(entry_id)
            if entry is None:
                return Refused(Refusal.GONE)
            new = with_phrasings((), _clean(Content(tuple(questions))).questions)
            whole = with_phrasings(entry.questions, new)
            if refused := _fault(replace(content_of(entry), questions=new or ("",)), base, entry_id):
                return refused
            if whole == entry.questions and reviewed is None:
                return Refused(Refusal.UNCHANGED)
            return _new(EditKind.PHRASE, entry_id, Content(new), content_of(entry), author, reviewed)

        return self._write(plan)

    def undo(self, author: Author, number: int | None = None) -> Pending[Written]:
        """Undo an edit, or the last one in effect. The result is a Conflict if a later edit builds on it."""

        def plan(history: tuple[Edit, ...]) -> NewEdit | Conflict | Refused:
            edits = in_effect(history)
            found = [edit for edit in edits if number is None or edit.number == number][-1:]
            if not found:
                return Refused(Refusal.NOTHING_TO_UNDO)
            (edit,) = found
            base = self._base(history)
            if later := [each for each in edits if _builds_on(each, edit)]:
                return Conflict(base.get(edit.entry), later[-1])
            without = apply_edits(self._files(), [each for each in edits if each is not edit])
            before, after = base.get(edit.entry), without.get(edit.entry)
            return NewEdit(
                EditKind.UNDO,
                edit.entry,
                content_of(after) if after else None,
                content_of(before) if before else None,
                author.name,
                author.user,
                author.server,
                undoes=edit.number,
            )

        return self._write(plan)

    def _write(self, plan: "Plan[NotWritten]") -> Pending[Written]:
        return cast("Pending[Written]", self._store.edit(plan))  # mypy takes the union for `object`

    def _base(self, history: Iterable[Edit]) -> KnowledgeBase:
        return apply_edits(self._files(), history)


def _new(  # noqa: PLR0913, PLR0917 - the fields of an edit
    kind: EditKind,
    entry_id: str,
    after: Content | None,
    before: Content | None,
    author: Author,
    reviewed: Reviewed | None = None,
) -> NewEdit:
    return NewEdit(kind, entry_id, after, before, author.name, author.user, author.server, reviewed=reviewed)


def _builds_on(later: Edit, edit: Edit) -> bool:
    """Whether a later edit depends on the result of the edit."""
    if later.entry != edit.entry or later.number <= edit.number:
        return False
    return later.kind is not EditKind.PHRASE or edit.kind is EditKind.ADD


def _conflict(entry: Entry | None, entry_id: str, seen: str, history: Iterable[Edit]) -> Conflict | None:
    """The change that somebody else made to the entry since the moderator saw it; None for none."""
    if entry is not None and revision_of(entry) == seen:
        return None
    last = [edit for edit in history if edit.entry == entry_id][-1:]
    return Conflict(entry, last[0] if last else None) if entry or last else None


def _clean(content: Content) -> Content:
    """The content as readers return it: each question on one line and once, no blank lines around the answer."""
    questions = with_phrasings((), [text for each in content.questions if (text := " ".join(each.split()))])
    lines = content.answer.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    while lines and not lines[0].strip():
        lines.pop(0)
    topic = " ".join((content.topic or "").split())
    return replace(content, questions=questions, answer="\n".join(lines).rstrip(), topic=topic or None)


def _fault(content: Content, base: KnowledgeBase, entry_id: str) -> Refused | None:
    """Why the entry cannot have this content; None if it can."""
    if not content.questions or not all(map(has_words, content.questions)):
        return Refused(Refusal.NO_QUESTION)
    before = base.get(entry_id)
    if any(len(question) > LONGEST_QUESTION for question in content.questions if question not in _questions(before)):
        return Refused(Refusal.LONG_QUESTION)
    if not content.answer:
        return Refused(Refusal.NO_ANSWER)
    if len(content.answer) > LONGEST_ANSWER and content.answer != (before and before.answer):
        return Refused(Refusal.LONG_ANSWER)
    asked = set(map(folded, content.questions))
    for other in base.entries:
        if other.id != entry_id and not asked.isdisjoint(map(folded, other.questions)):
            return Refused(Refusal.TAKEN, other)
    return None


def _questions(entry: Entry | None) -> tuple[str, ...]:
    return entry.questions if entry else ()


def _free_id(question: str, taken: set[str]) -> str:
    """The id made from the question, with an ordinal if it is taken."""
    made = made_id(question)
    return made if made not in taken else next(each for n in count(2) if (each := f"{made}-{n}") not in taken)
