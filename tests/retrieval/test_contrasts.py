"""A question that differs from a stored one by an antonym or by its question word is another question."""

import pytest

from bot.answering import Answered, Assistant, Suggested
from bot.language import ENGLISH, AnswerType
from bot.language.english.spelling import stem
from bot.retrieval.agreement import agreement
from bot.retrieval.words.contrasts import answer_type, antonyms, is_reversed, relations, types_clash
from tests.retrieval.bases import analyze, base_of

BASE = base_of(
    ("How do I enable the night mode?", "Press the moon; to switch back, press the sun."),
    ("Can I join the choir?", "Yes, if you sing."),
    ("How do I open the gate before noon?", "Ring twice; to close it, ring once."),
    ("When does the ferry sail?", "At nine. It is steered by Captain Rosalind."),
    ("How do I encrypt a letter?", "With the blue machine."),
    ("What is the harbour fee?", "Two coins, but not on Sundays."),
    ("How do I convert pounds to kilograms?", "Divide by two, and a tenth less."),
    ("What happens at the regatta?", "Boats race."),
)


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return Assistant.build(BASE)


@pytest.mark.parametrize(
    ("word", "opposite"),
    [
        ("join", "leave"),
        ("opened", "closing"),
        ("enable", "disabled"),
        ("install", "uninstall"),
        ("encrypting", "decrypt"),
        ("upload", "download"),
        ("before", "after"),
        ("exclude", "include"),
    ],
)
def test_antonyms_are_symmetric_whatever_their_endings(word: str, opposite: str) -> None:
    assert stem(opposite) in antonyms(stem(word), ENGLISH)
    assert stem(word) in antonyms(stem(opposite), ENGLISH)


@pytest.mark.parametrize("word", ["it", "unit", "ferry", "", "un"])
def test_no_word_is_its_own_antonym(word: str) -> None:
    assert not antonyms(stem(word), ENGLISH) & {word, "it", "", "un"}


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("why is it so", AnswerType.REASON),
        ("how come it is so", AnswerType.REASON),
        ("missiles in cuba why", AnswerType.REASON),
        ("and when does it end", AnswerType.TIME),
        ("whens the ferry", AnswerType.TIME),
        ("at what time does it end", AnswerType.TIME),
        ("to whom do i write", AnswerType.PERSON),
        ("where is it", AnswerType.PLACE),
        ("how many are there", AnswerType.AMOUNT),
        ("how do i do that", AnswerType.MANNER),
        ("how old is it", AnswerType.ANYTHING),
        ("what happens when it rains", AnswerType.ANYTHING),
        ("is it open", AnswerType.CONFIRMATION),
        ("ferry", AnswerType.ANYTHING),
        ("and", AnswerType.ANYTHING),
        ("", AnswerType.ANYTHING),
    ],
)
def test_the_question_word_tells_the_answer_type(question: str, kind: AnswerType) -> None:
    assert answer_type(analyze(question), ENGLISH) is kind


@pytest.mark.parametrize("kind", AnswerType)
def test_no_type_clashes_with_itself_or_with_anything(kind: AnswerType) -> None:
    assert not types_clash(kind, kind)
    assert not types_clash(kind, AnswerType.ANYTHING)
    assert not types_clash(AnswerType.ANYTHING, kind)


def test_the_answer_to_why_should_i_answers_should_i_but_not_the_reverse() -> None:
    assert not types_clash(AnswerType.CONFIRMATION, AnswerType.REASON)
    assert types_clash(AnswerType.REASON, AnswerType.CONFIRMATION)


@pytest.mark.parametrize(
    ("asked", "stored"),
    [
        ("what did Rose say about Jack", "what did Jack say about Rose"),
        ("is tar faster than zip", "is zip faster than tar"),
        ("csv to json", "how do I turn json to csv"),
    ],
)
def test_two_things_that_change_places_reverse_a_question(asked: str, stored: str) -> None:
    assert is_reversed([word.stem for word in analyze(asked)], relations(analyze(stored), ENGLISH))


@pytest.mark.parametrize(
    ("asked", "stored"),
    [
        ("the rose and the jack", "the jack and the rose"),
        ("tar vs zip", "zip vs tar"),
        ("what did Jack say about Rose", "what did Jack say about Rose"),
        ("about Rose, what did Jack say", "what did Jack say about Rose"),
        ("zip", "tar"),
        ("", "what did Jack say"),
    ],
)
def test_the_same_relation_in_another_order_is_not_reversed(asked: str, stored: str) -> None:
    assert not is_reversed([word.stem for word in analyze(asked)], relations(analyze(stored), ENGLISH))


@pytest.mark.parametrize(
    ("question", "surer"),
    [
        ("how do i disable the night mode", "how do i enable the night time mode"),
        ("can i leave the choir", "how can i join the choir"),
        ("how do i open the gate after noon", "how do i open the gate before the noon bell"),
        ("how do i decrypt a letter", "how do i encrypt letters"),
        ("why does the ferry sail", "when will the ferry sail"),
        ("who sails the ferry", "when the ferry sails"),
        ("what is not the harbour fee", "what was the harbour fee"),
        ("how do i convert kilograms to pounds", "convert pounds to kilograms"),
        ("what happens after the regatta", "at the regatta, what happens"),
    ],
)
def test_an_antonym_or_another_question_word_lowers_the_confidence(
    question: str, surer: str, assistant: Assistant
) -> None:
    ranking, other = assistant.retriever.rank(question), assistant.retriever.rank(surer)
    assert ranking.hits[0].entry is other.hits[0].entry
    assert not other.exact
    assert ranking.confidence < other.confidence


@pytest.mark.parametrize("question", ["how do i disable the night mode", "can i leave the choir"])
def test_a_question_for_the_opposite_gets_the_entry_as_a_suggestion(question: str, assistant: Assistant) -> None:
    outcome = assistant.ask(question)
    assert isinstance(outcome, Suggested)
    assert outcome.choices[0] is outcome.hits[0].entry


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("how do i enable night mode", 0),
        ("how can i join the choir", 1),
        ("how do i close the gate", 2),  # the answer speaks of both
        ("what time does the ferry sail", 3),
        ("whats the harbour fee", 5),
        ("convert pounds to kilograms", 6),
        ("at the regatta, what happens", 7),
    ],
)
def test_a_paraphrase_is_still_answered(question: str, answer: int, assistant: Assistant) -> None:
    outcome = assistant.ask(question)
    assert isinstance(outcome, Answered)
    assert outcome.entry.answer == BASE.entries[answer].answer


def test_who_does_not_clash_if_the_question_names_what_only_the_answer_says(assistant: Assistant) -> None:
    terms = assistant.retriever._ranker.terms  # noqa: SLF001 - the measure itself, without the confidence
    assert agreement(analyze("who steered the ferry"), 3, terms) == 1
    assert agreement(analyze("who sails the ferry"), 3, terms) < 1


@pytest.mark.parametrize(
    ("question", "offered"),
    [
        ("and on the moon?", True),
        ("steered by captain rosalind", False),
        ("ferry", False),
        ("the blue machine", False),
    ],
)
def test_one_word_that_only_an_answer_holds_is_not_answered(
    assistant: Assistant, question: str, *, offered: bool
) -> None:
    outcome = assistant.ask(question)
    assert outcome.hits
    assert isinstance(outcome, Answered) is not offered
