"""The ranking by words: the score of each entry, and which entries are ranked."""

from dataclasses import replace
from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import KnowledgeBase
from bot.language import ENGLISH
from bot.retrieval.index import topk
from bot.retrieval.ranker import Ranker
from bot.retrieval.ranking_params import ABLATIONS, RankingParams
from bot.retrieval.term_index import TermIndex
from tests.retrieval.bases import FEW, GREENHOUSE, LIBRARY, TEXTS, analyze, base_of, bases

PLAIN = RankingParams(classifier=0.0)
RANKER = Ranker.build(LIBRARY, ENGLISH)


def best(ranker: Ranker, question: str) -> int:
    return ranker.rank_by_words(analyze(question))[0][0]


def scores(index: TermIndex, question: str) -> list[float]:
    """One an entry, in the order of the file."""
    found = dict(index.top(analyze(question), len(index.corpus.answers)))
    return [found.get(entry, 0.0) for entry in range(len(index.corpus.answers))]


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("how to renew my novel", 0),
        ("what do I pay if I am late", 1),
        ("print a document", 2),
        ("reserving rooms for study", 3),
        ("joining the library", 4),
        ("when is the childrens corner open", 5),
        ("coffee in the hall", 6),
        ("the book is damaged", 7),
    ],
)
def test_a_question_in_other_words_finds_its_entry(question: str, entry: int) -> None:
    assert best(RANKER, question) == entry


@pytest.mark.parametrize(
    ("question", "entry"),
    [("renwe novle", 0), ("libary joinning", 4), ("prnt documnets", 2), ("cofee", 6), ("damagd bok", 7)],
)
def test_a_question_with_typos_finds_its_entry(question: str, entry: int) -> None:
    assert best(RANKER, question) == entry


@pytest.mark.parametrize(
    ("question", "entry"),
    [("twenty cents a day", 1), ("puppet theatre", 5), ("mrs okonkwo", 5), ("copier", 2), ("torn pages", 7)],
)
def test_words_of_an_answer_find_it(question: str, entry: int) -> None:
    assert best(RANKER, question) == entry


def test_answers_without_weight_are_not_found() -> None:
    ranker = Ranker.build(LIBRARY, ENGLISH, RankingParams(answer=0.0, words=1.0))
    assert ranker.rank_by_words(analyze("puppet theatre okonkwo")) == []


def test_a_long_word_does_not_outweigh_a_rarer_short_one() -> None:
    ranker = Ranker.build(
        base_of(
            ("Where is the internationalisation office?", "Upstairs."),
            ("Where is the internationalisation kiln?", "Downstairs."),
            ("Where is the internationalisation desk?", "Outside."),
            ("Where is the kiosk?", "At the gate."),
        ),
        ENGLISH,
    )
    assert best(ranker, "internationalisation kiosk") == 3


def test_word_order_matters() -> None:
    ranker = Ranker.build(
        base_of(("Why did Ada visit Bela?", "For tea."), ("Why did Bela visit Ada?", "For cake.")), ENGLISH
    )
    assert [best(ranker, "so why did ada visit bela then"), best(ranker, "so why did bela visit ada then")] == [0, 1]


def test_the_best_phrasing_counts_and_not_their_mean() -> None:
    ranker = Ranker.build(
        base_of((("Where is the boat?", "How deep is the pond?"), "Here."), ("Where is the pond?", "There.")),
        ENGLISH,
        PLAIN,
    )
    assert best(ranker, "how deep is the pond") == 0


def test_content_words_of_one_entry_outrank_a_common_beginning() -> None:
    base = base_of(
        ("What happened in the garden?", "A frost."),
        ("What happened in the kitchen?", "A fire."),
        ("Who keeps the keys?", "They hang in Aunt Petra’s cupboard."),
    )
    assert best(Ranker.build(base, ENGLISH), "what happened in Aunt Petra’s cupboard") == 2


def test_the_shipped_file_is_found_by_words_of_its_answers(shipped_base: KnowledgeBase) -> None:
    found = best(Ranker.build(shipped_base, ENGLISH), "what happened in Uncle Sam's backyard")
    assert shipped_base.entries[found].question == "Why did Khrushchev protect Cuba?"


@FEW
@given(base=bases(), question=TEXTS)
def test_each_entry_has_one_positive_score(base: KnowledgeBase, question: str) -> None:
    found = Ranker.build(base, ENGLISH).rank_by_words(analyze(question))
    assert len({entry for entry, _ in found}) == len(found)
    assert all(entry in range(len(base.entries)) and 0 < score < inf for entry, score in found)


@FEW
@given(base=bases(), questions=st.lists(TEXTS, min_size=1, max_size=3))
def test_two_builds_give_equal_scores(base: KnowledgeBase, questions: list[str]) -> None:
    one, other = Ranker.build(base, ENGLISH), Ranker.build(base, ENGLISH)
    for question in questions:
        assert one.rank_by_words(analyze(question)) == other.rank_by_words(analyze(question))


@pytest.mark.parametrize(
    "without",
    [PLAIN, RankingParams(words=1.0), RankingParams(words=0.0), RankingParams(unknown=0.0)],
)
def test_each_parameter_changes_the_scores(without: RankingParams) -> None:
    question = "is the cactus thirsty for watr or for champagne"
    everything = scores(TermIndex.build(GREENHOUSE, ENGLISH), question)
    assert scores(TermIndex.build(GREENHOUSE, ENGLISH, without), question) != pytest.approx(everything)


def test_the_score_by_terms_leaves_out_the_classifier() -> None:
    question = analyze("yellow leaves on my fern")
    index, plain = TermIndex.build(GREENHOUSE, ENGLISH), TermIndex.build(GREENHOUSE, ENGLISH, PLAIN)
    assert index.top_by_terms(question, 20) == plain.top(question, 20)


def test_the_many_phrasings_of_one_entry_do_not_crowd_out_the_others() -> None:
    boats = tuple(f"Where is the boat {n}?" for n in range(90))
    others = (("Who has painted the boat in the harbour?", f"Painter {n}.") for n in range(100))
    found = TermIndex.build(base_of((boats, "Here."), *others), ENGLISH).top(analyze("where is the boat"), 20)
    assert [entry for entry, _ in found] == list(range(20))


def test_the_best_other_answer_is_found_behind_many_equal_ones() -> None:
    twins = (("Where is the boat?", "Here.") for _ in range(100))
    ranker = Ranker.build(base_of(*twins, ("Where is the boat shed?", "There.")), ENGLISH)
    assert [entry for entry, _ in ranker.rank_with_runner_up(analyze("the boat"))] == list(range(101))


def test_the_search_for_another_answer_is_limited() -> None:
    twins = (("Where is the boat?", "Here.") for _ in range(1_300))
    ranker = Ranker.build(base_of(*twins, ("Where is the boat shed?", "There.")), ENGLISH)
    assert len(ranker.rank_with_runner_up(analyze("the boat"))) < 1_300


@pytest.mark.parametrize("whole", [500_000, 0], ids=["all rows", "shortlist"])
@FEW
@given(base=bases(), question=TEXTS, k=st.integers(1, 7))
def test_scores_equal_those_of_an_exhaustive_search(whole: int, base: KnowledgeBase, question: str, k: int) -> None:
    index = TermIndex.build(base, ENGLISH, replace(PLAIN, whole=whole))
    everything = dict(index.top_among(np.arange(len(base.entries)), analyze(question), len(base.entries)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(topk, "SHORTLIST_POSTINGS", 1.0)  # of all terms, so that none of the best can be left out
        found = index.top(analyze(question), k)
    assert found == sorted(found, key=lambda hit: (-hit[1], hit[0]))
    assert dict(found) == pytest.approx({entry: everything[entry] for entry, _ in found})
    if whole:
        assert [score for _, score in found] == pytest.approx(sorted(everything.values(), reverse=True)[:k])


def test_no_entries_are_ranked_if_none_are_asked_for() -> None:
    assert RANKER.rank_by_words(analyze("coffee"), 0) == []


@pytest.mark.parametrize("without", ABLATIONS.values(), ids=ABLATIONS.keys())
@pytest.mark.parametrize("base", [LIBRARY, GREENHOUSE], ids=["single questions", "several phrasings"])
def test_scores_are_positive_with_any_parameters(base: KnowledgeBase, without: RankingParams) -> None:
    ranker = Ranker.build(base, ENGLISH, without)
    for question in ("cofee", "thursty cactuss", "novle zeppelin", "zeppelin", "what", ""):
        assert all(score > 0 for _, score in ranker.rank_by_words(analyze(question)))
