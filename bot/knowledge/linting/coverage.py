"""How much of a file's text stands in its entries: what is lost without a word would be found by a member."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.knowledge.draft import Draft
from bot.knowledge.lines import numbered_lines
from bot.knowledge.outline.titles import says_only_faq

MOST_NAMED = 1000
"""Lines whose numbers are kept."""
LEAST_LOST = 5
"""Lines that stand in no entry, from which the owner is warned."""
LEAST_SHARE = 0.2
"""Share of the lines with words that stand in no entry, from which the owner is warned."""
LONGEST_LABEL = 12
"""Letters of what may stand before a question or an answer, such as "Question 12"."""
_FRONT_MATTER = re.compile(r"\A(?P<mark>---|\+\+\+)[ \t]*\n.*?\n(?P=mark)[ \t]*$", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HIDDEN = re.compile(r"<(script|style|head|nav|footer)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_MARKUP = re.compile(r"<[^<>]*>|\]\([^()\s]*(?:\s[^()]*)?\)|&#?\w+;|\{[^{}]*\}")
"""What a reader does not see: tags, the targets of links, entities, attributes."""
_MARKUP_SIGNS = ("<", "](", "&", "{")
"""Every piece of markup contains one of these, and most lines contain none."""
_LETTERS = re.compile(r"[^\W_]+")
_CELLS = re.compile(r"\s*(?<!\\)\|\s*|<br\s*/?>|</(?:td|th|dt|dd|summary|h[1-6]|li|p)>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The lines of one file with words in them."""

    lines: int
    """All of them."""
    lost: int
    """Those that stand in no question, answer or topic."""
    numbers: tuple[int, ...]
    """Where these are, counted from 1; the first `MOST_NAMED`."""

    @property
    def is_low(self) -> bool:
        """Whether so much stands in no entry that something is probably wrong."""
        return self.lost >= LEAST_LOST and self.lost >= LEAST_SHARE * self.lines


def coverage(text: str, drafts: Sequence[Draft], sources: Sequence[int] = ()) -> Coverage:
    """Which lines of a document stand in no entry; front matter, comments and titles such as "FAQ" do not count.

    `sources` are the lines of the file from which the lines of the text come; empty where they are the same.
    """
    known = {hash(part) for draft in drafts for part in _parts_of(draft)}
    lines, lost, numbers = 0, 0, list[int]()
    for number, line in numbered_lines(_shown(text)):
        whole = _letters(line)
        if not whole:
            continue
        # Most lines are known as a whole, so the slower checks come after.
        is_known = hash(whole) in known
        if not is_known and says_only_faq(line.strip(" #*_=-:")):
            continue
        lines += 1
        if not is_known and not all(_is_known(part, known) for part in map(_letters, _CELLS.split(line)) if part):
            lost += 1
            numbers += [sources[number - 1] if sources else number] if len(numbers) < MOST_NAMED else []
    return Coverage(lines, lost, tuple(numbers))


def _shown(text: str) -> str:
    """The text without what is never shown; its lines stay where they are."""
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


def _is_known(part: str, known: Iterable[int]) -> bool:
    """Whether it is a part of an entry, perhaps behind a label such as "Q:", a number or both."""
    return any(hash(part[start:]) in known for start in range(min(len(part), LONGEST_LABEL)))
