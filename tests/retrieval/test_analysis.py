"""Which spellings count as the same words."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.english.spelling import LEMMAS, stem
from bot.retrieval.words.analysis import as_written, fold
from tests.retrieval.bases import analyze


def folded(text: str) -> list[str]:
    return [word.folded for word in analyze(text)]


def stems(text: str) -> list[str]:
    return [word.stem for word in analyze(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Khrushchev’s letter", "Khrushchev's letter"),
        ("“Why” did they “meet”?", 'Why did they "meet"?'),
        ("don’t touch", "don't touch"),
        ("don＇t touch", "don't touch"),
        ("WHY DID THEY MEET", "why did they meet"),
        ("Straße", "STRASSE"),
        ("café menu", "cafe menu"),
        ("Ｗｈｙ ｎｏｗ", "Why now"),
        ("Why now?!?", "why, now..."),
        ("What did the U.S. say?", "What did the US say"),
        ("u.s. navy", "US navy"),
        ("on 23rd October", "on 23 October"),
        ("the 1st and the 2nd, 4th", "the 1 and the 2, 4"),
        ("what's new", "what is new"),
        ("it’s late, they’re gone", "it is late, they are gone"),
        ("I can't and won't", "I can not and will not"),
        ("didn't he", "did not he"),
        ("who’d know", "who would know"),
        ("whats up", "what is up"),
        ("pls explain y u r late", "please explain why you are late"),
        ("the shop's door", "the shop door"),
        ("the shops' door", "the shops door"),
        ("heyyyyy yesssss", "heyy yess"),
    ],
)
def test_spellings_of_one_text_have_the_same_words(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize("text", ["café crème", "Zoë’s naïve Ångström", "Новый йогурт"])
def test_an_accent_written_apart_changes_nothing(text: str) -> None:
    assert folded(unicodedata.normalize("NFD", text)) == folded(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize("text", ["हिन्दी", "বাংলা", "தமிழ்"])
def test_vowel_signs_do_not_split_a_word(text: str) -> None:
    assert [word.written for word in analyze(text)] == [text]


@pytest.mark.parametrize("text", ["ʼ", "n't", "'", "’’’", "ʼ ʼ ʼ", "_", "?!", ""])
def test_a_mark_alone_is_no_word(text: str) -> None:
    assert "" not in folded(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hi, {}",
        "Hello there! {}",
        "Good morning everyone, {}",
        "hey bot {}",
        "Excuse me, {}",
        "Please {}",
        "Could you please tell me: {}",
        "Does anyone know {}",
        "Quick question: {}",
        "ok so {}",
        "I was wondering, {}",
        "{} please",
        "{} Thanks!",
        "{} Thank you very much.",
        "{} thanks in advance",
        "Hello, can someone tell me {} Thanks a lot!",
    ],
)
def test_greeting_and_politeness_are_dropped(text: str) -> None:
    question = "Where can I print documents?"
    assert folded(text.format(question)) == folded(question)


@pytest.mark.parametrize("text", ["hello", "Good morning!", "thanks", "please", "hi, thanks", "ok thank you", "so"])
def test_courtesy_alone_leaves_a_word(text: str) -> None:
    assert folded(text)


@pytest.mark.parametrize("text", ["the word hello", "who says thanks to whom", "history of the team", "okra soup"])
def test_courtesy_within_a_question_stays(text: str) -> None:
    assert folded(text) == text.split()


@pytest.mark.parametrize(
    ("words", "common"),
    [
        (("missile", "missiles"), "missil"),
        (("agree", "agrees", "agreed"), "agre"),
        (("city", "cities"), "city"),
        (("try", "tries", "tried"), "try"),
        (("box", "boxes"), "box"),
        (("church", "churches"), "church"),
        (("stop", "stopped", "stopping", "stops"), "stop"),
        (("call", "calling", "called"), "call"),
        (("invade", "invaded", "invading"), "invad"),
        (("was", "were", "is", "being"), "is"),
        (("wrote", "written", "writing", "write"), "writ"),
        (("leave", "leaves", "leaving", "left"), "leav"),
        (("child", "children"), "child"),
    ],
)
def test_forms_of_one_word_share_a_stem(words: tuple[str, ...], common: str) -> None:
    assert {stem(word) for word in words} == {common}


@pytest.mark.parametrize(("form", "lemma"), sorted(LEMMAS.items()))
def test_an_irregular_form_shares_the_stem_of_its_lemma(form: str, lemma: str) -> None:
    assert stem(form) == stem(lemma)


@pytest.mark.parametrize("word", ["glass", "virus", "crisis", "bus", "thing", "during", "news", "us", "speed", "1920s"])
def test_a_word_that_only_looks_inflected_keeps_its_ending(word: str) -> None:
    assert stem(word) == word


@pytest.mark.parametrize(
    ("one", "other"), [("missile", "missive"), ("put", "pout"), ("invite", "invade"), ("university", "universe")]
)
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_words_keep_their_order_and_spelling() -> None:
    assert [word.written for word in analyze("Did Zoë’s CAT see it?")] == ["Did", "Zoë’s", "CAT", "see", "it"]


def test_a_contraction_is_written_once_for_each_of_its_words() -> None:
    assert [(word.written, word.folded) for word in analyze("isn’t")] == [("isn’t", "is"), ("isn’t", "not")]


@given(st.text())
def test_every_word_is_part_of_its_text(text: str) -> None:
    joined = text.replace(".", "")
    assert all(word.folded and word.stem and word.written in joined for word in analyze(text))


@given(st.text("aeinorst' ’.hi please thanks", max_size=40))
def test_a_text_has_words_if_it_has_letters(text: str) -> None:
    assert bool(analyze(text)) == any(char.isalpha() for char in text)


@given(st.text())
def test_folding_leaves_no_accent(text: str) -> None:
    assert not any(unicodedata.combining(char) for char in fold(text))


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=15))
def test_a_stem_is_never_empty(word: str) -> None:
    assert stem(word)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("C++ or C#?", ["c++", "or", "c#"]),
        ("what about R", ["what", "about", "r"]),
        ("where r u", ["where", "are", "you"]),
        ("can I book a table in advance", ["can", "i", "book", "a", "table", "in", "advance"]),
        ("when is it, thanks in advance", ["when", "is", "it"]),
    ],
)
def test_a_single_capital_is_a_name_not_shorthand(text: str, folded: list[str]) -> None:
    assert [word.folded for word in analyze(text)] == folded


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("怎么补办？", ["怎", "么", "补", "办"]),
        ("Discordのｻｲﾄ", ["discord", "の", "サ", "イ", "ト"]),
        ("10月22日", ["10", "月", "22", "日"]),
        ("와이파이 비밀번호", ["와이파이", "비밀번호"]),
    ],
)
def test_each_character_of_chinese_and_japanese_is_a_word(text: str, words: list[str]) -> None:
    assert [unicodedata.normalize("NFC", word) for word in folded(text)] == words


@pytest.mark.parametrize(
    ("text", "characters", "shown"),
    [
        ("怎么补办结婚证", "怎么补办证", ("怎么补办", "证")),
        ("补办、补办", "补办", ("补办补办",)),
        ("办证办证", "办", ("办",)),
        ("我的 Discord", "的d", ("的",)),
        ("怎么", "", ()),
    ],
)
def test_neighbouring_characters_are_shown_together(text: str, characters: str, shown: tuple[str, ...]) -> None:
    assert as_written(analyze(text), set(characters)) == shown


def test_words_with_a_stem_are_shown_once_as_first_written() -> None:
    assert as_written(analyze("Boats and a boat, isn’t it?"), {"boat", "is", "not"}) == ("Boats", "isn’t")
