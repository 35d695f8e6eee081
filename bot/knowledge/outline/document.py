"""The outline that each front end (Markdown, HTML, reStructuredText and others) makes of its document."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.knowledge.outline.labels import DEFAULT_LABELS, Labels
from bot.knowledge.outline.marks import Attribute, Mark


@dataclass(frozen=True, slots=True)
class Outline:
    """A document as lines of Markdown, with marks for possible questions, topics and ends of answers."""

    lines: Sequence[str]
    """The text that contains the answers, always in Markdown."""
    marks: Sequence[Mark]
    """In the order of their places, which are lines and columns of `lines`, counted from 0."""
    attributes: Sequence[Attribute] = ()
    """In the order of their lines, which are lines of `lines`."""
    empty: Sequence[int] = b""
    """For each line, not 0 if it is never text of an answer, such as rules and comments. Empty if all lines may be."""
    verbatim: frozenset[int] = frozenset()
    """The first lines of verbatim answers."""
    titles: tuple[str, ...] = ()
    """Titles of the document that are not in its text but, for example, in its front matter."""
    page: str = ""
    """The address of the document; "" if unknown."""
    labels: Labels = DEFAULT_LABELS
    """The labels of questions and answers in this document."""
    numbers: Sequence[int] = ()
    """For each line, the line of the source, counted from 1; empty if they are the same."""

    def number(self, line: int) -> int:
        """The line of the source, counted from 1, for a line of `lines`."""
        if not self.numbers:
            return line + 1
        return self.numbers[min(line, len(self.numbers) - 1)]
