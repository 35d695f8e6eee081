"""A knowledge base that is passed between processes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.index_cache import pack_base, unpack_base
from bot.knowledge import Entry, KnowledgeBase

TEXTS = st.text(st.characters(codec=None), max_size=8)
ENTRIES = st.builds(
    Entry,
    id=TEXTS,
    questions=st.lists(TEXTS, min_size=1, max_size=3).map(tuple),
    answer=TEXTS,
    topic=st.none() | TEXTS,
    source=TEXTS,
    line=st.integers(1, 10**9),
    synonyms=st.lists(TEXTS, max_size=2).map(tuple),
)
BASES = st.builds(
    KnowledgeBase, st.lists(ENTRIES, max_size=4).map(tuple), st.lists(st.lists(TEXTS).map(tuple)).map(tuple)
)


@given(BASES)
def test_any_knowledge_base_comes_back(base: KnowledgeBase) -> None:
    back = unpack_base(pack_base(base))
    assert back == base
    assert back.digest == base.digest


@pytest.mark.parametrize("name", sorted(pack_base(KnowledgeBase(()))))
def test_without_any_of_its_arrays_it_is_refused(name: str) -> None:
    base = KnowledgeBase((Entry("1", ("Open?",), "Yes.", None, "a.txt", 1, ("shut",)),), (("a", "b"),))
    arrays = dict(pack_base(base))
    del arrays[name]
    with pytest.raises(ValueError, match=r"missing|end where|shorter"):
        unpack_base(arrays)
    with pytest.raises(ValueError, match=r"contain|hold|end where|shorter|longer"):
        unpack_base({**arrays, name: np.arange(5)})
