"""Writes entries in any format, and reads the result back to verify that nothing is lost."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.codes import Severity
from bot.knowledge.decoding import decode
from bot.knowledge.draft import Draft, Line
from bot.knowledge.entry import Entry, Topic, made_id
from bot.knowledge.html.answers import shown
from bot.knowledge.lines import bare
from bot.knowledge.problem import excerpt
from bot.knowledge.readers import READERS
from bot.knowledge.writers.markdown import write_markdown
from bot.knowledge.writers.plain_text import write_text
from bot.knowledge.writers.records import write_json_lines, write_table

Writer = Callable[[Sequence[Draft]], str]
"""Takes the entries of the new file and returns its text. The line numbers of the entries do not matter."""

WRITERS: Mapping[str, Writer] = MappingProxyType(
    {
        ".txt": write_text,
        ".md": write_markdown,
        ".csv": write_table,
        ".jsonl": write_json_lines,
    }
)
"""By extension, in lower case with its dot."""


class WritingError(ValueError):
    """The format cannot hold an entry. The message names the entry."""


def write(topics: Sequence[Topic], extension: str) -> str:
    """The text of a file with that extension, one of WRITERS.

    The text reads back as the same entries in the order of the topics, each with the name of its topic. White space
    inside a question may become a single space. Raises WritingError if the format cannot hold an entry.
    """
    drafts = [_draft(entry, topic) for topic in topics for entry in topic.entries]
    if extension in {".jsonl", ".csv"}:  # as their readers do
        drafts = [draft._replace(answer=shown(draft.answer)) for draft in drafts]
    text = WRITERS[extension](drafts)
    lost = _first_lost(drafts, text, extension)
    if lost:
        name = excerpt(lost.questions[0].text)
        raise WritingError(f"{name} cannot be written as {extension}: it would be read differently (choose jsonl)")
    return text


def write_synonyms(base: KnowledgeBase) -> str:
    """The text of a file `synonyms.txt` with the groups that belong to no entry; "" if there are none."""
    own = {entry.synonyms for entry in base.entries}
    return "".join(f"{', '.join(group)}\n" for group in base.synonyms if group not in own)


def _draft(entry: Entry, topic: Topic) -> Draft:
    """The entry for the new file. An id made from the question is left out."""
    return Draft(
        questions=tuple(Line(0, question) for question in entry.questions),
        answer=entry.answer,
        answer_line=0,
        topic=topic.name,
        id=None if entry.id == made_id(entry.question) else entry.id,
        synonyms=entry.synonyms,
        url=entry.url,
        related=entry.related,
    )


def _first_lost(drafts: Sequence[Draft], text: str, extension: str) -> Draft | None:
    """The first entry that reads back differently; None if all are the same."""
    # UTF-8 cannot encode a lone surrogate: it becomes a "?" and so shows as a difference.
    decoded, damage = decode(text.encode("utf-8", "replace"), extension)
    if decoded is None:  # no format can hold a NUL
        return next((one for one in drafts if "\0" in "".join((*_questions(one), one.answer))), drafts[0])
    read, problems = READERS[extension](decoded, extension)
    for place, draft in enumerate(drafts):
        if place >= len(read) or _essence(read[place]) != _essence(draft):
            return draft
    unsound = damage or len(read) > len(drafts) or any(each.severity is Severity.ERROR for each in problems)
    return drafts[-1] if unsound else None


def _essence(draft: Draft) -> Draft:
    """The parts that must be the same after reading: everything except line numbers and some white space."""
    questions = tuple(Line(0, _folded(question)) for question in _questions(draft))
    return draft._replace(questions=questions, topic=_folded(draft.topic or ""), answer_line=0)


def _questions(draft: Draft) -> list[str]:
    return [question.text for question in draft.questions]


def _folded(text: str) -> str:
    return " ".join(bare(text).split())
