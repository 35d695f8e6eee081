"""What members write comes out of the bot in public only if it is harmless."""

import pytest

from bot.answering import Answered, Assistant, Evidence, Suggested, Unanswered
from bot.knowledge import Entry
from bot.language import ENGLISH
from bot.replies import for_public, outcome_reply
from bot.replies.public_words import HARMLESS_WORDS, is_harmless
from bot.retrieval import Hit

OPEN = Entry("1", ("When is the workshop open?",), "Tuesday to Saturday, for bicycles.", None, "faq.txt", 3)
HITS = (Hit(OPEN, 1.0),)
INSULT = "wanker"


def test_an_unknown_word_is_repeated_only_if_it_is_harmless() -> None:
    outcome = Unanswered("x", HITS, 0.1, Evidence((), (INSULT, "Refunds", "parking")), "")
    assert outcome_reply(for_public(outcome, ENGLISH)).note == "my notes don't mention: Refunds, parking"


def test_without_a_harmless_word_nothing_is_said() -> None:
    outcome = Unanswered("x", (), 0.0, Evidence((), (INSULT,)), "")
    assert outcome_reply(for_public(outcome, ENGLISH)).note == ""


def test_a_word_of_the_entry_is_repeated_in_every_form_and_a_misspelt_one_is_not() -> None:
    evidence = Evidence(("Workshops", "bicycle", "wankshop"))
    outcome = Answered("x", HITS, 0.9, evidence, "", OPEN, ())
    assert outcome_reply(for_public(outcome, ENGLISH)).note == "High confidence · 90% · matched: Workshops, bicycle"


def test_a_quotation_has_gaps() -> None:
    outcome = Suggested("x", HITS, 0.4, Evidence(), f"when does that {INSULT} open the workshop", (OPEN,), likely=True)
    assert outcome_reply(for_public(outcome, ENGLISH)).read_as == "Read as: when does that … open the workshop"


@pytest.mark.parametrize("text", [INSULT, f"why is the {INSULT} here?", f"{INSULT} missiles", f"is kennedy a {INSULT}"])
def test_no_insult_comes_out_of_a_real_assistant(shipped_assistant: Assistant, text: str) -> None:
    for outcome in shipped_assistant.answer(text):
        reply = outcome_reply(for_public(outcome, shipped_assistant.language))
        assert INSULT not in f"{reply.title} {reply.body} {reply.note} {reply.read_as}"


def test_the_list_is_of_small_plain_words() -> None:
    assert all(word.isascii() and word.isalpha() and word.islower() for word in HARMLESS_WORDS)
    assert is_harmless("Refunds")
    assert not is_harmless("")
