"""The confidence features of a hit."""

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import ENGLISH
from bot.retrieval.confidence import MIN_ASKED_SHARE, ConfidenceFeatures
from bot.retrieval.feature_extraction import extract_features
from bot.retrieval.meaning import EntryVectors
from bot.retrieval.ranker import Ranker
from tests.retrieval.bases import GREENHOUSE, LIBRARY, SOME, analyze, base_of
from tests.retrieval.synonym_encoder import SynonymEncoder

RANKER = Ranker.build(LIBRARY, ENGLISH)
FINES = 1
TURNABLE = Ranker.build(
    base_of(("How do I open the gate?", "Ring."), ("How do I turn zip to tar?", "Press the wheel.")), ENGLISH
)
RULES = Ranker.build(
    base_of(
        ("Are mods allowed?", "Only those that change no items."),
        ("How do I become a moderator?", "Write to Noor, who also looks after the CGNAT tunnel."),
        ("Who won in 1999?", "The Herons."),
    ),
    ENGLISH,
)


def measured(question: str, ranker: Ranker = RANKER) -> ConfidenceFeatures:
    (query,), (ranked,) = ranker.rank([question], question)
    return extract_features(ranker, query, ranked)


def test_a_question_without_a_hit_has_no_features() -> None:
    assert measured("zeppelin") == ConfidenceFeatures()


WRITTEN = sorted({word.written for entry in LIBRARY.entries for word in analyze(f"{entry.question} {entry.answer}")})


@SOME
@given(st.lists(st.sampled_from([*WRITTEN, "zeppelin", "Norway", "not", "1999", "novle"]), max_size=8).map(" ".join))
def test_features_stay_within_their_ranges(question: str) -> None:
    features = measured(question)
    shares = (features.held, features.known, features.not_partial, features.agreement)
    assert all(0 <= share <= 1 + 1e-9 for share in shares)
    assert 0 <= features.complete <= 1 - MIN_ASKED_SHARE + 1e-9
    assert {features.same_kind, features.same_way, features.same_numbers, features.explains, features.resembles} <= {
        0,
        1,
    }
    assert min(features.score, features.lead) >= 0


def test_a_stored_question_has_the_maximum_of_each_share() -> None:
    features = measured("What are the fines for late returns?")
    assert (features.held, features.known, features.not_partial, features.agreement) == pytest.approx((1, 1, 1, 1))
    assert features.complete == pytest.approx(1 - MIN_ASKED_SHARE)


@pytest.mark.parametrize("name", ["score", "lead", "held", "known", "complete", "not_partial"])
def test_an_unknown_word_instead_of_a_known_one_lowers_them(name: str) -> None:
    right, wrong = measured("fines for late returns"), measured("fines for late zeppelins")
    assert getattr(wrong, name) < getattr(right, name)


def test_a_word_that_another_entry_holds_is_known_but_not_held() -> None:
    features = measured("fines for late coffee")
    assert features.known == 1
    assert features.held < 1


def test_words_of_other_entries_make_the_match_partial() -> None:
    whole, part = measured("mods allowed?", RULES), measured("can i be mod", RULES)
    assert whole.not_partial == 1
    assert part.not_partial < whole.not_partial


def test_another_question_word_asks_for_another_kind() -> None:
    assert measured("When does the corner open").same_kind == 1
    assert measured("Who does the corner open").same_kind == 0


@pytest.mark.parametrize(
    ("question", "same"),
    [("how do i open the gate", 1), ("how do i close the gate", 0), ("tar to zip", 0), ("zip to tar please", 1)],
)
def test_antonyms_and_swapped_roles_are_detected(question: str, same: int) -> None:
    assert measured(question, TURNABLE).same_way == same


@pytest.mark.parametrize(
    ("question", "same"),
    [("who won in 1998", 0), ("who won in 1999", 1), ("who won", 1), ("how do i become 1 of the moderators", 1)],
)
def test_another_number_is_detected(question: str, same: int) -> None:
    assert measured(question, RULES).same_numbers == same


def test_a_term_that_is_only_mentioned_is_not_explained() -> None:
    assert measured("what is cgnat", RULES).explains == 0
    assert measured("who looks after cgnat", RULES).explains == 1


@pytest.mark.parametrize(("question", "resembles"), [("moderator", 1), ("moderater", 1), ("1999", 0), ("who in", 0)])
def test_words_and_misspellings_resemble_but_numbers_and_stop_words_do_not(question: str, resembles: int) -> None:
    assert measured(question, RULES).resembles == resembles


def test_more_entries_lower_the_evidence() -> None:
    assert measured("fines").few_entries == -log(len(LIBRARY.entries)) < measured("mods", RULES).few_entries


def test_without_an_encoder_the_features_of_meaning_are_zero() -> None:
    features = measured("fines for late returns")
    told = (features.standout, features.question, features.question_close, features.question_same, features.answer)
    assert told == (0, 0, 0, 0, 0)


def test_another_number_counts_more_in_a_nearly_identical_question() -> None:
    base = base_of(("Do you deliver to Norway in 2024?", "Yes, by ship."), ("Who steers?", "Ida."))
    encoder = SynonymEncoder("norway sweden 2024 2023")
    ranker = Ranker.build(base).with_meaning(encoder, EntryVectors.build(base, encoder, ENGLISH))
    same, near, far = (
        measured(question, ranker)
        for question in (
            "do you deliver to norway in 2024",
            "do you deliver to norway in 2023",
            "norway 2023 ida ship?",
        )
    )
    assert (same.same_numbers, near.same_numbers, far.same_numbers) == (1, 0, 0)
    assert near.close_same < far.close_same == same.close_same == 0


def test_the_margin_tells_questions_like_the_phrasings_from_others() -> None:
    ranker = Ranker.build(GREENHOUSE, ENGLISH)
    phrasing = GREENHOUSE.entries[0].questions[1]
    assert measured(phrasing, ranker).margin > 0 > measured("who won the lottery of the village", ranker).margin
    assert measured("fines").margin == 0


def test_the_lead_is_over_another_answer() -> None:
    ranker = Ranker.build(
        base_of(("Where is the red boat?", "Here."), ("Where is the blue boat?", "Here."), ("Who steers?", "Ida.")),
        ENGLISH,
    )
    features = measured("the red boat", ranker)
    assert features.lead**2 == pytest.approx(features.score)
