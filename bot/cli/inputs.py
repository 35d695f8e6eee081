"""What the commands start from: settings, knowledge, an assistant."""

import argparse
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.progress import progress
from bot.config import AUTO, NONE, ConfigError, Settings, environment
from bot.knowledge import KnowledgeBase, load
from bot.runtime import Progress, silent

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.answering import Assistant
    from bot.index_cache import SavedAssistants
    from bot.retrieval import Encoder, Labelled

DOTENV = Path(".env")
"""Looked for where the command is run."""
GROUP_DIGITS = 12
"""Of the digits that tell the knowledge files of one bot from those of another."""


def read_settings(*, for_discord: bool = False) -> Settings:
    """The settings of this process. Raises ConfigError."""
    return Settings.from_env(environment(DOTENV, os.environ), for_discord=for_discord)


def need_standard_input() -> None:
    """Raises OSError where the caller has closed standard input."""
    if sys.stdin is None:
        raise OSError("standard input is closed")


def data_paths(arguments: argparse.Namespace, settings: Settings) -> tuple[Path, ...]:
    """Where the knowledge stands: what the command line says, else the settings.

    Raises ConfigError if the settings name what is not there: they may be meant for another folder, or left as they
    were. What is wrong with a path of the command line is the knowledge files' to tell.
    """
    if arguments.data:
        return tuple(arguments.data)
    missing = [f"“{path}”" for path in settings.data if not os.path.lexists(path)]
    if missing:
        raise ConfigError(
            f"FAQ_DATA: there is no {' and no '.join(missing)} here; name your files with --data PATH or in FAQ_DATA"
        )
    return settings.data


def build_assistant(arguments: argparse.Namespace, settings: Settings) -> "Assistant":
    """Load the knowledge and open its saved index, or fit the retriever: the slow step. Raises KnowledgeError."""
    paths = data_paths(arguments, settings)
    with progress("Reading") as show:
        base = load(paths, show)
    with progress("Learning") as show:
        return assistant_builder(settings, paths, show)(base)


def assistant_builder(
    settings: Settings, paths: Sequence[Path] = (), show: Progress = silent
) -> "Callable[[KnowledgeBase], Assistant]":
    """What makes an assistant of a knowledge base, as the settings will have it.

    With the paths that it was loaded from, its index is looked for among the saved ones, and saved where it was not
    there. What is made raises KnowledgeError if the labelled questions cannot be used.
    """

    def build(base: KnowledgeBase) -> "Assistant":
        return saved_assistants(paths, settings).get(base, labelled_questions(base, settings), show)

    return build


def saved_assistants(paths: Sequence[Path], settings: Settings) -> "SavedAssistants":
    """The saved indexes of these files; without any path, or where there is no folder for it, nothing is saved."""
    from bot.answering import Strictness
    from bot.index_cache import SavedAssistants
    from bot.storage import Cache, key_of

    folder = cache_of(settings) if paths else None
    group = key_of(map(os.path.abspath, paths))[:GROUP_DIGITS]
    cache = Cache(folder, group) if folder else None
    return SavedAssistants(cache, Strictness(settings.strictness), partial(encoder_of, settings=settings))


def encoder_of(base: KnowledgeBase, settings: Settings) -> "Encoder | None":
    """The sentence encoder for a knowledge base; None for words alone. Raises ConfigError."""
    from bot.retrieval.meaning.choice import encoder_for

    try:
        return encoder_for(base, settings.meaning)
    except ValueError as error:
        raise ConfigError(f"MEANING: {settings.meaning} {error}") from None


def labelled_questions(base: KnowledgeBase, settings: Settings) -> "list[Labelled]":
    """What the confidence is to be fitted to beside the knowledge base. Raises KnowledgeError."""
    if settings.labelled is None:
        return []
    from bot.evaluation import load_labelled

    return [(question.text, question.expected) for question in load_labelled(settings.labelled, base)]


def cache_of(settings: Settings) -> Path | None:
    """The folder to save in; None for nowhere."""
    from bot.storage import cache_folder

    if settings.cache == NONE:
        return None
    if settings.cache != AUTO:
        return Path(settings.cache)
    try:
        home = Path.home()
    except RuntimeError:
        home = None
    return cache_folder(sys.platform, os.environ, home)
