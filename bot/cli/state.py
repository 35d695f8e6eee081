"""Opens the store of some knowledge files, and reads moderators' edits and labels from it."""

import hashlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.config import AUTO, NONE, Settings
from bot.connection.budget_file import budget_name
from bot.knowledge import KnowledgeBase
from bot.store import StoreError, open_store, state_folder
from bot.store.opening import FILE, holds_edits

if TYPE_CHECKING:
    from bot.overlay import Learned, LearnedFrom
    from bot.store import Edit
    from bot.store.store import Store

GROUP_BYTES = 6
"""Bytes of the digest of the paths, which keeps several bots of one user apart."""


def place_of(paths: Sequence[Path], settings: Settings) -> Path | str | None:
    """The file or address of the store of these knowledge files; None to store nothing."""
    if settings.database_url:
        return settings.database_url
    if settings.state == NONE:
        return None
    if settings.state != AUTO:
        return Path(settings.state) / FILE
    try:
        home = Path.home()
    except RuntimeError:
        home = None
    folder = state_folder(sys.platform, os.environ, home)
    named = "\0".join(map(os.path.abspath, paths))
    group = hashlib.blake2b(named.encode("utf-8", "surrogateescape"), digest_size=GROUP_BYTES).hexdigest()
    return folder and folder / group / FILE


def open_state(paths: Sequence[Path], settings: Settings) -> "Store":
    """The store of these knowledge files. Never fails; see `open_store`."""
    return open_store(place_of(paths, settings))


def state_to_keep(paths: Sequence[Path], settings: Settings) -> "Store | None":
    """Like `open_state`; None if the settings turn storage off. The bot then offers no votes and edits.

    A PostgreSQL database belongs to the first bot that runs with it.
    """
    place = place_of(paths, settings)
    owner = budget_name(settings.token) if settings.database_url and settings.token else ""
    return None if place is None else open_store(place, owner=owner)


class LearnedHere:
    """Moderators' edits and labels for some knowledge files: the `Changes` that `LiveKnowledge` follows.

    Imports and opens the store only if it may hold any. Not thread-safe.
    """

    def __init__(self, paths: Sequence[Path], settings: Settings, store: "Store | None" = None) -> None:
        """Take an open store; None to open it when it is needed."""
        self._place = place_of(paths, settings)
        self._store, self._opened = store, store is None
        self._from: LearnedFrom | None = None
        self.text = ""
        """The edits and labels at the last `refresh`; see `Learned.as_text`."""

    def refresh(self) -> str:
        """Read it again, if it has changed."""
        if self._from is None:
            if self._store is None:
                if self._place is None or (isinstance(self._place, Path) and not holds_edits(self._place)):
                    return ""
                self._store = open_store(self._place)
            from bot.overlay import LearnedFrom

            self._from = LearnedFrom(self._store)
        self.text = self._from()
        return self.text

    def apply(self, files: KnowledgeBase, learned: str) -> KnowledgeBase:
        """The knowledge base with the edits in `learned`, a text that `refresh` returned."""
        return learned_of(learned).apply(files) if learned else files

    def close(self) -> None:
        """Close the store, if it was opened here."""
        if self._opened and self._store:
            self._store.close()


def edits_of(paths: Sequence[Path], settings: Settings) -> "tuple[Edit, ...]":
    """The history of moderators' edits; empty while the store cannot be read, which is logged."""
    place = place_of(paths, settings)
    if place is None or (isinstance(place, Path) and not holds_edits(place)):
        return ()
    store = open_store(place)
    try:
        return store.history().result()
    except StoreError:
        return ()
    finally:
        store.close()


def learned_of(text: str) -> "Learned":
    """The edits and labels in a text of `Learned.as_text`."""
    from bot.overlay import Learned

    return Learned.of_text(text)


def learned_text(paths: Sequence[Path], settings: Settings) -> str:
    """Moderators' edits and labels as a text, for a command that reads them once."""
    here = LearnedHere(paths, settings)
    try:
        return here.refresh()
    finally:
        here.close()
