"""A stored question finds its own entry first, however it is spelt."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import KnowledgeBase
from bot.retrieval import Ranking, Retriever, stored_questions
from bot.retrieval.retriever import EXACT_CONFIDENCE
from tests.retrieval.bases import FEW, GREENHOUSE, LIBRARY, TEXTS, base_of, bases, uncalibrated

Spell = Callable[[str], str]
SPELLINGS: dict[str, Spell] = {
    "word for word": "{}".format,
    "in capitals": str.upper,
    "without capitals": str.lower,
    "in title case": str.title,
    "without its question mark": lambda text: text.rstrip("?"),
    "with more marks": "“{}”?!…".format,
    "amid white space": "\n  {} \t".format,
    "with a greeting": "Hello there, {}".format,
    "with politeness": "Could you please tell me: {} Thank you very much!".format,
    "with full stops": lambda text: text.replace(" ", ". ") + ".",
}
SPELT = pytest.mark.parametrize("spell", SPELLINGS.values(), ids=SPELLINGS.keys())


@SPELT
@FEW
@given(base=bases())
def test_every_phrasing_of_any_knowledge_base_finds_its_own_entry_first(spell: Spell, base: KnowledgeBase) -> None:
    retriever = uncalibrated(base)
    for entry in base.entries:
        for question in entry.questions:
            ranking = retriever.rank(spell(question))
            assert ranking.hits[0].entry is entry
            assert ranking.exact


@FEW
@given(base=bases())
def test_a_stored_question_has_the_maximum_confidence(base: KnowledgeBase) -> None:
    retriever = Retriever.build(base)
    rankings = [(entry, retriever.rank(question)) for entry in base.entries for question in entry.questions]
    assert all(ranking.hits[0].entry is entry for entry, ranking in rankings)
    assert {ranking.confidence for _, ranking in rankings} == {EXACT_CONFIDENCE}


@SPELT
def test_every_question_of_the_shipped_file_finds_its_own_entry_first(
    spell: Spell, shipped_base: KnowledgeBase, shipped_retriever: Retriever
) -> None:
    for entry in shipped_base.entries:
        for question in entry.questions:
            assert shipped_retriever.rank(spell(question)).hits[0].entry is entry


@SPELT
@pytest.mark.parametrize("base", [LIBRARY, GREENHOUSE], ids=["single questions", "several phrasings"])
def test_every_question_in_english_finds_its_own_entry_first(spell: Spell, base: KnowledgeBase) -> None:
    retriever = uncalibrated(base)
    for entry in base.entries:
        for question in entry.questions:
            assert retriever.rank(spell(question)).hits[0].entry is entry


@pytest.mark.parametrize(
    "questions",
    [
        ("Где мой заказ?", "Когда вы открываетесь?", "Сколько стоит билет?"),
        ("我的订单在哪里？", "你们几点开门？", "我的订单"),
        ("أين طلبي؟", "متى تفتحون؟", "كم سعر التذكرة؟"),
        ("Πού είναι το πλοίο;", "Πότε φεύγει το πλοίο;", "Πόσο κοστίζει;"),
        ("मेरा आदेश कहाँ है?", "आप कब खुलते हैं?", "टिकट कितने का है?"),
        ("ร้านอยู่ที่ไหน?", "ร้านเปิดกี่โมง?", "ตั๋วราคาเท่าไร?"),
        ("😀?", "🎈?", "😀🎈?"),
        ("1962?", "7?", "1962 7?"),
        ("What is it?", "Why is it?", "Who is it?"),
        ("C?", "C++?", "C#?"),
    ],
    ids=["Cyrillic", "Chinese", "Arabic", "Greek", "Hindi", "Thai", "emoji", "digits", "stop words", "marks"],
)
def test_questions_in_any_script_find_themselves(questions: tuple[str, ...]) -> None:
    retriever = uncalibrated(base_of(*((question, f"Answer {n}.") for n, question in enumerate(questions))))
    assert [retriever.rank(question).hits[0].entry.question for question in questions] == list(questions)


@pytest.mark.parametrize(
    "spelling",
    [
        "What’s Ada’s “plan”?",
        "what's ada's plan",
        "WHAT IS ADA'S 'PLAN'",
        "whats Ada's plan pls",
        "What ’s Ada ’s plan?",
    ],
)
def test_quotes_and_contractions_make_no_difference(spelling: str) -> None:
    base = base_of(("What’s Ada’s “plan”?", "Secret."), ("What’s Bela’s plan?", "Secret, too."))
    assert uncalibrated(base).rank(spelling).hits[0].entry.id == "0"


def test_a_question_that_is_stored_twice_finds_the_first_in_the_file() -> None:
    base = base_of(("Where is it?", "Upstairs."), ("Where is it?", "Upstairs!"), ("Where is it?", "“Upstairs”"))
    assert [hit.entry.id for hit in uncalibrated(base).search("where is it")] == ["0", "1", "2"]


def test_only_the_first_of_equal_questions_is_kept() -> None:
    asked = ("Open?", "open", "Open?", "open", "Open?", "Closed?")
    state = uncalibrated(base_of(*((question, "Yes.") for question in asked))).state()
    assert state["stored.ambiguous"].tolist() == [0, 2]


def test_questions_that_differ_only_in_case_find_themselves() -> None:
    base = base_of(("What is IT?", "Computers."), ("What is it?", "A thing."))
    retriever = uncalibrated(base)
    assert [retriever.rank(entry.question).hits[0].entry.id for entry in base.entries] == ["0", "1"]


@pytest.mark.parametrize("words", [90, 400, 20_000])
def test_long_questions_that_differ_in_their_last_word_find_themselves(words: int) -> None:
    start = "Where is the harbour " + "and the harbour " * (words // 3)
    retriever = uncalibrated(base_of((f"{start}master?", "Away."), (f"{start}pilot?", "Here.")))
    assert [hit.entry.id for hit in retriever.rank(f"{start}pilot?").hits] == ["1", "0"]


@given(question=TEXTS, extra=st.sampled_from(["xylophone", "zzyzx"]))
def test_an_extra_word_makes_another_question(question: str, extra: str) -> None:
    ranking = _PIER.rank(f"{question} {extra}")
    assert isinstance(ranking, Ranking)
    assert not ranking.exact


_PIER = uncalibrated(base_of(("Where is the pier?", "There."), ("Who built it?", "Ida.")))


@FEW
@given(base=bases())
def test_questions_with_equal_hashes_are_told_apart(base: KnowledgeBase) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stored_questions, "HASH_FACTOR", 0)  # the hash of the first word alone
        retriever = uncalibrated(base)
        for entry in base.entries:
            for question in entry.questions:
                for asked in (question, question.upper()):
                    assert (retriever.rank(asked).hits[0].entry, retriever.rank(asked).exact) == (entry, True)


def test_the_same_words_in_another_order_are_not_the_stored_question() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stored_questions, "HASH_FACTOR", 1)  # one hash for every order
        retriever = uncalibrated(base_of(("Did Ada see Bela?", "Yes."), ("Did Bela see Ada?", "No.")))
        assert [retriever.rank(text).exact for text in ("did ada see bela", "see did ada bela")] == [True, False]
        assert retriever.rank("DID BELA SEE ADA").hits[0].entry.id == "1"
