"""Which questions find another entry first."""

import pytest

from bot.checking.overshadowed import overshadowed
from bot.knowledge import Entry, KnowledgeBase


def base(*answers: tuple[str, str]) -> KnowledgeBase:
    return KnowledgeBase(
        tuple(Entry(f"e{place}", (text,), answer, None, "f", place) for place, (text, answer) in enumerate(answers))
    )


def test_a_question_without_words_of_its_own_is_told_of_with_what_it_finds() -> None:
    (found,) = overshadowed(
        base(("How much does it cost?", "9."), ("How much did it cost?", "8."), ("Who pays?", "I."))
    )
    assert (found.entry.id, found.question, found.found.id) == ("e1", "How much did it cost?", "e0")


def test_the_same_answer_does_no_harm() -> None:
    assert list(overshadowed(base(("How much does it cost?", "9."), ("How much did it cost?", "9.")))) == []


def test_near_duplicates_are_left_to_the_linter() -> None:
    assert list(overshadowed(base(("Where can guests park?", "Here."), ("Where can the guests park?", "There.")))) == []


def test_the_shipped_questions_all_find_their_own_entries_first(shipped_base: KnowledgeBase) -> None:
    assert list(overshadowed(shipped_base)) == []


def test_entries_without_any_known_word_find_nothing() -> None:
    assert list(overshadowed(base(("ʼʼ?", "ʼ"), ("ʼ?", "ʼʼ")))) == []


def test_of_a_large_knowledge_base_only_the_first_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = (("How much does it cost?", "9."), ("Who pays?", "I."), ("How much did it cost?", "8."))
    assert len(list(overshadowed(base(*pairs)))) == 1
    monkeypatch.setattr("bot.checking.overshadowed.MOST_QUESTIONS", 2)
    assert list(overshadowed(base(*pairs))) == []


def test_a_question_is_read_with_the_owner_s_synonyms() -> None:
    plain = base(("Is the lamp on?", "Yes."), ("Is the gateway on?", "No."), ("Who pays?", "I."))
    named = KnowledgeBase(plain.entries, (("router", "gateway"),))
    assert list(overshadowed(named)) == []
