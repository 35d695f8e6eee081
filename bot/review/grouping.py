"""Groups the questions that went unanswered by likeness."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.answering import Assistant
from bot.knowledge import Entry
from bot.retrieval import group_alike
from bot.store import Decision, Outcome, Question

CANDIDATES = 3
"""Maximum entries to offer for a group. A row of buttons in Discord holds five."""
MOST_TEXTS = 500
"""Maximum different texts to group: the newest. Encoding them takes seconds, in the thread that also answers."""


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that ask the same, without who asked."""

    questions: tuple[Question, ...]
    """Oldest first. Never empty."""
    texts: tuple[str, ...]
    """The different texts, most frequent first."""
    candidates: tuple[Entry, ...]
    """Up to three entries that could answer them, best first. Those that members picked come first."""

    @property
    def key(self) -> str:
        """Identifies the group for as long as its oldest question is kept."""
        return str(self.questions[0].number)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of its questions in the store."""
        return tuple(question.number for question in self.questions)

    @property
    def first_day(self) -> dt.date:
        """The day of its first question."""
        return self.questions[0].day

    @property
    def last_day(self) -> dt.date:
        """The day of its last question."""
        return self.questions[-1].day


def waiting(assistant: Assistant, questions: Iterable[Question], today: dt.date) -> tuple[Group, ...]:
    """The groups that wait for a decision: the largest first, then the oldest. Deterministic.

    A question waits if it got no answer, if its answer was voted down, if the member opened or picked none of its
    suggestions, or if the member picked another entry. A group is hidden if one of its questions was ignored, or
    postponed to a later day. This may take seconds: call it in a thread.
    """
    found = [question for question in questions if _went_unanswered(question)]
    by_text: dict[str, list[Question]] = {}
    for question in found:
        by_text.setdefault(_folded(question.text), []).append(question)
    newest = sorted(by_text.values(), key=lambda alike: -alike[-1].number)[:MOST_TEXTS]
    texts = [alike[0].text for alike in newest]
    groups = [
        [question for number in numbers for question in newest[number]]
        for numbers in group_alike(texts, assistant.retriever)
    ]
    shown = (group for group in groups if not any(_is_hidden(question, today) for question in group))
    made = (_group(assistant, sorted(group, key=lambda question: question.number)) for group in shown)
    return tuple(sorted(made, key=lambda group: (-len(group.questions), group.questions[0].number)))


def helpful(questions: Iterable[Question]) -> tuple[Question, ...]:
    """The questions whose answer got 👍 and no 👎, and which no moderator has confirmed yet; oldest first."""
    return tuple(
        question
        for question in questions
        if question.entry
        and question.voted_up
        and not question.voted_down
        and not question.picked
        and question.decision is Decision.OPEN
    )


def _went_unanswered(question: Question) -> bool:
    if question.decision is Decision.DONE:
        return False
    return question.outcome in {Outcome.UNANSWERED, Outcome.SUGGESTED} or question.voted_down or bool(question.picked)


def _is_hidden(question: Question, today: dt.date) -> bool:
    if question.decision is Decision.LATER:
        return question.until is not None and today < question.until
    return question.decision is Decision.IGNORED


def _group(assistant: Assistant, questions: Sequence[Question]) -> Group:
    counts = Counter(_folded(question.text) for question in questions)
    texts = {_folded(question.text): question.text for question in reversed(questions)}
    by_count = sorted(counts, key=lambda text: -counts[text])
    return Group(tuple(questions), tuple(texts[text] for text in by_count), _candidates(assistant, questions, texts))


def _candidates(assistant: Assistant, questions: Sequence[Question], texts: dict[str, str]) -> tuple[Entry, ...]:
    """The entries that members picked, most frequent first; then the best entries of each text in turn."""
    picked = Counter(question.picked for question in questions if question.picked)
    found = {entry.id: entry for each, _ in picked.most_common() if (entry := assistant.base.get(each))}
    rankings = [assistant.retriever.search(text, CANDIDATES) for text in texts.values()]
    for place in range(CANDIDATES):
        # Among entries with the same rank, the one that most texts find comes first.
        here = Counter(hits[place].entry for hits in rankings if place < len(hits))
        for entry, _ in here.most_common():
            found.setdefault(entry.id, entry)
    return tuple(found.values())[:CANDIDATES]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
