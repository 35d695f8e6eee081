"""Collects how a JSON or YAML file was read, and which parts were skipped."""

from collections.abc import Collection, Mapping

from bot.knowledge.codes import Code
from bot.knowledge.problem import Findings, excerpt
from bot.knowledge.structured.tree import Object

OWN_NAMES = frozenset({"question", "questions", "phrasings", "answer", "topic", "id", "synonyms", "url", "related"})
"""The bot's own field names. A value of the wrong kind in one of them is an error."""
MOST_NAMED = 8
"""Maximum number of field names in a message."""


class Report:
    """The report about a file, made after reading all of it."""

    def __init__(self, problems: Findings) -> None:
        """Take the collector of problems."""
        self._problems = problems
        self._line = 0
        self._roles: dict[str, str] = {}
        self.ignored: dict[str, None] = {}
        """The names of ignored fields, in order of appearance."""
        self.unread: list[Object] = []
        """The objects without entries."""
        self.switched_off: list[int] = []
        """The lines of disabled objects."""
        self.alternatives = 0
        """The number of alternative answers after the first of each entry."""

    def check(self, found: Object) -> None:
        """Report fields that are skipped because an earlier one has the same name."""
        for line, name in found.repeated:
            message = f"the name {excerpt(name)} is used twice in one object; only the first is read"
            self._problems.add(line, Code.LEFT_OUT, message, "give them different names, or delete one")

    def took(self, line: int, roles: Mapping[str, str]) -> None:
        """Record the field names of an entry."""
        self._line = self._line or line
        for role, name in roles.items():
            self._roles.setdefault(name, role)

    def finish(self, *, is_empty: bool) -> None:
        """Add the report to the problems. `is_empty`: the file has no entries."""
        if is_empty and self.unread:
            names = _listed(self.unread[0])
            message = f"no question and answer under names that the bot knows; it found {names}"
            hint = "name them “question” and “answer”"
            self._problems.add(self.unread[0].line, Code.FILE_WITHOUT_ENTRY, message, hint)
        elif not is_empty and self.unread:
            first = self.unread[0]
            message = (
                f"{_count(len(self.unread), 'object')} without question and answer, the first with {_listed(first)}"
            )
            self._problems.add(first.line, Code.LEFT_OUT, message, "add what is missing, if it belongs to the FAQ")
        if self.switched_off:
            message = f"{_count(len(self.switched_off), 'disabled entry', 'disabled entries')} left out"
            self._problems.add(self.switched_off[0], Code.LEFT_OUT, message, "enable it to use it")
        if self.alternatives:
            message = f"{_count(self.alternatives, 'further response')} left out; the first of each entry is its answer"
            self._problems.add(self._line, Code.LEFT_OUT, message, "to show all of them, join them into one")
        self._tell_names()

    def _tell_names(self) -> None:
        renamed = [f"{excerpt(name)} is the {role}" for name, role in self._roles.items() if name not in OWN_NAMES]
        parts = [", ".join(renamed)] if renamed else []
        ignored = [name for name in self.ignored if name not in self._roles]
        if ignored:
            parts.append(f"ignored: {_listed(ignored)}")
        if parts:
            hint = "rename a field if that is wrong"
            self._problems.add(self._line, Code.HOW_READ, f"fields: {'; '.join(parts)}", hint)


def _listed(names: Collection[str]) -> str:
    shown = ", ".join(excerpt(name) for name in list(names)[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    return f"{shown} and {more} more" if more > 0 else shown or "no field"


def _count(number: int, one: str, several: str = "") -> str:
    return f"{number:,} {one if number == 1 else several or f'{one}s'}"
