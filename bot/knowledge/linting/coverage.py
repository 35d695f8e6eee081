"""Measures how much of a document's text belongs to entries. Members cannot find the rest."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.knowledge.draft import Draft
from bot.knowledge.lines import numbered_lines
from bot.knowledge.outline.labels import DEFAULT_LABELS
from bot.knowledge.outline.titles import says_only_faq

MOST_NAMED = 1000
"""Maximum number of line numbers that are kept."""
LEAST_LOST = 5
"""Minimum number of lines outside entries for a warning."""
LEAST_SHARE = 0.2
"""Minimum share of lines outside entries, among the lines with words, for a warning."""
LEAST_PART = 6
"""Minimum number of letters after a label that show a part of a question."""
MOST_QUESTION_LINES = 12
"""Maximum number of lines of a question."""
LONGEST_LABEL = 12
"""Maximum number of letters of a label before a question or an answer, such as "Question 12"."""
_FRONT_MATTER = re.compile(r"\A(?P<mark>---|\+\+\+)[ \t]*\n.*?\n(?P=mark)[ \t]*$", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HIDDEN = re.compile(r"<(script|style|head|nav|footer)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_MARKUP = re.compile(r"<[^<>]*>|\]\([^()\s]*(?:\s[^()]*)?\)|&#?\w+;|\{[^{}]*\}")
"""Invisible markup: tags, the targets of links, entities, attributes."""
_MARKUP_SIGNS = ("<", "](", "&", "{")
"""Every piece of markup contains one of these, and most lines contain none."""
_LETTERS = re.compile(r"[^\W_]+")
_CELLS = re.compile(
    r"(?<!\\)\||<br\s*/?>|</(?:td|th|dt|dd|summary|h[1-6]|li|p)>|(?<=[?？؟])|\t|[-=]>|→|::", re.IGNORECASE
)
"""What stands between a question and its answer on one line, or between the cells of a table."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many lines of a file belong to entries. Only lines with words count."""

    lines: int
    """The number of all lines."""
    lost: int
    """The number of lines outside questions, answers and topics."""
    numbers: tuple[int, ...]
    """The line numbers of the first `MOST_NAMED` lost lines, counted from 1."""

    @property
    def is_low(self) -> bool:
        """Whether so much text belongs to no entry that something is probably wrong."""
        return self.lost >= LEAST_LOST and self.lost >= LEAST_SHARE * self.lines


def coverage(text: str, drafts: Sequence[Draft], sources: Sequence[int] = ()) -> Coverage:
    """The coverage of a document. Front matter, comments and titles such as "FAQ" do not count.

    `sources` has the line of the file for each line of the text; empty if they are the same.
    """
    known = {hash(part) for draft in drafts for part in _parts_of(draft)}
    asked = {question.number: _letters(question.text) for draft in drafts for question in draft.questions}
    lines, lost, numbers = 0, 0, list[int]()
    for number, line in numbered_lines(_shown(text)):
        whole = _letters(line)
        if not whole:
            continue
        # Most lines match as a whole, so the slower checks come later.
        is_known = hash(whole) in known
        bare = line.strip(" #*_=-:")
        if not is_known and (says_only_faq(bare) or _is_label(bare)):
            continue
        lines += 1
        is_known = is_known or _is_known(whole, known) or (not sources and _is_asked(whole, number, asked))
        if not is_known and not all(_is_known(part, known) for part in map(_letters, _cells(line)) if part):
            lost += 1
            numbers += [sources[number - 1] if sources else number] if len(numbers) < MOST_NAMED else []
    return Coverage(lines, lost, tuple(numbers))


def _cells(line: str) -> Sequence[str]:
    """The parts of a line, without labels such as "Q:" that have a cell of their own beside others."""
    cells = _CELLS.split(line)
    return [cell for cell in cells if cell.strip() and not _is_label(cell.strip(" *_"))] or cells


def _is_label(text: str) -> bool:
    return bool(DEFAULT_LABELS.bare_question.fullmatch(text) or DEFAULT_LABELS.bare_answer.fullmatch(text))


def _shown(text: str) -> str:
    """The visible text. Lines keep their numbers."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    for pattern in (_FRONT_MATTER, _COMMENT, _HIDDEN) if "<" in plain or plain[:3] in {"---", "+++"} else ():
        plain = pattern.sub(lambda found: "\n" * found[0].count("\n"), plain)
    return plain


def _parts_of(draft: Draft) -> Iterator[str]:
    for question in draft.questions:
        yield _letters(question.text)
    if draft.topic:
        yield _letters(draft.topic)
    for line in draft.answer.split("\n"):
        yield _letters(line)
        if "|" in line or "<" in line:
            yield from map(_letters, _CELLS.split(line))


def _letters(line: str) -> str:
    shown = _MARKUP.sub(" ", line) if any(sign in line for sign in _MARKUP_SIGNS) else line
    return "".join(_LETTERS.findall(shown.casefold()))


def _is_asked(part: str, number: int, asked: Mapping[int, str]) -> bool:
    """Whether a line is a part of a question that begins on it or above it, perhaps after a label."""
    whole = next((asked[line] for line in range(number, max(0, number - MOST_QUESTION_LINES), -1) if line in asked), "")
    starts = range(min(max(1, len(part) - LEAST_PART + 1), LONGEST_LABEL))
    return bool(whole) and any(part[start:] in whole for start in starts)


def _is_known(part: str, known: Iterable[int]) -> bool:
    """Whether it is part of an entry, perhaps after a label such as "Q:", a number or both."""
    return any(hash(part[start:]) in known for start in range(min(len(part), LONGEST_LABEL)))
