"""Measures the time and memory of whole processes, as a user who types a command sees them.

It imports little: a process counts at least the memory of the process that started it.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

ROUNDS = 7
"""Runs of each process, in turns, after one more that does not count."""
_ROOT = Path(__file__).parents[2]
"""The folder that this bot is imported from."""
CACHE, NOWHERE = "CACHE_DIR", "none"
"""The setting for saved indexes, and its value for saving nothing."""
REFERENCES = ("import discord", "ask")
"""Names of the processes that all others are compared with."""
_IMPORT = "import discord; print(flush=True)"
_READY = """\
import argparse, pathlib, sys
from bot.cli.inputs import read_settings
from bot.cli.run import prepare
data = [pathlib.Path(path) for path in sys.argv[2:]]
loaded = prepare(argparse.Namespace(data=data), read_settings())
import bot.discord_ui.running
loaded.make_bot()
loaded.live.loaded.assistant.ask(sys.argv[1])
print(flush=True)
loaded.live.close()
"""
"""What `run` does before it connects, and a first answer. The time to exit does not count, because a bot keeps running.
Neither does that of the import, for comparison."""
_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
"""With it, every start would compile the bot again. The first round writes the bytecode and does not count."""
_KILOBYTES = 1024 if sys.platform != "darwin" else 1


class StartError(Exception):
    """A process has failed; the message holds its name and its last line of output."""


@dataclass(frozen=True, slots=True)
class Process:
    """The results of one process."""

    name: str
    seconds: float
    """Median over the rounds."""
    megabytes: float | None
    """Peak memory, median over the rounds; None if the system does not report it."""


@dataclass(frozen=True, slots=True)
class Starts:
    """All results."""

    processes: tuple[Process, ...]
    left_out: Mapping[str, str]
    """What was not measured, with the reason."""


@dataclass(frozen=True, slots=True)
class _Command:
    name: str
    arguments: tuple[str, ...]
    """Arguments for Python."""
    saved: bool = False
    """Whether the index is saved before."""
    says: bool = False
    """Whether its first line of output, rather than its end, shows that it is done."""


def measure_starts(
    question: str, data: Sequence[Path], environ: Mapping[str, str], progress: Callable[[str], None]
) -> Starts:
    """Run all processes in turns.

    `data` are the knowledge files, empty for those of the settings; `environ` is the environment of the processes.
    Raises StartError.
    """
    paths = tuple(map(str, data))
    options = tuple(part for path in paths for part in ("--data", path))
    ask, ready = ("-m", "bot", "ask", *options, question), ("-c", _READY, question, *paths)
    commands = [
        _Command("python", ("-c", "pass")),
        _Command("import discord", ("-c", _IMPORT), says=True),
        _Command("--help", ("-m", "bot", "--help")),
        _Command("ask", ask),
        _Command("run, until ready", ready, says=True),
    ]
    left_out = dict[str, str]()
    # This bot, not another package of the same name in the current folder.
    known = filter(None, (str(_ROOT), environ.get("PYTHONPATH")))
    around = {name: value for name, value in environ.items() if name != _NO_BYTECODE}
    around |= {"PYTHONSAFEPATH": "1", "PYTHONPATH": os.pathsep.join(known)}
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        saved, unsaved = (around | {CACHE: where} for where in (folder, NOWHERE))
        try:
            progress("index build")
            _run(_Command("index build", ("-m", "bot", "index", "build", *options)), saved)
            commands += [
                _Command("ask, index saved", ask, saved=True),
                _Command("run, until ready, index saved", ready, saved=True, says=True),
            ]
        except StartError as error:
            left_out["with a saved index"] = str(error)
        taken: dict[str, list[tuple[float, float | None]]] = {command.name: [] for command in commands}
        for turn in range(ROUNDS + 1):
            for command in commands:
                progress(f"round {turn + 1} of {ROUNDS + 1}: {command.name}")
                taken[command.name].append(_run(command, saved if command.saved else unsaved))
    return Starts(tuple(_process(name, times[1:]) for name, times in taken.items()), left_out)


def _run(command: _Command, environ: Mapping[str, str]) -> tuple[float, float | None]:
    """The seconds and the peak megabytes of a process."""
    start = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 - our own
        (sys.executable, *command.arguments),
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if command.says else subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        if process.stdout:
            process.stdout.readline()
        ready = time.perf_counter()
        said = process.stderr.read() if process.stderr else ""
        megabytes = _wait(process)
    seconds = (ready if command.says else time.perf_counter()) - start
    if process.returncode:
        raise StartError(f"{command.name}: {(said.strip().splitlines() or ['failed'])[-1]}")
    return seconds, megabytes


def _wait(process: "subprocess.Popen[str]") -> float | None:
    if sys.platform == "win32":
        process.wait()
        return None
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss * _KILOBYTES / 1e6


def _process(name: str, times: Sequence[tuple[float, float | None]]) -> Process:
    held = [megabytes for _, megabytes in times if megabytes is not None]
    return Process(name, median(seconds for seconds, _ in times), median(held) if held else None)


def as_text(starts: Starts) -> str:
    """The processes for people."""
    width = max(len(one.name) for one in starts.processes)
    columns = tuple(f"÷ {name}" for name in REFERENCES)
    lines = ["  ".join(("process".ljust(width), f"{'ms':>6}", f"{'MB':>4}", *columns))]
    for one in starts.processes:
        megabytes = "–" if one.megabytes is None else f"{one.megabytes:.0f}"
        ratios = (f"{one.seconds / _seconds(starts, name):.2f} ×" for name in REFERENCES)
        cells = (cell.rjust(len(column)) for cell, column in zip(ratios, columns, strict=True))
        lines.append("  ".join((one.name.ljust(width), f"{one.seconds * 1000:6.0f}", f"{megabytes:>4}", *cells)))
    return "\n".join((*lines, *(f"left out: {name} ({reason})" for name, reason in starts.left_out.items())))


def as_json(starts: Starts) -> dict[str, object]:
    """The processes as `benchmark --help` describes them."""
    records = [
        asdict(one) | {"ratios": {name: one.seconds / _seconds(starts, name) for name in REFERENCES}}
        for one in starts.processes
    ]
    return {"processes": records, "left_out": dict(starts.left_out)}


def _seconds(starts: Starts, name: str) -> float:
    return next(one.seconds for one in starts.processes if one.name == name)
