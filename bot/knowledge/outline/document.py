"""What every front end (Markdown, HTML, reStructuredText and others) makes of its document, for one set of rules."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.knowledge.outline.labels import DEFAULT_LABELS, Labels
from bot.knowledge.outline.marks import BELOW_HEADINGS, Attribute, Kind, Mark, Place


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
    labels: Labels = DEFAULT_LABELS
    """What stands before questions and answers to call them so."""
    numbers: Sequence[int] = ()
    """For each line, the line of the source that it comes from, counted from 1; empty where they are the same."""

    def number(self, line: int) -> int:
        """The line of the source, counted from 1, that a line of `lines` comes from."""
        if not self.numbers:
            return line + 1
        return self.numbers[min(line, len(self.numbers) - 1)]


class OutlineBuilder:
    """Puts an outline together, piece by piece in the order of the source: for front ends that convert their text."""

    def __init__(self, titles: tuple[str, ...] = ()) -> None:
        """Start empty; `titles` are those of the outline."""
        self.titles = titles
        self._lines: list[str] = []
        self._numbers: list[int] = []
        self._marks: list[Mark] = []
        self._attributes: list[Attribute] = []

    def heading(self, level: int, text: str, line: int, anchor: str = "") -> None:
        """A heading of level 1 to 6, on that line of the source, counted from 1."""
        self._mark(Mark(Kind.HEADING, level, text, *self._places(), anchor), f"{'#' * level} {text}", line)

    def question(self, text: str, line: int, kind: Kind = Kind.SUMMARY, anchor: str = "") -> None:
        """What may be a question without being a heading, such as a summary or a term; its answer follows as text."""
        self._mark(Mark(kind, BELOW_HEADINGS, text, *self._places(), anchor), f"**{text}**", line)

    def pair(self, question: str, answer: str, line: int, anchor: str = "") -> None:
        """A question that is known to be one, and its answer in Markdown, of one line or many."""
        mark = Mark(Kind.PAIR, BELOW_HEADINGS, question, *self._places(), anchor, answer)
        self._mark(mark, f"**{question}**", line)
        self.text(answer, line)
        self.end(line)

    def text(self, markdown: str, line: int) -> None:
        """A block of text; `line` is where it begins in the source."""
        rows = markdown.split("\n")
        self._lines += [*rows, ""]
        self._numbers += [*(line + place for place in range(len(rows))), line + len(rows) - 1]

    def end(self, line: int) -> None:
        """End the answer of the last question that is no heading."""
        place = Place(len(self._lines), 0)
        self._marks.append(Mark(Kind.END, BELOW_HEADINGS, "", place, place))
        self._lines.append("")
        self._numbers.append(line)

    def attribute(self, name: str, value: str) -> None:
        """An `id`, `topic` or `synonyms` for the question above."""
        self._attributes.append(Attribute(max(0, len(self._lines) - 1), name, value))

    def build(self) -> Outline:
        """All of it."""
        return Outline(
            lines=tuple(self._lines),
            marks=tuple(self._marks),
            attributes=tuple(self._attributes),
            titles=self.titles,
            labels=Labels.of("\n".join(self._lines)),
            numbers=tuple(self._numbers),
        )

    def _places(self) -> tuple[Place, Place]:
        """Where the next mark begins and ends."""
        return Place(len(self._lines), 0), Place(len(self._lines) + 1, 0)

    def _mark(self, mark: Mark, shown: str, line: int) -> None:
        self._marks.append(mark)
        self._lines += [shown, ""]
        self._numbers += [line, line]
