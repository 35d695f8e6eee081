"""Replies to moderators who test a question or export the knowledge."""

from bot.answering import Answered, Outcome, Strictness, Suggested
from bot.replies import moderator_words as words
from bot.replies.compose import source_of
from bot.replies.confidence import confidence_note, percent_of
from bot.replies.notices import count
from bot.replies.quoting import quoted
from bot.replies.reply import Reply, Tone
from bot.replies.words import QUESTIONS

MAX_HITS = 5
"""Hits to list."""
SYNONYMS_FILE = "synonyms.txt"
"""Synonyms that belong to no entry are read from a file of this name."""


def outcome_test_reply(outcome: Outcome, strictness: Strictness) -> Reply:
    """What members would get for a question: the ranked hits with their scores, the confidence, and the reasons."""
    if isinstance(outcome, Answered):
        decision, tone = words.TEST_ANSWERED, Tone.SURE
    elif isinstance(outcome, Suggested):
        decision, tone = count(len(outcome.choices), words.TEST_SUGGESTED), Tone.UNSURE
    else:
        decision, tone = words.TEST_UNANSWERED, Tone.UNSURE
    needs = words.TEST_NEEDS.format(percent=percent_of(strictness.thresholds.answer))
    hits = "\n".join(
        words.TEST_HIT.format(place=place, question=hit.entry.question, score=hit.score, source=source_of(hit.entry))
        for place, hit in enumerate(outcome.hits[:MAX_HITS], start=1)
    )
    title = words.TEST.format(question=quoted(outcome.query)) if quoted(outcome.query) else words.TEST_UNQUOTED
    body = f"{decision} {needs}\n\n{hits or words.TEST_NO_HITS}"
    return Reply(title, body, tone, note=confidence_note(outcome.confidence, outcome.evidence))


def export_reply(entries: int) -> Reply:
    """Comes with the file."""
    body = words.EXPORT_BODY.format(questions=count(entries, QUESTIONS))
    return Reply(words.EXPORT, body, Tone.INFORMATION)


def export_file(extension: str) -> str:
    """The name of the file, for an extension with its dot."""
    return words.EXPORT_FILE.format(extension=extension)


def format_reply() -> Reply:
    """The format cannot hold an entry."""
    return Reply(words.EXPORT_FAILED, words.EXPORT_FAILED_BODY, Tone.PROBLEM)


def too_large_reply(megabytes: float) -> Reply:
    """Discord accepts no file of this size."""
    return Reply(words.EXPORT_LARGE, words.EXPORT_LARGE_BODY.format(size=megabytes), Tone.PROBLEM)


def no_files_reply() -> Reply:
    """The bot must not attach files here."""
    return Reply(words.EXPORT_NO_FILES, words.EXPORT_NO_FILES_BODY, Tone.PROBLEM)
