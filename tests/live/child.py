"""A builder that records what it would fit: `python -m tests.live.child HOW SAVED NOTES`."""

import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from bot.answering import Assistant
from bot.index_cache import pack_base
from bot.knowledge import KnowledgeBase, load
from bot.live import Builder
from bot.live.build_server import serve
from bot.runtime import Progress
from bot.storage import write_archive
from tests.live import quick

ROOT = Path(__file__).parents[2]


def builder(notes: Path, saved: Path, how: str = "well") -> Builder:
    """The parent's side. It fits what it opens, since time does not matter here."""
    saved.mkdir(exist_ok=True)

    def find(base: KnowledgeBase) -> Assistant | None:
        return quick.build(base) if (saved / base.version).exists() else None

    command = [sys.executable, "-m", "tests.live.child", how, str(saved), str(notes)]
    return Builder(command, {**os.environ, "PYTHONPATH": str(ROOT)}, find)


def main(how: str, saved: Path, notes: Path) -> None:
    """Read and "build" until standard input ends, or fail as HOW says."""
    (saved / f"{os.getpid()}.pid").touch()
    WAYS[how](saved, notes)


def _well(saved: Path, notes: Path) -> None:
    def build(base: KnowledgeBase, _: Progress) -> None:
        (saved / base.version).touch()

    serve(lambda into, _: _read(notes, into), build, str, sys.stdin, sys.stdout)


def _dies(_: Path, notes: Path) -> None:
    serve(lambda into, _: _read(notes, into), lambda *_: os._exit(9), str, sys.stdin, sys.stdout)


def _cannot(_: Path, notes: Path) -> None:
    def build(_: KnowledgeBase, __: Progress) -> None:
        raise OSError("no space left")

    serve(lambda into, _: _read(notes, into), build, str, sys.stdin, sys.stdout)


def _says(text: str) -> Callable[[Path, Path], None]:
    def say(_: Path, __: Path) -> None:
        for line in sys.stdin:
            sys.stdout.write(text.replace("NUMBER", str(json.loads(line)["read"])) + "\n")
            sys.stdout.flush()

    return say


def _hangs(_: Path, __: Path) -> None:
    time.sleep(3600)


def _writes_rubbish(_: Path, __: Path) -> None:
    def read(into: Path, _: str) -> KnowledgeBase:
        into.write_bytes(b"rubbish")
        return KnowledgeBase(())

    serve(read, lambda *_: None, str, sys.stdin, sys.stdout)


def _read(notes: Path, into: Path) -> KnowledgeBase:
    base = load([notes])
    write_archive(into, pack_base(base))
    return base


WAYS: Mapping[str, Callable[[Path, Path], None]] = MappingProxyType(
    {
        "well": _well,
        "dies": _dies,
        "dies at once": lambda _, __: None,
        "cannot": _cannot,
        "hangs": _hangs,
        "says nonsense": _says("Hello!"),
        "says what is no reply": _says("[1]"),
        "tells of strange problems": _says('{"problems": NUMBER, "all": [["a"]]}'),
        "writes rubbish": _writes_rubbish,
    }
)

if __name__ == "__main__":
    main(sys.argv[1], *map(Path, sys.argv[2:]))
