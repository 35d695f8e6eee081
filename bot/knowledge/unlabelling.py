"""Removes the numbers and labels of questions and answers in tables and trees, such as "1. " and "A: "."""

from collections.abc import Sequence

from bot.knowledge.draft import Draft, Line
from bot.knowledge.outline.labels import DEFAULT_LABELS
from bot.knowledge.outline.wording import is_numbered, unlabelled


def without_labels(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without numbers or labels before their questions, if all first questions have one.

    Labels before answers are removed if all answers have one.
    """
    if not drafts:
        return []
    found = list(drafts)
    if all(is_numbered(draft.questions[0].text) for draft in found):
        found = [draft._replace(questions=tuple(map(_plain, draft.questions))) for draft in found]
    if all(_end_of_label(draft.answer) for draft in found):
        found = [draft._replace(answer=draft.answer[_end_of_label(draft.answer) :]) for draft in found]
    return found


def _plain(question: Line) -> Line:
    return question._replace(text=unlabelled(question.text))


def _end_of_label(answer: str) -> int:
    """The place after the label of an answer; 0 for none."""
    found = DEFAULT_LABELS.answer.match(answer)
    if not found:
        return 0
    end = found.end() + len(answer[found.end() :]) - len(answer[found.end() :].lstrip())
    return end if answer[end:].strip() else 0
