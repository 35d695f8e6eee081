"""Parses the arguments, runs the command, and turns its outcome into an exit code."""

import io
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from bot.cli import exits
from bot.cli.console import print_error
from bot.cli.inputs import warn_about_settings
from bot.cli.parser import parser
from bot.config import ConfigError
from bot.knowledge import KnowledgeError
from bot.store import StoreError


class _Terminated(KeyboardInterrupt):
    """Raised by SIGTERM and SIGHUP."""


def main(argv: Sequence[str] | None = None) -> int:  # noqa: PLR0911 - one for each way to end
    """Run one command and return its exit code.

    `argv` holds the arguments without the program's name; None means those of the process. Raises SystemExit, as
    argparse does: with 0 after `--help` and `--version`, with 2 after bad usage.
    """
    _speak_utf8()
    try:
        with _signals_raised():
            return _run(argv)
    except ConfigError as error:
        print_error("The settings are invalid", error.problems)
        return exits.CONFIGURATION
    except KnowledgeError as error:
        print_error("The knowledge files have errors", map(str, error.problems))
        return exits.FAILED
    except StoreError as error:
        print_error(
            "What the bot remembers cannot be used", [f"{error}; see STATE_DIR and DATABASE_URL in the settings"]
        )
        return exits.FAILED
    except ModuleNotFoundError as error:
        if (error.name or "bot").partition(".")[0] == "bot":
            raise
        install = f"{sys.executable} -m pip install --no-deps -r requirements.lock"
        print(f"This Python does not have {error.name}. Run `{install}`, or use the Python in .venv.", file=sys.stderr)
        return exits.FAILED
    except BrokenPipeError:
        _drop_output()
        return exits.BROKEN_PIPE
    except OSError as error:
        print_error("Reading or writing failed", [str(error)])
        _drop_output()
        return exits.FAILED
    except KeyboardInterrupt as ended:
        return exits.TERMINATED if isinstance(ended, _Terminated) else exits.INTERRUPTED


@contextmanager
def _signals_raised() -> Iterator[None]:
    """Turn SIGTERM and SIGHUP into an exception, like Ctrl-C, so that temporary files are removed.

    Without this, process 1 of a container would ignore the signals. An event loop with its own signal handlers
    replaces these.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, _raise_terminated) for number in _ending_signals()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _ending_signals() -> Iterator[signal.Signals]:
    """The signals that end a command, besides Ctrl-C. `nohup` ignores SIGHUP to let programs outlive their terminal."""
    yield signal.SIGTERM
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        yield signal.SIGHUP


def _raise_terminated(*_: object) -> None:
    raise _Terminated


def _run(argv: Sequence[str] | None) -> int:
    """Run the command. Raises OSError if its output could not be written."""
    if sys.stdout is None:
        raise OSError("standard output is closed")
    try:
        words = sys.argv[1:] if argv is None else argv
        arguments = parser(words).parse_args(words)
        if not getattr(arguments, "serve", False):  # a builder process: its parent has warned
            warn_about_settings()
        code: int = arguments.execute(arguments)
    finally:
        sys.stdout.flush()
    return code


def _drop_output() -> None:
    """Discard buffered output. Otherwise, the interpreter would try to write it again at exit."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_utf8() -> None:
    """Make the standard streams UTF-8 in every locale; characters that cannot be written become escapes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace", newline="\n")
