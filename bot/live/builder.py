"""Reads edited files and builds the index in a separate process. The process that answers stays fast."""

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
from bot.live.build_server import problems_of
from bot.runtime import gc_paused
from bot.storage import Unusable, read_archive

logger = logging.getLogger(__name__)

HANG_TIMEOUT = 30.0
"""Seconds without a heartbeat after which a builder counts as dead."""
IDLE_TIMEOUT = 60.0
"""Seconds that an idle builder is kept. Another edit often follows, and starting a builder takes longer than a fit."""
STANDBY_ENTRIES = 50_000
"""From this many entries on, a fresh builder is kept ready, because a fit takes long enough without a start-up delay.
It uses at most the memory of this many entries."""
FREEZE_ENTRIES = 5_000
"""From this many entries on, the garbage collector ignores them. With fewer, a full collection takes at most 20 ms."""
EXIT_TIMEOUT = 5.0
"""Seconds that a builder has to exit."""

Open = Callable[[KnowledgeBase], Assistant | None]
"""Opens the saved index of a knowledge base; None if there is none."""


class _LostError(Exception):
    """The builder died, hangs, or sent an invalid reply."""


class _FailedError(Exception):
    """The builder reported a failure."""


class Builder:
    """Reads files and builds indexes in a separate process. Not thread-safe."""

    def __init__(self, command: Sequence[str], environ: Mapping[str, str], find: Open) -> None:
        """Take the command of a process that serves as `build_server` does, and a function that opens its index."""
        self._command, self._environ, self._find = command, environ, find
        self._process: subprocess.Popen[str] | None = None
        self._replies: queue.SimpleQueue[Mapping[str, Any]] = queue.SimpleQueue()
        self._number = 0
        self._fresh = True
        """Whether the process has had no request yet."""
        self._begun: Path | None = None
        """Where the process saves a knowledge base that `read` has not taken yet."""
        self._building = False
        self._used = time.monotonic()
        self._folder: Path | None = None

    def begin(self, learned: str = "") -> None:
        """Make the process drop its work and read the files as they are now. `read` returns the result.

        `learned` has the moderators' changes, as a text of `Changes`. The process applies them to the files.
        """
        self._begun, self._building = None, False
        self._used = time.monotonic()
        with suppress(_LostError, OSError):  # `read` meets the same error and reports it
            self._begun = self._request(learned)

    def read(self, learned: str = "") -> KnowledgeBase | None:
        """The knowledge base of the files at the last `begin`, or as they are now. The process then builds its index.

        None if the process fails. Raises KnowledgeError, like `load`.
        """
        begun, self._begun, self._building = self._begun, None, False
        try:
            into = begun or self._request(learned)
            self._wait_for("read")
            self._building = True
            with gc_paused() as pause:
                base = unpack_base(read_archive(into))
                pause.freeze = len(base.entries) >= FREEZE_ENTRIES
            into.unlink(missing_ok=True)
            _ = base.digest  # the key of the index: computed while the process fits it
        except _FailedError as error:
            _warn(error)
            return None
        except (_LostError, OSError, Unusable, ValueError) as error:
            self._lose(error)
            return None
        return base

    def assistant(self, base: KnowledgeBase, learned: str = "") -> Assistant | None:
        """The assistant for the last knowledge base that was read, or for the files; None if the process failed."""
        if not self._building and (found := self._found(base)):
            return found
        if not self._building:
            with suppress(KnowledgeError):
                self.read(learned)
        if self._building:
            self._building = False
            try:
                self._wait_for("built")
            except _FailedError as error:
                _warn(error)
            except _LostError as error:
                self._lose(error)
        return self._found(base)

    def stop_if_idle(self, entries: int) -> None:
        """End the process after IDLE_TIMEOUT.

        From STANDBY_ENTRIES on, a fresh process replaces it. The fresh one has none of the memory that edits used.
        """
        if self._process and not self._fresh and time.monotonic() - self._used > IDLE_TIMEOUT:
            self._end()
        if self._process is None and entries >= STANDBY_ENTRIES:
            with suppress(OSError):
                self._start()

    def close(self) -> None:
        """End the process."""
        self._end()

    def _found(self, base: KnowledgeBase) -> Assistant | None:
        with gc_paused(freeze=len(base.entries) >= FREEZE_ENTRIES):
            return self._find(base)

    def _start(self) -> None:
        self._replies, self._fresh = queue.SimpleQueue(), True
        pipe = subprocess.PIPE
        # In its own session: Ctrl-C reaches only the parent, and the builder ends with its standard input.
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

    def _request(self, learned: str) -> Path:
        """Ask the process to read. Returns where it will save the result. Raises _LostError and OSError."""
        if self._process is None or self._process.poll() is not None:
            self._end()
            with suppress(OSError):
                self._start()
        if self._process is None or self._process.stdin is None:
            raise _LostError("cannot be started")
        # Systems delete temporary files that have not been used for days.
        if self._folder is None or not self._folder.is_dir():
            self._folder = Path(tempfile.mkdtemp(prefix="faq-bot-"))
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self._number += 1
        self._fresh = False
        into = self._folder / "base"
        request = {"read": self._number, "into": str(into), "learned": learned}
        print(json.dumps(request), file=self._process.stdin, flush=True)
        return into

    def _wait_for(self, what: str) -> None:
        """Wait for a reply to the last request. Raises _LostError, _FailedError, and KnowledgeError for problems."""
        while True:
            try:
                reply = self._replies.get(timeout=HANG_TIMEOUT)
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
                raise _LostError("sent an invalid reply" if reply else "has ended")

    def _lose(self, error: Exception) -> None:
        # Other errors may contain a path in their text.
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
            process.wait(EXIT_TIMEOUT)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _warn(why: object) -> None:
    logger.warning("The index is built in this process, because the builder %s.", why)


def _listen(process: "subprocess.Popen[str]", replies: "queue.SimpleQueue[Mapping[str, Any]]") -> None:
    """Pass on the builder's replies, then an empty one at their end or after an invalid line."""
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
        raise _LostError("sent an invalid reply") from None
