"""Assistants that need not be fitted again: opened from a saved index where there is one, else built and saved.

A saved index is a cache. It is found only under the digest of all that it was made of and by, and one that cannot be
used is made anew; where none can be kept, everything works without.
"""

import platform
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from functools import cache as once
from importlib.util import find_spec
from itertools import starmap
from pathlib import Path

import bot
from bot.answering import Assistant, Strictness
from bot.knowledge import KnowledgeBase
from bot.retrieval import DEFAULT, Encoder, Ingredients, Labelled
from bot.runtime import Progress, silent
from bot.storage import Cache, Unusable, key_of

LIBRARIES = {"numpy": "numpy", "scipy": "scipy", "sklearn": "scikit_learn"}
"""What has a say in the arrays, by the name that it is imported by, and the one that it is installed under; of other
versions, the same files may give others."""
ROOMS = ("answering", "language", "retrieval", "storage")
"""The rooms of ours that have."""


EncoderFor = Callable[[KnowledgeBase], Encoder | None]


def no_encoder(_base: KnowledgeBase) -> None:
    """Words alone, for every knowledge base."""


@dataclass(frozen=True, slots=True)
class SavedAssistants:
    """The assistants of one set of knowledge files."""

    cache: Cache | None
    """None to keep nothing."""
    strictness: Strictness = Strictness.BALANCED
    encoder_for: EncoderFor = no_encoder
    """Which encoder a knowledge base gets; None for words alone."""

    def get(self, base: KnowledgeBase, labelled: Sequence[Labelled] = (), show: Progress = silent) -> Assistant:
        """Open the assistant, or else build and save it: the slow step. That it cannot be saved is no error."""
        found = self.open(base, labelled)
        if found is None:
            found = Assistant.build(base, self.strictness, labelled, show=show, encoder=self.encoder_for(base))
            with suppress(OSError, Unusable):
                self.save(found, labelled)
        return found

    def open(self, base: KnowledgeBase, labelled: Sequence[Labelled] = ()) -> Assistant | None:
        """The saved assistant; None where there is none that can be used."""
        if self.cache is None:
            return None
        encoder = self.encoder_for(base)
        try:
            state = self.cache.open(key(base, labelled, encoder=encoder))
            if state is None:
                return None
            found = Assistant.restore(base, state, self.strictness, encoder)
            state.release_pages()
        except (Unusable, ValueError):
            return None
        return found

    def holds(self, base: KnowledgeBase, labelled: Sequence[Labelled] = ()) -> bool:
        """Whether there is a saved assistant, be it usable or not."""
        return self.cache is not None and self.cache.path(key(base, labelled, encoder=self.encoder_for(base))).is_file()

    def save(self, assistant: Assistant, labelled: Sequence[Labelled] = ()) -> Path | None:
        """Save what was built of these questions; None where nothing is kept. Raises OSError and Unusable."""
        if self.cache is None:
            return None
        encoder = self.encoder_for(assistant.base)
        return self.cache.save(key(assistant.base, labelled, encoder=encoder), assistant.state())


def key(
    base: KnowledgeBase,
    labelled: Sequence[Labelled] = (),
    ingredients: Ingredients = DEFAULT,
    encoder: Encoder | None = None,
) -> str:
    """The key of the index of a knowledge base: everything that it depends on, in 32 hex digits."""
    named = encoder.name if encoder else ""
    return key_of((base.digest, *_labels(labelled), *_portions(ingredients), *_makers(), named))


def _labels(labelled: Sequence[Labelled]) -> Iterator[str]:
    for text, ids in labelled:
        yield repr((text, sorted(ids)))


def _portions(ingredients: Ingredients) -> Iterator[str]:
    for portion in fields(ingredients):
        value = getattr(ingredients, portion.name)
        # The order of a set is another in every process.
        yield repr((portion.name, sorted(value) if isinstance(value, frozenset) else value))


@once
def _makers() -> tuple[str, ...]:
    """The versions of all that has a say. A clone may change without a new number, so its sources count."""
    sources = sorted(file for room in ROOMS for file in (Path(bot.__file__).parent / room).rglob("*.py"))
    texts = key_of(file.read_bytes() for file in sources)
    return bot.__version__, platform.python_version(), *starmap(_version, LIBRARIES.items()), texts


def _version(package: str, project: str) -> str:
    """A library's name and version, as the folder beside it is called that says what is installed (PEP 376).

    Neither the library is imported for it nor importlib.metadata, which takes as long as all else that a key needs.
    """
    spec = find_spec(package)
    beside = Path(spec.origin).parents[1].glob(f"{project}-*-info") if spec and spec.origin else ()
    return " ".join(sorted(folder.name for folder in beside))
