"""What the commands start from that run on while the files are edited."""

import argparse
import sys
from typing import TYPE_CHECKING

from bot.cli.inputs import assistant_builder, data_paths
from bot.cli.progress import progress
from bot.config import Settings

if TYPE_CHECKING:
    from bot.live import LiveKnowledge


def live_knowledge(arguments: argparse.Namespace, settings: Settings, *, beside: bool = False) -> "LiveKnowledge":
    """Load the knowledge, and follow its files, as `inputs.build_assistant` does once. Raises KnowledgeError.

    With `beside`, a process of its own reads and fits the edits.
    """
    from bot.live import LiveKnowledge

    paths = data_paths(arguments, settings)
    also = (settings.labelled,) if settings.labelled else ()
    builder = None
    if beside and sys.executable:
        from bot.cli.building import builder_of, with_a_folder

        settings = with_a_folder(settings)
        builder = builder_of(paths, settings)
    with progress("Reading and learning"):
        return LiveKnowledge.load(paths, assistant_builder(settings, paths), also=also, builder=builder)
