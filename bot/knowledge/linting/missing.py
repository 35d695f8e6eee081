"""Signs that a question, an answer or the end of a file is missing."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, product
from statistics import median

from bot.knowledge.codes import Code
from bot.knowledge.draft import Draft
from bot.knowledge.linting.discord import LONGEST_QUESTION
from bot.knowledge.linting.near_duplicates import letters
from bot.knowledge.problem import Finding, excerpt

LEAST_ENTRIES = 5
"""Minimum number of entries. Fewer do not show what is usual in a file."""
LEAST_SINGLE = 8
"""Minimum number of answers with one paragraph for this to be usual."""
MOST_WITH_PARAGRAPHS = 0.1
"""Maximum share of answers with several paragraphs if one is to be usual."""
MOST_WITH_WORDINGS = 1 / 3
"""Maximum share of entries with several phrasings if one is to be usual."""
COMMON = 0.3
"""Maximum share of entries whose questions contain a word. A more frequent word says nothing."""
MOST_WORDINGS = 20
"""Phrasings per entry that are compared."""
MOST_SHARED = 1 / 3
"""Maximum share of the longer question's words that may be frequent words of both."""
SUPPORT = 0.5
"""Share of a question's words in an answer above which the answer belongs to the question."""

_STEM = 5
"""Letters. Words with the same first letters count as equal."""
_TELLS_NOTHING = frozenset(
    (
        *(
            "a",
            "an",
            "the",
            "this",
            "that",
            "these",
            "those",
            "some",
            "any",
            "all",
            "and",
            "or",
            "not",
            "no",
            "if",
            "so",
        ),
        *("in", "on", "at", "of", "for", "to", "from", "by", "with", "about", "as", "into", "than", "then", "there"),
        *("do", "does", "did", "is", "are", "was", "were", "be", "been", "has", "have", "had", "can", "could", "will"),
        *("would", "may", "might", "should", "must", "get", "got", "make", "go", "happen", "happened", "happens"),
        *("i", "you", "he", "she", "it", "we", "they", "me", "him", "her", "us", "them", "my", "your", "its", "their"),
        *("what", "which", "who", "whose", "whom", "when", "where", "why", "how"),
    )
)
_CLOSED = re.compile(r"[.!?…。！？][\"'”’»)\]*_]*$")


def lost_answers(drafts: Sequence[Draft]) -> Iterator[Finding]:
    """Phrasings that share no word with the others of their entry, where something else suggests a lost answer too.

    Without its answer, a question becomes a phrasing of the next entry. A blank line may then stand where the answer
    was. In a file without blank lines between its entries, other signs are that the next question begins with another
    word, or that the answer takes up only later questions. Elsewhere, consecutive lines are meant as phrasings.
    """
    several = [draft for draft in drafts if len(draft.questions) > 1]
    if len(drafts) < LEAST_ENTRIES or not several or len(several) > len(drafts) * MOST_WITH_WORDINGS:
        return
    counts = Counter(stem for draft in drafts for stem in _stems(line.text for line in draft.questions))
    common = {stem for stem, count in counts.items() if count > len(drafts) * COMMON}
    is_spaced = _is_spaced(drafts)
    for draft in several:
        answer = _stems([draft.answer])
        asked = [_stems([line.text]) for line in draft.questions[:MOST_WORDINGS]]
        for place, (question, after) in enumerate(pairwise(draft.questions[: len(asked)])):
            if len(question.text) > LONGEST_QUESTION:
                continue
            are_alike = any(_are_alike(*pair, common) for pair in product(asked[: place + 1], asked[place + 1 :]))
            support = _support(asked[place] - common, answer)
            is_suspicious = after.number > question.number + 1 or (
                not is_spaced
                and (
                    _first_word(question.text) != _first_word(after.text)
                    or max(_support(one - common, answer) for one in asked[place + 1 :]) > support
                )
            )
            if is_suspicious and not are_alike and support <= SUPPORT:
                message = (
                    f"no answer of its own, and no word in common with the next question: {excerpt(question.text)}"
                )
                yield question.number, Code.MISSING_ANSWER, message, "write its answer below it, if it is missing"
                break


def _is_spaced(drafts: Sequence[Draft]) -> bool:
    """Whether most entries have a blank line, or another line that is not theirs, above them."""
    ends = (draft.answer_line + draft.answer.count("\n") for draft in drafts)
    apart = sum(draft.questions[0].number > end + 1 for end, draft in zip(ends, drafts[1:], strict=False))
    return apart > len(drafts) / 2


def _first_word(question: str) -> str:
    return letters(question).partition(" ")[0]


def _support(telling: set[str], answer: set[str]) -> float:
    """Share of a question's distinctive words that its answer contains; 0 for a question without such words."""
    return len(telling & answer) / len(telling) if telling else 0.0


def _are_alike(one: set[str], other: set[str], common: set[str]) -> bool:
    """Whether two phrasings share a distinctive word, or many frequent ones."""
    shared = one & other
    return bool(shared - common) or len(shared) > MOST_SHARED * max(len(one), len(other))


def lost_questions(drafts: Sequence[Draft]) -> Iterator[Finding]:
    """Answers with a second paragraph as long as the other answers, which have one paragraph each.

    Without its question, an answer becomes part of the one above.
    """
    several = [draft for draft in drafts if "\n" in draft.answer]
    if len(drafts) - len(several) < LEAST_SINGLE or len(several) > len(drafts) * MOST_WITH_PARAGRAPHS:
        return
    usual = median(len(draft.answer) for draft in drafts if "\n" not in draft.answer)
    for draft in several:
        first, *between, second = draft.answer.split("\n")
        is_suspicious = not any(between) and min(len(first), len(second)) >= usual / 2 and "?" not in second
        if is_suspicious and _CLOSED.search(first) and _CLOSED.search(second):
            line = draft.answer_line + len(between) + 1
            message = f"a second paragraph, which no other answer has: {excerpt(second)}"
            yield line, Code.MISSING_QUESTION, message, "write its question above it, if it is missing"


def cut_file(drafts: Sequence[Draft]) -> Iterator[Finding]:
    """The last answer of a file, if it alone has no full stop."""
    if len(drafts) < LEAST_ENTRIES or _CLOSED.search(drafts[-1].answer):
        return
    if all(_CLOSED.search(draft.answer) for draft in drafts[:-1]):
        *_, last = drafts
        line = last.answer_line + last.answer.count("\n")
        message = "the last answer has no full stop, as if the file were cut off"
        yield line, Code.CUT_FILE, message, "check whether the rest is missing"


def _stems(texts: Iterable[str]) -> set[str]:
    """The first letters of the distinctive words."""
    return {word[:_STEM] for text in texts for word in letters(text).split() if word not in _TELLS_NOTHING}
