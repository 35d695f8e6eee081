"""Meaning ranks beside words, where there is a sentence encoder."""

from collections.abc import Callable
from dataclasses import replace
from math import log
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import Entry, KnowledgeBase
from bot.retrieval import DEFAULT_PARAMS, Retriever
from bot.retrieval.meaning.vectors import ANSWER_CHARACTERS, with_answer
from bot.storage import read_archive, write_archive
from tests.retrieval.bases import FEW, GREENHOUSE, LIBRARY, SOME, TEXTS, base_of, bases, built
from tests.retrieval.synonym_encoder import SynonymEncoder

SYNONYMS = (
    "fines penalties", "late tardy", "returns items", "coffee espresso", "print photocopy", "documents papers",
    "novel paperback", "renew extend", "borrowed loaned",
)  # fmt: skip
ENCODER = SynonymEncoder(*SYNONYMS)
RETRIEVER = Retriever.build(LIBRARY, encoder=ENCODER)
ASKED = (
    "penalties for tardy items", "photocopy papers", "extend a loaned paperback", "espresso in the hall", "late fines",
    "What are the fines for late returns?", "renwe a novle", "zeppelin", "what is it", "1962", "😀", "", "boat " * 900,
)  # fmt: skip
WRITTEN = [word for entry in LIBRARY.entries for word in f"{entry.question} {entry.answer}".split()]
ANY_TEXT = (
    TEXTS | st.lists(st.sampled_from([*WRITTEN, *" ".join(SYNONYMS).split()]), max_size=6).map(" ".join) | st.text()
)


@pytest.mark.parametrize(
    ("question", "entry"),
    [("penalties if tardy", "1"), ("photocopy papers", "2"), ("extend loaned paperback", "0")],
)
def test_an_entry_is_found_without_shared_words(question: str, entry: str) -> None:
    (hit, *_) = RETRIEVER.rank(question).hits
    assert hit.entry.id == entry
    assert not RETRIEVER.rank(question).matched


def test_by_meaning_is_set_if_words_find_nothing() -> None:
    assert built(LIBRARY).rank("photocopy papers").hits == ()
    assert RETRIEVER.rank("photocopy papers").by_meaning


def test_by_meaning_is_set_if_words_find_another_entry() -> None:
    question = "extend a loaned paperback into autumn"
    words, meaning = built(LIBRARY).rank(question), RETRIEVER.rank(question)
    assert words.hits[0].entry.id == "6"
    assert meaning.hits[0].entry.id == "0"
    assert meaning.by_meaning


@pytest.mark.parametrize("question", ["fines for late returns", "What are the fines for late returns?", "", "😀"])
def test_by_meaning_is_not_set_otherwise(question: str) -> None:
    assert not RETRIEVER.rank(question).by_meaning
    assert not built(LIBRARY).rank(question).by_meaning


def test_confidence_rises_with_closeness_in_meaning() -> None:
    same, near, far = map(
        RETRIEVER.rank,
        ("penalties for tardy items", "penalties for tardy gondolas", "penalties for zeppelins and oars"),
    )
    assert same.features.question > near.features.question > far.features.question
    assert same.confidence > near.confidence > far.confidence
    assert same.relevance > near.relevance > far.relevance


def test_without_an_encoder_the_ranking_is_by_words() -> None:
    assert RETRIEVER.uses_meaning
    assert not built(LIBRARY).uses_meaning


def test_with_no_weight_of_meaning_the_ranking_is_by_words() -> None:
    retriever = Retriever.build(LIBRARY, params=replace(DEFAULT_PARAMS, meaning=0.0), encoder=ENCODER)
    assert not retriever.uses_meaning
    assert [retriever.rank(text) for text in ASKED] == [built(LIBRARY).rank(text) for text in ASKED]


@SOME
@given(text=ANY_TEXT, k=st.integers(0, 12))
def test_any_text_can_be_asked(text: str, k: int) -> None:
    ranking = RETRIEVER.rank(text, k)
    assert 0 <= ranking.confidence <= ranking.relevance <= 1
    assert list(ranking.hits) == sorted(ranking.hits, key=lambda hit: (-hit.score, hit.entry.line))
    assert RETRIEVER.search(text, k) == ranking.hits


@FEW
@given(bases())
def test_any_knowledge_base_finds_its_questions(base: KnowledgeBase) -> None:
    retriever = Retriever.build(base, encoder=SynonymEncoder())
    for entry in base.entries:
        for question in entry.questions:
            ranking = retriever.rank(question)
            assert ranking.exact
            assert ranking.hits[0].entry is entry


def test_a_text_without_words_finds_nothing() -> None:
    assert RETRIEVER.rank("😀 ?!").hits == ()


def test_two_builds_rank_alike() -> None:
    again = Retriever.build(LIBRARY, encoder=SynonymEncoder(*SYNONYMS))
    assert [again.rank(text) for text in ASKED] == [RETRIEVER.rank(text) for text in ASKED]


def test_each_reading_is_ranked_in_the_context_of_the_whole_message() -> None:
    message = "I lost my badge, late as usual. photocopy papers?"
    whole, part = RETRIEVER.rank_readings([message, "photocopy papers?"], message)
    assert part.hits[0].entry.id == "2"
    assert part.features.context == 1
    assert whole.features.context == 1
    (beside,) = RETRIEVER.rank_readings(["late fines"], "photocopy papers with the photocopy printer")
    assert beside.features.context < 1


def test_each_reading_and_the_message_are_encoded_once() -> None:
    encoder = SynonymEncoder(*SYNONYMS)
    retriever = Retriever.build(LIBRARY, encoder=encoder)
    encoder.encoded.clear()
    retriever.rank_readings(["late fines", "coffee"], "late fines and coffee")
    assert encoder.encoded == ["late fines", "coffee", "late fines and coffee"]


def test_a_question_is_encoded_with_its_spelling_corrected() -> None:
    encoder = SynonymEncoder(*SYNONYMS)
    retriever = Retriever.build(LIBRARY, encoder=encoder)
    ranking = retriever.rank("photocopy damgaed manuscripts")
    assert encoder.encoded[-1] == "photocopy damaged manuscripts"
    assert "damgaed" not in ranking.unknown


def test_searching_by_words_encodes_nothing() -> None:
    encoder = SynonymEncoder(*SYNONYMS)
    retriever = Retriever.build(LIBRARY, encoder=encoder)
    encoder.encoded.clear()
    assert retriever.search_by_words("coffee") == built(LIBRARY).search("coffee")
    assert encoder.encoded == []


def test_only_the_beginning_of_an_answer_is_encoded() -> None:
    entry = Entry("1", ("Where is the boat?",), "Here. " * 999, None, "notes.txt", 1)
    assert len(with_answer(entry)) == len("Where is the boat? ") + ANSWER_CHARACTERS


def test_the_score_falls_with_the_number_of_phrasings() -> None:
    many = ("Where is the boat?", "Who steers?", "Who is the captain?")
    base = base_of((many, "At the pier, Ida."), ("When is noon?", "At twelve."))
    free = replace(DEFAULT_PARAMS, phrasings_cost=0.0)
    with_cost, without = (Retriever.build(base, params=params, encoder=ENCODER) for params in (DEFAULT_PARAMS, free))
    for question, cost in (("where is the boat", DEFAULT_PARAMS.phrasings_cost * log(3)), ("when is noon", 0.0)):
        fall = without.search(question)[0].score - with_cost.search(question)[0].score
        assert fall == pytest.approx(cost, abs=1e-5)


@pytest.mark.parametrize("base", [LIBRARY, GREENHOUSE], ids=["single questions", "several phrasings"])
def test_a_restored_retriever_ranks_as_before(base: KnowledgeBase, tmp_path: Path) -> None:
    labelled = [("espresso", frozenset({"6"})), ("tardy zeppelins", frozenset[str]())]
    retriever = Retriever.build(base, labelled, encoder=ENCODER)
    write_archive(tmp_path / "state", retriever.state())
    again = Retriever.restore(base, read_archive(tmp_path / "state"), ENCODER)
    assert [again.rank(text) for text in ASKED] == [retriever.rank(text) for text in ASKED]
    assert again.state().keys() == retriever.state().keys()


def test_restoring_encodes_nothing() -> None:
    encoder = SynonymEncoder(*SYNONYMS)
    Retriever.restore(LIBRARY, RETRIEVER.state(), encoder)
    assert encoder.encoded == []


def test_restored_without_its_encoder_it_ranks_by_words() -> None:
    again = Retriever.restore(LIBRARY, RETRIEVER.state())
    assert not again.uses_meaning
    assert [again.rank(text) for text in ASKED] == [built(LIBRARY).rank(text) for text in ASKED]


def test_restored_without_vectors_it_ranks_by_words() -> None:
    again = Retriever.restore(LIBRARY, built(LIBRARY).state(), ENCODER)
    assert not again.uses_meaning
    assert [again.rank(text) for text in ASKED] == [built(LIBRARY).rank(text) for text in ASKED]


STATE = RETRIEVER.state()
DAMAGES: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "shorter": lambda array: array[:-1],
    "longer": lambda array: np.concatenate([array, array[:1]]),
    "of another kind": lambda array: array.astype(np.bool_),
    "in another shape": lambda array: array[None],
    "negative": lambda array: -9 * np.ones_like(array),
    "no number": lambda array: (array * np.nan).astype(array.dtype) if array.dtype.kind == "f" else 0 * array,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
@pytest.mark.parametrize("name", [name for name in STATE if "vectors" in name])
@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")
def test_damaged_vectors_are_refused(name: str, damage: Callable[[np.ndarray], np.ndarray]) -> None:
    with pytest.raises(ValueError, match="an array"):
        Retriever.restore(LIBRARY, {**STATE, name: damage(STATE[name])}, ENCODER)


@pytest.mark.parametrize("name", [name for name in STATE if "vectors" in name])
def test_a_missing_array_of_vectors_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="missing"):
        Retriever.restore(LIBRARY, {other: array for other, array in STATE.items() if other != name}, ENCODER)


def with_entry(number: int, entry: Entry) -> KnowledgeBase:
    return KnowledgeBase((*LIBRARY.entries[:number], entry, *LIBRARY.entries[number + 1 :]))


FINES, JOIN = LIBRARY.entries[1], LIBRARY.entries[4]


EDITS: dict[str, tuple[KnowledgeBase, list[str]]] = {
    "nothing": (LIBRARY, []),
    "a topic": (with_entry(1, replace(FINES, topic="Money")), []),
    "the order": (KnowledgeBase(LIBRARY.entries[::-1]), []),
    "an entry fewer": (KnowledgeBase(LIBRARY.entries[1:]), []),
    "an answer": (with_entry(1, replace(FINES, answer="None.")), ["What are the fines for late returns? None."]),
    "a phrasing more": (
        with_entry(1, replace(FINES, questions=(FINES.question, "Is it dear to be late?"))),
        ["Is it dear to be late?"],
    ),
    "a question": (
        with_entry(4, replace(JOIN, questions=("May I join?",))),
        ["May I join?", f"May I join? {JOIN.answer}"],
    ),
}


@pytest.mark.parametrize(("base", "new"), EDITS.values(), ids=EDITS.keys())
def test_after_an_edit_only_new_texts_are_encoded(base: KnowledgeBase, new: list[str]) -> None:
    encoder = SynonymEncoder(*SYNONYMS)
    fresh, after = (
        Retriever.build(base, encoder=ENCODER),
        Retriever.build(base, reusable=RETRIEVER.reusable(), encoder=encoder),
    )
    assert encoder.encoded == new
    state, expected = after.state(), fresh.state()
    assert state.keys() == expected.keys()
    assert all(np.array_equal(state[name], expected[name]) for name in expected)


def test_vectors_of_another_encoder_are_not_reused() -> None:
    encoder = SynonymEncoder(name="another")
    Retriever.build(LIBRARY, reusable=RETRIEVER.reusable(), encoder=encoder)
    assert len(encoder.encoded) == 2 * len(LIBRARY.entries)


def test_a_version_without_vectors_gets_all_of_them() -> None:
    encoder = SynonymEncoder(*SYNONYMS)
    Retriever.build(LIBRARY, reusable=built(LIBRARY).reusable(), encoder=encoder)
    assert len(encoder.encoded) == 2 * len(LIBRARY.entries)


def test_equal_texts_are_encoded_once() -> None:
    encoder = SynonymEncoder()
    Retriever.build(base_of(("Where is it?", "Here."), ("Where is it?", "Here.")), encoder=encoder)
    assert encoder.encoded == ["Where is it?", "Where is it? Here."]


def test_progress_never_falls_and_ends_at_the_end() -> None:
    told: list[float] = []
    base = base_of(*((f"Where is boat {number}?", f"Pier {number}.") for number in range(150)))
    Retriever.build(base, encoder=ENCODER, show=lambda done, total: told.append(done / total))
    assert told == sorted(told)
    assert told[-1] <= 1
    assert len(set(told)) > 3
