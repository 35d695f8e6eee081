"""What a question names, and whether it names something else than the stored question."""

import pytest

from bot.answering import Answered, Assistant, Suggested
from bot.knowledge import Entry, KnowledgeBase
from bot.language import ENGLISH
from bot.retrieval.agreement import agreement
from bot.retrieval.ranker import Ranker
from bot.retrieval.words.corpus import tokenize
from bot.retrieval.words.nouns import name_positions, noun_shares
from bot.retrieval.words.synonyms import analyzer_for
from tests.retrieval.bases import analyze

TEXTS = (
    ("How do I reset my password?", "Click the link."),
    ("Do you deliver to Norway?", "Yes, by post."),
    ("When did the shop open in 1999?", "In May."),
    ("How much does the delivery cost?", "Five euros."),
)
BASE = KnowledgeBase(
    tuple(
        Entry(str(line), (question,), answer, None, "shop.txt", line) for line, (question, answer) in enumerate(TEXTS)
    )
)


@pytest.fixture(scope="module")
def ranker() -> Ranker:
    return Ranker.build(BASE, ENGLISH)


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return Assistant.build(BASE)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("How do I reset my password?", ["password"]),
        ("Do you deliver to Norway?", ["Norway"]),
        ("When did the shop open in 1999?", ["shop", "1999"]),
        ("How is it?", []),
    ],
)
def test_nouns_numbers_and_capitals_are_names(question: str, named: list[str]) -> None:
    tokens = tokenize(BASE, analyzer_for(BASE, ENGLISH))
    shares = dict(zip(tokens.stems, noun_shares(tokens, ENGLISH).tolist(), strict=True))
    words = analyze(question)
    assert [words[place].written for place in name_positions(words, shares, ENGLISH)] == named


def test_a_stop_word_is_no_noun_even_if_its_stem_differs() -> None:
    base = KnowledgeBase((Entry("1", ("What is the because of it?",), "A before and a please.", None, "shop.txt", 1),))
    tokens = tokenize(base, analyzer_for(base, ENGLISH))
    assert not noun_shares(tokens, ENGLISH).any()


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("how do i reset my password", 0),
        ("how can i reset the password please", 0),
        ("how do i renew my password", 0),  # another word for the same deed
        ("reset", 0),  # leaving out costs nothing
        ("do you send things to norway", 1),
    ],
)
def test_a_paraphrase_agrees_fully(question: str, entry: int, ranker: Ranker) -> None:
    assert agreement(analyze(question), entry, ranker.terms) == 1


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("do you deliver to sweden", 1),
        ("how do i reset my router", 0),
        ("how do i reset windows", 0),
        ("is the delivery faster than pigeons", 3),
        ("when did the shop open in 1998", 2),
    ],
)
def test_another_name_in_the_same_sentence_agrees_less(question: str, entry: int, ranker: Ranker) -> None:
    assert 0 <= agreement(analyze(question), entry, ranker.terms) < 0.9


@pytest.mark.parametrize("question", ["do you deliver to sweden", "how do i reset my router"])
def test_a_question_about_another_name_gets_suggestions(question: str, assistant: Assistant) -> None:
    assert not isinstance(assistant.ask(question), Answered)


def test_the_suggestion_is_the_entry_with_the_closest_question(assistant: Assistant) -> None:
    outcome = assistant.ask("do you deliver to sweden")
    assert isinstance(outcome, Suggested)
    assert outcome.choices[0].question == "Do you deliver to Norway?"


@pytest.mark.parametrize(
    ("question", "surer"),
    [
        ("do you deliver to sweden", "do you even deliver to norway"),
        ("how do i reset my router", "how do i renew my password"),
        ("how do i not reset my password", "how did i reset my password"),
        ("how do i reset my router password", "how did i reset my password"),
        ("when did the shop open in 1998", "when in 1999 did the shop open"),
    ],
)
def test_another_name_an_extra_name_or_a_denial_lowers_the_confidence(
    question: str, surer: str, assistant: Assistant
) -> None:
    ranking, other = assistant.retriever.rank(question), assistant.retriever.rank(surer)
    assert ranking.hits[0].entry is other.hits[0].entry
    assert not other.exact
    assert ranking.confidence < other.confidence
