"""Finds the questions in a message, without the text around them."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language import ENGLISH
from bot.language.reading import MAX_CHARACTERS, MAX_SPANS, Span, clean, read

SOME = settings(deadline=None, max_examples=200)
MESSAGES = Path(__file__).parent.parent / "data" / "messages"
ROWS = [
    tuple(line.split("\t"))
    for name in ("wrapped.tsv", "one_question.tsv", "unrelated.tsv")
    for line in (MESSAGES / name).read_text(encoding="utf-8").splitlines()
]
SYNTAX = re.compile(r"https?:|www\.|<a?:\w+:\d+>|<[@#]|```|:\w+:|[\U0001f300-\U0001faff\u2600-\u27bf]|\n")
COURTESY = re.compile(
    r"^(?:hi|hey|hiya|hello|good evening|yo)\b|\b(?:thanks|thank you|ty|tysm|thx|cheers)\W*$", re.IGNORECASE
)
QUESTION = "where is the boat?"


def of_kind(*kinds: str) -> list[str]:
    return [text for text, _, kind in ROWS if kind in kinds]


def spans(message: str) -> list[str]:
    return [span.text for span in read(message, ENGLISH).spans]


def asked(message: str) -> list[str]:
    return [span.text for span in read(message, ENGLISH).spans if span.asks and span.first == span.last]


@pytest.mark.parametrize(
    "message",
    [
        QUESTION,
        "https://example.org/boats?id=7#pier where is the boat?",
        "where is the boat? <https://example.org>",
        "where is [the boat](https://example.org/a_b)?",
        "where is the boat? www.example.org/boats",
        "where is the boat? 🤔🤔",
        "🏛️ where is the boat? 👍🏽",
        "where is the boat? :thinking:",
        "<:pepe:618237459012345678> where is the boat? <a:party:618237459012345999>",
        "<@618237459012345678> where is the boat?",
        "<@&618237459012345678> <#618237459012345678> where is the boat?",
        "@harbour_master where is the boat?",
        "</ask:618237459012345678> where is the boat?",
        "where is the boat? <t:1700000000:R>",
        "```\nTraceback: line 1\n```where is the boat?",
        "where is the boat?\n```py\nboat = None",
        "> somebody wrote of boats before\nwhere is the boat?",
        ">>> quoted\nwhere is the boat?",
        "where is the boat?\n-- \nIda, harbour master",
        "where is the boat? Kind regards, Ida",
        "where is the boat?\n\nSent from my iPhone",
        "**where** is the `boat`?",
        "where is ||the boat||?",
        "hi! where is the boat?",
        "Hello everyone, where is the boat?",
        "good morning all, where is the boat?",
        "hey bot where is the boat?",
        "Hope everyone is well :) where is the boat?",
        "sorry if this was asked before, where is the boat?",
        "sorry for the dumb question but where is the boat?",
        "not sure if this is the right channel. where is the boat?",
        "quick question: where is the boat?",
        "ok so um, where is the boat?",
        "where is the boat? thanks!",
        "where is the boat? Thank you so much in advance",
        "where is the boat? any help is appreciated",
        "where is the boat? asking for a friend lol",
        "hi all :D where is the boat? tysm <3",
        "Hi! I'm new here. Love the server. where is the boat? Cheers",
    ],
)  # fmt: skip
def test_text_around_a_question_is_dropped(message: str) -> None:
    assert spans(message) == [QUESTION]


@pytest.mark.parametrize(
    ("message", "question"),
    [
        ("anyone know where the boat is", "where the boat is"),
        ("I was wondering if the boat sails", "if the boat sails"),
        ("my gf wants to know why boats float", "why boats float"),
        ("my question is how to steer", "how to steer"),
    ],
)
def test_text_that_leads_to_a_question_is_dropped(message: str, question: str) -> None:
    assert question in spans(message)


@pytest.mark.parametrize("text", of_kind("greeting", "thanks", "emoji", "link", "quote", "excuse", "friend"))
def test_each_message_has_a_reading_without_links_emoji_and_mentions(text: str) -> None:
    assert any(not SYNTAX.search(span) for span in spans(text))


@pytest.mark.parametrize("text", of_kind("greeting", "thanks"))
def test_each_message_has_a_reading_that_begins_and_ends_without_courtesy(text: str) -> None:
    around = re.compile(
        r"^(?:hi|hey|hiya|hello|good evening|yo)\b|\b(?:thanks|thank you|ty|tysm|thx|cheers)\W*$", re.IGNORECASE
    )
    assert any(span and not around.search(span) for span in spans(text))


@pytest.mark.parametrize(("text", "_", "kind"), ROWS)
def test_every_message_has_a_few_readings(text: str, _: str, kind: str) -> None:
    reading = read(text, ENGLISH)
    assert 0 < len(reading.spans) <= MAX_SPANS, kind
    assert_sound(reading.spans)


def assert_sound(found: Sequence[Span]) -> None:
    places = [(span.first, span.last) for span in found]
    assert all(0 <= first <= last for first, last in places)
    assert len(set(places)) == len(places)
    assert all(re.search(r"\w", span.text) for span in found)


@pytest.mark.parametrize(
    ("message", "questions"),
    [
        ("where is the boat? who steers it?", ["where is the boat?", "who steers it?"]),
        ("where is the boat and who steers it", ["where is the boat", "who steers it"]),
        ("hi! where is the boat? also, how much is the fare? thanks", ["where is the boat?", "how much is the fare?"]),
        ("1. where is the boat? 2. who steers it?", ["where is the boat?", "who steers it?"]),
        ("- where is the boat\n- who steers it", ["where is the boat", "who steers it"]),
        ("where is the boat | who steers it", ["where is the boat", "who steers it"]),
        ("where is the boat 🚢 who steers it", ["where is the boat", "who steers it"]),
        ("船はどこですか？誰が操縦しますか？", ["船はどこですか？", "誰が操縦しますか？"]),
        ("¿Dónde está el barco? ¿Quién lo lleva?", ["¿Dónde está el barco?", "¿Quién lo lleva?"]),
    ],
)
def test_two_questions_are_two_readings(message: str, questions: list[str]) -> None:
    found = asked(message)
    assert all(any(each.strip("-• ,") == question for each in found) for question in questions)


@pytest.mark.parametrize("text", of_kind("two", "second"))
def test_two_questions_in_a_whole_message_are_two_readings(text: str) -> None:
    assert len(asked(text)) >= 2


@pytest.mark.parametrize(
    "message",
    [
        "I left my bag on the boat. Where do I get it back?",
        "The ferry was late again. Why is that?",
        "There was a summit in Vienna in June 1961. What happened at it?",
    ],
)
def test_one_question_in_two_sentences_can_be_read_as_a_whole(message: str) -> None:
    first, *_ = spans(message)
    assert first == message


@pytest.mark.parametrize("text", [text for text in of_kind("one") if len(text.split()) <= 30])
def test_a_whole_message_with_one_question_can_be_read_as_a_whole(text: str) -> None:
    reading = read(text, ENGLISH)
    whole, *_ = reading.spans
    words, read_words = set(re.findall(r"\w+", text.lower())), set(re.findall(r"\w+", whole.text.lower()))
    assert len(read_words) >= 0.7 * len(words)


@pytest.mark.parametrize(
    "text", ["Dr. Ida steers it.", "Do we meet at St. Mary's?", "boats, ships, etc. are free", "Who is J. Doe?"]
)
def test_an_abbreviation_does_not_end_a_sentence(text: str) -> None:
    assert spans(text) == [text]


@pytest.mark.parametrize("text", ["C++ or C# ?", "is it at 10:30 or 11:00?", "how much is 3.5 in feet?", "a:b:c"])
def test_text_that_only_looks_like_markup_stays(text: str) -> None:
    assert spans(text) == [text]


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("https://example.org/boats", "boats"),
        ("<https://example.org/boats>", "boats"),
        ("https://example.org/boats 🎉", "boats"),
        ("> where is the boat?", "boat"),
        ("```where is the boat?```", "boat"),
    ],
)
def test_a_link_a_quote_or_code_is_kept_if_it_is_the_whole_message(message: str, kept: str) -> None:
    assert kept in " ".join(spans(message))


@pytest.mark.parametrize(
    "message", ["", " ", "\n", "?!", "🎉", ":joy:", "<@618237459012345678>", "<3", "hi", "thank you!"]
)
def test_a_message_that_asks_nothing_has_no_spans(message: str) -> None:
    assert spans(message) == []


def test_only_the_beginning_of_a_very_long_message_is_read() -> None:
    filler = "the boat sails at noon and the pier is wet. " * 200
    reading = read(f"{filler}where is the captain?", ENGLISH)
    assert "captain" not in reading.text
    assert len(reading.text) <= MAX_CHARACTERS


def test_a_question_at_the_end_of_a_long_message_is_read() -> None:
    filler = "the boat sails at noon and the pier is wet. " * 80
    message = f"{filler}where is the captain?"
    assert len(message) < MAX_CHARACTERS
    assert "where is the captain?" in spans(message)


def test_only_some_of_very_many_questions_are_read() -> None:
    assert len(spans(" ".join(f"where is boat {number}?" for number in range(100)))) == MAX_SPANS


PIECES = st.sampled_from((
    "hi", "thanks", "where is the boat?", "Who steers?", "sorry", "https://a.org/b", "<:a:1234567890>", "<@123>", "🎉",
    ":joy:", "```", "> a", "\n", "...", "-- ", "[a](http://b)", "1.", "|", "and", "what", ",", "。", "\ud800", "\x00",
))  # fmt: skip


WORDS = st.sampled_from(("hi", "where", "is", "the", "boat", "who", "steers", "it", "now", "thanks", "please", "lol"))


@SOME
@given(
    st.text(st.characters(codec=None), max_size=300) | st.lists(PIECES | st.text(max_size=5), max_size=30).map(" ".join)
)
def test_any_text_can_be_read(message: str) -> None:
    reading = read(message, ENGLISH)
    assert len(reading.spans) <= MAX_SPANS
    assert_sound(reading.spans)


@SOME
@given(st.lists(PIECES, max_size=20).map(" ".join))
def test_cleaned_text_with_words_has_no_link_emoji_or_mention(message: str) -> None:
    assert not SYNTAX.search(clean(f"boat {message}").replace("\n", " "))


@SOME
@given(st.lists(WORDS, max_size=20).map(" ".join))
def test_a_reading_adds_no_word(message: str) -> None:
    assert all(set(span.split()) <= set(message.split()) for span in spans(message))


@pytest.mark.parametrize(
    ("message", "question"),
    [
        ("The refund was sent from my old bank. Where do I report a member?", "Where do I report a member?"),
        ("Hi everyone -- how do I get my money back?", "how do I get my money back?"),
        ("What are the best wishes to make in this game?", "What are the best wishes to make in this game?"),
        ("sorry how do i get a refund", "how do i get a refund"),
        ("sorry to bother you where do i report a member", "where do i report a member"),
        ("I lost my password, any idea how?", "I lost my password, any idea how?"),
        ("is a ping of <30 ms ok", "is a ping of <30 ms ok"),
        ("where do I put the Steam™ Deck", "where do I put the Steam™ Deck"),
        ("how do I thank you", "how do I thank you"),
        ("What was the main issue? -- sent from my phone", "What was the main issue?"),
    ],
)
def test_text_that_only_looks_like_noise_stays_part_of_the_question(message: str, question: str) -> None:
    assert question in [span.text for span in read(message, ENGLISH).spans]
