"""The process beside `run` and `preview` that reads and fits edits: how it is started, and what it does."""

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli import exits
from bot.cli.inputs import cache_of, labelled_questions, saved_assistants
from bot.config import NONE, Settings
from bot.knowledge import Entry, KnowledgeBase, load

if TYPE_CHECKING:
    from bot.answering import Assistant
    from bot.live import Builder

SECRETS = ("DISCORD_TOKEN", "DISCORD_TOKEN_FILE")
"""Settings that fitting does not need to know."""
POLITE = 10
"""How far the process lets others go first: the niceness of POSIX."""
_WARM_UP = KnowledgeBase(tuple(Entry(word, (f"{word}?",), word, None, "", 1) for word in ("one", "two", "three")))


def with_a_folder(settings: Settings) -> Settings:
    """The settings, with a folder to save in that lasts as long as this process where there is no other."""
    from bot.storage import Cache

    folder = cache_of(settings)
    if folder and Cache(folder, "").can_save():
        return replace(settings, cache=str(folder.absolute()))
    try:
        made = tempfile.mkdtemp(prefix="faq-bot-")
    except OSError:
        return replace(settings, cache=NONE)
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return replace(settings, cache=made)


def builder_of(paths: Sequence[Path], settings: Settings) -> "Builder | None":
    """What reads and fits these files in a process of its own; None where nothing can be saved."""
    if settings.cache == NONE:
        return None
    from bot.live import Builder

    def find(base: KnowledgeBase) -> "Assistant | None":
        return saved_assistants(paths, settings).open(base, labelled_questions(base, settings))

    named = [f"--data={path}" for path in paths]
    environ = {name: value for name, value in os.environ.items() if name not in SECRETS}
    command = [sys.executable, "-m", "bot", "index", "build", "--serve", *named]
    return Builder(command, environ | {"CACHE_DIR": settings.cache}, find)


def serve_builds(paths: Sequence[Path], settings: Settings) -> int:
    """Be that process until standard input ends."""
    from bot.answering import Assistant
    from bot.live.serving import serve

    if hasattr(os, "nice"):
        os.nice(POLITE)

    def build(base: KnowledgeBase) -> None:
        saved = saved_assistants(paths, settings)
        labelled = labelled_questions(base, settings)
        if saved.open(base, labelled) is None:
            saved.save(Assistant.build(base, saved.strictness, labelled), labelled)

    serve(partial(_read, paths), build, partial(Assistant.build, _WARM_UP), sys.stdin, sys.stdout)
    return exits.OK


def _read(paths: Sequence[Path], into: Path) -> KnowledgeBase:
    from bot.saved import pack_base
    from bot.storage import write_archive

    base = load(paths)
    write_archive(into, pack_base(base))
    return base
