"""Which reader reads which format. All give the same drafts, so nothing else knows the formats."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.knowledge.draft import Draft
from bot.knowledge.problem import Problem
from bot.knowledge.text_reader import read_text

Reader = Callable[[str, str], tuple[list[Draft], list[Problem]]]
"""Takes a whole file's text, and its path for the problems. Returns what could be read, in file order, and everything
that is wrong with it."""

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".txt": read_text,
    }
)
"""By extension, in lower case with its dot. A folder is searched for these."""


def reader_of(extension: str) -> Reader:
    """The reader for an extension of any case; a file that is named outright with another one is taken as text."""
    return READERS.get(extension.lower(), read_text)
