"""The builder's side: reads the files and fits them whenever its parent asks, and ends with it.

Requests and replies are lines of JSON. A request `{"read": 7, "into": path}` is answered by `{"read": 7}` once the
knowledge base stands there, or by `{"problems": 7, "all": …}` if it cannot be used; then by `{"built": 7}` once its
index is saved, or by `{"failed": 7, "why": …}` with the name of an error. Between them `{"alive": 0}` tells that the
process has not died. Once another request comes, nobody wants what the last one asked for: it is given up, and what of
its replies has not been sent is not sent.
"""

import gc
import json
import queue
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from bot.knowledge import Code, KnowledgeBase, KnowledgeError, Problem
from bot.runtime import Progress

ALIVE_EVERY = 1.0
"""Seconds."""

Read = Callable[[Path], KnowledgeBase]
"""Leaves the knowledge base in a file. Raises KnowledgeError."""
Build = Callable[[KnowledgeBase, Progress], object]
"""Leaves its index where the parent will look for it, and tells on the way how far it has come."""
Asked = queue.SimpleQueue[str]


class _GivenUp(Exception):  # noqa: N818 - nothing is wrong
    """Another request has come."""


def serve(read: Read, build: Build, warm_up: Callable[[], object], requests: TextIO, replies: TextIO) -> None:
    """Serve until the requests end: what is being built then is for nobody, and ends with the process.

    `warm_up` is done before the first request comes.
    """
    asked: Asked = queue.SimpleQueue()
    line = _Line(replies)
    threading.Thread(target=_work, args=(read, build, warm_up, asked, line), daemon=True).start()
    threading.Thread(target=_send_heartbeats, args=(line,), daemon=True).start()
    for request in requests:
        asked.put(request)


class _Line:
    """The replies, which several threads write."""

    def __init__(self, replies: TextIO) -> None:
        self._replies = replies
        self._lock = threading.Lock()

    def write(self, reply: Mapping[str, object]) -> None:
        with self._lock:
            print(json.dumps(reply), file=self._replies, flush=True)


def _work(read: Read, build: Build, warm_up: Callable[[], object], asked: Asked, line: _Line) -> None:
    with suppress(Exception):  # the first request will meet the same, and tell
        warm_up()
    while True:
        request = json.loads(asked.get())
        # What is made goes with its last user; to look for circles among very many entries takes as long as fitting.
        gc.disable()
        _answer(request["read"], Path(request["into"]), read, partial(_build, build, asked), line)
        gc.enable()
        gc.collect()


def _build(build: Build, asked: Asked, base: KnowledgeBase) -> None:
    """Build, unless another request comes. Raises _GivenUp."""

    def look_up(_done: int, _total: int) -> None:
        if not asked.empty():
            raise _GivenUp

    look_up(0, 1)
    build(base, look_up)


def _answer(number: int, into: Path, read: Read, build: Callable[[KnowledgeBase], None], line: _Line) -> None:
    try:
        base = read(into)
        line.write({"read": number})
        build(base)
        line.write({"built": number})
    except _GivenUp:
        return
    except KnowledgeError as error:
        line.write({"problems": number, "all": list(map(_as_list, error.problems))})
    except Exception as error:  # noqa: BLE001 - the parent tries itself, and tells what it meets
        line.write({"failed": number, "why": type(error).__name__})


def _as_list(problem: Problem) -> list[str | int]:
    return [problem.path, problem.line, problem.code.value if problem.code else "", problem.message, problem.hint]


def problems_of(listed: Iterable[Iterable[Any]]) -> tuple[Problem, ...]:
    """The problems of a reply. Raises ValueError or TypeError for what are none."""
    return tuple(
        Problem(str(path), int(line), Code(code) if code else None, str(message), str(hint))
        for path, line, code, message, hint in listed
    )


def _send_heartbeats(line: _Line) -> None:
    pause = threading.Event()
    with suppress(OSError, ValueError):  # nobody reads any more
        while not pause.wait(ALIVE_EVERY):
            line.write({"alive": 0})
