"""Remembers what a method has returned, without keeping its object alive.

An object that holds a cache of a bound method is part of a circle, which only the garbage collector undoes. A start
freezes what it has made, so that the first index would never go, and those after it late: after an edit, memory would
hold them beside the one in use.
"""

from collections.abc import Callable, Hashable
from functools import _lru_cache_wrapper, lru_cache
from typing import TypeVar
from weakref import WeakMethod

T = TypeVar("T")


def remembered(method: Callable[..., T], size: int) -> "_lru_cache_wrapper[T]":
    """The method, with its last results kept, up to `size` of them; to be called only while its object lives."""
    weak = WeakMethod(method)

    @lru_cache(maxsize=size)
    def call(*arguments: Hashable) -> T:
        bound = weak()
        if bound is None:
            raise ReferenceError("the object of this method has gone")
        result: T = bound(*arguments)
        return result

    return call
