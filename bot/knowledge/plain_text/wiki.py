"""Reads headings between equals signs, as in wikis and in the readme.txt of WordPress plugins."""

import re
from collections.abc import Mapping

from bot.knowledge.lines import has_words, is_question
from bot.knowledge.outline.titles import is_faq

_HEADING = re.compile(r"\s*(?P<signs>={1,6})\s+(?P<title>\S[^\n]*?)\s+(?P=signs)\s*")
_LEAST = 2
"""Minimum number of such headings."""


def take_wiki_headings(lines: list[str]) -> list[int]:
    """Turn such headings into questions and "#" headings, in place. Returns the lines outside the FAQ.

    If a section is called FAQ, only that section counts. The headings below it are questions. In a file without such a
    section, headings that ask are questions, and the others with as many signs if most of them ask.
    """
    found = {place: match for place, line in enumerate(lines) if (match := _HEADING.fullmatch(line))}
    if len(found) < _LEAST:
        return []
    section, asking = _faq(found, len(lines))
    usual = 0 if section else _usual(found)
    outside: list[int] = []
    for place, line in enumerate(lines):
        match = found.get(place)
        if section and place not in section:
            outside += [place] if has_words(line) else []
            lines[place] = ""
        elif match and section and place == section.start:
            lines[place] = ""
        elif match:
            is_usual = len(match["signs"]) == (asking if section else usual)
            asks = is_usual if section else is_question(match["title"]) or (is_usual and place + 1 not in found)
            lines[place] = f"Q: {match['title']}" if asks else f"# {match['title']}"
    return outside


def _usual(found: Mapping[int, re.Match[str]]) -> int:
    """The number of signs around headings of which at least half ask; 0 for none."""
    signs = [len(match["signs"]) for match in found.values()]
    asking = [len(match["signs"]) for match in found.values() if is_question(match["title"])]
    return next((count for count in sorted(set(asking)) if 2 * asking.count(count) >= signs.count(count)), 0)


def _faq(found: dict[int, re.Match[str]], end: int) -> tuple[range, int]:
    """The lines of the section that is called FAQ, and the number of signs around its questions; none, 0 for none."""
    start = next((place for place, match in found.items() if is_faq(match["title"])), -1)
    if start < 0:
        return range(0), 0
    signs = found[start]["signs"]
    below = [place for place, match in found.items() if place > start]
    stop = next((place for place in below if found[place]["signs"] == signs), end)
    inside = [len(found[place]["signs"]) for place in below if place < stop]
    asked = [len(found[place]["signs"]) for place in below if place < stop and is_question(found[place]["title"])]
    return (range(start, stop), asked[0]) if asked and inside else (range(0), 0)
