"""Opens an assistant from its saved index, or builds and saves it.

The key of a saved index is a digest of everything that it depends on. An unusable index is built again. Everything
works without a cache.
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
from bot.retrieval import DEFAULT_PARAMS, Encoder, Labelled, RankingParams
from bot.runtime import Progress, silent
from bot.storage import Cache, Unusable, key_of

LIBRARIES = {"numpy": "numpy", "scipy": "scipy", "sklearn": "scikit_learn"}
"""Libraries whose versions may change the arrays: the import name, and the name of the installed distribution."""
ROOMS = ("answering", "language", "retrieval", "storage")
"""The bot's packages whose code may change the arrays."""


EncoderFor = Callable[[KnowledgeBase], Encoder | None]


def no_encoder(_base: KnowledgeBase) -> None:
    """Rank every knowledge base by words only."""


@dataclass(frozen=True, slots=True)
class SavedAssistants:
    """The assistants of one set of knowledge files."""

    cache: Cache | None
    """None to save nothing."""
    strictness: Strictness = Strictness.BALANCED
    encoder_for: EncoderFor = no_encoder
    """Returns the encoder for a knowledge base; None to rank by words only."""

    def get(self, base: KnowledgeBase, labelled: Sequence[Labelled] = (), show: Progress = silent) -> Assistant:
        """Open the assistant, or build and save it, which is slow. A failed save is no error."""
        found = self.open(base, labelled)
        if found is None:
            found = Assistant.build(base, self.strictness, labelled, show=show, encoder=self.encoder_for(base))
            with suppress(OSError, Unusable):
                self.save(found, labelled)
        return found

    def open(self, base: KnowledgeBase, labelled: Sequence[Labelled] = ()) -> Assistant | None:
        """The saved assistant; None if there is no usable one."""
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
        """Whether there is a saved assistant, usable or not."""
        return self.cache is not None and self.cache.path(key(base, labelled, encoder=self.encoder_for(base))).is_file()

    def save(self, assistant: Assistant, labelled: Sequence[Labelled] = ()) -> Path | None:
        """Save an assistant built with these questions. Returns None without a cache. Raises OSError and Unusable."""
        if self.cache is None:
            return None
        encoder = self.encoder_for(assistant.base)
        return self.cache.save(key(assistant.base, labelled, encoder=encoder), assistant.state())


def key(
    base: KnowledgeBase,
    labelled: Sequence[Labelled] = (),
    params: RankingParams = DEFAULT_PARAMS,
    encoder: Encoder | None = None,
) -> str:
    """The key of a knowledge base's index: 32 hex digits that cover everything it depends on."""
    named = encoder.name if encoder else ""
    return key_of((base.digest, *_labels(labelled), *_params(params), *_code_versions(), named))


def _labels(labelled: Sequence[Labelled]) -> Iterator[str]:
    for text, ids in labelled:
        yield repr((text, sorted(ids)))


def _params(params: RankingParams) -> Iterator[str]:
    for each in fields(params):
        value = getattr(params, each.name)
        # The order of a set differs between processes.
        yield repr((each.name, sorted(value) if isinstance(value, frozenset) else value))


@once
def _code_versions() -> tuple[str, ...]:
    """The versions of all code that may change the arrays: digests of the sources, because a clone changes."""
    sources = sorted(file for room in ROOMS for file in (Path(bot.__file__).parent / room).rglob("*.py"))
    texts = key_of(file.read_bytes() for file in sources)
    return bot.__version__, platform.python_version(), *starmap(_version, LIBRARIES.items()), texts


def _version(package: str, project: str) -> str:
    """A library's name and version, from the name of its metadata folder (PEP 376).

    Importing the library or importlib.metadata would take as long as the rest of the key.
    """
    spec = find_spec(package)
    beside = Path(spec.origin).parents[1].glob(f"{project}-*-info") if spec and spec.origin else ()
    return " ".join(sorted(folder.name for folder in beside))
