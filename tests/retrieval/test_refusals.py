"""What has no answer gets no confidence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import ENGLISH
from bot.retrieval import Retriever
from tests.retrieval.bases import GREENHOUSE, LIBRARY, SOME, built

NOTHING = [
    "", " ", "?", "...", "😀", "👍🏽 🎉", "❤️", "95", "95 %", "1962", "23 10 1962", "1 2 3", "4th",
    "the", "what", "what is it", "why did they", "who was it then", "how about this", "so what", "and the",
    "asdfghjkl", "qwxz zzkq", "xkcd blorp fnord", "zzz zzz zzz", "hjkl;", "\u202e\u200b",
]  # fmt: skip
RETRIEVERS = [built(LIBRARY), built(GREENHOUSE)]
BASES = pytest.mark.parametrize("retriever", RETRIEVERS, ids=["single questions", "several phrasings"])


FAINT = 0.05
"""Below the least confidence from which even an eager bot shows anything."""


@pytest.mark.parametrize("text", NOTHING)
def test_a_message_without_a_known_content_word_has_no_confidence(text: str, shipped_retriever: Retriever) -> None:
    assert [retriever.rank(text).confidence for retriever in (*RETRIEVERS, shipped_retriever)] == [0, 0, 0]


@BASES
@SOME
@given(words=st.lists(st.sampled_from(sorted(ENGLISH.stop_words)), max_size=8))
def test_stop_words_alone_have_no_confidence(retriever: Retriever, words: list[str]) -> None:
    assert retriever.rank(" ".join(words)).confidence == 0


@BASES
@SOME
@given(text=st.text("0123456789 .,:%-/+#½²", max_size=40))
def test_digits_alone_have_no_confidence(retriever: Retriever, text: str) -> None:
    assert retriever.rank(text).confidence == 0


@BASES
@SOME
@given(text=st.text(st.characters(categories=["So", "Sk", "Sm", "Sc", "Po", "Cf", "Zs"]), max_size=40))
def test_symbols_alone_have_no_confidence(retriever: Retriever, text: str) -> None:
    assert retriever.rank(text).confidence == 0


@BASES
@SOME
@given(text=st.lists(st.text("qxzjvkw", min_size=3, max_size=9), min_size=1, max_size=5).map(" ".join))
def test_gibberish_has_hardly_any_confidence(retriever: Retriever, text: str) -> None:
    assert retriever.rank(text).confidence < FAINT


@BASES
@pytest.mark.parametrize(
    "text", ["aaaaaaa", "lol", "omg wtf", "hahaha", "ok", "cool", "bruh", "😂 lol 😂", "test", "hi"]
)
def test_chatter_has_hardly_any_confidence(retriever: Retriever, text: str) -> None:
    assert retriever.rank(text).confidence < FAINT


@pytest.mark.parametrize(
    "text",
    [
        "who killed kennedy",
        "who wrote hamlet",
        "how do i cook rice",
        "when did khrushchev die",
        "how tall was kennedy",
        "is castro still alive",
        "how are you",
        "tell me a joke",
    ],
)
def test_the_shipped_file_is_not_sure_of_what_it_does_not_say(text: str, shipped_retriever: Retriever) -> None:
    assert shipped_retriever.rank(text).confidence < 0.5
