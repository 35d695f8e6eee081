"""Starts and runs the separate process of `run` and `preview` that reads edited files and builds the new index."""

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli import exits
from bot.cli.inputs import cache_of, encoder_of, labelled_questions, saved_assistants
from bot.cli.state import learned_of
from bot.config import NONE, Settings
from bot.knowledge import Entry, KnowledgeBase, load
from bot.runtime import Progress

if TYPE_CHECKING:
    from bot.answering import Assistant
    from bot.live import Builder
    from bot.retrieval import Reusable

SECRETS = ("DISCORD_TOKEN", "DISCORD_TOKEN_FILE", "DATABASE_URL")
"""Secrets that the process does not need and does not get."""
_PROGRAM = "import sys; sys.path[:] = {path!r}; from bot.cli import main; sys.exit(main())"
"""Starts the same code as this one: `-m bot` could start a bot.py of the current folder."""
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""The matrices are small. More threads would mostly wait, and slow down the process that answers."""
POLITE = 10
"""POSIX niceness: the process that answers goes first."""
_WARM_UP = KnowledgeBase(tuple(Entry(word, (f"{word}?",), word, None, "", 1) for word in ("one", "two", "three")))


def with_a_folder(settings: Settings) -> Settings:
    """The settings with a cache folder: a temporary one, deleted at exit, if there is no usable folder."""
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


def builder_of(paths: Sequence[Path], settings: Settings, learned: Callable[[], str] = str) -> "Builder | None":
    """A builder that reads these files and builds their index in a separate process; None if nothing can be saved.

    `learned` returns moderators' edits and labels as a text; by default an empty one.
    """
    if settings.cache == NONE:
        return None
    from bot.live import Builder

    def find(base: KnowledgeBase) -> "Assistant | None":
        return saved_assistants(paths, settings).open(base, labelled_questions(base, settings, learned()))

    program = _PROGRAM.format(path=list(map(str, sys.path)))
    named = [f"--data={path}" for path in paths]
    command = [sys.executable, "-P", "-c", program, "index", "build", "--serve", *named]
    environ = {name: value for name, value in os.environ.items() if name not in SECRETS}
    labelled = str(settings.labelled or "")
    ours = {"CACHE_DIR": settings.cache, "LABELLED_QUESTIONS": labelled, "MEANING": settings.meaning}
    ours["BASE_URL"] = settings.base_url
    return Builder(command, environ | ours | ONE_THREAD, find)


def serve_builds(paths: Sequence[Path]) -> int:
    """Serve build requests until standard input ends.

    The settings come from the environment, as the parent read them, because `.env` may have changed since.
    """
    from bot.answering import Assistant
    from bot.index_cache import pack_base
    from bot.live.build_server import serve
    from bot.retrieval import Retriever
    from bot.storage import write_archive

    settings = Settings.from_env(os.environ)
    if hasattr(os, "nice"):
        os.nice(POLITE)

    reusable: Reusable | None = None
    taught = ""

    def read(into: Path, learned: str) -> KnowledgeBase:
        nonlocal taught
        files, taught = load(paths, base_url=settings.base_url), learned
        write_archive(into, pack_base(files))
        return learned_of(learned).apply(files) if learned else files

    def build(base: KnowledgeBase, show: Progress) -> None:
        nonlocal reusable
        saved = saved_assistants(paths, settings)
        labelled = labelled_questions(base, settings, taught)
        if saved.open(base, labelled) is None:
            retriever = Retriever.build(
                base, labelled, show=show, reusable=reusable, encoder=encoder_of(base, settings)
            )
            reusable = retriever.reusable()
            saved.save(Assistant.from_retriever(base, retriever, saved.strictness), labelled)

    serve(read, build, partial(Assistant.build, _WARM_UP), sys.stdin, sys.stdout)
    return exits.OK
