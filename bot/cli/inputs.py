"""Loads what commands need: settings, knowledge, an assistant."""

import argparse
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.console import progress
from bot.cli.parser import program_name
from bot.cli.state import learned_of, learned_text
from bot.config import AUTO, NONE, ConfigError, Settings, environment, misspelled
from bot.knowledge import KnowledgeBase, load
from bot.runtime import Progress, silent
from bot.terminal.text import printable

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.answering import Assistant
    from bot.index_cache import SavedAssistants
    from bot.retrieval import Encoder, Labelled

DOTENV = Path(".env")
"""In the folder where the command runs."""
GROUP_DIGITS = 12
"""Hex digits of the digest of the paths, which keeps the indexes of several bots apart."""


def read_settings(*, for_discord: bool = False) -> Settings:
    """The settings of this process. Raises ConfigError."""
    return Settings.from_env(environment(DOTENV, os.environ), for_discord=for_discord)


def warn_about_settings() -> None:
    """Warn on standard error about each name in `.env` that looks like a misspelled setting."""
    try:
        names = misspelled(DOTENV)
    except ConfigError:  # the command reports it, if it reads the settings
        return
    for name, meant in names.items() if sys.stderr else ():
        print(f"{printable(name)} in {DOTENV} is no setting: did you mean {meant}?", file=sys.stderr)


def need_standard_input() -> None:
    """Raise OSError if the caller has closed standard input."""
    if sys.stdin is None:
        raise OSError("standard input is closed")


def data_paths(arguments: argparse.Namespace, settings: Settings) -> tuple[Path, ...]:
    """The paths of the knowledge files: those of the command line, or else of the settings.

    Raises ConfigError if a path of the settings does not exist, because the settings may be meant for another folder. A
    wrong path of the command line is reported when the files are read.
    """
    if arguments.data:
        return tuple(arguments.data)
    missing = [f"“{path}”" for path in settings.data if not os.path.lexists(path)]
    if missing:
        raise ConfigError(
            f"FAQ_DATA: {' and '.join(missing)} not found here; name your files with --data PATH or in FAQ_DATA, "
            f"or run `{program_name()} init` to start with an example"
        )
    return settings.data


def build_assistant(arguments: argparse.Namespace, settings: Settings) -> "Assistant":
    """Load the knowledge, then open its saved index or fit the retriever, which is slow. Raises KnowledgeError."""
    paths = data_paths(arguments, settings)
    base, learned = load_moderated(paths, settings)
    with progress("Learning") as show:
        return assistant_builder(settings, paths, show, lambda: learned)(base)


def load_moderated(paths: Sequence[Path], settings: Settings) -> tuple[KnowledgeBase, str]:
    """The knowledge base with moderators' edits, and these edits and labels as a text. Raises KnowledgeError."""
    with progress("Reading") as show:
        files = load(paths, show, settings.base_url)
    learned = learned_text(paths, settings)
    return learned_of(learned).apply(files) if learned else files, learned


def assistant_builder(
    settings: Settings,
    paths: Sequence[Path] = (),
    show: Progress = silent,
    learned: "Callable[[], str]" = str,
) -> "Callable[[KnowledgeBase], Assistant]":
    """A function that makes an assistant of a knowledge base, with these settings.

    If `paths` are those of the knowledge base, the function opens its saved index, or builds and saves it. `learned`
    returns moderators' edits and labels as a text; by default an empty one. The function raises KnowledgeError if the
    labelled questions have errors.
    """

    def build(base: KnowledgeBase) -> "Assistant":
        labelled = labelled_questions(base, settings, learned())
        return saved_assistants(paths, settings).get(base, labelled, show)

    return build


def saved_assistants(paths: Sequence[Path], settings: Settings) -> "SavedAssistants":
    """The saved indexes of these files. Nothing is saved without a path or without a cache folder."""
    from bot.answering import Strictness
    from bot.index_cache import SavedAssistants
    from bot.storage import Cache, key_of

    folder = cache_of(settings) if paths else None
    group = key_of(map(os.path.abspath, paths))[:GROUP_DIGITS]
    cache = Cache(folder, group) if folder else None
    return SavedAssistants(cache, Strictness(settings.strictness), partial(encoder_of, settings=settings))


def encoder_of(base: KnowledgeBase, settings: Settings) -> "Encoder | None":
    """The sentence encoder for a knowledge base; None to rank by words only. Raises ConfigError."""
    from bot.retrieval.meaning.choice import encoder_for

    try:
        return encoder_for(base, settings.meaning)
    except ValueError as error:
        raise ConfigError(f"MEANING: “{settings.meaning}” {error}, or write auto or none") from None


def labelled_questions(base: KnowledgeBase, settings: Settings, learned: str = "") -> "list[Labelled]":
    """The questions that calibrate the confidence: those of LABELLED_QUESTIONS and those that moderators confirmed.

    Raises KnowledgeError.
    """
    confirmed = learned_of(learned).labelled(base) if learned else []
    if settings.labelled is None:
        return confirmed
    from bot.evaluation import load_labelled

    listed = [(question.text, question.expected) for question in load_labelled(settings.labelled, base)]
    return [*listed, *confirmed]


def cache_of(settings: Settings) -> Path | None:
    """The folder for saved indexes; None to save nothing."""
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
