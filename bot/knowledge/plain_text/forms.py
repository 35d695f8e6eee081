"""The forms that lines of a text file share: the same sign, a number, bold letters, a rule or indented text below."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.knowledge.lines import heading_title
from bot.knowledge.plain_text.counting import counted
from bot.knowledge.plain_text.titles import RULE, is_title

_SIGN = re.compile(
    r"(?P<indent>[ \t]{0,3})(?P<sign>[^\w\s\"'“”‘’«„(¿¡<\[{`#@/\\&]{1,3}|:[a-z_]{2,30}:)[ \t]*"
    r"(?P<text>(?=[\w\"“¿¡(`'])\S.*)"
)
_BOLD = re.compile(r"[ \t]*(?P<sign>\*\*|__)(?P<text>[^\s*_].*?)[ \t]*(?P=sign)[ \t]*:?[ \t]*")
_FRAMED = re.compile(r"[ \t]{0,3}(?P<sign>[-=*#~_]{3,12})[ \t]*(?P<text>[\w\"“¿¡][^\n]*?)[ \t]*[-=*#~_]{3,}")
_QUOTED = re.compile(r"[ \t]{0,3}[“\"„«「『](?P<text>[^“”\"„«»「」『』]+[?？؟][ \t]*)[”\"“»」』][ \t]*")
_BELOW_DASH = re.compile(r"[ \t]*(?:[-–—=~]{1,2}>|[-–—*•+→⇒➔➜»>])[ \t]+\S")
_OF_LISTS = frozenset({"-", "*", "+", "•", "·", "–", "—", "**", "__"})
"""Signs that also stand before the items of a list, or around bold parts."""
_UNLIKE_LENGTH = 6
"""Characters by which a rule may be longer or shorter than the text above it, besides half of its length."""
_LONGEST_TITLE = 60
"""Maximum characters of a line that begins a block and does not ask."""
_LEAST_CAPITALS = 3
_LEAST_BLOCKS = 5


@dataclass(frozen=True, slots=True)
class Form:
    """Lines of the same form."""

    texts: Mapping[int, str]
    """By line, counted from 0: the text without the marks of the form."""
    is_counted: bool = False
    """Whether they have consecutive numbers."""
    needs_no_question: bool = False
    """Whether the lines are questions even if no line of the file asks."""
    least: int = 2
    """Minimum number of lines."""
    least_told: int = 0
    """Minimum number of lines without a question mark at their end."""


def forms_of(lines: Sequence[str]) -> Iterator[Form]:
    """The forms in a file, the surest first."""
    yield from (Form(texts, is_counted=True, needs_no_question=is_whole) for texts, is_whole in counted(lines))
    yield from _grouped(lines, _SIGN)
    yield from _grouped(lines, _BOLD)
    yield from _grouped(lines, _FRAMED)
    yield from _headings(lines)
    yield from _underlined(lines)
    quoted = {place: found["text"].strip() for place, line in enumerate(lines) if (found := _QUOTED.fullmatch(line))}
    yield Form(quoted, needs_no_question=True, least=3)
    yield Form({place: line for place, line in _starts(lines) if _is_capital(line)}, least=3)
    yield from _indented(lines)
    yield from _above_dashes(lines)
    yield from _behind_rules(lines)
    yield from _with_colons(lines)
    yield from _blocks(lines)


def _grouped(lines: Sequence[str], pattern: re.Pattern[str]) -> Iterator[Form]:
    groups: dict[str, dict[int, str]] = {}
    for place, line in enumerate(lines):
        if found := pattern.fullmatch(line.rstrip()):
            groups.setdefault(found["sign"], {})[place] = found["text"].rstrip(f" {found['sign']}")
    starts = dict(_starts(lines))
    for sign, texts in groups.items():
        is_whole = sign not in _OF_LISTS and next(iter(starts), -1) in texts and texts.keys() <= starts.keys()
        yield Form(texts, needs_no_question=is_whole)


def _headings(lines: Sequence[str]) -> Iterator[Form]:
    groups: dict[int, dict[int, str]] = {}
    for place, line in enumerate(lines):
        if title := heading_title(line):
            groups.setdefault(len(line.split()[0]), {})[place] = title
    yield from (Form(texts) for texts in groups.values())


def _underlined(lines: Sequence[str]) -> Iterator[Form]:
    groups: dict[str, dict[int, str]] = {}
    for place, (line, below) in enumerate(pairwise(lines)):
        is_start = not place or not lines[place - 1].strip()
        if is_start and line.strip() and (rule := RULE.fullmatch(below)) and heading_title(line) is None:
            length, width = len(line.strip()), len(below.strip())
            if abs(length - width) <= max(_UNLIKE_LENGTH, length / 2):
                groups.setdefault(rule["sign"], {})[place] = line.strip()
    yield from (Form(texts) for texts in groups.values())


def _starts(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The first lines of paragraphs."""
    for place, line in enumerate(lines):
        if line.strip() and (not place or not lines[place - 1].strip() or RULE.fullmatch(lines[place - 1])):
            yield place, line


def _is_capital(line: str) -> bool:
    return line.isupper() and sum(map(str.isalpha, line)) >= _LEAST_CAPITALS and not line.rstrip().endswith((".", "!"))


def _indented(lines: Sequence[str]) -> Iterator[Form]:
    """Lines at the left edge over indented text, if all text of the file has this layout."""
    texts: dict[int, str] = {}
    others = 0
    for place, line in enumerate(lines):
        if not line.strip() or line[0].isspace():
            continue
        is_start = not place or not lines[place - 1].strip()
        below = next((other for other in range(place + 1, len(lines)) if lines[other].strip()), -1)
        if (
            is_start
            and below > 0
            and lines[below].startswith(("  ", "\t"))
            and is_title(line.rstrip("?？؟ "))
            and line.rstrip()[-1] != ":"
        ):
            texts[place] = line
        elif not (is_start and place + 1 < len(lines) and not lines[place + 1].strip()):
            others += 1
    yield Form(texts if others <= len(texts) / 4 else {}, needs_no_question=True, least=3)


def _above_dashes(lines: Sequence[str]) -> Iterator[Form]:
    """Lines over an answer that begins with a dash or an arrow, if every paragraph begins so."""
    starts = list(_starts(lines))
    texts = {
        place: line
        for place, line in starts
        if place + 1 < len(lines) and _BELOW_DASH.match(lines[place + 1]) and not _BELOW_DASH.match(line)
    }
    yield Form(texts if len(texts) >= 2 / 3 * len(starts) else {}, needs_no_question=len(texts) == len(starts))


def _behind_rules(lines: Sequence[str]) -> Iterator[Form]:
    """The first lines after rules that separate the entries."""
    rules = dict.fromkeys(place for place, line in enumerate(lines) if RULE.fullmatch(line))
    if len(rules) < 2:  # noqa: PLR2004 - several
        return
    first = next((place for place, line in enumerate(lines) if line.strip()), 0)
    places = [first] if first < next(iter(rules)) else []
    for rule in rules:
        below = next((place for place in range(rule + 1, len(lines)) if lines[place].strip()), rule)
        places += [below] if below not in rules else []
    texts = {place: lines[place] for place in places if is_title(lines[place].rstrip("?？؟ ")) and lines[place].strip()}
    yield Form(texts if len(texts) == len(places) else {}, least=3)


def _with_colons(lines: Sequence[str]) -> Iterator[Form]:
    """The first lines of paragraphs, if all of them end in a colon."""
    starts = dict(_starts(lines))
    is_whole = all(line.rstrip().endswith((":", "：")) and len(line) <= _LONGEST_TITLE for line in starts.values())
    texts = {place: line.rstrip(" \t:：") for place, line in starts.items()}
    yield Form(texts if is_whole else {}, needs_no_question=True)


def _blocks(lines: Sequence[str]) -> Iterator[Form]:
    """The first lines of paragraphs, if every paragraph has a short first line and more text."""
    texts: dict[int, str] = {}
    others = 0
    for place, line in _starts(lines):
        below = lines[place + 1].rstrip() if place + 1 < len(lines) else ""
        has_more = bool(below) and not RULE.fullmatch(below) and not below.endswith(("?", "？", "؟"))
        is_short = len(line) <= _LONGEST_TITLE and is_title(line) and not line.rstrip().endswith((",", ";"))
        is_asked = line.rstrip().endswith(("?", "？", "؟"))
        if has_more and (is_asked or is_short) and not line[0].isspace():
            texts[place] = line.rstrip().rstrip(":：")
        else:
            others += 1
    is_whole = others <= (0 if len(texts) < 2 * _LEAST_BLOCKS else 1)
    yield Form(texts if is_whole else {}, needs_no_question=is_whole, least=4, least_told=2)
