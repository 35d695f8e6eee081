"""Waits for edits: notified by the file system where it can, and looking for itself where it cannot."""

import logging
import threading
import time
from collections.abc import Callable, Generator

from bot.live.knowledge import LiveKnowledge
from bot.live.snapshot import FileSnapshot

logger = logging.getLogger(__name__)

LOOK_EVERY = 1.0
"""Seconds between two looks at the files without any notice: network folders, folders mounted into a container and
links further up the path give none."""
IDLE = 50
"""Looking without notice takes no more than one part in so many of the time, however many files there are."""
GATHER = 5
"""Notices are gathered for so many times as long as a look takes: the folders may also hold what others write to."""
SHORTEST_GATHER = 0.05
"""Seconds."""


def follow(live: LiveKnowledge, stop: threading.Event, changed: Callable[[], None]) -> None:
    """Keep knowledge up to date until told to stop; for a thread of its own.

    `changed` is called, in this thread, after each change of `live.loaded`.
    """
    notices = _Notices(stop)
    while not stop.is_set():
        if live.check(stop.wait) and not stop.is_set():
            changed()
        began = time.perf_counter()
        snapshot = live.look()
        notices.wait(snapshot, time.perf_counter() - began)
    live.close()


class _Notices:
    """The file system's notices of edits in some folders."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        self._folders: frozenset[tuple[str, int, int]] | None = None
        self._stream: Generator[object, None, None] | None = None
        self._told = False

    def wait(self, snapshot: FileSnapshot, cost: float) -> None:
        """Wait for an edit or for the time to look again. `cost` is how many seconds a look takes.

        An edit between the look and the first wait for its folders is not noticed before that time.
        """
        seconds = max(LOOK_EVERY, IDLE * cost)
        if self._stream is None or snapshot.folders != self._folders:
            self._folders = snapshot.folders
            self._stream = self._listen(seconds, max(SHORTEST_GATHER, GATHER * cost))
        try:
            next(self._stream, None)
        except (OSError, RuntimeError) as error:
            # The system's limit of watches, or a folder that has just gone.
            self._stream = None
            if not self._told:
                self._told = True
                logger.warning("Edits are looked for every %.0f s: no notices (%s).", seconds, type(error).__name__)
            self._stop.wait(seconds)

    def _listen(self, seconds: float, gather: float) -> Generator[object, None, None]:
        if self._stream:
            self._stream.close()
        import watchfiles  # noqa: PLC0415 - the bot can answer before anybody edits

        step = round(1000 * gather)
        return watchfiles.watch(
            *sorted(path for path, _, _ in self._folders or ()),
            watch_filter=None,
            debounce=4 * step,
            step=step,
            rust_timeout=round(1000 * seconds),
            yield_on_timeout=True,
            recursive=False,
            ignore_permission_denied=True,
            stop_event=self._stop,
        )
