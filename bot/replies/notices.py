"""Replies that do not answer a question: welcome, help, about, topics, edits of the notes, and trouble."""

from collections.abc import Collection, Sequence

from bot.answering import Assistant
from bot.knowledge import Problem, Topic
from bot.replies import words
from bot.replies.compose import choices_of
from bot.replies.reply import Reply, Tone

EXAMPLE_QUESTIONS = 3
"""Stored questions to offer to a member who asked nothing."""
MAX_PROBLEMS = 10
"""Problems of an edit to list. The reply only counts the rest."""


def welcome_reply(assistant: Assistant) -> Reply:
    """The preview's first message: how to ask, and a question from each of the first topics."""
    examples = tuple(topic.entries[0] for topic in assistant.topics[:EXAMPLE_QUESTIONS])
    return Reply(
        words.PREVIEW_WELCOME,
        words.PREVIEW_WELCOME_BODY,
        Tone.INFORMATION,
        choices_title=words.PREVIEW_EXAMPLES,
        choices=choices_of(examples),
    )


def help_reply(ways: str = "") -> Reply:
    """How to ask. `ways` says how to reach the bot on the current platform, and comes first."""
    return Reply(words.HELP, f"{ways}\n\n{words.HELP_BODY}" if ways else words.HELP_BODY, Tone.INFORMATION)


def about_reply(
    assistant: Assistant,
    name: str,
    *,
    remembers: bool = False,
    waiting: bool = False,
    problems: Sequence[Problem] = (),
) -> Reply:
    """What the bot is, how much it knows, and what it does with questions. `name` is its name as members see it.

    `remembers` says whether the bot keeps anything. `waiting` says that newer notes have errors. `problems` lists those
    errors; only the owner should see them.
    """
    base = assistant.base
    body = words.ABOUT_BODY.format(
        questions=count(len(base.entries), words.QUESTIONS),
        topics=count(len(assistant.topics), words.TOPIC_COUNT),
        memory=words.ABOUT_MEMORY if remembers else words.ABOUT_NO_MEMORY,
        version=base.version,
    )
    parts = [body, words.EDIT_WAITING if waiting else "", _problem_lines(problems)]
    return Reply(words.ABOUT.format(name=name), "\n\n".join(filter(None, parts)), Tone.INFORMATION)


def topics_reply(topics: Collection[Topic]) -> Reply:
    """How many topics and questions there are. The interface adds the list of topics."""
    body = words.TOPICS_BODY.format(
        questions=count(sum(len(topic.entries) for topic in topics), words.QUESTIONS),
        topics=count(len(topics), words.TOPIC_COUNT),
    )
    return Reply(words.TOPICS, body, Tone.INFORMATION)


def topic_reply(topic: Topic) -> Reply:
    """One topic: the first question of each entry, one per line, in file order."""
    lines = [words.QUESTION_LINE.format(question=entry.question) for entry in topic.entries]
    return Reply(topic.name, "\n".join([words.TOPIC_BODY, "", *lines]), Tone.INFORMATION)


def nothing_asked_reply(assistant: Assistant) -> Reply:
    """The reply to a message without a question, such as a bare mention. It offers a few stored questions."""
    examples = assistant.complete("", EXAMPLE_QUESTIONS)
    return Reply(
        words.NOTHING_ASKED,
        words.NOTHING_ASKED_BODY,
        Tone.INFORMATION,
        choices_title=words.FOR_EXAMPLE if examples else "",
        choices=choices_of(examples),
    )


def edit_reply(assistant: Assistant, problems: Sequence[Problem]) -> Reply:
    """Tells the owner that an edit of the notes has errors or, without problems, that the errors are fixed."""
    version = assistant.base.version
    if not problems:
        return Reply(words.EDIT_FIXED, words.EDIT_FIXED_BODY.format(version=version), Tone.INFORMATION)
    body = f"{words.EDIT_BROKEN_BODY.format(version=version)}\n\n{_problem_lines(problems)}"
    return Reply(words.EDIT_BROKEN, body, Tone.PROBLEM)


def gone_reply() -> Reply:
    """The member picked a question that is no longer stored."""
    return Reply(words.GONE, words.GONE_BODY, Tone.PROBLEM)


def outdated_reply() -> Reply:
    """The member used a command or component of another version of the bot."""
    return Reply(words.OUTDATED, words.OUTDATED_BODY, Tone.PROBLEM)


def no_text_reply() -> Reply:
    """The member pointed the bot at a message without words."""
    return Reply(words.NO_TEXT, words.NO_TEXT_BODY, Tone.INFORMATION)


def hidden_text_reply() -> Reply:
    """The member reached the bot in a way in which the platform hides the text."""
    return Reply(words.HIDDEN_TEXT, words.HIDDEN_TEXT_BODY, Tone.INFORMATION)


def moderators_only_reply() -> Reply:
    """The member may not edit the knowledge."""
    return Reply(words.MODERATORS_ONLY, words.MODERATORS_ONLY_BODY, Tone.PROBLEM)


def managers_only_reply() -> Reply:
    """The member may not change the settings of the server."""
    return Reply(words.MANAGERS_ONLY, words.MANAGERS_ONLY_BODY, Tone.PROBLEM)


def foreign_server_reply() -> Reply:
    """The member may edit, but not in this server."""
    return Reply(words.FOREIGN_SERVER, words.FOREIGN_SERVER_BODY, Tone.PROBLEM)


def nothing_kept_reply() -> Reply:
    """The bot has no store."""
    return Reply(words.NOTHING_KEPT, words.NOTHING_KEPT_BODY, Tone.PROBLEM)


def not_saved_reply() -> Reply:
    """The store refused. The reason is in the log."""
    return Reply(words.NOT_SAVED, words.NOT_SAVED_BODY, Tone.PROBLEM)


def rate_limited_reply() -> Reply:
    """A member or a channel asks more often than the rate limit allows."""
    return Reply(words.RATE_LIMITED, words.RATE_LIMITED_BODY, Tone.PROBLEM)


def busy_reply() -> Reply:
    """More questions are waiting than the bot can answer in time."""
    return Reply(words.BUSY, words.BUSY_BODY, Tone.PROBLEM)


def failure_reply(reference: str = "") -> Reply:
    """The bot itself failed. The reference leads to the line in the log, the only place that states the cause."""
    note = words.FAILURE_REFERENCE.format(reference=reference) if reference else ""
    return Reply(words.FAILED, words.FAILED_BODY, Tone.PROBLEM, note=note)


def count(number: int, forms: tuple[str, str]) -> str:
    """A number with its noun, singular or plural: "1 topic", "14 answers"."""
    singular, plural = forms
    return (singular if number == 1 else plural).format(count=f"{number:,}")


def _problem_lines(problems: Sequence[Problem]) -> str:
    """The first problems, one per line, under a heading; "" without problems."""
    if not problems:
        return ""
    lines = [words.EDIT_PROBLEM.format(problem=problem) for problem in problems[:MAX_PROBLEMS]]
    more = len(problems) - MAX_PROBLEMS
    return "\n".join([words.EDIT_PROBLEMS, *lines, *([words.EDIT_MORE.format(count=f"{more:,}")] if more > 0 else [])])
