"""The kinds of lines in the plain-text format: blank, heading, question, code fence."""

import re
from collections.abc import Iterator
from itertools import chain

QUESTION_MARKS = ("?", "？", "؟")
"""A line that ends in one of these is a question: Latin, full-width and Arabic question mark."""
QUESTION_PREFIX = "Q:"
"""A line that begins with it is a question, whatever it ends in."""
ANSWER_PREFIX = "A:"
"""Below a question, a line that begins with it begins an answer. Lines of such an answer may end in "?"."""

INVISIBLE = "\u200b\u200e\u200f\u2060\ufeff"
"""Zero-width characters at the ends of pasted lines. A question mark before them still counts."""
_HEADING_LEVELS = 6
_PART = 2**20
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_FENCE = re.compile(r"[ \t]*(?P<fence>`{3,}+(?=[^`]*$)|~{3,}+)")
_ATTRIBUTE = re.compile(r"\[(?P<name>id|topic|synonyms|url|related):(?P<value>[^\n]*)\]")


def numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line with its number, counted from 1. Lines end only in LF, CRLF or CR."""
    parts = _parts(text.replace("\r\n", "\n").replace("\r", "\n"))
    return enumerate(chain.from_iterable(part.split("\n") for part in parts), start=1)


def _parts(text: str) -> Iterator[str]:
    """The text in parts of whole lines. The lines of a long text are then not all in memory at once."""
    start = 0
    while (end := text.find("\n", start + _PART)) >= 0:
        yield text[start:end]
        start = end + 1
    yield text[start:]


def bare(line: str) -> str:
    """The line without white space and invisible characters at either end; "" for a blank line."""
    return line.strip().strip(INVISIBLE).strip()


def is_question(line: str) -> bool:
    """Whether it ends in a question mark."""
    return bare(line).endswith(QUESTION_MARKS)


def has_words(line: str) -> bool:
    """Whether it contains a letter or a digit."""
    return bool(_LETTER_OR_DIGIT.search(line))


def heading_title(line: str) -> str | None:
    """The title of a heading; "" for a heading without text; None if the line is not a heading.

    As in Markdown: at most three spaces, one to six "#", then white space or nothing. Closing "#" after a space are
    not part of the title.
    """
    if "#" not in line:
        return None
    text = bare(line)
    rest = text.lstrip("#")
    is_heading = 1 <= len(text) - len(rest) <= _HEADING_LEVELS and (not rest or rest[0].isspace())
    if not is_heading or line.startswith(("    ", "\t")):
        return None
    title = rest.strip()
    unclosed = title.rstrip("#")
    return title if unclosed and not unclosed[-1].isspace() else unclosed.rstrip()


def opening_fence(line: str) -> str:
    """The backticks or tildes that open a code block on this line; "" if there are none."""
    found = _FENCE.match(line)
    return found["fence"] if found else ""


def closes_fence(line: str, fence: str) -> bool:
    """Whether the line closes the code block that `fence` opened: it has only the same mark, at least as many."""
    text = line.strip()
    return text.startswith(fence) and not text.strip(fence[0])


def attribute(line: str) -> tuple[str, str] | None:
    """The name and value of a line such as "[id: opening-hours]"; None for other lines."""
    found = _ATTRIBUTE.fullmatch(bare(line))
    return (found["name"], found["value"].strip()) if found else None


def is_comment(line: str) -> bool:
    """Whether the whole line is a comment, `<!-- like this -->`."""
    text = bare(line)
    return text.startswith("<!--") and text.endswith("-->")


def unescaped(line: str) -> str:
    """A line of an answer without the backslash that keeps it from being a heading, a fence, a comment or a prefix."""
    start = len(line) - len(line.lstrip())
    return line[:start] + line[start + 1 :] if line[start : start + 1] == "\\" and _is_escapable(line) else line


def escaped(line: str) -> str:
    """The line as written in a file: `unescaped` turns it into this line of an answer."""
    start = len(line) - len(line.lstrip())
    return f"{line[:start]}\\{line[start:]}" if _is_escapable(line) else line


def _is_escapable(line: str) -> bool:
    """Whether the line, without backslashes before it, has a special meaning in the format."""
    text = line.lstrip()
    plain = line[: len(line) - len(text)] + text.lstrip("\\")
    if bare(plain).startswith((QUESTION_PREFIX, ANSWER_PREFIX)) or is_comment(plain):
        return True
    return bool(opening_fence(plain)) or heading_title(plain) is not None or attribute(plain) is not None


def prose_lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line of an answer that is outside its code blocks, with its offset from the first line."""
    fence = ""
    for offset, line in enumerate(text.split("\n")):
        if fence:
            fence = "" if closes_fence(line, fence) else fence
        else:
            fence = opening_fence(line)
            if not fence:
                yield offset, line
