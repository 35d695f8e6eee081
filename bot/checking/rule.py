"""A rule of `check`, in words."""

from dataclasses import dataclass

from bot.knowledge import Code


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule."""

    code: Code
    what: str
    """What the rule finds: one sentence without a full stop, in plain text with Markdown code spans."""
    why: str
    """Why it matters: one paragraph."""
    example: str
    """What the rule reports: lines of a knowledge file, or a command."""
    fix: str
    """What to do: one paragraph."""
