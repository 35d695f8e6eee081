"""Corpora that look like the given texts."""

from collections import Counter
from collections.abc import Iterable

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.benchmark.corpus import Corpus, CorpusError, Generator
from bot.benchmark.splicing import Sequences, TooAlikeError, splice
from bot.benchmark.vocabulary import EXPONENTS, heaps_exponent, new_words, new_words_counts
from bot.knowledge import KnowledgeBase

LARGE = 20_000


@pytest.fixture(scope="session")
def large(zipf_texts: tuple[str, ...]) -> Corpus:
    return Generator(zipf_texts, 50, seed=3).corpus(LARGE)


def frequencies(texts: Iterable[str]) -> NDArray[np.int64]:
    """Of the words, most frequent first."""
    return np.array(sorted(Counter(word for text in texts for word in text.split()).values(), reverse=True))


def steepness(texts: Iterable[str]) -> float:
    """Of frequency over rank, between logarithms, beyond the first words."""
    often = frequencies(texts)
    ranks = np.unique(np.geomspace(10, len(often), 40).astype(int))
    return float(np.polyfit(np.log(ranks), np.log(often[ranks - 1]), 1)[0])


def test_the_same_seed_makes_the_same_corpus(zipf_texts: tuple[str, ...], large: Corpus) -> None:
    assert Generator(zipf_texts, 50, seed=3).corpus(LARGE) == large


def test_another_seed_makes_another_corpus(zipf_texts: tuple[str, ...]) -> None:
    first, second = (Generator(zipf_texts, 50, seed).corpus(3_000) for seed in (1, 2))
    assert first.queries != second.queries
    assert first.texts != second.texts


@pytest.mark.parametrize("size", [2, 14, 1_000, 5_000])
def test_a_corpus_has_the_wanted_number_of_different_texts(zipf_texts: tuple[str, ...], size: int) -> None:
    corpus = Generator(zipf_texts, 50, seed=1).corpus(size)
    assert len(corpus.texts) == len(set(corpus.texts)) == size


def test_a_small_corpus_has_only_given_texts(zipf_texts: tuple[str, ...]) -> None:
    assert set(Generator(zipf_texts, 50, seed=1).corpus(500).texts) <= set(zipf_texts)


def test_a_large_corpus_has_all_given_texts_except_the_queries(zipf_texts: tuple[str, ...], large: Corpus) -> None:
    assert set(zipf_texts) <= set(large.texts) | set(large.queries)


def test_no_query_is_stored(large: Corpus) -> None:
    assert len(set(large.queries)) == 50
    assert not set(large.queries) & set(large.texts)


def test_the_queries_are_the_same_at_every_size(zipf_texts: tuple[str, ...]) -> None:
    generator = Generator(zipf_texts, 50, seed=1)
    assert generator.corpus(14).queries == generator.corpus(3_000).queries
    assert set(generator.queries) <= set(zipf_texts)


def test_queries_are_generated_if_there_are_too_few_texts(shipped_base: KnowledgeBase) -> None:
    given = [question for entry in shipped_base.entries for question in entry.questions]
    corpus = Generator(given, 100, seed=1).corpus(5_000)
    assert set(given) <= set(corpus.texts)
    assert len(corpus.queries) == 100
    assert not set(corpus.queries) & set(corpus.texts)


def test_the_vocabulary_grows_as_heaps_law_says(zipf_texts: tuple[str, ...], large: Corpus) -> None:
    given = [word for text in zipf_texts for word in text.split()]
    numbers = {word: number for number, word in enumerate(dict.fromkeys(given))}
    exponent = heaps_exponent(np.array([numbers[word] for word in given]))
    tokens = sum(len(text.split()) for text in large.texts)
    foreseen = len(numbers) * (tokens / len(given)) ** exponent
    assert len(frequencies(large.texts)) == pytest.approx(foreseen, rel=0.1)


def test_frequencies_keep_falling_as_in_the_given_texts(zipf_texts: tuple[str, ...], large: Corpus) -> None:
    assert steepness(large.texts) == pytest.approx(steepness(zipf_texts), abs=0.4)


def test_new_texts_are_as_long_as_the_given_ones(zipf_texts: tuple[str, ...], large: Corpus) -> None:
    given, made = ([len(text.split()) for text in texts] for texts in (zipf_texts, large.texts))
    assert np.mean(made) == pytest.approx(np.mean(given), rel=0.05)
    assert max(made) <= max(given)


@pytest.mark.parametrize("given", [[], ["one"], ["one two", "three four"]])
def test_texts_that_are_too_few_or_too_alike_are_refused(given: list[str]) -> None:
    with pytest.raises(CorpusError, match="give more texts"):
        Generator(given, 1, seed=1).corpus(100)


def test_the_exponent_is_that_of_the_law() -> None:
    rng = np.random.default_rng(1)
    shares = 1 / np.arange(1, 50_000) ** 2.0
    assert heaps_exponent(rng.choice(len(shares), 200_000, p=shares / shares.sum())) == pytest.approx(0.5, abs=0.03)


def test_an_implausible_exponent_is_clipped() -> None:
    assert heaps_exponent(np.arange(100)) == EXPONENTS[1]


def test_new_words_become_rarer_down_to_one() -> None:
    counts = new_words_counts(1_000, 4_000, 0.5, room=10**6)
    assert len(counts) == 3_000
    assert counts[0] == 15
    assert counts[-1] == 1
    assert (np.diff(counts) <= 0).all()


def test_new_words_fit_into_the_room() -> None:
    assert new_words_counts(10, 1_000, 0.5, room=1_500).sum() <= 1_500
    assert len(new_words_counts(10, 1_000, 0.5, room=300)) == 300


def test_new_words_are_new_and_different() -> None:
    old = ["missile", "blockade", "quarantine", "embargo", "president", "premier", "summit"]
    words = new_words(old, 60, np.random.default_rng(1))
    assert len(set(words)) == 60
    assert not set(words) & set(old)
    assert set("".join(words)) <= set("".join(old))


def test_sequences_are_joined_at_an_item_of_both() -> None:
    given = Sequences.of([[1, 2, 3], [4, 2, 5]])
    made = splice(given, np.arange(6), 2, np.random.default_rng(1), np.zeros(0, dtype=np.uint64))
    assert {tuple(each) for each in np.split(made.items, made.starts[1:-1])} == {(1, 2, 5), (4, 2, 3)}


def test_impossible_numbers_of_sequences_are_refused() -> None:
    with pytest.raises(TooAlikeError):
        splice(Sequences.of([[1, 2], [3, 4]]), np.arange(5), 1, np.random.default_rng(1), np.zeros(0, dtype=np.uint64))
