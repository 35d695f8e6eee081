"""The builder process: reads the files and builds the index when its parent asks, and ends with its parent.

Requests and replies are lines of JSON. The request `{"read": 7, "into": path, "learned": text}` gets the reply
`{"read": 7}` when the knowledge base is saved at that path, or `{"problems": 7, "all": …}` if the files have errors.
`{"built": 7}` follows when the index is saved, or `{"failed": 7, "why": …}` with the name of an error. In between,
`{"alive": 0}` is a heartbeat. A new request stops the work on the last one and drops its remaining replies.
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

HEARTBEAT_SECONDS = 1.0
"""Seconds."""

Read = Callable[[Path, str], KnowledgeBase]
"""Reads the knowledge files, saves the knowledge base at the path, and returns it with the moderators' changes, which
come as a text of `Changes`. Raises KnowledgeError."""
Build = Callable[[KnowledgeBase, Progress], object]
"""Builds the index, saves it where the parent looks for it, and reports progress."""
Asked = queue.SimpleQueue[str]


class _Superseded(Exception):  # noqa: N818 - nothing is wrong
    """Another request has arrived."""


def serve(read: Read, build: Build, warm_up: Callable[[], object], requests: TextIO, replies: TextIO) -> None:
    """Serve until the requests end. Unfinished work ends with the process.

    `warm_up` runs before the first request.
    """
    asked: Asked = queue.SimpleQueue()
    line = _Line(replies)
    threading.Thread(target=_work, args=(read, build, warm_up, asked, line), daemon=True).start()
    threading.Thread(target=_send_heartbeats, args=(line,), daemon=True).start()
    for request in requests:
        asked.put(request)


class _Line:
    """The channel for replies. Several threads write to it."""

    def __init__(self, replies: TextIO) -> None:
        self._replies = replies
        self._lock = threading.Lock()

    def write(self, reply: Mapping[str, object]) -> None:
        with self._lock:
            print(json.dumps(reply), file=self._replies, flush=True)


def _work(read: Read, build: Build, warm_up: Callable[[], object], asked: Asked, line: _Line) -> None:
    with suppress(Exception):  # the first request meets the same error and reports it
        warm_up()
    while True:
        request = json.loads(asked.get())
        # Reference counts free all objects. Searching for cycles among very many entries takes as long as fitting.
        gc.disable()
        _answer(
            request["read"],
            partial(read, Path(request["into"]), request.get("learned", "")),
            partial(_build, build, asked),
            line,
        )
        gc.enable()
        gc.collect()


def _build(build: Build, asked: Asked, base: KnowledgeBase) -> None:
    """Build, unless another request comes. Raises _Superseded."""

    def look_up(_done: int, _total: int) -> None:
        if not asked.empty():
            raise _Superseded

    look_up(0, 1)
    build(base, look_up)


def _answer(
    number: int, read: Callable[[], KnowledgeBase], build: Callable[[KnowledgeBase], None], line: _Line
) -> None:
    try:
        base = read()
        line.write({"read": number})
        build(base)
        line.write({"built": number})
    except _Superseded:
        return
    except KnowledgeError as error:
        line.write({"problems": number, "all": list(map(_as_list, error.problems))})
    except Exception as error:  # noqa: BLE001 - the parent tries itself and reports the error
        line.write({"failed": number, "why": type(error).__name__})


def _as_list(problem: Problem) -> list[str | int]:
    return [problem.path, problem.line, problem.code.value if problem.code else "", problem.message, problem.hint]


def problems_of(listed: Iterable[Iterable[Any]]) -> tuple[Problem, ...]:
    """The problems of a reply. Raises ValueError or TypeError for an invalid one."""
    return tuple(
        Problem(str(path), int(line), Code(code) if code else None, str(message), str(hint))
        for path, line, code, message, hint in listed
    )


def _send_heartbeats(line: _Line) -> None:
    pause = threading.Event()
    with suppress(OSError, ValueError):  # nobody reads them any more
        while not pause.wait(HEARTBEAT_SECONDS):
            line.write({"alive": 0})
