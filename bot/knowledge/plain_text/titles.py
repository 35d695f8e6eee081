"""Finds titles in text files, underlined, framed or in capitals, and rules between parts."""

import re
from collections.abc import Callable, Collection, Sequence

from bot.knowledge.lines import heading_title, is_question
from bot.knowledge.outline.numbering import NUMBER, NUMBER_OR_COUNT
from bot.knowledge.outline.titles import is_contents, is_faq, says_only_faq
from bot.knowledge.outline.wording import unlabelled

RULE = re.compile(r"\s*(?P<sign>[-=*_─━═‐‑–—‾＝－]|[~#+](?=.{3})|\.(?=.{9}))(?P=sign){2,}\s*")
"""A line with one repeated character."""
_DECORATED = re.compile(r"\s*(?P<sign>[-=*#~]{2,})\s*(?P<title>[^\W_][^\n]{0,80}?)\s*[-=*#~]{2,}\s*")
_TOPIC = re.compile(
    r" {0,3}(?:(?:(?:\d{1,2}|[IVX]{1,5}|[A-Z])[.)]\s+|\d{1,2}\s+)(?P<numbered>[^\W\d_][^\n]{1,50})"
    r"|[\[【](?P<bracketed>[^\W\d_][^\]】\n]{1,40})[\]】]|(?P<ended>[^\W\d_]\S*(?:\s\S+){0,3})\s?[:：])\s*"
)
"""A topic on a line of its own, with a number, in brackets, or with a colon."""
_HASHES = re.compile(r"#+(?!\d)")
_LONGEST = 80
"""Maximum characters of a title."""
_LEAST_LISTED = 3
"""Minimum topics right below an answer that show the layout of a file."""
_LEAST_CAPITALS = 4
"""Minimum letters of a title in capitals."""
_NEAR = 5
"""Maximum lines from a title to the question below, or from the beginning of the file to the title."""


def title_length(lines: Sequence[str]) -> int:
    """The number of lines of the title at the beginning of a file; 0 for none."""
    first = next((place for place, line in enumerate(lines[:_NEAR]) if line.strip()), -1)
    if first < 0 or not is_title(lines[first]) or heading_title(lines[first]) is not None:
        return 0
    below = lines[first + 1] if first + 1 < len(lines) else ""
    return 0 if below.strip() and not RULE.fullmatch(below) else first + 1


def bare_question(line: str) -> str:
    """A question without its number or "Q:", to compare it with its line in a table of contents."""
    text = line.strip().removeprefix("Q: ")
    return text[found.end() :] if (found := NUMBER.match(text)) else text


def is_title(line: str) -> bool:
    """Whether a line looks like a title."""
    text = line.strip()
    is_short = 0 < len(text) <= _LONGEST and not is_question(text)
    return is_short and not text.endswith((".", "!")) and text[0] not in "[`~\\" and not _HASHES.match(text)


def named_topic(line: str) -> str:
    """The topic of a line with a number, brackets or a colon, if it may be one; otherwise ""."""
    is_short = len(line) <= _LONGEST and not is_question(line)
    found = _TOPIC.fullmatch(line) if is_short and not line.rstrip().endswith((".", "!", "。")) else None
    topic = next(filter(None, found.groups()), "") if found else ""
    return topic if topic[:1].isupper() or not topic[:1].islower() else ""


def _is_capital(line: str) -> bool:
    """Whether a line is a title in capitals."""
    return line.isupper() and is_title(line) and sum(map(str.isalpha, line)) >= _LEAST_CAPITALS


def take_listed_topics(lines: list[str], code: Collection[int]) -> None:
    """In a file with "Q:", turn the lines above a question that a table of contents names into headings, in place.

    Otherwise a topic right below an answer is a part of it. The table has numbers and is above the first question. If
    most titles right below an answer are in it, the others are topics too.
    """
    asked = [place for place, line in enumerate(lines) if line.lstrip().startswith("Q:") and place not in code]
    listed = {
        line.strip()[found.end() :]
        for line in lines[: asked[0] if asked else 0]
        if (found := NUMBER_OR_COUNT.match(line.strip()))
    }
    topics: list[int] = []
    others: list[int] = []
    for place in asked if listed else ():
        above = place - 1
        while above >= 0 and not lines[above].strip():
            above -= 1
        if above < 1 or above in code:
            continue
        if lines[above].strip() in listed:
            topics.append(above)
        elif lines[above - 1].strip() and lines[above][0].isupper() and is_title(lines[above]):
            others.append(above)
    is_usual = sum(bool(lines[above - 1].strip()) for above in topics) >= max(_LEAST_LISTED, len(others))
    for above in [*topics, *(others if is_usual else ())]:
        lines[above] = f"# {lines[above].strip()}"


class TitleTaker:
    """Turns the titles of a file into headings, in place."""

    def __init__(self, lines: list[str], kept: Collection[int], asks: Callable[[str], bool]) -> None:
        """Take the lines, the lines to leave alone, and a function that tells whether a line is a question."""
        self.lines, self._kept, self._asks = lines, kept, asks
        self._source = tuple(lines)

    def take(self) -> None:
        """Turn underlined, framed or capital titles into headings, and remove rules between entries."""
        titles: dict[int, str] = {}
        for place, line in enumerate(self.lines):
            if place in self._kept or not line.strip():
                continue
            below = self.lines[place + 1] if place + 1 < len(self.lines) else ""
            is_alone = not place or not self.lines[place - 1].strip() or bool(RULE.fullmatch(self.lines[place - 1]))
            if RULE.fullmatch(line):
                is_below_question = bool(place) and self._asks(self.lines[place - 1])
                if is_below_question or self._asks_next(place) or self._is_first(place):
                    self.lines[place] = ""
            elif is_alone and RULE.fullmatch(below) and is_title(line) and self._heads(place, place + 1):
                titles[place] = line.strip()
                for rule in (place - 1, place + 1):
                    self.lines[rule] = "" if rule >= 0 and RULE.fullmatch(self.lines[rule]) else self.lines[rule]
            elif (found := _DECORATED.fullmatch(line)) and not self._asks(found["title"]) and self._heads(place, place):
                titles[place] = found["title"]
            elif is_alone and not below.strip() and self._stands_out(place) and self._heads(place, place, at_end=False):
                titles[place] = line.strip()
        over_all = {place for place, title in titles.items() if self._is_over_all(place, title, len(titles))}
        for place, title in titles.items():
            names_nothing = place in over_all or says_only_faq(title) or is_contents(title)
            self.lines[place] = "" if names_nothing else f"# {unlabelled(named_topic(title) or title)}"

    def _stands_out(self, place: int) -> bool:
        """Whether a line is in capitals, or a title below two blank lines."""
        line = self.lines[place]
        is_apart = place > 1 and not self._source[place - 2].strip() and line[:1].isupper() and is_title(line)
        return is_apart or _is_capital(line) or bool(named_topic(line))

    def _is_over_all(self, place: int, title: str, titles: int) -> bool:
        return self._is_first(place) and (is_faq(title) or titles == 1)

    def _heads(self, place: int, end: int, *, at_end: bool = True) -> bool:
        """Whether a title is above a question, or at the beginning of the file, but not below a question."""
        above = next((row for row in reversed(self.lines[max(0, place - _NEAR) : place]) if row.strip()), "")
        return not self._asks(above) and (self._asks_next(end, at_end=at_end) or self._is_first(place))

    def _is_first(self, place: int) -> bool:
        return place < _NEAR and not any(line.strip() for line in self.lines[:place])

    def _asks_next(self, place: int, *, at_end: bool = True) -> bool:
        """Whether the next line with words is a question. `at_end`: the result if there is no such line."""
        for line in self.lines[place + 1 : place + 1 + _NEAR]:
            if line.strip() and not RULE.fullmatch(line):
                return self._asks(line)
        return at_end
