"""A small knowledge base, and an editor of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.knowledge import Entry, KnowledgeBase
from bot.overlay import Editor, apply_edits
from bot.store import open_store
from bot.store.store import Store

FILES = KnowledgeBase(
    (
        Entry("hours", ("When are you open?", "Opening hours?"), "From nine to five.", "Shop", "faq.txt", 2),
        Entry("returns", ("How do I return a parcel?",), "Print the label.", "Orders", "faq.txt", 6),
    )
)


class Moderated:
    """The files, and the edits over them."""

    def __init__(self, store: Store) -> None:
        """Start with FILES and no edit."""
        self.files = FILES
        self.store = store
        self.editor = Editor(store, lambda: self.files)

    @property
    def base(self) -> KnowledgeBase:
        """What the bot says."""
        return apply_edits(self.files, self.store.history().result())

    def entry(self, entry_id: str) -> Entry:
        """An entry that is there."""
        found = self.base.get(entry_id)
        assert found
        return found


@pytest.fixture
def moderated(tmp_path: Path) -> Iterator[Moderated]:
    store = open_store(tmp_path / "faq-bot.sqlite3")
    yield Moderated(store)
    store.close()
