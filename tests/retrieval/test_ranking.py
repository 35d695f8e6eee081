"""What a ranking looks like, and what it says of itself."""

from concurrent.futures import ThreadPoolExecutor
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import KnowledgeBase
from bot.language.reading import MAX_CHARACTERS
from bot.retrieval import Retriever
from tests.retrieval.bases import FEW, GREENHOUSE, LIBRARY, SOME, TEXTS, base_of, bases, built, uncalibrated

RETRIEVER = built(LIBRARY)
ASKED = TEXTS | st.sampled_from([word for entry in LIBRARY.entries for word in entry.question.split()]) | st.text()


@FEW
@given(base=bases(), question=TEXTS)
def test_hits_are_best_first_and_ties_in_file_order(base: KnowledgeBase, question: str) -> None:
    hits = uncalibrated(base).search(question)
    assert list(hits) == sorted(hits, key=lambda hit: (-hit.score, hit.entry.line))


@SOME
@given(question=ASKED)
def test_every_hit_is_listed_once_with_a_positive_score(question: str) -> None:
    hits = RETRIEVER.search(question)
    assert all(hit.score > 0 for hit in hits)
    assert len({hit.entry.id for hit in hits}) == len(hits)


@SOME
@given(question=ASKED, k=st.integers(-1, 12))
def test_a_search_finds_the_hits_of_a_ranking(question: str, k: int) -> None:
    hits = RETRIEVER.search(question, k)
    assert hits == RETRIEVER.rank(question, k).hits
    assert len(hits) <= max(0, k)


def test_a_search_finds_the_hits_of_a_ranking_among_many_equal_answers() -> None:
    retriever = uncalibrated(base_of(*((f"Where is boat {number}?", "Here.") for number in range(200))))
    for question in ("where is the boat", "boat 7", "Where is boat 150?", "where"):
        assert len(retriever.search(question, 5)) == 5
        assert retriever.search(question, 5) == retriever.rank(question, 5).hits


@SOME
@given(question=ASKED, k=st.integers(0, 12))
def test_fewer_hits_are_the_first_of_more(question: str, k: int) -> None:
    assert RETRIEVER.search(question, k) == RETRIEVER.search(question, len(LIBRARY.entries))[:k]


@SOME
@given(question=ASKED)
def test_probabilities_stay_within_their_ranges(question: str) -> None:
    ranking = RETRIEVER.rank(question)
    assert 0 <= ranking.confidence <= ranking.relevance <= 1
    assert ranking.hits or (ranking.confidence, ranking.matched) == (0, ())


@SOME
@given(question=ASKED)
def test_matched_and_unknown_words_are_in_the_question_and_in_one_list(question: str) -> None:
    ranking = RETRIEVER.rank(question)
    told = [*ranking.matched, *ranking.unknown]
    assert all(word in question.replace(".", "") for word in told)
    assert len(set(told)) == len(told)


@pytest.mark.parametrize("base", [LIBRARY, GREENHOUSE], ids=["single questions", "several phrasings"])
def test_two_builds_give_equal_rankings(base: KnowledgeBase) -> None:
    one, other = Retriever.build(base), Retriever.build(base)
    questions = ["coffee", "late book", "yellow cactus leaves", "orchid in the shade", "rocket", "how do I", ""]
    assert [one.rank(question) for question in questions] == [other.rank(question) for question in questions]


def test_equal_entries_are_in_file_order() -> None:
    retriever = uncalibrated(base_of(*(("Where is the boat?", "Here.") for _ in range(5))))
    assert [hit.entry.id for hit in retriever.search("the boat", 4)] == ["0", "1", "2", "3"]


def test_matched_words_keep_their_spelling_and_order() -> None:
    ranking = RETRIEVER.rank("Why may COFFEE not be brought into the Reading halls?")
    assert ranking.matched == ("COFFEE", "Reading", "halls")


def test_a_repeated_word_is_listed_once() -> None:
    assert RETRIEVER.rank("coffee, coffee and a Coffee").matched == ("coffee",)


def test_a_misspelt_word_is_listed_as_written() -> None:
    assert RETRIEVER.rank("cofee allowed").matched == ("cofee",)


def test_a_word_of_other_entries_is_neither_matched_nor_unknown() -> None:
    ranking = RETRIEVER.rank("What are the fines for late coffee returns?")
    assert ranking.hits[0].entry.id == "1"
    assert "coffee" not in (*ranking.matched, *ranking.unknown)


def test_a_word_of_no_entry_is_unknown() -> None:
    assert RETRIEVER.rank("What are the fines for late zeppelins?").unknown == ("zeppelins",)


def test_a_similar_word_is_not_listed_as_a_misspelling(shipped_retriever: Retriever) -> None:
    assert shipped_retriever.rank("who killed kennedy").unknown == ("killed",)


def test_the_lead_is_over_the_first_with_another_answer() -> None:
    base = base_of(("Where is the red boat?", "Here."), ("Where is the blue boat?", "Here."), ("Who steers?", "Ida."))
    ranking = uncalibrated(base).rank("red boat")
    assert ranking.features.lead == sqrt(ranking.hits[0].score)


def test_there_is_no_lead_over_an_equal_entry() -> None:
    base = base_of(("Where is the boat?", "Here!"), ("Where is the boat?", "Here?"))
    assert uncalibrated(base).rank("which boat").features.lead == 0


@pytest.mark.parametrize("question", ["coffee", "coffee please", "hello, coffee?", "COFFEE!"])
def test_courtesy_changes_nothing_in_a_ranking(question: str) -> None:
    assert RETRIEVER.rank(question).hits == RETRIEVER.rank("coffee").hits


def test_only_the_first_part_of_a_long_text_is_read() -> None:
    filler = "words that say nothing of it " * (MAX_CHARACTERS // 20)
    assert RETRIEVER.rank(f"coffee {filler} novel").hits == RETRIEVER.rank(f"coffee {filler} manuscripts").hits


@pytest.mark.parametrize("base", [LIBRARY, GREENHOUSE], ids=["single questions", "several phrasings"])
def test_several_threads_may_ask_at_once(base: KnowledgeBase) -> None:
    retriever = uncalibrated(base)
    questions = [question for entry in base.entries for question in (*entry.questions, entry.answer)] * 5
    alone = [uncalibrated(base).rank(question) for question in questions[: len(questions) // 5]] * 5
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(retriever.rank, questions)) == alone


@pytest.mark.parametrize("k", [0, -1, -20])
def test_no_hits_are_returned_if_none_are_asked_for(k: int) -> None:
    assert RETRIEVER.search("coffee", k) == ()


def test_questions_without_words_are_found_by_their_characters() -> None:
    retriever = built(base_of(("😀?", "🎉"), ("🎈?", "🎊")))
    assert [hit.entry.id for hit in retriever.search("🎈?")] == ["1"]
    assert retriever.rank("where is the boat").hits == ()
