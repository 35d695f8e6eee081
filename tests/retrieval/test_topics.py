"""Topics: the owner's headings, or what the questions share."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import KnowledgeBase, Topic
from bot.language import ENGLISH
from bot.retrieval import OTHER, find_topics, topic_clusters
from tests.retrieval.bases import GREENHOUSE, LIBRARY, SOME, base_of, bases, uncalibrated

FAIR = base_of(
    ("When does the winter market open?", "In December."),
    ("Who sells candles at the winter market?", "The beekeepers."),
    ("Where is the winter market?", "Below the town hall."),
    ("How long is the ferry crossing?", "Forty minutes."),
    ("What does the ferry cost?", "Four euros."),
    ("Can I take a bicycle on the ferry?", "For one euro more."),
    ("Who was Hilda Brandt?", "The first woman on the council."),
    ("Which choir sings on Friday?", "The one from Ashford."),
)
SPEECH = """what which where are is these those there before because please having the of in my a ferry market ticket
harbour candles theses befores"""
SPOKEN = st.lists(st.sampled_from(SPEECH.split()), min_size=1, max_size=6).map(" ".join)
BASES = pytest.mark.parametrize("base", [FAIR, LIBRARY, GREENHOUSE], ids=["fair", "library", "greenhouse"])


def named(topics: tuple[Topic, ...]) -> dict[str, list[str]]:
    return {topic.name: [entry.id for entry in topic.entries] for topic in topics}


def assert_partition(base: KnowledgeBase, topics: tuple[Topic, ...]) -> None:
    assert sorted(entry.id for topic in topics for entry in topic.entries) == sorted(entry.id for entry in base.entries)


def test_a_label_is_the_shared_words_as_written() -> None:
    assert named(find_topics(FAIR)) == {"Winter market": ["0", "1", "2"], "Ferry": ["3", "4", "5"], OTHER: ["6", "7"]}


@SOME
@given(bases() | st.lists(SPOKEN, min_size=1, max_size=8).map(lambda found: base_of(*((q, "Yes.") for q in found))))
def test_every_entry_is_in_exactly_one_topic(base: KnowledgeBase) -> None:
    assert_partition(base, find_topics(base))


@SOME
@given(bases())
def test_topics_are_deterministic(base: KnowledgeBase) -> None:
    assert find_topics(base) == find_topics(base)


@BASES
def test_the_words_of_a_label_are_in_its_questions(base: KnowledgeBase) -> None:
    for topic in find_topics(base):
        written = " ".join(" ".join(entry.questions) for entry in topic.entries).casefold()
        assert topic.name == OTHER or topic.name.casefold() in written


@SOME
@given(st.lists(SPOKEN, min_size=4, max_size=9).map(lambda found: base_of(*((q, "Yes.") for q in found))))
def test_a_label_begins_and_ends_with_content_words(base: KnowledgeBase) -> None:
    for topic in find_topics(base):
        words = re.findall(r"\w+", topic.name.casefold())
        assert not ENGLISH.question_words & set(words)
        assert topic.name == OTHER or not ENGLISH.stop_words & {words[0], words[-1]}


def test_the_labels_of_the_shipped_file_hold_no_question_words_and_stand_in_it(shipped_base: KnowledgeBase) -> None:
    asked = " ".join(entry.question for entry in shipped_base.entries).casefold()
    names = [topic.name for topic in find_topics(shipped_base) if topic.name != OTHER]
    assert "Vienna summit" in names
    assert all(name.casefold() in asked and not ENGLISH.question_words & set(name.casefold().split()) for name in names)


def test_an_entry_that_shares_nothing_goes_to_other() -> None:
    base = base_of(("Where is the boat?", "Here."), ("Who knits?", "Ida."), ("How much is soup?", "Two euros."))
    assert named(find_topics(base)) == {OTHER: ["0", "1", "2"]}


def test_every_topic_but_other_has_two_entries() -> None:
    assert all(len(topic.entries) > 1 for topic in find_topics(LIBRARY) if topic.name != OTHER)


@pytest.mark.parametrize(
    "questions",
    [
        ("Which of these is best?", "Which of these is cheapest?", "How?", "Who knits?", "Where is the boat?"),
        ("What is in there?", "Who is in there?", "How?", "Who knits?", "Where is the boat?"),
        ("What of those before?", "Which of those?", "What about those?", "How?", "Why?"),
    ],
)
def test_a_stop_word_is_no_topic_though_its_stem_is_no_stop_word(questions: tuple[str, ...]) -> None:
    assert [topic.name for topic in find_topics(base_of(*((question, "Yes.") for question in questions)))] == [OTHER]


def test_headings_win() -> None:
    base = base_of(*((entry.question, entry.answer) for entry in FAIR.entries), topics=[*"ababbb", None, None])
    assert named(find_topics(base)) == {"a": ["0", "2"], "b": ["1", "3", "4", "5"], OTHER: ["6", "7"]}


def test_a_single_entry_stays_under_its_heading() -> None:
    assert named(find_topics(base_of(("Why?", "So."), topics=["Reasons"]))) == {"Reasons": ["0"]}


def test_other_comes_last() -> None:
    base = base_of(("Who knits?", "Ida."), ("Where is the boat?", "Here."), topics=[None, "Boats"])
    assert list(named(find_topics(base))) == ["Boats", OTHER]


def test_topics_and_their_entries_are_in_file_order() -> None:
    topics = [topic for topic in find_topics(FAIR) if topic.name != OTHER]
    assert [entry.line for topic in topics for entry in topic.entries] == [1, 2, 3, 4, 5, 6]


def test_a_large_file_has_a_limited_number_of_topics() -> None:
    subjects = [f"{first}{second}la" for first in "bcdfghklmnprst" for second in "aeiou"]
    base = base_of(*((f"Where is the {subject} of {n}?", "There.") for subject in subjects for n in ["one", "two"]))
    topics = find_topics(base)
    assert len(topics) == 25
    assert_partition(base, topics)


@pytest.mark.parametrize("question", ["😀?", "1962?", "的?", "?"])
def test_questions_without_a_subject_go_to_other(question: str) -> None:
    assert named(find_topics(base_of((question, "🎉"), (question, "🎉")))) == {OTHER: ["0", "1"]}


@pytest.mark.parametrize("synonyms", [(), (("ferry", "boat"), ("market", "winter market"))], ids=["plain", "synonyms"])
def test_an_index_finds_the_same_topics_of_very_many_entries(
    monkeypatch: pytest.MonkeyPatch, synonyms: tuple[tuple[str, ...], ...]
) -> None:
    monkeypatch.setattr(topic_clusters, "MAX_CLUSTERED", 12)
    monkeypatch.setattr(topic_clusters, "SAMPLE", 12)
    texts = [(question, entry.answer) for entry in FAIR.entries for question in (entry.question, "Is there a boat?")]
    base = KnowledgeBase(base_of(*texts, *texts).entries, synonyms)
    assert uncalibrated(base).topics() == find_topics(base)
    assert {topic.name for topic in find_topics(base)} > {OTHER}
