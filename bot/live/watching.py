"""Waits for edits, by file system notifications and by polling."""

import logging
import threading
import time
from collections.abc import Callable, Generator

from bot.live.knowledge import LiveKnowledge
from bot.live.snapshot import FileSnapshot

logger = logging.getLogger(__name__)

POLL_SECONDS = 1.0
"""Seconds between two polls without a notification. Network folders, folders mounted into a container, and symlinks
further up the path cause no notifications."""
POLL_FACTOR = 50
"""Polling takes at most 1 / POLL_FACTOR of the time, for any number of files."""
DEBOUNCE_FACTOR = 5
"""Notifications are collected for this many times the duration of a poll, because other programs may write to the
folders too."""
SHORTEST_DEBOUNCE = 0.05
"""Seconds."""


def follow(
    live: LiveKnowledge, stop: threading.Event, changed: Callable[[], None], look_now: threading.Event | None = None
) -> None:
    """Keep the knowledge up to date until `stop` is set. Runs in its own thread.

    `changed` is called in this thread after each change of `live.loaded`. While `look_now` is set, the next look does
    not wait.
    """
    look_now = look_now or threading.Event()
    notices = _Notices(stop, look_now)
    while not stop.is_set():
        look_now.clear()
        if live.check(stop.wait) and not stop.is_set():
            changed()
        began = time.perf_counter()
        snapshot = live.look_at_files()
        notices.wait(snapshot, time.perf_counter() - began)
    live.close()


class _Either:
    """Set if one of two events is set. For watchfiles, which ends its watch then."""

    def __init__(self, *events: threading.Event) -> None:
        self._events = events

    def is_set(self) -> bool:
        return any(event.is_set() for event in self._events)


class _Notices:
    """File system notifications about edits in some folders."""

    def __init__(self, stop: threading.Event, look_now: threading.Event) -> None:
        self._stop, self._look_now = stop, look_now
        self._folders: frozenset[tuple[str, int, int]] | None = None
        self._stream: Generator[object, None, None] | None = None
        self._told = False

    def wait(self, snapshot: FileSnapshot, cost: float) -> None:
        """Wait for an edit or for the time to poll again. `cost` is the duration of a poll, in seconds.

        The next poll finds edits between the last poll and the first wait for its folders.
        """
        seconds = max(POLL_SECONDS, POLL_FACTOR * cost)
        if self._stream is None or snapshot.folders != self._folders:
            self._folders = snapshot.folders
            self._stream = self._listen(seconds, max(SHORTEST_DEBOUNCE, DEBOUNCE_FACTOR * cost))
        try:
            if next(self._stream, None) is None:
                self._stream = None  # it has ended, because of an event
        except (OSError, RuntimeError) as error:
            # The system's limit of watches, or a folder that was just deleted.
            self._stream = None
            if not self._told:
                self._told = True
                logger.warning(
                    "The files are polled every %.0f s: the file system sends no notifications (%s).",
                    seconds,
                    type(error).__name__,
                )
            self._stop.wait(seconds)

    def _listen(self, seconds: float, debounce: float) -> Generator[object, None, None]:
        if self._stream:
            self._stream.close()
        import watchfiles  # noqa: PLC0415 - not needed for the first answers

        step = round(1000 * debounce)
        return watchfiles.watch(
            *sorted(path for path, _, _ in self._folders or ()),
            watch_filter=None,
            debounce=4 * step,
            step=step,
            rust_timeout=round(1000 * seconds),
            yield_on_timeout=True,
            recursive=False,
            ignore_permission_denied=True,
            stop_event=_Either(self._stop, self._look_now),
        )
