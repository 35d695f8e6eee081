"""Makes drafts from the pieces of an entry, or reports what is wrong with them. All formats use this."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from bot.knowledge.codes import Code
from bot.knowledge.draft import Draft, Line
from bot.knowledge.lines import bare, has_words
from bot.knowledge.problem import excerpt

LONGEST_ID = 64
"""Characters. Interfaces store the id in buttons, whose space is limited."""
MOST_ENTRIES = 2_000_000
"""Maximum number of entries in a file. They take about 2 GB of memory, and nobody writes more by hand."""
TOO_MANY = f"more than {MOST_ENTRIES:,} entries"
Report = Callable[[int, Code, str, str], None]
"""Takes the line, the code, the message and the hint of an error."""
_HALVES = frozenset({Code.NO_ANSWER, Code.NO_QUESTION, Code.NO_WORDS})

_PLACEHOLDER = re.compile(
    r"\W*(?:todo|fixme|xxx+|to be (?:written|done|added)|(?:your|write|add) (?:an? |the )?answer (?:goes )?here)\W*"
    r"|[\s.…]+",
    re.IGNORECASE,
)
"""A whole text that stands for an answer that is not written yet."""
_TEMPLATE = re.compile(r"\W*(?:your|write|add) (?:an? |the )?question (?:goes )?here\W*", re.IGNORECASE)

_ID = re.compile(rf"[\w.-]{{1,{LONGEST_ID}}}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Pieces:
    """The unchecked parts of an entry."""

    questions: tuple[Line, ...]
    """In order. Blank ones are ignored."""
    answer: str
    answer_line: int
    topic: str | None = None
    id: str = ""
    synonyms: tuple[str, ...] = ()
    url: str = ""
    """Checked; "" for none."""
    related: tuple[str, ...] = ()
    """Questions or ids of other entries."""


def assemble(pieces: Pieces, report: Report, missing: str = "write its answer") -> Draft | None:
    """The draft; None if something is wrong, after reporting it.

    `missing` is the hint for a question without an answer.
    """
    questions = unique(Line(number, " ".join(text.split())) for number, text in pieces.questions)
    asked = [question for question in questions if has_words(question.text)]
    for question in questions:
        if question.text and not has_words(question.text):
            report(question.number, Code.NO_WORDS, "a question without words", "write the question before its “?”")
    answer, skipped = trimmed(pieces.answer)
    if not any(question.text for question in questions):
        wrong = f"text that answers no question: {excerpt(first_line(answer))}" if answer else "no question, no answer"
        hint = "write its question" if answer else "write both, or delete it"
        report(pieces.answer_line, Code.NO_QUESTION, wrong, hint)
    if asked and not answer:
        report(asked[0].number, Code.NO_ANSWER, f"no answer to {excerpt(asked[0].text)}", missing)
    if asked and answer and (_PLACEHOLDER.fullmatch(answer) or _TEMPLATE.fullmatch(asked[0].text)):
        message = f"a placeholder, left out: {excerpt(asked[0].text)}"
        report(asked[0].number, Code.PLACEHOLDER, message, "write its answer, or delete it")
        return None
    if not asked or not answer or not is_sound_id(pieces.id, asked[0].number, report):
        return None
    topic = " ".join((pieces.topic or "").split()) or None
    return Draft(
        tuple(asked),
        answer,
        pieces.answer_line + skipped,
        topic,
        pieces.id or None,
        pieces.synonyms,
        pieces.url,
        pieces.related,
    )


def tolerant(report: Report) -> Report:
    """A report for rows and objects. A missing half of one is a warning: somebody may still be filling the table in."""

    def report_half(line: int, code: Code, message: str, hint: str) -> None:
        report(line, Code.HALF_ENTRY if code in _HALVES else code, message, hint)

    return report_half


def collected(drafts: Iterator[Draft], report: Report) -> list[Draft]:
    """The drafts, up to the maximum number. Reports an error if there are more."""
    found = list(islice(drafts, MOST_ENTRIES))
    if further := next(drafts, None):
        report(further.questions[0].number, Code.TOO_LARGE, TOO_MANY, "split the file into several")
    return found


def unique(questions: Iterable[Line]) -> list[Line]:
    """The questions without duplicates, in order."""
    first: dict[str, Line] = {}
    for question in questions:
        first.setdefault(question.text, question)
    return list(first.values())


def trimmed(answer: str) -> tuple[str, int]:
    """The answer without blank lines around it, and the number of blank lines before it."""
    lines = answer.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    start, end = 0, len(lines)
    while start < end and not bare(lines[start]):
        start += 1
    while end > start and not bare(lines[end - 1]):
        end -= 1
    return "\n".join(lines[start:end]).rstrip(), start


def is_sound_id(entry_id: str, line: int, report: Report) -> bool:
    """Whether an entry's id is valid, or "" for none. Reports an invalid one."""
    if not entry_id or is_id(entry_id):
        return True
    hint = f"use 1 to {LONGEST_ID} characters: the letters a to z and A to Z, digits, “.”, “_” and “-”"
    report(line, Code.INVALID_ID, f"an invalid id: {excerpt(entry_id)}", hint)
    return False


def is_id(text: str) -> bool:
    """Whether a text is a valid id of an entry."""
    return bool(_ID.fullmatch(text))


def is_encodable(text: str) -> bool:
    """Whether UTF-8 can encode it. JSON may hold half a character (a lone surrogate)."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def split_synonyms(text: str) -> tuple[str, ...]:
    """The words or phrases of a comma-separated list, in order, without duplicates."""
    return tuple(dict.fromkeys(" ".join(part.split()) for part in text.split(",") if part.strip()))


def split_related(text: str) -> tuple[str, ...]:
    """The questions or ids in a text, one per line or separated by bars, in order, without duplicates."""
    parts = text.replace("\r", "\n").replace("|", "\n").split("\n")
    return tuple(dict.fromkeys(" ".join(part.split()) for part in parts if part.strip()))


def first_line(text: str) -> str:
    """The text up to its first line break."""
    return text.partition("\n")[0]
