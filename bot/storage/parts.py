"""Prefixes in the names of arrays: they keep the arrays of several objects apart in one file."""

from typing import Any

from numpy.typing import NDArray

from bot.storage.layout import Arrays


def add_prefix(name: str, arrays: Arrays) -> dict[str, NDArray[Any]]:
    """The arrays, each name with the prefix before it."""
    return {f"{name}.{key}": array for key, array in arrays.items()}


def strip_prefix(name: str, arrays: Arrays) -> dict[str, NDArray[Any]]:
    """The arrays whose names have this prefix, without it."""
    prefix = f"{name}."
    return {key.removeprefix(prefix): array for key, array in arrays.items() if key.startswith(prefix)}
