"""Turns outcomes and picked entries into replies."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePath

from bot.answering import Answered, Assistant, Outcome, Suggested, Unanswered
from bot.knowledge import Entry
from bot.knowledge.readers import is_markdown
from bot.language.reading import clean
from bot.replies import words
from bot.replies.confidence import confidence_note, evidence_note, is_high, unknown_note
from bot.replies.public_words import without
from bot.replies.quoting import quoted
from bot.replies.reply import Choice, Reply, Tone
from bot.replies.written_links import with_shown_links

MAX_NEXT_BEST = 3
"""Entries to offer to a member who meant something else."""


def outcome_replies(
    outcomes: Sequence[Outcome], version: str = "", see_topics: str = words.SEE_TOPICS
) -> tuple[Reply, ...]:
    """The replies to a message: one, or two if it asks two things that the notes cover.

    Of two replies, an answer comes first, and it has no related questions, so that all choices are at the end.
    """
    covered = [outcome for outcome in outcomes if not isinstance(outcome, Unanswered)] or outcomes[:1]
    if len(covered) == 1:
        return (outcome_reply(covered[0], version, see_topics),)
    bare = [replace(outcome, related=()) if isinstance(outcome, Answered) else outcome for outcome in covered]
    bare.sort(key=lambda outcome: not isinstance(outcome, Answered))
    return tuple(outcome_reply(outcome, version, see_topics) for outcome in bare)


def outcome_reply(outcome: Outcome, version: str = "", see_topics: str = words.SEE_TOPICS) -> Reply:
    """The reply to one question.

    `version` is the version of the knowledge base; "" leaves it out. `see_topics` says how to see the topics on the
    current interface.
    """
    if isinstance(outcome, Answered):
        tone = Tone.SURE if is_high(outcome.confidence) else Tone.LIKELY
        note = confidence_note(outcome.confidence, outcome.evidence)
        reply = _answer(outcome.entry, outcome.related, tone, note, version)
        return replace(
            reply,
            read_as=_read_as(outcome, outcome.entry.question),
            question=_question(outcome),
            next_best=_next_best(outcome),
        )
    if isinstance(outcome, Suggested):
        return _suggestion(outcome)
    return Reply(
        words.NO_ANSWER,
        words.NO_ANSWER_BODY.format(see_topics=see_topics),
        Tone.UNSURE,
        note=unknown_note(outcome.evidence),
        question=_question(outcome),
    )


def entry_reply(assistant: Assistant, entry: Entry) -> Reply:
    """The reply to a member who picked a stored question. It has no confidence note, because nothing was matched."""
    return _answer(entry, assistant.related(entry), Tone.SURE, "", assistant.base.version)


def entry_preview(entry: Entry) -> Reply:
    """The reply with an entry as it looks before there is anything to relate it to."""
    return _answer(entry, (), Tone.SURE, "", "")


def source_of(entry: Entry) -> str:
    """Where an entry is, for members: "cuban_missile_crisis.txt, line 3", with its topic if it has one."""
    source = words.SOURCE.format(file=entry.source, line=entry.line) if entry.line else ""
    if entry.edited:
        day = date.fromisoformat(entry.edited)
        written = f"{day.day} {day:%B}"
        source = words.EDITED.format(source=source, day=written) if source else words.ADDED.format(day=written)
    return words.SOURCE_WITH_TOPIC.format(topic=entry.topic, source=source) if entry.topic else source


def choices_of(entries: tuple[Entry, ...]) -> tuple[Choice, ...]:
    """The entries as choices, in the same order."""
    return tuple(Choice(entry.id, entry.question) for entry in entries)


def _suggestion(outcome: Suggested) -> Reply:
    """Asks which question the member means. If the choices are only close, it says so and shows no confidence."""
    several = len(outcome.choices) > 1
    if outcome.likely:
        title, body = (words.UNSURE, words.UNSURE_BODY) if several else (words.UNSURE_OF_ONE, words.UNSURE_OF_ONE_BODY)
        note = confidence_note(outcome.confidence, outcome.evidence)
    else:
        title, body = words.CLOSE, words.CLOSE_BODY if several else words.CLOSE_OF_ONE_BODY
        note = evidence_note(outcome.evidence)
    return Reply(
        title,
        body,
        Tone.UNSURE,
        read_as=_read_as(outcome),
        note=note,
        choices_title=words.DID_YOU_MEAN if outcome.likely else words.CLOSE_TO_IT,
        choices=choices_of(outcome.choices),
        question=_question(outcome),
    )


def _question(outcome: Outcome) -> str:
    """What was read as the question, in one line."""
    return " ".join((outcome.read_as or clean(outcome.query)).split())


def _next_best(outcome: Answered) -> tuple[str, ...]:
    """The entries after the one that answers. Of entries with the same answer, only the best."""
    answers = {outcome.entry.answer: outcome.entry}
    for hit in outcome.hits:
        answers.setdefault(hit.entry.answer, hit.entry)
    return tuple(entry.id for entry in answers.values() if entry is not outcome.entry)[:MAX_NEXT_BEST]


def _read_as(outcome: Outcome, title: str = "") -> str:
    """Which part of the message was read as the question; "" if that is obvious or the title says it."""
    question = quoted(without(outcome.read_as, outcome.evidence.withheld))
    if not question or _letters(question) == _letters(title):
        return ""
    return words.READ_AS.format(question=question)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _body_of(entry: Entry) -> str:
    """The answer word for word, in Markdown that Discord shows. In other formats, only tables and links change."""
    if not is_markdown(PurePath(entry.source).suffix):
        answer = with_shown_links(entry.answer)
        if "|" not in answer or "--" not in answer:
            return answer
        from bot.replies.markdown import with_readable_tables  # noqa: PLC0415 - most notes are not Markdown

        return with_readable_tables(answer)
    from bot.replies.markdown import for_discord  # noqa: PLC0415 - see above

    return for_discord(entry.answer)


def _answer(entry: Entry, related: tuple[Entry, ...], tone: Tone, note: str, version: str) -> Reply:
    return Reply(
        " ".join(entry.question.splitlines()),
        _body_of(entry),
        tone,
        note=note,
        source=source_of(entry),
        url=entry.url,
        choices_title=words.RELATED if related else "",
        choices=choices_of(related),
        version=version,
        entry_id=entry.id,
    )
