"""Caches the results of a method without keeping its object alive.

An object with a cache of its own bound method is in a reference cycle, which only the garbage collector breaks. The bot
freezes the objects that it makes at start. So after an edit, the old index would stay in memory next to the new one.
"""

from collections.abc import Callable, Hashable
from functools import _lru_cache_wrapper, lru_cache
from typing import TypeVar
from weakref import WeakMethod

T = TypeVar("T")


def weak_cache(method: Callable[..., T], size: int) -> "_lru_cache_wrapper[T]":
    """The method with a cache of its last `size` results. Call it only while its object exists."""
    weak = WeakMethod(method)

    @lru_cache(maxsize=size)
    def call(*arguments: Hashable) -> T:
        bound = weak()
        if bound is None:
            raise ReferenceError("the object of this method no longer exists")
        result: T = bound(*arguments)
        return result

    return call
