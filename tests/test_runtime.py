"""Pauses of the garbage collector."""

import gc

import pytest

from bot.runtime import gc_paused


def test_the_collector_ignores_objects_made_in_a_freezing_pause() -> None:
    with gc_paused(freeze=True):
        assert not gc.isenabled()
        made = [[number] for number in range(10)]
    assert gc.isenabled()
    assert not any(each is made for each in gc.get_objects())
    gc.unfreeze()


def test_a_pause_inside_a_pause_does_nothing() -> None:
    with gc_paused(freeze=True):
        with gc_paused(freeze=True):
            made = [[number] for number in range(10)]
        assert not gc.isenabled()
        assert any(each is made for each in gc.get_objects())
    assert gc.isenabled()
    gc.unfreeze()


def test_the_collector_runs_again_after_an_error() -> None:
    with pytest.raises(ValueError, match="notes"), gc_paused(freeze=True):
        raise ValueError("notes")
    assert gc.isenabled()
    gc.unfreeze()


def test_without_freezing_the_collector_sees_what_was_made() -> None:
    with gc_paused():
        assert not gc.isenabled()
        made = [[number] for number in range(10)]
    assert gc.isenabled()
    assert any(each is made for each in gc.get_objects())


def test_a_pause_can_decide_at_its_end_to_freeze() -> None:
    with gc_paused() as pause:
        made = [[number] for number in range(10)]
        pause.freeze = len(made) >= 10
    assert not any(each is made for each in gc.get_objects())
    gc.unfreeze()
