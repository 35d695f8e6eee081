"""What the commands start from: settings, knowledge, an assistant."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.progress import progress
from bot.config import ConfigError, Settings, environment
from bot.knowledge import KnowledgeBase, load

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.answering import Assistant
    from bot.live import LiveKnowledge
    from bot.retrieval import Labelled

DOTENV = Path(".env")
"""Looked for where the command is run."""


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


def live_knowledge(arguments: argparse.Namespace, settings: Settings) -> "LiveKnowledge":
    """Like `build_assistant`, for programs that run on while the files are edited."""
    from bot.live import LiveKnowledge

    also = (settings.labelled,) if settings.labelled else ()
    paths = data_paths(arguments, settings)
    with progress("Reading and learning"):
        return LiveKnowledge.load(paths, assistant_builder(settings), also=also)


def build_assistant(arguments: argparse.Namespace, settings: Settings) -> "Assistant":
    """Load the knowledge and fit the retriever: the slow step. Raises KnowledgeError."""
    paths = data_paths(arguments, settings)
    with progress("Reading") as show:
        base = load(paths, show)
    with progress("Learning"):
        return assistant_builder(settings)(base)


def assistant_builder(settings: Settings) -> "Callable[[KnowledgeBase], Assistant]":
    """What makes an assistant of a knowledge base, as the settings will have it.

    It raises KnowledgeError if the labelled questions cannot be used.
    """

    def build(base: KnowledgeBase) -> "Assistant":
        from bot.answering import Assistant, Strictness

        return Assistant.build(base, Strictness(settings.strictness), _labelled(base, settings.labelled))

    return build


def _labelled(base: KnowledgeBase, path: Path | None) -> "list[Labelled]":
    if path is None:
        return []
    from bot.evaluation import load_labelled

    return [(question.text, question.expected) for question in load_labelled(path, base)]
