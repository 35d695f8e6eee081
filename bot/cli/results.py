"""Outcomes on paper: as a JSON object, as columns, as text."""

from typing import TypedDict

from bot.answering import Answered, Assistant, Outcome, Suggested
from bot.knowledge import Entry
from bot.replies import outcome_reply, words
from bot.terminal.drawing import draw
from bot.terminal.text import on_one_line


class EntryRecord(TypedDict):
    """An entry; the fields mean what they mean in `Entry`, but that a topic may have been found."""

    id: str
    question: str
    answer: str
    topic: str
    source: str
    line: int


class HitRecord(TypedDict):
    """A hit, named by its entry's first question."""

    id: str
    question: str
    score: float


class Record(TypedDict):
    """One outcome. The fields are a promise to scripts: `ask --help` describes them."""

    query: str
    outcome: str
    confidence: float
    entry: EntryRecord | None
    hits: list[HitRecord]
    related: list[str]
    suggestions: list[str]


def as_record(assistant: Assistant, outcome: Outcome, top: int) -> Record:
    """An outcome of this assistant's as a JSON object with at most `top` hits."""
    return Record(
        query=outcome.query,
        outcome=outcome_name(outcome),
        confidence=outcome.confidence,
        entry=_entry_record(assistant, outcome.entry) if isinstance(outcome, Answered) else None,
        hits=[HitRecord(id=hit.entry.id, question=hit.entry.question, score=hit.score) for hit in outcome.hits[:top]],
        related=[entry.question for entry in outcome.related] if isinstance(outcome, Answered) else [],
        suggestions=[entry.question for entry in _suggestions(outcome)],
    )


def as_columns(outcome: Outcome) -> str:
    """An outcome as one line: outcome, confidence, question, answer, separated by tabs."""
    if isinstance(outcome, Answered):
        question, answer = outcome.entry.question, outcome.entry.answer
    else:
        question, answer = "", " / ".join(entry.question for entry in _suggestions(outcome))
    fields = (outcome_name(outcome), f"{outcome.confidence:.0%}", question, answer)
    return "\t".join(map(on_one_line, fields))


def as_text(outcome: Outcome, width: int, *, styled: bool) -> str:
    """An outcome as people read it."""
    reply = outcome_reply(outcome, see_topics=words.COMMAND_LINE_SEE_TOPICS)
    return draw(reply, [f"• {choice.question}" for choice in reply.choices], width, styled=styled)


def outcome_name(outcome: Outcome) -> str:
    """How scripts call an outcome: "answered", "suggested" or "unanswered"."""
    return type(outcome).__name__.lower()


def _suggestions(outcome: Outcome) -> tuple[Entry, ...]:
    if isinstance(outcome, Answered):
        return ()
    return outcome.choices if isinstance(outcome, Suggested) else ()


def _entry_record(assistant: Assistant, entry: Entry) -> EntryRecord:
    return EntryRecord(
        id=entry.id,
        question=entry.question,
        answer=entry.answer,
        topic=next(topic.name for topic in assistant.topics if entry in topic.entries),
        source=entry.source,
        line=entry.line,
    )
