"""What `evaluate` asks, of which knowledge base, and with which settings."""

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.cli.inputs import data_paths, read_settings
from bot.config import ConfigError, Settings
from bot.knowledge import load

if TYPE_CHECKING:
    from bot.evaluation import Trial


def read_trials(arguments: argparse.Namespace) -> "tuple[tuple[Trial, ...], str]":
    """What to ask of which knowledge base, and what that cannot tell (empty where the questions come from files).

    Raises KnowledgeError if a file cannot be used, ConfigError if the settings name missing data.
    """
    from bot.evaluation import load_files, load_pairs, load_trials, self_trials
    from bot.evaluation.selftest import LIMITS

    if arguments.intents:
        return load_trials(arguments.intents), ""
    if arguments.pairs:
        return load_pairs(arguments.pairs), ""
    base = load(data_paths(arguments, read_settings()))
    if arguments.files:
        return load_files(arguments.files, base), ""
    return self_trials(base), LIMITS


def settings_to_judge(arguments: argparse.Namespace) -> Settings:
    """The settings of the assistant that is judged. Raises ConfigError if its confidence is fitted to the questions.

    LABELLED_QUESTIONS belong to the bot's own knowledge base, so they count only where that one is asked a file.
    """
    settings = read_settings()
    if not arguments.files:
        return replace(settings, labelled=None)
    for file in arguments.files:
        if settings.labelled and settings.labelled.resolve() == file.resolve():
            raise ConfigError(
                f"LABELLED_QUESTIONS: the confidence is fitted to {file}, so these questions cannot judge it; "
                "unset it, or evaluate with other questions"
            )
    return settings
