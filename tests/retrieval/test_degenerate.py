"""Any knowledge base can be built, and any text asked of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import KnowledgeBase
from bot.retrieval import Retriever, find_topics
from tests.retrieval.bases import FEW, GREENHOUSE, LIBRARY, SOME, base_of, built, uncalibrated
from tests.retrieval.synonym_encoder import SynonymEncoder

BASES = {
    "one entry": base_of(("Where is the boat?", "Here.")),
    "one entry of many phrasings": base_of((("Where is the boat?", "Which pier?", "The boat?"), "Here.")),
    "two entries": base_of(("Where is the boat?", "Here."), ("Who steers?", "Ida.")),
    "one question many times": base_of(*(("Where is it?", f"Pier {n}.") for n in range(5))),
    "one question in many phrasings": base_of(*((("Where is it?", "Where?"), f"Pier {n}.") for n in range(5))),
    "one answer many times": base_of(("Where?", "Here."), ("Which pier?", "Here."), ("What boat?", "Here.")),
    "one emoji": base_of(("😀?", "🎉")),
    "emoji": base_of(("😀?", "🎉"), ("🎈?", "🎊")),
    "phrasings in emoji": base_of((("😀?", "😁?"), "🎉"), (("🎈?", "🎆?"), "🎊")),
    "emoji among words": base_of((("😀?", "😁?"), "🎉"), (("Where is it?", "🎆?"), "🎊"), (("🎈?", "??"), "Yes.")),
    "stop words": base_of(("What is it?", "It is that."), ("Why?", "Because.")),
    "digits": base_of(("1962?", "1963."), ("7?", "8.")),
    "single letters": base_of(("A?", "B."), ("C?", "D.")),
    "greetings": base_of((("Hello?", "Hi?"), "Hello!"), (("Thanks?", "Thank you?"), "Please!")),
    "long words": base_of((("x" * 9_000 + "?", "y" * 9_000 + "?"), "z"), (("v" * 9_000 + "?", "w?"), "u")),
    "long questions": base_of(("boat " * 2_000 + "?", "Here."), ("pier " * 2_000 + "?", "There.")),
}
SEVERAL = pytest.mark.parametrize("base", BASES.values(), ids=BASES.keys())
TEXTS = [
    "", " ", "\n", "?", "😀", "1962", "what is it", "boat", "x", "\x00", "\ud800", "\u202e", "ﷺ", "ʼ", "n't", "İ", "½",
    "hello", "a.b.c.", "boat " * 20_000, "x" * 100_000, "' " * 50_000, "ß" * 600, "а́" * 600,
]  # fmt: skip
SOUND = [built(LIBRARY), built(GREENHOUSE)]


@SEVERAL
@pytest.mark.parametrize("encoder", [None, SynonymEncoder("boat ship")], ids=["words", "meaning"])
def test_any_knowledge_base_can_be_built_and_asked(base: KnowledgeBase, encoder: SynonymEncoder | None) -> None:
    retriever = Retriever.build(base, encoder=encoder)
    for text in TEXTS:
        ranking = retriever.rank(text)
        assert len(ranking.hits) <= len(base.entries)
        assert 0 <= ranking.confidence <= 1


@SEVERAL
def test_any_knowledge_base_has_topics_with_all_its_entries(base: KnowledgeBase) -> None:
    assert sum(len(topic.entries) for topic in find_topics(base)) == len(base.entries)


@SEVERAL
def test_any_entry_can_be_asked_for_its_related_ones(base: KnowledgeBase) -> None:
    retriever = uncalibrated(base)
    assert all(entry not in retriever.related(entry, 4) for entry in base.entries)


QUESTIONS = st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=3, unique=True)


@FEW
@given(st.lists(st.tuples(QUESTIONS, st.text(min_size=1, max_size=12)), min_size=1, max_size=4), st.text())
def test_any_text_can_be_stored_and_any_asked(pairs: list[tuple[list[str], str]], asked: str) -> None:
    base = base_of(*pairs)
    retriever = Retriever.build(base)
    assert 0 <= retriever.rank(asked).confidence <= 1
    assert sum(len(topic.entries) for topic in find_topics(base)) == len(base.entries)


@SOME
@given(text=st.text(st.characters(codec=None), max_size=200))
@pytest.mark.parametrize("retriever", SOUND, ids=["single questions", "several phrasings"])
def test_any_text_can_be_asked_of_a_sound_knowledge_base(retriever: Retriever, text: str) -> None:
    assert 0 <= retriever.rank(text).confidence <= 1
