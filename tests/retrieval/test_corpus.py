"""A tokenized corpus holds the words of each text, also if only new texts were analysed."""

from collections.abc import Sequence
from itertools import chain

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import KnowledgeBase
from bot.language import ENGLISH
from bot.retrieval import Retriever, find_topics
from bot.retrieval.words.corpus import Analyzed, tokenize
from bot.retrieval.words.synonyms import analyzer_for
from tests.retrieval.bases import GREENHOUSE, LIBRARY, SOME, base_of

PIECES = (
    *(
        "John F. Kennedy",
        "jfk",
        "U.S.",
        "C++",
        "c#,",
        "can't",
        "I'd",
        "what's",
        "(and/or)",
        "–",
        "🎉",
        "cafe\u0301",
        "ﬁn",
    ),
    *(
        "thanks",
        "a lot",
        "please?",
        "Thank you",
        "red tape",
        "sofa",
        "soooo",
        "1st",
        "don’t",
        "x_y",
        "\u0661",
        "\u2003",
    ),
    *sorted(frozenset().union(*chain.from_iterable(ENGLISH.courtesies.opening_starts))),
)
BETWEEN = st.sampled_from((" ", "  ", "\n", "\t", "\x1c", "\u00a0", "\u3000", "", "-"))
TEXTS = st.lists(st.tuples(st.sampled_from(PIECES) | st.text(max_size=5), BETWEEN), max_size=8).map(
    lambda parts: "".join(piece + between for piece, between in parts)
)
SYNONYMS = (("couch", "sofa"), ("bureaucracy", "red tape"), ("hello", "ahoy"))


def check(base: KnowledgeBase, before: Analyzed | None = None) -> Analyzed:
    """Compare the corpus with texts analysed one by one."""
    analyzer = analyzer_for(base, ENGLISH)
    found = tokenize(base, analyzer, before=before)
    texts = [analyzer.analyze(text) for entry in base.entries for text in (*entry.questions, entry.answer)]
    words = [word for text in texts for word in text]
    assert [found.of_text(number).tolist() for number in range(len(texts))] == [
        [list(found.words).index(word.folded) for word in text] for text in texts
    ]
    assert list(found.words) == list(dict.fromkeys(word.folded for word in words))
    assert list(found.stems) == list(dict.fromkeys(word.stem for word in words))
    assert [found.stems[stem] for stem in found.stem_of] == list({word.folded: word.stem for word in words}.values())
    assert found.sizes() == [len(entry.questions) for entry in base.entries]
    return Analyzed.of(base, analyzer, found)


@SOME
@given(texts=st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5), synonyms=st.booleans())
def test_a_corpus_holds_the_words_of_each_text(texts: Sequence[tuple[str, str]], *, synonyms: bool) -> None:
    check(KnowledgeBase(base_of(*texts).entries, SYNONYMS if synonyms else ()))


def test_synonyms_and_courtesies_depend_on_the_whole_text() -> None:
    texts = [
        ("Can you tell me where John F. Kennedy went?", "To sea."),
        ("", "jfk"),
        ("Where is the sea?", "Down. Thanks"),
    ]
    check(base_of(*texts))


@SOME
@given(
    versions=st.lists(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5), min_size=1, max_size=4), data=st.data()
)
def test_an_edited_corpus_equals_one_built_from_scratch(
    versions: Sequence[Sequence[tuple[str, str]]], data: st.DataObject
) -> None:
    before, texts = None, list[tuple[str, str]]()
    for added in versions:
        kept = data.draw(st.lists(st.sampled_from(texts), max_size=8) if texts else st.just([]))
        texts = data.draw(st.permutations([*kept, *added]))
        before = check(KnowledgeBase(base_of(*texts).entries, SYNONYMS), before)


def test_an_edited_retriever_equals_one_built_from_scratch() -> None:
    before = None
    for base in (GREENHOUSE, LIBRARY, KnowledgeBase((*LIBRARY.entries[3:], *GREENHOUSE.entries[:4])), GREENHOUSE):
        edited, fresh = Retriever.build(base, reusable=before), Retriever.build(base)
        state, expected = edited.state(), fresh.state()
        assert state.keys() == expected.keys()
        assert all(np.array_equal(state[name], expected[name]) for name in expected)
        assert edited.topics() == find_topics(base)
        before = edited.reusable()
