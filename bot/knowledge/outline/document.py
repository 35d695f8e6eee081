"""What every front end (Markdown, HTML, reStructuredText and others) makes of its document, for one set of rules."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.knowledge.outline.labels import DEFAULT_LABELS, Labels
from bot.knowledge.outline.marks import Attribute, Mark


@dataclass(frozen=True, slots=True)
class Outline:
    """A document as lines of Markdown, and what in them may be a question, a topic, or the end of an answer."""

    lines: Sequence[str]
    """The text, from which answers are cut: in Markdown, whatever the source is written in."""
    marks: Sequence[Mark]
    """In order of their places, which count lines and columns of `lines` from 0."""
    attributes: Sequence[Attribute] = ()
    """In order of their lines, which are those of `lines`."""
    empty: Sequence[int] = b""
    """One for each line: not 0 if nothing on it is text of an answer, such as rules and comments. Empty if all is."""
    verbatim: frozenset[int] = frozenset()
    """Lines that begin an answer in which nothing has a meaning."""
    titles: tuple[str, ...] = ()
    """What the document is called outside its text, as by its front matter."""
    page: str = ""
    """Its address; "" if that is not known."""
    labels: Labels = DEFAULT_LABELS
    """What stands before questions and answers to call them so."""
    numbers: Sequence[int] = ()
    """For each line, the line of the source that it comes from, counted from 1; empty where they are the same."""

    def number(self, line: int) -> int:
        """The line of the source, counted from 1, that a line of `lines` comes from."""
        if not self.numbers:
            return line + 1
        return self.numbers[min(line, len(self.numbers) - 1)]
