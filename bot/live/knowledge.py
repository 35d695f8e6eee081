"""A knowledge base that follows its files. It is synchronous: the caller chooses the thread."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from bot.answering import Assistant
from bot.knowledge import KnowledgeBase, KnowledgeError, Problem, Severity, load
from bot.live.builder import Builder
from bot.live.snapshot import FileSnapshot, take_snapshot

logger = logging.getLogger(__name__)

T = TypeVar("T")

QUIET_SECONDS = 0.4
"""Seconds without a change after which the files count as complete. Editors and copies write in several steps."""
LOGGED_PROBLEMS = 20
"""Maximum problems in the log; the rest are only counted."""

Build = Callable[[KnowledgeBase], Assistant]
BuildAtFirst = Callable[[KnowledgeBase], Assistant | None]
Pause = Callable[[float], bool]
"""Waits for some seconds, and returns whether to give up."""


class Changes(Protocol):
    """The moderators' edits and labels."""

    def refresh(self) -> str:
        """All current edits and labels as one text; "" for none. Called whenever the files are checked."""

    def apply(self, files: KnowledgeBase, learned: str) -> KnowledgeBase:
        """The knowledge base with the edits in `learned`, a text of `refresh`."""

    def close(self) -> None:
        """Release resources. No other method is called afterwards."""


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """The assistant in use, and the state of its files."""

    assistant: Assistant
    """Built from the last version of the files without errors, with the moderators' changes."""
    files: KnowledgeBase
    """The knowledge base of that version of the files, without the moderators' changes."""
    problems: tuple[Problem, ...] = ()
    """The errors in the current files; empty while the assistant is up to date."""


@dataclass(frozen=True, slots=True)
class _Files:
    """The paths of the files, and the functions that read them and build the assistant."""

    paths: Sequence[Path]
    also: Sequence[Path]
    build_here: Build
    builder: Builder | None
    changes: Changes | None
    base_url: str

    def look(self) -> FileSnapshot:
        found = self.look_at_files()
        return replace(found, learned=self.changes.refresh()) if self.changes else found

    def look_at_files(self) -> FileSnapshot:
        return take_snapshot((*self.paths, *self.also))

    def begin(self, learned: str) -> None:
        """Make the builder read the files now, while this process waits until they are complete."""
        if self.builder:
            self.builder.begin(learned)

    def stop_if_idle(self, entries: int) -> None:
        if self.builder:
            self.builder.stop_if_idle(entries)

    def read(self, learned: str) -> KnowledgeBase:
        """Raises KnowledgeError."""
        found = self.builder.read(learned) if self.builder else None
        return load(self.paths, base_url=self.base_url) if found is None else found

    def apply(self, files: KnowledgeBase, learned: str) -> KnowledgeBase:
        return self.changes.apply(files, learned) if self.changes and learned else files

    def build(self, base: KnowledgeBase, learned: str) -> Assistant:
        """Raises KnowledgeError."""
        made = self.builder.assistant(base, learned) if self.builder else None
        return self.build_here(base) if made is None else made


class LiveKnowledge:
    """The knowledge of some paths. `check` updates it.

    Only one thread at a time may call `check`. Any thread may read `loaded`, which is replaced as a whole.
    """

    def __init__(self, loaded: Loaded, files: _Files, seen: FileSnapshot | None) -> None:
        """Take the loaded knowledge and a snapshot of its files; see `load`.

        Without a snapshot, the first check builds the knowledge base again.
        """
        self.loaded = loaded
        self._files = files
        self._seen = seen
        self._fitted_to = seen and self._fits(seen)

    @classmethod
    def load(  # noqa: PLR0913 - all but the first two have defaults
        cls,
        paths: Sequence[Path],
        build: Build,
        *,
        also: Sequence[Path] = (),
        builder: Builder | None = None,
        at_first: BuildAtFirst | None = None,
        changes: Changes | None = None,
        base_url: str = "",
    ) -> "LiveKnowledge":
        """Load for the first time. Raises KnowledgeError.

        `build` may raise KnowledgeError too. It reads no other files than those of `also`, whose edits cause a rebuild.
        With a builder, `build` does only what the builder cannot. `at_first` makes an assistant that answers until the
        first check has built the complete one, or returns None if that is not worth it. `build` and `at_first` get
        knowledge bases with the `changes`, which cause a rebuild as edits of files do. `base_url` is where the folder
        of the files is published.
        """
        files = _Files(paths, also, build, builder, changes, base_url)
        # Taken before the files are read, so that the first check finds edits made in between.
        snapshot = files.look()
        read = load(paths, base_url=base_url)
        base = files.apply(read, snapshot.learned)
        if at_first and (assistant := at_first(base)):
            return cls(Loaded(assistant, read), files, None)
        return cls(Loaded(files.build(base, snapshot.learned), read), files, snapshot)

    def look(self) -> FileSnapshot:
        """A snapshot of the files and the moderators' changes as they are now."""
        return self._files.look()

    def look_at_files(self) -> FileSnapshot:
        """Like `look`, without the moderators' changes. A database that hangs does not slow it down."""
        return self._files.look_at_files()

    def close(self) -> None:
        """End the builder, if there is one. For the thread that checks, or when no thread checks any more."""
        if self._files.builder:
            self._files.builder.close()
        if self._files.changes:
            self._files.changes.close()

    def check(self, pause: Pause) -> bool:
        """Bring `loaded` up to date, and return whether it changed. Returns at once if the files have not changed.

        Waits for files that are being written, because half a file may look complete.
        """
        snapshot = self.look()
        if snapshot == self._seen:
            self._files.stop_if_idle(len(self.loaded.assistant.base.entries))
            return False
        self._files.begin(snapshot.learned)
        while not pause(QUIET_SECONDS):
            before, snapshot = snapshot, self.look()
            if snapshot == before:
                found = _guarded(partial(self._files.read, snapshot.learned))
                snapshot = self.look()
                if snapshot == before:
                    self._seen = snapshot
                    return self._take(found, snapshot)
            self._files.begin(snapshot.learned)
        return False

    def _fits(self, seen: FileSnapshot) -> object:
        """What the assistant depends on besides the knowledge base: the labelled questions."""
        return seen.of(self._files.also), seen.learned

    def _build(self, read: KnowledgeBase, learned: str) -> Assistant:
        return self._files.build(self._files.apply(read, learned), learned)

    def _take(self, found: KnowledgeBase | KnowledgeError, seen: FileSnapshot) -> bool:
        before, fits = self.loaded, self._fits(seen)
        self.loaded = _next(before, found, partial(self._build, learned=seen.learned), refit=fits != self._fitted_to)
        if not self.loaded.problems:
            self._fitted_to = fits
        if self.loaded.assistant.base == before.assistant.base and self.loaded.assistant is not before.assistant:
            logger.info("Version %s has been fitted again.", before.assistant.base.version)
        elif before.problems and not self.loaded.problems:
            # A warning, so that everyone who saw the errors sees this too, even without a log configuration.
            count = len(self.loaded.assistant.base.entries)
            logger.warning("Your edits are live (%d %s).", count, "entry" if count == 1 else "entries")
        elif self.loaded.assistant is not before.assistant:
            base = self.loaded.assistant.base
            logger.info("The notes have changed. Version %s is in use; entries: %d.", base.version, len(base.entries))
        elif self.loaded.problems != before.problems:
            _log_problems(self.loaded)
        was, now = len(before.files.entries), len(self.loaded.files.entries)
        if now < was:
            # A row that lost its answer is no error, but its owner must notice.
            logger.warning("The notes have fewer entries than before (%d, not %d). `check` says why.", now, was)
        return self.loaded is not before


def _next(now: Loaded, found: KnowledgeBase | KnowledgeError, build: Build, *, refit: bool) -> Loaded:
    """The state after the files were read; `now` itself if nothing changes.

    With `refit`, an unchanged knowledge base is built again too.
    """
    if isinstance(found, KnowledgeBase):
        # Compare more than versions: members see the line of an entry, which is not part of the version.
        if found == now.files and not refit:
            return replace(now, problems=()) if now.problems else now
        built = _guarded(partial(build, found))
        if isinstance(built, Assistant):
            return Loaded(built, found)
        found = built
    errors = tuple(problem for problem in found.problems if problem.severity is Severity.ERROR)
    return now if errors == now.problems else replace(now, problems=errors)


def _guarded(step: Callable[[], T]) -> T | KnowledgeError:
    """The result of a step, or its error. An edit must never stop the last good version."""
    try:
        return step()
    except KnowledgeError as error:
        return error
    except Exception as error:  # noqa: BLE001 - see above
        # Without its text, which may quote the files.
        message = f"a bug in the bot: {type(error).__name__}"
        return KnowledgeError((Problem("(notes)", 0, None, message, "undo the edit, and report this bug"),))


def _log_problems(loaded: Loaded) -> None:
    logger.error(
        "The notes have changed, but have errors. Answers still come from version %s.\n%s",
        loaded.assistant.base.version,
        "\n".join(f"  {problem}" for problem in loaded.problems[:LOGGED_PROBLEMS]),
    )
    more = len(loaded.problems) - LOGGED_PROBLEMS
    if more > 0:
        logger.error("  ... and %d more; `check` shows them.", more)
