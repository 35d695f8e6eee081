"""Puts outcomes into words."""

from bot.answering import Answered, Assistant, Outcome, Suggested
from bot.knowledge import Entry
from bot.replies import words
from bot.replies.reply import Choice, Reply, Tone

HIGH = 0.8
"""From here a confidence is called high."""
MEDIUM = 0.5


def outcome_reply(outcome: Outcome) -> Reply:
    """The reply to a question."""
    note = confidence_note(outcome.confidence)
    if isinstance(outcome, Answered):
        tone = Tone.SURE if outcome.confidence >= HIGH else Tone.LIKELY
        return _answer(outcome.entry, outcome.related, tone, note)
    if isinstance(outcome, Suggested):
        return Reply(
            words.UNSURE,
            words.UNSURE_BODY,
            Tone.UNSURE,
            note,
            choices_title=words.DID_YOU_MEAN,
            choices=_choices(outcome.choices),
        )
    title = words.NEAREST if outcome.nearest else ""
    return Reply(
        words.NO_ANSWER,
        words.NO_ANSWER_BODY,
        Tone.UNSURE,
        choices_title=title,
        choices=_choices(outcome.nearest),
    )


def entry_reply(assistant: Assistant, entry: Entry) -> Reply:
    """The reply to somebody who picked a stored question: nothing was matched, so there is no note."""
    return _answer(entry, assistant.related(entry), Tone.SURE, "")


def gone_reply() -> Reply:
    """The reply to somebody who picked a question that is no longer stored."""
    return Reply(words.GONE, words.GONE_BODY, Tone.PROBLEM)


def help_reply() -> Reply:
    """How to ask."""
    return Reply(words.HELP, "", Tone.INFORMATION)


def confidence_note(confidence: float) -> str:
    """How sure, in words and per cent: "High confidence · 93 %"."""
    level = "High" if confidence >= HIGH else "Medium" if confidence >= MEDIUM else "Low"
    return f"{level} confidence · {confidence:.0%}".replace("%", " %")


def source_of(entry: Entry) -> str:
    """Where an entry stands, for members: "cuban_missile_crisis.txt, line 3"."""
    place = f"{entry.source}, line {entry.line}"
    return f"{entry.topic} ({place})" if entry.topic else place


def _answer(entry: Entry, related: tuple[Entry, ...], tone: Tone, note: str) -> Reply:
    return Reply(
        entry.question,
        entry.answer,
        tone,
        note,
        source_of(entry),
        words.RELATED if related else "",
        _choices(related),
    )


def _choices(entries: tuple[Entry, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(entry.id, entry.question) for entry in entries)
