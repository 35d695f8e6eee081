"""The shipped file without a fault, ways to damage it, and what is said of it then."""

from collections.abc import Callable
from pathlib import Path

from bot.knowledge import inspect

SHIPPED = Path(__file__).parents[2] / "data" / "cuban_missile_crisis.txt"
SOUND = SHIPPED.read_text(encoding="utf-8").replace("…", "and more.").replace("Why did", "When did", 1)
"""The shipped file without the two answers that its source cut off and without its near-twin questions, so that only
the damage is warned of."""

Edit = Callable[[list[str]], list[str]]


def insert(line: int, *new: str) -> Edit:
    return lambda lines: [*lines[: line - 1], *new, *lines[line - 1 :]]


def replace(line: int, *new: str) -> Edit:
    return lambda lines: [*lines[: line - 1], *new, *lines[line:]]


def drop(line: int) -> Edit:
    return replace(line)


def change(line: int, old: str, new: str) -> Edit:
    return lambda lines: replace(line, lines[line - 1].replace(old, new, 1))(lines)


def both(first: Edit, second: Edit) -> Edit:
    return lambda lines: second(first(lines))


def told(path: Path) -> list[str]:
    """What is said of the file, without its path."""
    lines = [str(problem) for problem in inspect([path]).problems]
    assert all(line.startswith(str(path)) for line in lines)
    return [line.removeprefix(f"{path}:").strip() for line in lines]


def matches(line: str, expected: str) -> bool:
    beginning, hint = expected.split("|")
    return line.startswith(beginning) and hint in line.rpartition(" (")[2]
