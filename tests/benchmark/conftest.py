"""Texts whose words follow Zipf's law."""

import numpy as np
import pytest

WORDS = 2_000
SYLLABLES = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sta", "tre")


@pytest.fixture(scope="session")
def zipf_texts() -> tuple[str, ...]:
    """Some 2,000 different texts of four to twelve words."""
    rng = np.random.default_rng(5)
    words = list(dict.fromkeys("".join(rng.choice(SYLLABLES, rng.integers(2, 5))) for _ in range(2 * WORDS)))[:WORDS]
    shares = 1 / np.arange(1, len(words) + 1)
    texts = (" ".join(rng.choice(words, rng.integers(4, 13), p=shares / shares.sum())) for _ in range(2_000))
    return tuple(dict.fromkeys(texts))
