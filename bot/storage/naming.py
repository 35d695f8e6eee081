"""Arrays of several parts under one roof."""

from typing import Any

from numpy.typing import NDArray

from bot.storage.layout import Arrays


def nested(prefix: str, arrays: Arrays) -> dict[str, NDArray[Any]]:
    """The arrays under names that tell whose they are."""
    return {f"{prefix}.{name}": array for name, array in arrays.items()}


def part(prefix: str, arrays: Arrays) -> dict[str, NDArray[Any]]:
    """The arrays that were nested with that prefix, under their own names."""
    return {name.removeprefix(f"{prefix}."): array for name, array in arrays.items() if name.startswith(f"{prefix}.")}
