"""How `ask` prints outcomes: as JSON objects, as columns, as text."""

from collections.abc import Sequence
from typing import TypedDict

from bot.answering import Answered, Assistant, Outcome, Suggested
from bot.knowledge import Entry
from bot.replies import outcome_replies, words
from bot.terminal.drawing import draw
from bot.terminal.text import on_one_line


class EntryRecord(TypedDict):
    """An entry. The fields are those of `Entry`, except that the topic may be one that the bot found."""

    id: str
    question: str
    answer: str
    topic: str
    source: str
    line: int | None


class HitRecord(TypedDict):
    """A hit, named by its entry's first question."""

    id: str
    question: str
    score: float


class OutcomeRecord(TypedDict):
    """One outcome. Scripts rely on the fields, which `ask --help` describes."""

    query: str
    read_as: str
    outcome: str
    confidence: float
    by_meaning: bool
    entry: EntryRecord | None
    hits: list[HitRecord]
    related: list[str]
    suggestions: list[str]


class Record(OutcomeRecord):
    """One message: the outcome of its more certain question, and that of the other one if it asks two."""

    also: OutcomeRecord | None


def as_record(assistant: Assistant, outcomes: Sequence[Outcome], top: int) -> Record:
    """The one or two outcomes of a message as a JSON object with at most `top` hits each."""
    surest, *others = sorted(outcomes, key=lambda outcome: -outcome.confidence)
    also = _outcome_record(assistant, others[0], top) if others else None
    return Record(**_outcome_record(assistant, surest, top), also=also)


def _outcome_record(assistant: Assistant, outcome: Outcome, top: int) -> OutcomeRecord:
    return OutcomeRecord(
        query=outcome.query,
        read_as=outcome.read_as,
        outcome=outcome_name(outcome),
        confidence=outcome.confidence,
        by_meaning=outcome.evidence.by_meaning,
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


def as_text(outcomes: Sequence[Outcome], width: int, *, styled: bool) -> str:
    """The one or two outcomes of a message, for people."""
    replies = outcome_replies(outcomes, see_topics=words.COMMAND_LINE_SEE_TOPICS)
    return "\n\n".join(
        draw(reply, [f"• {choice.question}" for choice in reply.choices], width, styled=styled) for reply in replies
    )


def outcome_name(outcome: Outcome) -> str:
    """The outcome's name for scripts: "answered", "suggested" or "unanswered"."""
    return type(outcome).__name__.lower()


def _suggestions(outcome: Outcome) -> tuple[Entry, ...]:
    return outcome.choices if isinstance(outcome, Suggested) else ()


def _entry_record(assistant: Assistant, entry: Entry) -> EntryRecord:
    return EntryRecord(
        id=entry.id,
        question=entry.question,
        answer=entry.answer,
        topic=next(topic.name for topic in assistant.topics if entry in topic.entries),
        source=entry.source,
        line=entry.line or None,
    )
