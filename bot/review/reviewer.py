"""What moderators do about a group of waiting questions."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from bot.overlay import Author, Editor, Written
from bot.review.grouping import Group
from bot.store import Content, Decision, Pending, Question, Reviewed

if TYPE_CHECKING:
    from bot.store.store import Store

LATER_DAYS = 7
"""Days for which a postponed group stays away: the questions are kept for 30 days by default."""


class Reviewer:
    """Takes decisions about groups. Each is written as a whole, or not at all."""

    def __init__(self, store: "Store", editor: Editor) -> None:
        """Take the store, and the editor of the knowledge base."""
        self._store, self._editor = store, editor

    def add_phrasings(
        self, group: Group, entry_id: str, author: Author, texts: Sequence[str] | None = None
    ) -> Pending[Written]:
        """Add the group's texts, or those of `texts`, as phrasings of an entry, and confirm them as its labels."""
        chosen = group.texts if texts is None else tuple(texts)
        return self._editor.add_phrasings(entry_id, chosen, author, Reviewed(group.numbers, chosen))

    def write_answer(self, group: Group, content: Content, author: Author) -> Pending[Written]:
        """Add an entry that answers the group, and confirm the group's texts as its labels."""
        return self._editor.add(content, author, Reviewed(group.numbers, group.texts))

    def confirm(self, group: Group, entry_id: str) -> Pending[None]:
        """Confirm that an entry answers the group, or none for "", without a phrasing: it calibrates the confidence."""
        return self._store.confirm(group.texts, entry_id, group.numbers)

    def confirm_helpful(self, questions: Iterable[Question]) -> Pending[None]:
        """Confirm that the entries that were shown answer these questions; see `helpful`."""
        done = self._store.decide((), Decision.DONE)
        by_entry: dict[str, list[Question]] = {}
        for question in questions:
            by_entry.setdefault(question.entry, []).append(question)
        for entry_id, shown in by_entry.items():
            texts, numbers = [question.text for question in shown], [question.number for question in shown]
            done = self._store.confirm(texts, entry_id, numbers)
        return done

    def ignore(self, group: Group) -> Pending[None]:
        """Hide the group, and every further question that is like it, for as long as its questions are kept."""
        return self._store.decide(group.numbers, Decision.IGNORED)

    def later(self, group: Group, today: dt.date, days: int = LATER_DAYS) -> Pending[None]:
        """Hide the group for some days."""
        return self._store.decide(group.numbers, Decision.LATER, today + dt.timedelta(days))
