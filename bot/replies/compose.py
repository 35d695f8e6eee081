"""Puts outcomes, and picked entries, into words."""

from bot.answering import Answered, Assistant, Outcome, Suggested
from bot.knowledge import Entry
from bot.replies import words
from bot.replies.confidence import confidence_note, evidence_note, is_high, unknown_note
from bot.replies.reply import Choice, Reply, Tone


def outcome_reply(outcome: Outcome, version: str = "", see_topics: str = words.SEE_TOPICS) -> Reply:
    """The reply to a question.

    `version` is that of the knowledge base that was asked, "" to leave it unsaid. `see_topics` says how to reach the
    topics, where the face has a way of its own.
    """
    if isinstance(outcome, Answered):
        tone = Tone.SURE if is_high(outcome.confidence) else Tone.LIKELY
        note = confidence_note(outcome.confidence, outcome.evidence)
        return _answer(outcome.entry, outcome.related, tone, note, version)
    if isinstance(outcome, Suggested):
        several = len(outcome.choices) > 1
        return Reply(
            words.UNSURE if several else words.UNSURE_OF_ONE,
            words.UNSURE_BODY if several else words.UNSURE_OF_ONE_BODY,
            Tone.UNSURE,
            note=_doubt(outcome),
            choices_title=words.DID_YOU_MEAN,
            choices=choices_of(outcome.choices),
        )
    return Reply(
        words.NO_ANSWER,
        words.NO_ANSWER_BODY.format(see_topics=see_topics),
        Tone.UNSURE,
        note=unknown_note(outcome.evidence),
        choices_title=words.NEAREST if outcome.nearest else "",
        choices=choices_of(outcome.nearest),
    )


def entry_reply(assistant: Assistant, entry: Entry) -> Reply:
    """The reply to somebody who picked a stored question: nothing was matched, so there is no note."""
    return _answer(entry, assistant.related(entry), Tone.SURE, "", assistant.base.version)


def source_of(entry: Entry) -> str:
    """Where an entry stands, for members: "cuban_missile_crisis.txt, line 3", with its heading if it has one."""
    if entry.topic:
        return words.SOURCE_WITH_TOPIC.format(topic=entry.topic, file=entry.source, line=entry.line)
    return words.SOURCE.format(file=entry.source, line=entry.line)


def choices_of(entries: tuple[Entry, ...]) -> tuple[Choice, ...]:
    """The entries as choices, in the same order."""
    return tuple(Choice(entry.id, entry.question) for entry in entries)


def _doubt(outcome: Suggested) -> str:
    """A confidence that is high enough for an answer would contradict that none is given."""
    if outcome.doubtful:
        return evidence_note(outcome.evidence)
    return confidence_note(outcome.confidence, outcome.evidence)


def _body_of(entry: Entry) -> str:
    """The answer word for word; one that comes from a Markdown document, in the part of Markdown that can be shown."""
    if not entry.source.lower().endswith((".md", ".markdown")):
        return entry.answer
    from bot.replies.markdown import for_discord  # noqa: PLC0415 - most notes are no Markdown

    return for_discord(entry.answer)


def _answer(entry: Entry, related: tuple[Entry, ...], tone: Tone, note: str, version: str) -> Reply:
    return Reply(
        " ".join(entry.question.splitlines()),
        _body_of(entry),
        tone,
        note=note,
        source=source_of(entry),
        choices_title=words.RELATED if related else "",
        choices=choices_of(related),
        version=version,
    )
