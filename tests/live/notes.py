"""A shop's notes, and edits of them."""

from pathlib import Path

from bot.live import LiveKnowledge

OPEN = "When do you open?\nAt nine.\n"
SHUT = "When do you close?\nAt six.\n"
BROKEN = "When do you open?\n"
"""A question without an answer."""


def at_once(_: float) -> bool:
    """Do not wait, and continue."""
    return False


def questions(live: LiveKnowledge) -> list[str]:
    """The first question of each current entry."""
    return [entry.question for entry in live.loaded.assistant.base.entries]


def write(path: Path) -> None:
    """Edit a file."""
    path.write_text(SHUT, encoding="utf-8")
