"""Synonyms: the owner's, and initials of names in the file."""

import pytest

from bot.knowledge import Entry, KnowledgeBase
from bot.language import ENGLISH
from bot.retrieval import Retriever
from bot.retrieval.words.synonyms import analyzer_for

PARCEL = Entry("parcel", ("How do I send a parcel back?",), "Print the label.", None, "shop.txt", 1)
MAYOR = Entry("mayor", ("Who opened the bridge?",), "Mayor Anna B. Carter cut the ribbon.", None, "shop.txt", 3)
GROUPS = (("parcel", "package", "brown box"), ("send back", "return"))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("my package", ["my", "parcel"]),
        ("a Brown Box!", ["a", "parcel"]),
        ("return the package", ["send", "back", "the", "parcel"]),
        ("brown paper", ["brown", "paper"]),
        ("parcel", ["parcel"]),
        ("", []),
    ],
)
def test_each_member_of_a_group_becomes_the_first(text: str, folded: list[str]) -> None:
    analyzer = analyzer_for(KnowledgeBase((PARCEL,), GROUPS), ENGLISH)
    assert [word.folded for word in analyzer.analyze(text)] == folded


def test_a_replaced_word_keeps_its_spelling() -> None:
    analyzer = analyzer_for(KnowledgeBase((PARCEL,), GROUPS), ENGLISH)
    assert [word.written for word in analyzer.analyze("my Brown Box")] == ["my", "Brown Box"]


def test_a_question_in_synonyms_is_as_confident_as_in_the_stored_words() -> None:
    base = KnowledgeBase((PARCEL, MAYOR), GROUPS)
    ranking = Retriever.build(base).rank("How do I return a package?")
    assert ranking.hits[0].entry is PARCEL
    assert ranking.matched == ("return", "package")
    assert (
        ranking.confidence > Retriever.build(KnowledgeBase(base.entries)).rank("How do I return a package?").confidence
    )


@pytest.mark.parametrize("group", [(), ("alone",), ("", "nothing"), ("?!", "marks")])
def test_a_group_without_words_changes_nothing(group: tuple[str, ...]) -> None:
    analyzer = analyzer_for(KnowledgeBase((PARCEL,), (group,)), ENGLISH)
    assert [word.folded for word in analyzer.analyze("nothing alone marks")] == ["nothing", "alone", "marks"]


def test_initials_stand_for_the_last_name_too() -> None:
    analyzer = analyzer_for(KnowledgeBase((MAYOR,)), ENGLISH)
    assert [word.folded for word in analyzer.analyze("what did ABC open")] == ["what", "did", "abc", "carter", "open"]


def test_initials_that_spell_a_stop_word_are_ignored() -> None:
    base = KnowledgeBase((Entry("0", ("Who was Anna N. Derby?",), "A painter.", None, "shop.txt", 1),))
    assert [word.folded for word in analyzer_for(base, ENGLISH).analyze("red and blue")] == ["red", "and", "blue"]


def test_initials_of_a_name_with_accents_are_found_without_them() -> None:
    base = KnowledgeBase((Entry("0", ("Who was José M. Álvarez?",), "A painter.", None, "shop.txt", 1),))
    assert [word.folded for word in analyzer_for(base, ENGLISH).analyze("JMA")] == ["jma", "alvarez"]


def test_the_owners_synonyms_win_over_initials() -> None:
    analyzer = analyzer_for(KnowledgeBase((MAYOR,), (("alphabet", "abc"),)), ENGLISH)
    assert [word.folded for word in analyzer.analyze("abc")] == ["alphabet"]
