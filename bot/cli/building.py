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
from bot.cli.inputs import cache_of, encoder_of, labelled_questions, saved_assistants
from bot.config import NONE, Settings
from bot.knowledge import Entry, KnowledgeBase, load
from bot.runtime import Progress

if TYPE_CHECKING:
    from bot.answering import Assistant
    from bot.live import Builder
    from bot.retrieval import Before

SECRETS = ("DISCORD_TOKEN", "DISCORD_TOKEN_FILE")
"""Settings that fitting does not need to know."""
_PROGRAM = "import sys; sys.path[:] = {path!r}; from bot.cli import main; sys.exit(main())"
"""The same bot as this one: `-m bot` would be any bot.py that lies where the program was started."""
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""The matrices are small: several threads would mostly wait for each other, and take time from who answers."""
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

    program = _PROGRAM.format(path=list(map(str, sys.path)))
    named = [f"--data={path}" for path in paths]
    command = [sys.executable, "-P", "-c", program, "index", "build", "--serve", *named]
    environ = {name: value for name, value in os.environ.items() if name not in SECRETS}
    labelled = str(settings.labelled or "")
    ours = {"CACHE_DIR": settings.cache, "LABELLED_QUESTIONS": labelled, "MEANING": settings.meaning}
    return Builder(command, environ | ours | ONE_THREAD, find)


def serve_builds(paths: Sequence[Path]) -> int:
    """Be that process until standard input ends.

    The settings are those that the parent has read: `.env` may have been edited since.
    """
    from bot.answering import Assistant
    from bot.live.serving import serve
    from bot.retrieval import Retriever

    settings = Settings.from_env(os.environ)
    if hasattr(os, "nice"):
        os.nice(POLITE)

    before: Before | None = None

    def build(base: KnowledgeBase, show: Progress) -> None:
        nonlocal before
        saved = saved_assistants(paths, settings)
        labelled = labelled_questions(base, settings)
        if saved.open(base, labelled) is None:
            retriever = Retriever.build(base, labelled, show=show, before=before, encoder=encoder_of(base, settings))
            before = retriever.before()
            saved.save(Assistant.around(base, retriever, saved.strictness), labelled)

    serve(partial(_read, paths), build, partial(Assistant.build, _WARM_UP), sys.stdin, sys.stdout)
    return exits.OK


def _read(paths: Sequence[Path], into: Path) -> KnowledgeBase:
    from bot.index_cache import pack_base
    from bot.storage import write_archive

    base = load(paths)
    write_archive(into, pack_base(base))
    return base
