"""Loads knowledge that follows edits while a command runs."""

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.builder_process import builder_of, with_a_folder
from bot.cli.console import progress
from bot.cli.inputs import assistant_builder, data_paths, encoder_of, labelled_questions, saved_assistants
from bot.cli.state import LearnedHere
from bot.config import Settings
from bot.knowledge import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.answering import Assistant
    from bot.live import LiveKnowledge
    from bot.store.store import Store

MEANING_LATER = 200
"""From this many entries on, the bot ranks by words until the vectors are ready. Encoding this many takes about 2 s."""


def live_knowledge(
    arguments: argparse.Namespace,
    settings: Settings,
    *,
    separate_process: bool = False,
    store: "Store | None" = None,
) -> "LiveKnowledge":
    """Load the knowledge as `build_assistant` does, and follow edits to the files and moderators' edits.

    With `separate_process`, another process reads the edited files and builds the index. Pass the `store` of
    `open_state` if it is already open. Raises KnowledgeError.
    """
    from bot.live import LiveKnowledge

    paths = data_paths(arguments, settings)
    also = (settings.labelled,) if settings.labelled else ()
    changes = LearnedHere(paths, settings, store)
    builder = at_first = None
    if separate_process and sys.executable:
        settings = with_a_folder(settings)
        builder = builder_of(paths, settings, lambda: changes.text)
        at_first = partial(words_at_first, paths=paths, settings=settings, learned=lambda: changes.text)
    with progress("Reading and learning"):
        build = assistant_builder(settings, paths, learned=lambda: changes.text)
        return LiveKnowledge.load(
            paths,
            build,
            also=also,
            builder=builder,
            at_first=at_first,
            changes=changes,
            base_url=settings.base_url,
        )


def words_at_first(
    base: KnowledgeBase, paths: Sequence[Path], settings: Settings, learned: "Callable[[], str]"
) -> "Assistant | None":
    """An assistant that ranks by words until the vectors are ready; None if they are saved or quick to compute.

    Raises KnowledgeError if the labelled questions have errors.
    """
    from bot.answering import Assistant

    if len(base.entries) < MEANING_LATER or encoder_of(base, settings) is None:
        return None
    saved, labelled = saved_assistants(paths, settings), labelled_questions(base, settings, learned())
    return None if saved.holds(base, labelled) else Assistant.build(base, saved.strictness, labelled)
