"""What a label means: from the words that an owner wrote to the entries that answer a question."""

from collections.abc import Iterable
from difflib import get_close_matches

from bot.knowledge import KnowledgeBase

OUT_OF_SCOPE = "OOS"
"""The label of a question that no entry answers; case does not matter."""


class LabelError(Exception):
    """A line that cannot be used; holds what is wrong and the hint."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Labels:
    """Finds the entries of one knowledge base by stored question or by id."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base
        self._by_question: dict[str, set[str]] = {}
        for entry in base.entries:
            for question in entry.questions:
                self._by_question.setdefault(_folded(question), set()).add(entry.id)

    def find(self, label: str) -> frozenset[str] | None:
        """The ids that a label means: none for OOS, several where entries share the question; None if unknown."""
        if label.casefold() == OUT_OF_SCOPE.casefold():
            return frozenset()
        if self._base.get(label):
            return frozenset({label})
        ids = self._by_question.get(_folded(label))
        return frozenset(ids) if ids else None

    def find_all(self, labels: Iterable[str]) -> frozenset[str]:
        """The ids that any of the labels means; raises LabelError at the first unknown one."""
        found: set[str] = set()
        for label in labels:
            ids = self.find(label.strip())
            if ids is None:
                raise LabelError(f"no stored question or id is “{label.strip()}”", self._hint(label))
            found |= ids
        return frozenset(found)

    def _hint(self, label: str) -> str:
        near = get_close_matches(_folded(label), self._by_question, n=1)
        if near:
            stored = (question for entry in self._base.entries for question in entry.questions)
            return f"did you mean “{next(question for question in stored if _folded(question) == near[0])}”?"
        return f"copy a question from the knowledge base, or write {OUT_OF_SCOPE} if it has no answer"


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
