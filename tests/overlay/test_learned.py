import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.overlay import Author, Learned, LearnedFrom, apply_edits
from bot.store import Content, StoreError
from tests.overlay.conftest import FILES, Moderated

ANN = Author("Ann")


def test_nothing_learned_is_an_empty_text(moderated: Moderated) -> None:
    assert LearnedFrom(moderated.store)() == ""
    assert Learned.of_text("") == Learned()
    assert Learned().apply(FILES) is FILES


def test_what_was_learned_goes_through_a_text(moderated: Moderated) -> None:
    learned_from = LearnedFrom(moderated.store)
    moderated.editor.add(Content(("Where can I park?",), "Behind\nthe “shop”. \ud83d", None, ("car",)), ANN).result()
    moderated.editor.add_phrasings("hours", ["Open today?"], ANN).result()
    moderated.editor.undo(ANN, 1).result()
    moderated.editor.add(Content(("Where is the car park?",), "Behind."), ANN).result()
    moderated.store.confirm(["opening times"], "hours").result()
    text = learned_from()
    assert "\n" not in text
    learned = Learned.of_text(text)
    assert learned.as_text() == text == learned_from()
    assert learned.apply(FILES) == apply_edits(FILES, moderated.store.history().result())


def test_labels_that_are_phrasings_or_of_entries_that_are_gone_calibrate_nothing(moderated: Moderated) -> None:
    moderated.store.confirm(["Opening hours?", "opening times"], "hours").result()
    moderated.store.confirm(["lost?"], "gone").result()
    moderated.store.confirm(["who is the pope"], "").result()
    learned = Learned.of_text(LearnedFrom(moderated.store)())
    assert learned.labelled(FILES) == [("opening times", frozenset({"hours"})), ("who is the pope", frozenset())]


def test_what_was_learned_stays_while_the_store_cannot_be_read(moderated: Moderated, tmp_path: Path) -> None:
    moderated.editor.add_phrasings("hours", ["Open today?"], ANN).result()
    learned_from = LearnedFrom(moderated.store)
    text = learned_from()
    with closing(sqlite3.connect(tmp_path / "faq-bot.sqlite3")) as connection, connection:
        connection.execute("DROP TABLE edits")
    with pytest.raises(StoreError):
        moderated.store.revision().result()
    assert learned_from() == text
