"""Questions that ask the same, found among members' questions."""

from bot.knowledge import KnowledgeBase
from bot.retrieval import Retriever, group_alike
from tests.retrieval.synonym_encoder import SynonymEncoder

BASE = KnowledgeBase.of([("When are you open?", "From nine."), ("How do I return a parcel?", "Print the label.")])
TEXTS = ["wifi password please", "do you sell stamps", "what is the wifi password", "are stamps sold here", "", "???"]


def test_questions_with_the_same_words_are_one_group() -> None:
    groups = group_alike(TEXTS, Retriever.build(BASE))
    assert [0, 2] in groups
    assert sorted(number for group in groups for number in group) == list(range(len(TEXTS)))
    assert [group[0] for group in groups] == sorted(group[0] for group in groups)


def test_the_order_of_the_texts_does_not_matter() -> None:
    retriever = Retriever.build(BASE)
    there = {frozenset(TEXTS[number] for number in group) for group in group_alike(TEXTS, retriever)}
    back = TEXTS[::-1]
    assert {frozenset(back[number] for number in group) for group in group_alike(back, retriever)} == there


def test_one_text_is_a_group_and_no_text_is_none() -> None:
    retriever = Retriever.build(BASE)
    assert group_alike([], retriever) == []
    assert group_alike(["wifi"], retriever) == [[0]]


def test_questions_of_one_meaning_in_other_words_are_one_group() -> None:
    texts = ["is there wifi", "any wlan around", "do you sell stamps"]
    assert group_alike(texts, Retriever.build(BASE)) == [[0], [1], [2]]
    encoder = SynonymEncoder("wifi wlan", "around there any")
    assert group_alike(texts, Retriever.build(BASE, encoder=encoder)) == [[0, 1], [2]]
