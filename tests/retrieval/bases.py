"""Invented knowledge bases, and what random ones are made of."""

from collections.abc import Sequence
from functools import cache

from hypothesis import settings
from hypothesis import strategies as st

from bot.knowledge import Entry, KnowledgeBase
from bot.language import ENGLISH
from bot.retrieval import Retriever
from bot.retrieval.confidence import Confidence, Logistic
from bot.retrieval.ranker import Ranker
from bot.retrieval.stored_questions import StoredQuestions
from bot.retrieval.words.analysis import Analyzer

analyze = Analyzer(ENGLISH).analyze

FEW = settings(deadline=None, max_examples=12)
"""For properties that fit something each time."""
SOME = settings(deadline=None, max_examples=40)
"""For properties that only ask."""

EVEN_ODDS = Confidence(prior=Logistic.of(0.0), relevance=Logistic.of(0.0))
"""0.5, whatever the features."""

Pair = tuple[str | Sequence[str], str]
"""One entry: its question or questions, and its answer."""


def base_of(*pairs: Pair, topics: Sequence[str | None] = ()) -> KnowledgeBase:
    """A knowledge base with ids "0", "1" and so on, under the given headings if there are any."""
    return KnowledgeBase(
        tuple(
            Entry(
                str(number),
                (asked,) if isinstance(asked, str) else tuple(asked),
                answer,
                topics[number] if topics else None,
                "notes.txt",
                number + 1,
            )
            for number, (asked, answer) in enumerate(pairs)
        )
    )


def uncalibrated(base: KnowledgeBase) -> Retriever:
    """A retriever that ranks as it would if it were built, and says 0.5 of whatever it finds."""
    ranker = Ranker.build(base, ENGLISH)
    stored = StoredQuestions.build(base, ranker.index.corpus)
    return Retriever(base, ranker, EVEN_ODDS, stored)


@cache
def built(base: KnowledgeBase) -> Retriever:
    """The retriever of a knowledge base, built once."""
    return Retriever.build(base)


LIBRARY = base_of(
    ("How do I renew a borrowed novel?", "Open your account and press the renewal button beside the title."),
    ("What are the fines for late returns?", "Twenty cents a day for each item, capped at five euros."),
    ("Where can I print documents?", "Printers stand on the second floor beside the copier; bring your badge."),
    ("How do I reserve a study room?", "Rooms are booked at the reception desk, two hours at a time."),
    ("Who may join the library?", "Everyone who lives in Ashford, free of charge, with a proof of address."),
    ("When does the children’s corner open?", "At ten, with a puppet theatre run by Mrs. Okonkwo on Saturdays."),
    ("Can I bring coffee into the reading hall?", "Only in a closed bottle, away from the manuscripts."),
    ("How do I report a damaged book?", "Leave it on the blue shelf with a note about the torn pages."),
)
"""One question an entry."""

GREENHOUSE = base_of(
    (
        ("How often should I water a cactus?", "When does a cactus need water?", "Is my cactus thirsty?"),
        "Once in three weeks.",
    ),
    (
        ("Why are the leaves turning yellow?", "What makes leaves yellow?", "My leaves went yellow, why?"),
        "Too much water, or too little light.",
    ),
    (
        ("When can I repot an orchid?", "Is spring right for repotting orchids?", "How do I repot my orchid?"),
        "After it has flowered.",
    ),
    (
        ("Which plants like shade?", "What grows in the dark corner?", "Is there a plant for shady rooms?"),
        "Ferns and ivy.",
    ),
)
"""Several phrasings an entry, so that the classifier joins the ranking."""

WORDS = st.text("bcdfgklmnprstvwz", min_size=3, max_size=7).filter(lambda word: word not in ENGLISH.shorthand)
"""Invented words: none of them is English."""
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


@st.composite
def bases(draw: st.DrawFn) -> KnowledgeBase:
    """Random knowledge bases, in which no two questions say the same."""
    counts = draw(st.lists(st.integers(1, 3), min_size=1, max_size=6))
    asked = draw(st.lists(TEXTS, min_size=sum(counts), max_size=sum(counts), unique_by=key))
    answers = draw(st.lists(TEXTS, min_size=len(counts), max_size=len(counts)))
    questions = iter(asked)
    return base_of(*(([f"{next(questions)}?" for _ in range(count)], answers[n]) for n, count in enumerate(counts)))


def key(text: str) -> tuple[str, ...]:
    """What questions have in common that say the same."""
    return tuple(word.folded for word in analyze(text))
