"""Reads the Markdown files of Rasa before version 2: the examples of intents, and the stories that answer them."""

import re
from collections.abc import Iterator

from bot.knowledge.draft import Line
from bot.knowledge.lines import numbered_lines
from bot.knowledge.structured.halves import UTTERS, Half, without_entities

_SIGN = re.compile(r"^## ?intent:|^[ \t]*- utter_", re.MULTILINE)
"""Every such file contains a match."""
_SECTION = re.compile(r"## ?(?P<kind>intent:)?(?P<name>.*)")
_EXAMPLE = re.compile(r"[ \t]*[-*+][ \t]+(?P<text>.+)")
_SAID = re.compile(r"\*[ \t]*(?P<intent>[\w/-]+)")
"""A step of a story in which a member says something."""


def halves_of_markdown(text: str) -> list[Half]:
    """The halves in such a file; empty for other files."""
    return [*_examples(text), *_steps(text)] if _SIGN.search(text) else []


def _examples(text: str) -> Iterator[Half]:
    intent = ""
    for number, line in numbered_lines(text):
        if found := _SECTION.fullmatch(line.rstrip()):
            intent = found["name"].strip() if found["kind"] else ""
        elif intent and (found := _EXAMPLE.fullmatch(line.rstrip())):
            yield Half(UTTERS + intent, number, (Line(number, without_entities(found["text"])),))


def _steps(text: str) -> Iterator[Half]:
    intent = ""
    for number, line in numbered_lines(text):
        if found := _SAID.match(line):
            intent = found["intent"]
        elif (found := _EXAMPLE.fullmatch(line.rstrip())) and intent and found["text"].startswith(UTTERS):
            yield Half(UTTERS + intent, number, action=found["text"])
            intent = ""
