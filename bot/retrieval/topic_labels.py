"""Names a cluster of entries by words that their questions share."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain

from bot.knowledge import Entry
from bot.language import Language
from bot.retrieval.words.analysis import Word

MAX_LABEL_WORDS = 4
"""Maximum words in a label, so that it fits a button or a line of a list."""

Questions = Sequence[Sequence[Word]]
"""The analysed questions of one entry."""


def label_of(stem: str, members: Sequence[tuple[Entry, Questions]], language: Language) -> str:
    """The label of a cluster that shares a stem, spelt as in the questions, with a capital letter.

    It is the longest run of words around the stem that at least half of the members with the stem share.
    """
    counts: Counter[tuple[str, ...]] = Counter()
    for _, questions in members:
        runs = chain.from_iterable(_runs(question, stem, language) for question in questions)
        counts.update(list(dict.fromkeys(map(_stems, runs))))
    enough = max(2, counts[(stem,)] / 2)
    best = max(
        (run for run in counts if counts[run] >= enough or run == (stem,)), key=lambda run: (len(run), counts[run])
    )
    spelt = Counter(form for entry, questions in members if (form := _spelling(entry, questions, best, stem, language)))
    label = spelt.most_common(1)[0][0]
    return label[:1].upper() + label[1:]


def _spelling(entry: Entry, questions: Questions, stems: tuple[str, ...], stem: str, language: Language) -> str | None:
    """How an entry's questions spell the first run of these stems around that stem; None if they have no such run."""
    for text, question in zip(entry.questions, questions, strict=True):
        for run in _runs(question, stem, language):
            if _stems(run) == stems:
                return _as_written(text, run)
    return None


def _runs(question: Sequence[Word], stem: str, language: Language) -> list[Sequence[Word]]:
    """Runs of up to MAX_LABEL_WORDS words that contain the stem. Only some stop words may be inside, such as "of"."""
    places = [place for place, word in enumerate(question) if word.stem == stem]
    starts = range(max(0, places[0] - MAX_LABEL_WORDS + 1), places[-1] + 1) if places else ()
    runs = [
        question[start:end]
        for start in starts
        for end in range(start + 1, min(start + MAX_LABEL_WORDS, len(question)) + 1)
        if any(start <= place < end for place in places)
    ]
    return [run for run in runs if _is_name(run, language)]


def _is_name(run: Sequence[Word], language: Language) -> bool:
    stop_words = language.stop_words
    inner = all(word.folded not in stop_words or word.folded in language.in_labels for word in run[1:-1])
    return inner and run[0].folded not in stop_words and run[-1].folded not in stop_words


def _stems(run: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.stem for word in run)


def _as_written(text: str, run: Sequence[Word]) -> str:
    """The run as written in its text, with the characters between its words."""
    match = re.search(r"\W+".join(re.escape(word.written) for word in run), text)
    return match[0] if match else " ".join(word.written for word in run)
