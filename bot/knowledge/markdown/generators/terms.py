"""Definition lists: a line with a term, and below it a colon and the definition."""

import re
from collections.abc import Sequence

from bot.knowledge.markdown.generators.openings import Opening

_DEFINITION = re.compile(r":\s+\S")
_NO_TERM = re.compile(r"\s{4}|\s*(?:#|>|[-*+]\s|\d{1,9}[.)]\s|\||<|`{3}|~{3}|:|\[|!\[|=+\s*$|-+\s*$)")
_LONGEST_TERM = 300


DEFINITION = "term"
"""The name of a block that is a definition."""


class Terms:
    """Finds the terms of the definitions of one document."""

    def __init__(self, lines: Sequence[str], out: list[str]) -> None:
        """Take the source lines and the rewritten lines, in which terms become bold."""
        self._lines, self._out = lines, out
        self.place = 0
        """The line of the last term that was found."""

    def definition(self, place: int, text: str, *, is_inside: bool) -> str | None:
        """The term that a line defines; "" for another definition of the last term; None if it defines nothing."""
        if not _DEFINITION.match(text):
            return None
        if is_inside:
            return ""
        above = place - 1
        if above > 0 and not self._lines[above].strip():
            above -= 1
        term = self._out[above].strip() if above >= 0 else ""
        if not term or len(term) > _LONGEST_TERM or _NO_TERM.match(self._out[above]):
            return None
        if above and self._lines[above - 1].strip() and not _DEFINITION.match(self._lines[above - 1].strip()):
            return None
        self.place = above
        self._out[above] = term if term.startswith("**") and term.endswith("**") else f"**{term}**"
        return term.strip("*")

    def goes_on(self, opening: Opening, place: int) -> bool:
        """Whether an unindented line continues the open definition."""
        if opening.name != DEFINITION:
            return False
        if _DEFINITION.match(self._lines[place]):
            return True
        after = self._lines[place + 1] if place + 1 < len(self._lines) else ""
        return bool(self._lines[place - 1].strip()) and not _DEFINITION.match(after)
