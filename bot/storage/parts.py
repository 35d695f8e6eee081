"""Arrays of arrays: what belongs to a part goes by the part's name."""

from typing import Any

from numpy.typing import NDArray

from bot.storage.layout import Arrays


def nested(name: str, arrays: Arrays) -> dict[str, NDArray[Any]]:
    """The arrays of a part under its name."""
    return {f"{name}.{key}": array for key, array in arrays.items()}


def part(name: str, arrays: Arrays) -> dict[str, NDArray[Any]]:
    """The arrays that were nested under that name, by their own."""
    prefix = f"{name}."
    return {key.removeprefix(prefix): array for key, array in arrays.items() if key.startswith(prefix)}
