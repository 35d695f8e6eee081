"""Makes new sequences: the beginning of one and the end of another, joined at an item that both contain."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_CHUNK = 200_000
"""Sequences per batch, which bounds the memory."""
_ROUNDS = 200
"""Maximum batches: if they do not suffice, the given sequences are too few or too alike."""
_FEW = 1_000
"""Minimum sequences per batch."""
_SLACK = 1.5
"""Factor that relaxes the wanted lengths after a batch with few new sequences: some lengths may be too rare."""

Numbers = NDArray[np.int64]
Hashes = NDArray[np.uint64]


class TooAlikeError(Exception):
    """The given sequences are too few or too alike to make enough different ones."""


@dataclass(frozen=True)
class Sequences:
    """Sequences of small integers, concatenated in one array."""

    items: NDArray[np.int32]
    starts: Numbers
    """The start of each sequence in `items`, and the end of the last."""

    @classmethod
    def of(cls, sequences: Sequence[Sequence[int]]) -> "Sequences":
        """Concatenate lists."""
        items = np.fromiter((item for sequence in sequences for item in sequence), dtype=np.int32)
        return cls(items, _starts(np.fromiter(map(len, sequences), dtype=np.int64)))

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def lengths(self) -> Numbers:
        """Of each sequence."""
        return np.diff(self.starts)

    def pick(self, which: NDArray[np.bool_] | Numbers) -> "Sequences":
        """The sequences with these numbers, or those where the mask is true."""
        numbers = np.flatnonzero(which) if which.dtype == np.bool_ else which.astype(np.int64)
        lengths = self.lengths[numbers]
        return Sequences(self.items[_spread(self.starts[numbers], lengths)], _starts(lengths))

    def joined(self, other: "Sequences") -> "Sequences":
        """These sequences, then the others."""
        return Sequences(
            np.concatenate([self.items, other.items]), np.concatenate([self.starts, other.starts[1:] + self.starts[-1]])
        )

    def hashes(self) -> Hashes:
        """A hash of each sequence."""
        place = np.arange(len(self.items)) - np.repeat(self.starts[:-1], self.lengths)
        mixed = self.items.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + place.astype(np.uint64)
        for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):  # the finalizer of SplitMix64
            mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
        sums = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(mixed, dtype=np.uint64)])
        hashes: Hashes = sums[self.starts[1:]] - sums[self.starts[:-1]]
        return hashes


def splice(given: Sequences, keys: Numbers, wanted: int, rng: np.random.Generator, known: Hashes) -> Sequences:
    """Make `wanted` different sequences, except those in `given` and those with a hash in `known`.

    Two sequences are joined at items with the same key; `keys` holds the key of each item. The new sequences are about
    as long as the given ones. If the given sequences make too few, the new ones are spliced again. Raises
    TooAlikeError.
    """
    made = Sequences.of([])
    known = np.concatenate([known, given.hashes()])
    shares = _shares(given.lengths)
    pool, slack = _Pool(given, keys), 1.0
    for _ in range(_ROUNDS):
        missing = wanted - len(made)
        if missing <= 0 or not len(given):
            break
        tried = pool.splice(min(_CHUNK, 2 * missing + _FEW), rng)
        hashes = tried.hashes()
        fresh = np.unique(hashes, return_index=True)[1]
        fresh = fresh[~np.isin(hashes[fresh], known)]
        quota = np.ceil(shares * slack * min(missing, len(tried) / 2))
        kept = _within(quota, tried.lengths, rng.permutation(fresh))[:missing]
        known = np.concatenate([known, hashes[kept]])
        made = made.joined(tried.pick(kept))
        if len(fresh) < len(tried) / 4:
            pool = _Pool(given.joined(made), keys)
        if len(kept) < len(tried) / 8:
            slack *= _SLACK
    if len(made) < wanted:
        raise TooAlikeError
    return made


def _shares(lengths: Numbers) -> NDArray[np.float64]:
    """The share of each length among the given ones; missing lengths in between count once."""
    often = np.bincount(lengths).astype(np.float64)
    often[lengths.min(initial=0) :] = np.maximum(1, often[lengths.min(initial=0) :])
    shares: NDArray[np.float64] = often / max(1.0, often.sum())
    return shares


def _within(quota: NDArray[np.float64], lengths: Numbers, numbers: Numbers) -> Numbers:
    """The first numbers of each length up to its quota, in the given order."""
    numbers = numbers[lengths[numbers] < len(quota)]
    order = np.argsort(lengths[numbers], kind="stable")
    ordered = lengths[numbers][order]
    place = np.empty(len(numbers), dtype=np.int64)
    place[order] = np.arange(len(numbers)) - np.searchsorted(ordered, ordered)
    return numbers[place < quota[lengths[numbers]]]


class _Pool:
    """Sequences, and the positions of each key in them."""

    def __init__(self, given: Sequences, keys: Numbers) -> None:
        self._given = given
        self._keys = keys[given.items]
        self._places = np.argsort(self._keys, kind="stable")
        self._number = np.bincount(self._keys, minlength=int(keys.max(initial=0)) + 1)
        self._first = np.cumsum(self._number) - self._number
        self._end = np.repeat(given.starts[1:], given.lengths)

    def splice(self, count: int, rng: np.random.Generator) -> Sequences:
        """Join pairs. Some results may equal each other or a given sequence."""
        starts, lengths = self._given.starts, self._given.lengths
        text = rng.integers(len(self._given), size=count)
        place = starts[text] + (rng.random(count) * lengths[text]).astype(np.int64)
        key = self._keys[place]
        other = self._places[self._first[key] + (rng.random(count) * self._number[key]).astype(np.int64)]
        heads, tails = place + 1 - starts[text], self._end[other] - other - 1
        pieces = np.stack([starts[text], other + 1], axis=1).ravel()
        sizes = np.stack([heads, tails], axis=1).ravel()
        return Sequences(self._given.items[_spread(pieces, sizes)], _starts(heads + tails))


def _starts(lengths: Numbers) -> Numbers:
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)])


def _spread(starts: Numbers, lengths: Numbers) -> Numbers:
    """The positions start, start + 1, … of every range, concatenated."""
    before = np.cumsum(lengths) - lengths
    places: Numbers = np.arange(int(lengths.sum())) + np.repeat(starts - before, lengths)
    return places
