"""Replies that are not about a question: help, what the bot is, its topics, edits of its notes, and trouble."""

from collections.abc import Collection, Sequence

from bot.answering import Assistant
from bot.knowledge import Problem, Topic
from bot.replies import words
from bot.replies.compose import choices_of
from bot.replies.reply import Reply, Tone

EXAMPLES = 3
"""Questions that are offered to somebody who asked nothing."""
PROBLEMS = 10
"""Of an edit; more of them are only counted."""


def help_reply(ways: str = "") -> Reply:
    """How to ask. `ways` says how to reach the bot on the face's platform, and comes first."""
    return Reply(words.HELP, f"{ways}\n\n{words.HELP_BODY}" if ways else words.HELP_BODY, Tone.INFORMATION)


def about_reply(assistant: Assistant, name: str, *, waiting: bool = False, problems: Sequence[Problem] = ()) -> Reply:
    """What this bot is, how much it knows, and what it does with questions. `name` is the bot's own, as shown.

    `waiting` says that newer notes cannot be used yet; `problems`, for nobody but the owner, say why.
    """
    base = assistant.base
    body = words.ABOUT_BODY.format(
        questions=count(len(base.entries), words.QUESTIONS),
        topics=count(len(assistant.topics), words.TOPIC_COUNT),
        version=base.version,
    )
    parts = [body, words.EDIT_WAITING if waiting else "", _problem_lines(problems)]
    return Reply(words.ABOUT.format(name=name), "\n\n".join(filter(None, parts)), Tone.INFORMATION)


def edit_reply(assistant: Assistant, problems: Sequence[Problem]) -> Reply:
    """What the owner is told when an edit cannot be used, or, without problems, that the notes can be used again."""
    version = assistant.base.version
    if not problems:
        return Reply(words.EDIT_HEALED, words.EDIT_HEALED_BODY.format(version=version), Tone.INFORMATION)
    body = f"{words.EDIT_BROKEN_BODY.format(version=version)}\n\n{_problem_lines(problems)}"
    return Reply(words.EDIT_BROKEN, body, Tone.PROBLEM)


def topics_reply(topics: Collection[Topic]) -> Reply:
    """How many topics and questions there are; the face lists the topics to be picked."""
    body = words.TOPICS_BODY.format(
        questions=count(sum(len(topic.entries) for topic in topics), words.QUESTIONS),
        topics=count(len(topics), words.TOPIC_COUNT),
    )
    return Reply(words.TOPICS, body, Tone.INFORMATION)


def topic_reply(topic: Topic) -> Reply:
    """One topic: the first question of each of its entries, one per line, in file order."""
    lines = [words.QUESTION_LINE.format(question=entry.question) for entry in topic.entries]
    return Reply(topic.name, "\n".join([words.TOPIC_BODY, "", *lines]), Tone.INFORMATION)


def nothing_asked_reply(assistant: Assistant) -> Reply:
    """The reply to a message without a question in it, such as a bare mention; offers a few stored questions."""
    examples = assistant.complete("", EXAMPLES)
    return Reply(
        words.NOTHING_ASKED,
        words.NOTHING_ASKED_BODY,
        Tone.INFORMATION,
        choices_title=words.FOR_EXAMPLE if examples else "",
        choices=choices_of(examples),
    )


def gone_reply() -> Reply:
    """The reply to somebody who picked a question that is no longer stored."""
    return Reply(words.GONE, words.GONE_BODY, Tone.PROBLEM)


def failure_reply() -> Reply:
    """The reply when the bot itself failed; says nothing of the cause, which belongs in the log."""
    return Reply(words.FAILED, words.FAILED_BODY, Tone.PROBLEM)


def busy_reply() -> Reply:
    """The reply when more is asked than the bot can answer in time."""
    return Reply(words.BUSY, words.BUSY_BODY, Tone.PROBLEM)


def count(number: int, forms: tuple[str, str]) -> str:
    """A number with its noun, singular or plural: "1 topic", "14 answers"."""
    singular, plural = forms
    return (singular if number == 1 else plural).format(count=f"{number:,}")


def _problem_lines(problems: Sequence[Problem]) -> str:
    """The first of the problems, one per line, under a heading; "" without any."""
    if not problems:
        return ""
    lines = [words.EDIT_PROBLEM.format(problem=problem) for problem in problems[:PROBLEMS]]
    more = len(problems) - PROBLEMS
    return "\n".join([words.EDIT_PROBLEMS, *lines, *([words.EDIT_MORE.format(count=f"{more:,}")] if more > 0 else [])])
