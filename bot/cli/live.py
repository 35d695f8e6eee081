"""What the commands start from that run on while the files are edited."""

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.inputs import assistant_builder, data_paths, encoder_of, labelled_questions, saved_assistants
from bot.cli.progress import progress
from bot.config import Settings
from bot.knowledge import KnowledgeBase

if TYPE_CHECKING:
    from bot.answering import Assistant
    from bot.live import LiveKnowledge


MEANING_LATER = 200
"""Entries from which their vectors are made while words alone answer already: of so many they take about 2 seconds."""


def words_at_first(base: KnowledgeBase, paths: Sequence[Path], settings: Settings) -> "Assistant | None":
    """What answers by words alone until the vectors are there; None where they are, or are not worth waiting for.

    Raises KnowledgeError if the labelled questions cannot be used.
    """
    from bot.answering import Assistant

    if len(base.entries) < MEANING_LATER or encoder_of(base, settings) is None:
        return None
    saved, labelled = saved_assistants(paths, settings), labelled_questions(base, settings)
    return None if saved.holds(base, labelled) else Assistant.build(base, saved.strictness, labelled)


def live_knowledge(arguments: argparse.Namespace, settings: Settings, *, beside: bool = False) -> "LiveKnowledge":
    """Load the knowledge, and follow its files, as `inputs.build_assistant` does once. Raises KnowledgeError.

    With `beside`, a process of its own reads and fits the edits.
    """
    from bot.live import LiveKnowledge

    paths = data_paths(arguments, settings)
    also = (settings.labelled,) if settings.labelled else ()
    builder = at_first = None
    if beside and sys.executable:
        from bot.cli.building import builder_of, with_a_folder

        settings = with_a_folder(settings)
        builder = builder_of(paths, settings)
        at_first = partial(words_at_first, paths=paths, settings=settings)
    with progress("Reading and learning"):
        build = assistant_builder(settings, paths)
        return LiveKnowledge.load(paths, build, also=also, builder=builder, at_first=at_first)
