"""What was fitted travels as arrays, and what comes back answers as before or is refused."""

from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.knowledge import Entry, KnowledgeBase
from bot.language import ENGLISH
from bot.retrieval import Retriever, State
from bot.retrieval.words.analysis import Analyzer
from bot.retrieval.words.synonyms import analyzer_for
from bot.storage import read_archive, write_archive
from tests.retrieval.bases import FEW, GREENHOUSE, LIBRARY, TEXTS, base_of, bases, built

ASKED = (
    "where do I print", "late fines", "coffee in the hall", "renwe novle", "what happened in Okonkwo’s theatre",
    "is my cactus thirsty?", "Yellow leaves, why", "shade for orchids", "who killed kennedy", "missiles in turkey",
    "why did jfk meet kruschev", "zeppelin", "what is it", "1962", "😀?", "", "boat " * 200,
)  # fmt: skip
LETTERED = KnowledgeBase(
    (
        Entry("1", ("Who was Anna B. Carter?", "Where is 1962?"), "😀", None, "a.txt", 1),
        Entry("2", ("😀?", "Who ist José M. Álvarez?"), "A painter’s \ud800 ﷺ.", None, "a.txt", 3),
        Entry("3", ("x" * 700 + "?",), "Long.", None, "a.txt", 5),
        Entry("4", ("Who is Ana B. Eﷺ?", "Who is Ana B. E?"), "Nobody.", None, "a.txt", 7),
    ),
    (("painter", "artist in oil", "dauber"),),
)


def restored(retriever: Retriever, base: KnowledgeBase) -> Retriever:
    """What comes back of its state: of copies that nobody can write to, as those that are mapped from a file."""
    return Retriever.restore(base, {name: _frozen(array) for name, array in retriever.state().items()})


def _frozen(array: NDArray[Any]) -> NDArray[Any]:
    array = array.copy()
    array.setflags(write=False)
    return array


def assert_alike(retriever: Retriever, base: KnowledgeBase, asked: Iterable[str]) -> None:
    again = restored(retriever, base)
    for question in chain(asked, (question for entry in base.entries for question in entry.questions)):
        assert again.rank(question) == retriever.rank(question)
    for entry in base.entries:
        assert again.related(entry, 4) == retriever.related(entry, 4)


@pytest.mark.parametrize(
    "base",
    [LIBRARY, GREENHOUSE, LETTERED, base_of(("😀?", "🎉")), base_of(("Where is the boat?", "Here."))],
    ids=["single questions", "several phrasings", "odd letters", "no word", "one entry"],
)
def test_a_restored_retriever_ranks_as_before(base: KnowledgeBase) -> None:
    assert_alike(built(base), base, ASKED)


def test_a_restored_shipped_file_ranks_as_before(shipped_base: KnowledgeBase, shipped_retriever: Retriever) -> None:
    assert_alike(shipped_retriever, shipped_base, ASKED)


@FEW
@given(base=bases(), asked=st.lists(TEXTS, max_size=4))
def test_any_restored_knowledge_base_ranks_as_before(base: KnowledgeBase, asked: list[str]) -> None:
    assert_alike(Retriever.build(base), base, asked)


def test_a_restored_calibration_is_the_same() -> None:
    adapted = Retriever.build(LIBRARY, [("may i drink in the hall", frozenset({"6"})), ("late fines", frozenset())])
    assert_alike(adapted, LIBRARY, ASKED)


@pytest.mark.parametrize("base", [LIBRARY, GREENHOUSE, LETTERED], ids=["one", "several", "odd"])
def test_restoring_and_saving_again_gives_the_same_state(base: KnowledgeBase) -> None:
    state = built(base).state()
    again = restored(built(base), base).state()
    assert state.keys() == again.keys()
    for name, array in state.items():
        assert array.dtype == again[name].dtype
        assert np.array_equal(array, again[name])


@pytest.mark.parametrize("base", [LIBRARY, GREENHOUSE, LETTERED], ids=["one", "several", "odd"])
def test_a_state_can_be_written_to_a_file(base: KnowledgeBase, tmp_path: Path) -> None:
    write_archive(tmp_path / "state", built(base).state())
    again = Retriever.restore(base, read_archive(tmp_path / "state"))
    assert [again.rank(question) for question in ASKED] == [built(base).rank(question) for question in ASKED]


def test_synonyms_are_restored() -> None:
    analyzer = analyzer_for(LETTERED, ENGLISH)
    again = Analyzer.restore(analyzer.state(), ENGLISH)
    for text in ("ABC", "an artist in oil", "jma and a dauber", "abe", "aee", "aae"):
        assert again.analyze(text) == analyzer.analyze(text)


OTHERS = {
    "fewer entries": KnowledgeBase(LIBRARY.entries[:-1]),
    "another order": KnowledgeBase(LIBRARY.entries[::-1]),
    "another answer": KnowledgeBase(
        (*LIBRARY.entries[:-1], Entry("7", LIBRARY.entries[7].questions, "Ask.", None, "notes.txt", 8))
    ),
    "synonyms": KnowledgeBase(LIBRARY.entries, (("novel", "book"),)),
    "nothing": KnowledgeBase(()),
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS.keys())
def test_the_state_of_another_knowledge_base_is_refused(other: KnowledgeBase) -> None:
    with pytest.raises(ValueError, match="another knowledge base"):
        Retriever.restore(other, built(LIBRARY).state())


STATE = built(GREENHOUSE).state()
EVERY_ARRAY = pytest.mark.parametrize("name", STATE)


def assert_refused(state: State) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - each says something else, and whoever catches it builds anew
        Retriever.restore(GREENHOUSE, state)


@EVERY_ARRAY
def test_a_missing_array_is_refused(name: str) -> None:
    assert_refused({other: array for other, array in STATE.items() if other != name})


@EVERY_ARRAY
def test_an_array_of_another_length_is_refused(name: str) -> None:
    array = STATE[name]
    if name != "stored.ambiguous":  # of any length
        assert_refused({**STATE, name: array[:-1]} if len(array) else {**STATE, name: np.zeros(1, array.dtype)})
        assert_refused(
            {**STATE, name: np.concatenate([array, array[-1:]])} if len(array) else {**STATE, name: array[:, None]}
        )
    assert_refused({**STATE, name: array.reshape((1, *array.shape))})


@EVERY_ARRAY
def test_an_array_of_another_type_is_refused(name: str) -> None:
    assert_refused({**STATE, name: STATE[name].astype(np.bool_)})


@EVERY_ARRAY
def test_a_value_out_of_range_is_refused(name: str) -> None:
    array = STATE[name]
    wrong: dict[str, list[float]] = {"i": [-1, 2**30], "f": [np.nan, np.inf]}
    for value in wrong.get(array.dtype.kind, []) if array.size else []:
        changed = array.copy()
        changed.flat[-1] = value
        assert_refused({**STATE, name: changed})


def test_an_answer_in_place_of_a_question_is_refused() -> None:
    assert_refused({**STATE, "stored.ambiguous": np.array([3])})
