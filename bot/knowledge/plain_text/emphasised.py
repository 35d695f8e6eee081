"""Finds questions in text files that are written in bold or as headings, as in Markdown and on Discord."""

import re
from collections.abc import Container

from bot.knowledge.lines import heading_title, is_question
from bot.knowledge.outline.numbering import NUMBER, SIGNS, SIGNS_AFTER

_EMPHASISED = re.compile(
    rf"\s*(?:{SIGNS.pattern}|{NUMBER.pattern}|[^\w\s*_`\"'(<\[{{#]{{1,3}}\s*(?=[*_]{{2}}))?[*_]{{1,5}}(?P<text>[^\s*_][^\n]*[?？؟]\s?)[*_]{{1,5}}\s*[:：]?\s*"
)


def take_emphasised(lines: list[str], kept: Container[int]) -> None:
    """Turn questions in bold, before emoji, and in headings into plain questions, in place.

    Bold lines are not questions if most questions of the file are plain. `kept` are the lines to leave alone.
    """
    found: dict[int, str] = {}
    plain = 0
    for place, line in enumerate(lines):
        if place in kept or not line.strip():
            continue
        shown = SIGNS_AFTER.sub("", line.rstrip())
        title = heading_title(line)
        if bold := _EMPHASISED.fullmatch(shown):
            found[place] = bold["text"].strip()
        elif title is not None:
            lines[place] = title if is_question(title) and _is_answered(lines, place) else line
        elif is_question(shown):
            lines[place] = shown
            plain += 1
    if len(found) >= plain:
        for place, text in found.items():
            lines[place] = text


def _is_answered(lines: list[str], place: int) -> bool:
    """Whether the next line with words below a heading is not a question or a heading."""
    below = next((line for line in lines[place + 1 :] if line.strip()), "#")
    return not is_question(below) and heading_title(below) is None and not below.lstrip().startswith("Q:")
