"""Replies to moderators who edit the knowledge. They are private, and show times as Discord does."""

from collections.abc import Iterable

from bot.knowledge import Entry
from bot.overlay import Conflict, Refusal, Refused
from bot.overlay.editor import LONGEST_ANSWER, LONGEST_QUESTION
from bot.replies import moderator_words as words
from bot.replies.lengths import shorten
from bot.replies.quoting import quoted
from bot.replies.reply import Reply, Tone
from bot.store import Content, Edit, EditKind

MAX_NAMED_QUESTION = 100
"""Characters of a question that names an entry within a sentence."""

_SAVED = {
    EditKind.ADD: words.ADDED,
    EditKind.EDIT: words.CHANGED,
    EditKind.REMOVE: words.REMOVED,
    EditKind.PHRASE: words.PHRASED,
    EditKind.UNDO: words.UNDONE,
}
_REFUSED = {
    Refusal.NO_QUESTION: (words.NO_QUESTION, ""),
    Refusal.NO_ANSWER: (words.NO_ANSWER, ""),
    Refusal.LONG_QUESTION: (words.LONG_QUESTION, words.LONG_QUESTION_BODY.format(limit=LONGEST_QUESTION)),
    Refusal.LONG_ANSWER: (words.LONG_ANSWER, words.LONG_ANSWER_BODY.format(limit=f"{LONGEST_ANSWER:,}")),
    Refusal.GONE: (words.ENTRY_GONE, words.ENTRY_GONE_BODY),
    Refusal.LAST: (words.LAST, words.LAST_BODY),
    Refusal.UNCHANGED: (words.UNCHANGED, words.UNCHANGED_BODY),
    Refusal.NOTHING_TO_UNDO: (words.NOTHING_TO_UNDO, words.NOTHING_TO_UNDO_BODY),
}


def saved_reply(edit: Edit) -> Reply:
    """An edit was saved. The reply shows it as members will read it."""
    shown = ""
    if edit.kind is EditKind.PHRASE and edit.before:
        shown = words.PHRASED_BODY.format(question=edit.before.questions[0])
    elif edit.kind is EditKind.UNDO:
        shown = content_text(edit.after) if edit.after else words.NOW_GONE
    elif edit.kind is EditKind.REMOVE:
        shown = f"**{question_of(edit)}**"
    elif edit.after:
        shown = content_text(edit.after)
    return Reply(_SAVED[edit.kind], _paragraphs(shown, words.LIVE), Tone.INFORMATION)


def refused_reply(refused: Refused, wrote: Content | None = None) -> Reply:
    """An edit was not saved. The reply repeats what the moderator wrote, so that nothing is lost."""
    if refused.why is Refusal.TAKEN and refused.entry:
        other = refused.entry
        title, body = words.TAKEN, words.TAKEN_BODY.format(question=other.question, answer=other.answer)
    else:
        title, body = _REFUSED[refused.why]
    return Reply(title, _paragraphs(body, wrote_text(wrote)), Tone.PROBLEM)


def conflict_reply(conflict: Conflict, wrote: Content | None = None) -> Reply:
    """Somebody else was faster: what they did, what the entry says now, and what the moderator wrote."""
    parts = [
        words.TOO_LATE_BODY,
        words.BY_EDIT.format(what=what(conflict.by)) if conflict.by else words.BY_FILE,
        f"{words.NOW}\n{entry_text(conflict.entry)}" if conflict.entry else words.NOW_GONE,
        wrote_text(wrote),
    ]
    return Reply(words.TOO_LATE, _paragraphs(*parts), Tone.PROBLEM)


def not_saved_text(reply: Reply, wrote: Content) -> Reply:
    """A reply about an error, with the moderator's text."""
    return Reply(reply.title, _paragraphs(reply.body, wrote_text(wrote)), reply.tone, note=reply.note)


def built_on_reply(later: Edit) -> Reply:
    """An edit cannot be undone before a later one."""
    return Reply(words.BUILT_ON, _paragraphs(words.BUILT_ON_BODY, f"{what(later)}."), Tone.PROBLEM)


def bad_link_reply(wrote: Content) -> Reply:
    """The moderator's link is invalid."""
    return Reply(words.BAD_LINK, _paragraphs(words.BAD_LINK_BODY, wrote_text(wrote)), Tone.PROBLEM)


def entry_gone_reply() -> Reply:
    """The moderator named an entry that is not there."""
    return refused_reply(Refused(Refusal.GONE))


def removal_reply(entry: Entry) -> Reply:
    """Asks whether to remove an entry."""
    return Reply(words.REMOVE, words.REMOVE_BODY.format(question=entry.question, answer=entry.answer), Tone.INFORMATION)


def no_text_to_save_reply() -> Reply:
    """The message that was to be saved has no text."""
    return Reply(words.NO_TEXT, words.NO_TEXT_BODY, Tone.PROBLEM)


def what(edit: Edit) -> str:
    """Who did what and when: "Ann changed “May I?” (#3, 27 November 2026 12:00)"."""
    who = quoted(edit.by) or words.SOMEBODY
    when = words.WHEN.format(number=edit.number, at=int(edit.at.timestamp()))
    question = shorten(question_of(edit), MAX_NAMED_QUESTION)
    return f"{words.WHAT[edit.kind.value].format(who=who, question=question)} ({when})"


def question_of(edit: Edit) -> str:
    """The question of the entry that was edited, as it was before, or as it is new."""
    content = edit.before or edit.after
    return content.questions[0] if content else edit.entry


def entry_text(entry: Entry) -> str:
    """The content of an entry, for moderators."""
    return _text(entry.questions, entry.answer, entry.topic, entry.url)


def content_text(content: Content) -> str:
    """The content of an edit, for moderators."""
    return _text(content.questions, content.answer, content.topic, content.url)


def wrote_text(content: Content | None) -> str:
    """The moderator's text; "" if there is none."""
    return f"{words.YOURS}\n{content_text(content)}" if content else ""


def _text(questions: Iterable[str], answer: str, topic: str | None, url: str) -> str:
    first, *others = [*questions] or [""]
    lines = [f"**{first}**" if first else "", *(f"• {other}" for other in others), answer]
    small = " · ".join(filter(None, (topic, url)))
    return "\n".join(filter(None, [*lines, f"-# {small}" if small else ""]))


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(filter(None, parts))
