"""Folders of knowledge files, and what is read and said of them."""

from pathlib import Path

from bot.knowledge import inspect

ENTRY = "Open?\nYes."


def write(path: Path, text: str = ENTRY) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def sources(*paths: Path) -> list[str]:
    return [entry.source for entry in inspect(paths).base.entries]


def told(*paths: Path) -> list[str]:
    """Each problem as it is printed, but for its code."""
    return [str(problem).rpartition(" [")[0] for problem in inspect(paths).problems]
