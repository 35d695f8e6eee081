"""What an edit makes is nothing for the garbage collector."""

import gc

import pytest

from bot.knowledge.undisturbed import undisturbed


def test_what_is_made_meanwhile_is_never_looked_at() -> None:
    with undisturbed():
        assert not gc.isenabled()
        made = [[number] for number in range(10)]
    assert gc.isenabled()
    assert not any(each is made for each in gc.get_objects())
    gc.unfreeze()


def test_within_itself_it_does_nothing_more() -> None:
    with undisturbed():
        with undisturbed():
            made = [[number] for number in range(10)]
        assert not gc.isenabled()
        assert any(each is made for each in gc.get_objects())
    assert gc.isenabled()
    gc.unfreeze()


def test_the_collector_goes_on_after_an_error() -> None:
    with pytest.raises(ValueError, match="notes"), undisturbed():
        raise ValueError("notes")
    assert gc.isenabled()
    gc.unfreeze()
