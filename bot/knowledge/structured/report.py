"""Collects how a JSON or YAML file was read, and what was left out."""

from collections.abc import Collection, Mapping

from bot.knowledge.codes import Code
from bot.knowledge.problem import Findings, excerpt
from bot.knowledge.structured.tree import Object

OWN_NAMES = frozenset({"question", "questions", "phrasings", "answer", "topic", "id", "synonyms", "url"})
"""The names of the bot's own shape: a value of the wrong kind under one of them is an error."""
MOST_NAMED = 8
"""Names of fields that a message lists."""


class Report:
    """What the owner is told about a file when all of it is read."""

    def __init__(self, problems: Findings) -> None:
        """Take where to put what is told."""
        self._problems = problems
        self._line = 0
        self._roles: dict[str, str] = {}
        self.ignored: dict[str, None] = {}
        """The names of fields that mean nothing, in the order in which they come."""
        self.unread: list[Object] = []
        """The objects in which nothing was found."""
        self.switched_off: list[int] = []
        """The lines of the objects that say so."""
        self.alternatives = 0
        """Texts of which a bot says any one, but for the first of each answer."""

    def check(self, found: Object) -> None:
        """Tell of fields that are left out because another one has the same name."""
        for line, name in found.repeated:
            message = f"the name {excerpt(name)} comes twice in one object; only the first is read"
            self._problems.add(line, Code.LEFT_OUT, message, "give them different names, or delete one")

    def took(self, line: int, roles: Mapping[str, str]) -> None:
        """Note what the fields of an entry are called."""
        self._line = self._line or line
        for role, name in roles.items():
            self._roles.setdefault(name, role)

    def finish(self, *, is_empty: bool) -> None:
        """Tell; `is_empty` is whether there was no entry."""
        if is_empty and self.unread and not len(self._problems):
            names = _listed(self.unread[0])
            message = f"no question and answer under names that the bot knows; it found {names}"
            hint = "call them “question” and “answer”"
            self._problems.add(self.unread[0].line, Code.FILE_WITHOUT_ENTRY, message, hint)
        elif not is_empty and self.unread:
            first = self.unread[0]
            message = (
                f"{_count(len(self.unread), 'object')} without question and answer, the first with {_listed(first)}"
            )
            self._problems.add(first.line, Code.LEFT_OUT, message, "add what is missing, if it belongs to the FAQ")
        if self.switched_off:
            message = f"{_count(len(self.switched_off), 'entry', 'entries')} switched off, and left out"
            self._problems.add(self.switched_off[0], Code.LEFT_OUT, message, "switch it on if it is to be read")
        if self.alternatives:
            message = f"{_count(self.alternatives, 'further response')} left out; the first of each entry is its answer"
            self._problems.add(self._line, Code.LEFT_OUT, message, "join them if all of them are to be shown")
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
