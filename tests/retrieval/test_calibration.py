"""The confidence is fitted to the knowledge base by trying it on itself."""

from collections.abc import Callable, Sequence
from functools import cache
from random import Random

import pytest

from bot.knowledge import KnowledgeBase
from bot.retrieval import Retriever
from bot.retrieval.calibration import calibrating
from bot.retrieval.calibration.background import GENERAL, SMALL_TALK, TEMPLATES
from bot.retrieval.calibration.calibrating import DOUBT, calibrate
from bot.retrieval.calibration.disturbance import DISTURBANCES, about_answer, keywords, reworded
from bot.retrieval.calibration.trials import SHARES, Kind, disturbed, held_out, shares, unanswerable
from bot.retrieval.confidence import Confidence
from bot.retrieval.search import Search
from bot.retrieval.words.analysis import analyse
from bot.retrieval.words.lexicon import STOP_WORDS
from bot.retrieval.words.synonyms import Analyst
from bot.retrieval.words.tokens import tokenise
from tests.retrieval.bases import GREENHOUSE, LIBRARY, base_of, built

BASES = pytest.mark.parametrize("base", [LIBRARY, GREENHOUSE], ids=["single questions", "several phrasings"])
ANSWERED_GENERAL = base_of(*((f"{question}?", f"That is told on page {n}.") for n, question in enumerate(GENERAL[:20])))


def seeded() -> Random:
    return Random(0)  # noqa: S311  # no secret


@cache
def calibrated(base: KnowledgeBase) -> Confidence:
    return calibrate(base, Search.build(base))


@BASES
def test_two_calibrations_are_the_same(base: KnowledgeBase) -> None:
    assert calibrate(base, Search.build(base)) == calibrated(base)


@BASES
def test_no_signal_speaks_against_a_hit(base: KnowledgeBase) -> None:
    assert all(coefficient >= 0 for coefficient in calibrated(base).coefficients)


@pytest.mark.parametrize("counted", [SHARES, shares(2), shares(100)], ids=["single", "few", "many"])
def test_the_kinds_share_the_whole_weight(counted: dict[Kind, float]) -> None:
    assert sum(counted.values()) == pytest.approx(1)


def test_the_fewer_phrasings_an_entry_has_the_more_of_the_questions_belong_to_none() -> None:
    missing = [shares(phrasings)[Kind.REMOVED] for phrasings in (2, 5, 10, 20, 100)]
    assert missing == sorted(missing, reverse=True)
    assert missing[-1] == pytest.approx(SHARES[Kind.REMOVED], abs=0.01)


@BASES
def test_every_kind_that_counts_is_tried(base: KnowledgeBase) -> None:
    own = held_out(base, seeded())[1] if base is GREENHOUSE else disturbed(base, seeded())
    assert {trial.kind for trial in (*own, *unanswerable(tokenise(base, Analyst.of(base)), seeded()))} == SHARES.keys()


def test_background_questions_are_refused_but_for_one_that_may_be_meant() -> None:
    asked = (*SMALL_TALK, *GENERAL)
    assert sum(built(LIBRARY).rank(text).confidence >= DOUBT for text in asked) <= 1


def test_background_questions_that_the_file_answers_are_not_learnt_as_unanswerable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = [f"so {question} exactly" for question in GENERAL[:20]]
    noticed = built(ANSWERED_GENERAL)
    monkeypatch.setattr(calibrating, "ROUNDS", 0)
    learnt = Retriever.build(ANSWERED_GENERAL)
    told, untold = ([retriever.rank(text).confidence for text in asked] for retriever in (noticed, learnt))
    assert min(told) > min(untold)
    assert all(one >= other for one, other in zip(told, untold, strict=True))
    assert min(told) > DOUBT


@pytest.mark.parametrize(("answered_by", "surer"), [({"6"}, True), (set[str](), False)], ids=["right", "unanswerable"])
def test_labelled_questions_move_the_confidence_towards_what_they_say(answered_by: set[str], *, surer: bool) -> None:
    labelled = [("may i drink in the hall", frozenset(answered_by))] * 100
    text = "may i eat in the hall"
    without, taught = built(LIBRARY).rank(text), Retriever.build(LIBRARY, labelled).rank(text)
    assert taught.hits == without.hits
    assert (taught.confidence > without.confidence) is surer


def test_a_label_for_an_entry_that_is_gone_is_a_question_without_an_answer() -> None:
    search = Search.build(LIBRARY)
    gone, none = [("late fines", frozenset({"gone"}))], [("late fines", frozenset[str]())]
    assert calibrate(LIBRARY, search, gone) == calibrate(LIBRARY, search, none)


def test_phrasings_that_are_held_out_stand_nowhere_in_the_file_that_is_tried() -> None:
    tried, made = held_out(GREENHOUSE, seeded())
    kept = {question for entry in tried.entries for question in entry.questions}
    assert not kept & {trial.text for trial in made}


def test_a_phrasing_that_is_held_out_is_answered_by_its_own_entry() -> None:
    tried, made = held_out(GREENHOUSE, seeded())
    stored = [trial for trial in made if trial.kind is Kind.STORED]
    answers = {question: entry.answer for entry in GREENHOUSE.entries for question in entry.questions}
    assert stored
    assert [{tried.entries[number].answer for number in trial.entries} for trial in stored] == [
        {answers[trial.text]} for trial in stored
    ]


def test_entries_that_are_left_out_whole_are_asked_for() -> None:
    base = base_of(*(((f"Where is boat {n}?", f"Which pier has boat {n}?"), f"Pier {n}.") for n in range(14)))
    tried, made = held_out(base, seeded())
    left = {question for entry in base.entries if tried.get(entry.id) is None for question in entry.questions}
    assert len(tried.entries) == 12
    assert {trial.text for trial in made if trial.kind is Kind.REMOVED} == left


Disturb = Callable[[Sequence[str], Random], list[str]]
WORDS = ["how", "do", "i", "renew", "a", "borrowed", "novel"]


@pytest.mark.parametrize("disturb", DISTURBANCES, ids=lambda function: function.__name__)
@pytest.mark.parametrize("words", [WORDS, ["novel"], ["why"], ["who", "is"], []], ids=" ".join)
def test_a_disturbance_leaves_something_of_whatever_there_was(disturb: Disturb, words: list[str]) -> None:
    assert bool(disturb(words, seeded())) == bool(words)


def test_keywords_are_the_words_of_substance() -> None:
    assert keywords(WORDS, seeded()) == ["renew", "borrowed", "novel"]


def test_a_question_in_other_words_keeps_one_word_of_substance_and_all_the_rest() -> None:
    changed = reworded(WORDS, seeded(), 5)
    assert [word for word in changed if word in STOP_WORDS] == [word for word in WORDS if word in STOP_WORDS]
    assert len({"renew", "borrowed", "novel"} & set(changed)) == 1


def test_an_answer_of_few_words_is_not_asked_about() -> None:
    assert about_answer(["open", "at", "ten"], seeded()) == []


@pytest.mark.parametrize("text", [*SMALL_TALK, *GENERAL])
def test_background_questions_hold_words(text: str) -> None:
    assert analyse(text)


def test_every_template_takes_one_word() -> None:
    assert all(template.count("{}") == 1 for template in TEMPLATES)
