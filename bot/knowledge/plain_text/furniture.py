"""Finds the lines of text files that belong to no entry: contents, a footer, marks of version control."""

import re
from collections import Counter
from collections.abc import Callable, Container

from bot.knowledge.lines import has_words, is_question
from bot.knowledge.outline.numbering import NUMBER_OR_COUNT
from bot.knowledge.outline.titles import is_contents
from bot.knowledge.plain_text.titles import RULE, is_title

_MARK = re.compile(r"\W*(?:\$(?:Id|Author|Revision|Date|Header|Source|Log|LastChanged\w+)\b[^$\n]*\$\W*)+")
_LEADER = re.compile(r"[\s.·…_-]*\s*\d{0,3}$")
"""The dots and the page number after an item of the contents."""
_DEFINITION = re.compile(
    r" {0,3}\[(?P<name>[^\]\n]{1,80})\]:\s+<?(?P<address>https?://[^\s<>]+)>?(?:\s+[\"'(][^\n]*)?\s*"
)
_REFERENCE = re.compile(r"\[(?P<text>[^\[\]\n]{1,200})\]\[(?P<name>[^\[\]\n]{0,80})\]")
_CLOSING = re.compile(
    r"\s*(?:[【〔].*[】〕]|(?:©|\(c\)|copyright\b|last (?:updated|modified|reviewed|changed)\b"
    r"|end of (?:the )?(?:file|document|faq)|stand: |\[?eof\b).*|\W*end\W*)\s*",
    re.IGNORECASE,
)
"""A line that closes a document."""
_LONGEST = 300
"""Maximum characters of such a line."""
_OF_FOOTERS = re.compile(
    r"©|copyright|licen[sc]|updated|modified|revi[sew]+d|version|contact|kontakt|contacto|\w@\w|https?://|question|thank|merci"
    r"|gracias|danke|frage|pregunta|domand|вопрос|问题|問題|質問|end of",
    re.IGNORECASE,
)
"""What footers below a rule contain, in files without labels."""
_BEGINNING = 10
"""Lines at the beginning of a file that may be marks of version control."""
_LEAST_LISTED = 3
"""Minimum items of the contents."""
_MOST_FOOTER = 12
"""Maximum lines of a footer."""


def take_furniture(
    lines: list[str], kept: Container[int], asks: Callable[[str], bool], *, is_labelled: bool
) -> list[int]:
    """Blank out such lines. Returns those of the footer, counted from 0.

    `kept` are the lines to leave alone, and `asks` tells whether a line begins an entry or an answer. `is_labelled`:
    entries begin with labels, so an underlined title after the last one begins another section.
    """
    for place, line in enumerate(lines[:_BEGINNING]):
        if "$" in line and len(line) <= _LONGEST and _MARK.fullmatch(line):
            lines[place] = ""
    _take_contents(lines)
    _take_definitions(lines, kept)
    start = _footer(lines, kept, asks, is_labelled=is_labelled)
    footer = [place for place in range(start, len(lines)) if has_words(lines[place])]
    lines[start:] = [""] * (len(lines) - start)
    return footer


def _take_definitions(lines: list[str], kept: Container[int]) -> None:
    """Blank out the definitions of links, as in Markdown, and write their addresses into the links."""
    found = {
        place: match for place, line in enumerate(lines) if place not in kept and (match := _DEFINITION.fullmatch(line))
    }
    if not found:
        return
    addresses = {match["name"].casefold(): match["address"] for match in found.values()}

    def link(match: re.Match[str]) -> str:
        address = addresses.get((match["name"] or match["text"]).casefold())
        return f"[{match['text']}]({address})" if address else match[0]

    for place, line in enumerate(lines):
        if place in found:
            lines[place] = ""
        elif "][" in line and place not in kept:
            lines[place] = _REFERENCE.sub(link, line)


def _take_contents(lines: list[str]) -> None:
    """Blank out the items below the title of a table of contents that are lines further below, too."""
    short = ((place, line) for place, line in enumerate(lines) if len(line) <= _LONGEST)
    title = next((place for place, line in short if is_contents(line.strip(" \t#=*_:-"))), -1)
    if title < 0:
        return
    left = Counter(filter(None, map(_bare, lines)))
    listed: list[int] = []
    for place, line in enumerate(lines):
        text = _bare(line)
        left[text] -= 1
        if place > title and text:
            if not left[text]:
                break
            listed.append(place)
    if len(listed) >= _LEAST_LISTED:
        for place in (title, *listed):
            lines[place] = ""


def _bare(line: str) -> str:
    if len(line) > _LONGEST:
        return ""
    text = line.strip(" \t#*_-•=").removeprefix("Q:").strip()
    found = NUMBER_OR_COUNT.match(text)
    text = text[found.end() :] if found else text
    return _LEADER.sub("", text).rstrip("?:").casefold() if has_words(text) else ""


def _footer(lines: list[str], kept: Container[int], asks: Callable[[str], bool], *, is_labelled: bool) -> int:
    """The first line of the footer, after the last entry; the number of lines if there is none."""
    last = next((place for place in range(len(lines) - 1, -1, -1) if place in kept or asks(lines[place])), len(lines))
    start = len(lines)
    is_answered = last < len(lines) and not is_question(lines[last])
    for place in range(last + 1, len(lines)):
        is_apart = is_answered and not lines[place - 1].strip()
        is_answered = is_answered or has_words(lines[place])
        is_rule = bool(RULE.fullmatch(lines[place])) and not _is_inner(lines, place, asks)
        is_section = (
            is_labelled and is_title(lines[place]) and bool(RULE.fullmatch("".join(lines[place + 1 : place + 2])))
        )
        is_rule = is_rule and (is_labelled or bool(_OF_FOOTERS.search("\n".join(lines[place:]))))
        is_signature = is_labelled and lines[place].rstrip() == "--"
        if is_apart and (is_rule or is_section or is_signature or _CLOSING.fullmatch(lines[place])):
            start = place
            break
    return start if 0 < sum(map(has_words, lines[start:])) <= _MOST_FOOTER else len(lines)


def _is_inner(lines: list[str], end: int, asks: Callable[[str], bool]) -> bool:
    """Whether a rule above, too, stands between two paragraphs of an answer."""
    asked = False
    for place in range(end):
        asked = asked or asks(lines[place])
        is_apart = bool(place) and not lines[place - 1].strip() and place + 1 < end and not lines[place + 1].strip()
        if asked and is_apart and RULE.fullmatch(lines[place]):
            below = next((line for line in lines[place + 1 : end] if line.strip()), "")
            if below and not asks(below):
                return True
    return False
