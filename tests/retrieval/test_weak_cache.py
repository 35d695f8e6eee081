"""A weak cache remembers results, but does not keep the object alive."""

import gc
import weakref

import pytest

from bot.answering import Assistant
from bot.knowledge import KnowledgeBase
from bot.retrieval.weak_cache import weak_cache


class Adder:
    """Counts how often it has to add."""

    def __init__(self) -> None:
        self.calls = 0
        self.add = weak_cache(self._add, 1)

    def _add(self, one: int, other: int) -> int:
        self.calls += 1
        return one + other


def test_the_last_results_are_cached() -> None:
    adder = Adder()
    assert [adder.add(1, 2), adder.add(1, 2), adder.add(2, 2), adder.add(1, 2)] == [3, 3, 4, 3]
    assert adder.calls == 3


def test_a_call_without_the_object_fails() -> None:
    add = Adder().add
    with pytest.raises(ReferenceError):
        add(1, 2)


def test_an_assistant_is_freed_without_the_garbage_collector(shipped_base: KnowledgeBase) -> None:
    assistant = Assistant.build(shipped_base)
    assistant.ask("why did jfk meet with kruschev")
    gone = weakref.ref(assistant.retriever)
    gc.disable()
    try:
        del assistant
        assert gone() is None
    finally:
        gc.enable()
