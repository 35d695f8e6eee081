"""A shop's notes, and edits of them."""

from pathlib import Path

from bot.live import LiveKnowledge

OPEN = "When do you open?\nAt nine.\n"
SHUT = "When do you close?\nAt six.\n"
BROKEN = "When do you open?\n"
"""A question without an answer."""


def at_once(_: float) -> bool:
    """Wait for nothing, and go on."""
    return False


def questions(live: LiveKnowledge) -> list[str]:
    """The first question of each entry that answers now."""
    return [entry.question for entry in live.loaded.assistant.base.entries]


def write(path: Path) -> None:
    """Edit a file."""
    path.write_text(SHUT, encoding="utf-8")
