"""The parent's side of a process that reads and fits edits, so that the one that answers need not."""

import json
import logging
import queue
import shutil
import subprocess
import tempfile
import threading
import time
import weakref
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from bot.answering import Assistant
from bot.index_cache import unpack_base
from bot.knowledge import KnowledgeBase, KnowledgeError
from bot.live.serving import problems_of
from bot.runtime import gc_paused
from bot.storage import Unusable, read_archive

logger = logging.getLogger(__name__)

HANGS = 30.0
"""Seconds without a sign of life after which a builder counts as dead."""
IDLE = 60.0
"""Seconds that a builder is kept after an edit: the next one is often near, and a start takes longer than a fit."""
STANDS_BY = 50_000
"""Entries from which a fit takes so long that a fresh builder stands by, lest its start come on top. It takes as much
memory as so many entries do, or less."""
LAST = 5.0
"""Seconds that a builder has to end."""

Open = Callable[[KnowledgeBase], Assistant | None]
"""Finds the saved index of a knowledge base; None where there is none."""


class _LostError(Exception):
    """The builder has died, hangs, or says what makes no sense."""


class _FailedError(Exception):
    """The builder could not do it."""


class Builder:
    """Reads and fits in a process of its own. For one thread at a time."""

    def __init__(self, command: Sequence[str], environ: Mapping[str, str], find: Open) -> None:
        """Take how to start a process that speaks as `serving` describes, and how to find the index that it saves."""
        self._command, self._environ, self._find = command, environ, find
        self._process: subprocess.Popen[str] | None = None
        self._replies: queue.SimpleQueue[Mapping[str, Any]] = queue.SimpleQueue()
        self._number = 0
        self._fresh = True
        """Whether nothing has been asked of the process yet."""
        self._begun: Path | None = None
        """Where the process leaves what `read` has not taken yet."""
        self._building = False
        self._used = time.monotonic()
        self._folder: Path | None = None

    def begin(self) -> None:
        """Have the process read the files as they are now, and give up what it does: `read` gives what it finds."""
        self._begun, self._building = None, False
        self._used = time.monotonic()
        with suppress(_LostError, OSError):  # `read` will meet the same, and tell
            self._begun = self._request()

    def read(self) -> KnowledgeBase | None:
        """What the files said when `begin` was called last, or say now, which goes on to be fitted.

        None if the process cannot tell. Raises KnowledgeError as `load` does.
        """
        begun, self._begun, self._building = self._begun, None, False
        try:
            into = begun or self._request()
            self._await("read")
            self._building = True
            with gc_paused(freeze=True):
                base = unpack_base(read_archive(into))
            into.unlink(missing_ok=True)
            _ = base.digest  # the index is found by it: better known before it is there
        except _FailedError as error:
            _warn(error)
            return None
        except (_LostError, OSError, Unusable, ValueError) as error:
            self._lose(error)
            return None
        return base

    def assistant(self, base: KnowledgeBase) -> Assistant | None:
        """What was fitted to the knowledge base that was read last, or to the files; None if that did not succeed."""
        if not self._building and (found := self._found(base)):
            return found
        if not self._building:
            with suppress(KnowledgeError):
                self.read()
        if self._building:
            self._building = False
            try:
                self._await("built")
            except _FailedError as error:
                _warn(error)
            except _LostError as error:
                self._lose(error)
        return self._found(base)

    def rest(self, entries: int) -> None:
        """Let the process go if it has not been wanted for some time.

        Where there are so many entries that it stands by, a fresh one takes its place, without what edits left in it.
        """
        if self._process and not self._fresh and time.monotonic() - self._used > IDLE:
            self._end()
        if self._process is None and entries >= STANDS_BY:
            with suppress(OSError):
                self._start()

    def close(self) -> None:
        """Let the process go."""
        self._end()

    def _found(self, base: KnowledgeBase) -> Assistant | None:
        with gc_paused(freeze=True):
            return self._find(base)

    def _start(self) -> None:
        self._replies, self._fresh = queue.SimpleQueue(), True
        pipe = subprocess.PIPE
        # A session of its own: Ctrl-C is for the parent alone, and the end of standard input for the builder.
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            self._command,
            stdin=pipe,
            stdout=pipe,
            stderr=subprocess.DEVNULL,
            env=self._environ,
            encoding="utf-8",
            start_new_session=True,
        )
        threading.Thread(target=_listen, args=(self._process, self._replies), daemon=True).start()

    def _request(self) -> Path:
        """Ask the process to read; where it will leave what it has read. Raises _LostError and OSError."""
        if self._process is None or self._process.poll() is not None:
            self._end()
            with suppress(OSError):
                self._start()
        if self._process is None or self._process.stdin is None:
            raise _LostError("cannot be started")
        # Systems sweep their temporary folder, of what has not been used for days.
        if self._folder is None or not self._folder.is_dir():
            self._folder = Path(tempfile.mkdtemp(prefix="faq-bot-"))
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self._number += 1
        self._fresh = False
        into = self._folder / "base"
        print(json.dumps({"read": self._number, "into": str(into)}), file=self._process.stdin, flush=True)
        return into

    def _await(self, what: str) -> None:
        """Wait for a reply to the last request. Raises _LostError, and KnowledgeError if that is the reply."""
        while True:
            try:
                reply = self._replies.get(timeout=HANGS)
            except queue.Empty:
                raise _LostError("hangs") from None
            self._used = time.monotonic()
            if reply.get("problems") == self._number:
                raise KnowledgeError(_problems(reply))
            if reply.get("failed") == self._number:
                raise _FailedError(f"failed ({reply.get('why')})")
            if reply.get(what) == self._number:
                return
            if not reply.keys() & {"alive", "read", "built", "problems", "failed"}:
                raise _LostError("makes no sense" if reply else "has ended")

    def _lose(self, error: Exception) -> None:
        # Not any other error's text, which may hold a path.
        _warn(error if isinstance(error, _LostError) else f"cannot be used ({type(error).__name__})")
        self._end(at_once=True)

    def _end(self, *, at_once: bool = False) -> None:
        process, self._process, self._begun, self._building = self._process, None, None, False
        if process is None:
            return
        if at_once:
            process.kill()
        with suppress(OSError):
            if process.stdin:
                process.stdin.close()
        try:
            process.wait(LAST)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _warn(why: object) -> None:
    logger.warning("Edits are fitted in this process: the builder %s.", why)


def _listen(process: "subprocess.Popen[str]", replies: "queue.SimpleQueue[Mapping[str, Any]]") -> None:
    """Pass on what the builder says; an empty reply where it says no more, or what is no reply."""
    with suppress(OSError, ValueError):
        for line in process.stdout or ():
            reply = json.loads(line)
            replies.put(reply if isinstance(reply, dict) else {"": reply})
    replies.put({})
    if process.stdout:
        process.stdout.close()


def _problems(reply: Mapping[str, Any]) -> tuple[Any, ...]:
    try:
        return problems_of(reply["all"])
    except (KeyError, TypeError, ValueError):
        raise _LostError("makes no sense") from None
