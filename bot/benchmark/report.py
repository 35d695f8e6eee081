"""Prints the report as tables or one JSON object, and draws it with matplotlib, an optional extra."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from bot.benchmark.contenders import ANSWER
from bot.benchmark.race import PATIENCE, Result
from bot.benchmark.run import GROWTH_FROM, Report, Table

_NONE = "–"
_MILLISECOND, _SECOND = 1e3, 1e6
"""In microseconds."""
_COLUMNS = ("build", "load", "p50", "p99", "MB", "p50 ÷ answer")
_INCHES = (9, 6)
_DPI = 120
_OURS = "this bot"
"""Prefix of this bot's contenders, which get thicker lines."""


def as_text(report: Report) -> str:
    """The report for people."""
    parts = ["\n".join(_head(report)), *("\n".join(_table(table)) for table in report.tables)]
    if growth := report.growth():
        rows = [(name, (f"{value:.2f}",)) for name, value in growth.items()]
        parts.append("\n".join(_grid(f"growth from {GROWTH_FROM:,} texts", ("exponent of p50",), rows)))
    return "\n\n".join(parts)


def as_json(report: Report) -> dict[str, object]:
    """The report as `benchmark --help` describes it."""
    return {
        "machine": asdict(report.machine),
        "one_core": report.pinned,
        "date": report.day.isoformat(),
        "data": {"source": report.source, "texts": report.given, "queries": report.queries, "seed": report.seed},
        "missing": dict(report.missing),
        "warm_up": dict(report.warm_up),
        "sizes": [_as_record(table) for table in report.tables],
        "growth": report.growth(),
    }


def _as_record(table: Table) -> dict[str, object]:
    return {
        "size": table.size,
        "words": table.words,
        "vocabulary": table.vocabulary,
        "left_out": dict(table.left_out),
        "contenders": [asdict(result) | {"ratios": _ratios(result, table)} for result in table.results],
    }


def _ratios(result: Result, table: Table) -> dict[str, float]:
    """How many times as long it takes as this bot's whole answer. Empty if that was not measured."""
    return {base.key: result.p50 / base.p50 for base in table.results if base.key == ANSWER.key}


def _head(report: Report) -> Iterator[str]:
    machine = report.machine
    core = "one core" if report.pinned else "one thread"
    yield f"{report.day.isoformat()} · {machine.cpu or 'unknown processor'}, {machine.cores} cores, {machine.system}"
    yield ", ".join(f"{name} {version}" for name, version in machine.versions.items())
    yield f"{report.given:,} texts of {report.source}, seed {report.seed}, {report.queries} queries, {core}"
    for name, reason in report.missing.items():
        yield f"left out: {name} ({reason})"
    for name, seconds in report.warm_up.items():
        if seconds >= PATIENCE:
            yield f"importing and compiling before the first answer: {name} {seconds:.1f} s"


def _table(table: Table) -> Iterator[str]:
    asked = max((result.queries for result in table.results), default=0)
    rows = [(result.name, _cells(result, table)) for result in table.results]
    yield from _grid(f"{table.size:,} texts", _COLUMNS, rows)
    yield f"{table.words:,} words, {table.vocabulary:,} different"
    for result in table.results:
        if result.queries < asked:
            yield f"{result.name}: only {result.queries} queries, because they are slow"
    for name, reason in table.left_out.items():
        yield f"left out: {name} ({reason})"


def _cells(result: Result, table: Table) -> Sequence[str]:
    return (
        f"{result.build:.2f} s",
        _NONE if result.load is None else f"{result.load:.3f} s",
        _latency(result.p50),
        _NONE if result.p99 is None else _latency(result.p99),
        _megabytes(result),
        _times(_ratios(result, table).get(ANSWER.key)),
    )


def _megabytes(result: Result) -> str:
    if result.megabytes is None:
        return _NONE
    return f"{result.megabytes:,.1f}" + (" on disk" if result.on_disk else "")


def _latency(microseconds: float) -> str:
    if microseconds < _MILLISECOND:
        return f"{microseconds:.1f} µs"
    if microseconds < _SECOND:
        return f"{microseconds / _MILLISECOND:.2f} ms"
    return f"{microseconds / _SECOND:.2f} s"


def _times(ratio: float | None) -> str:
    if ratio is None:
        return _NONE
    return f"{ratio:,.0f} ×" if ratio >= 10 else f"{ratio:.2g} ×"  # noqa: PLR2004 - only two digits are reliable


def _grid(title: str, columns: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]) -> Iterator[str]:
    """Lines of a table: title and names aligned left, cells aligned right."""
    left = max(len(title), *(len(name) for name, _ in rows)) if rows else len(title)
    widths = [
        max(len(column), *(len(cells[place]) for _, cells in rows)) if rows else len(column)
        for place, column in enumerate(columns)
    ]
    for name, cells in ((title, columns), *rows):
        yield "  ".join((name.ljust(left), *(cell.rjust(width) for cell, width in zip(cells, widths, strict=True))))


class PlotError(Exception):
    """The chart cannot be drawn; the message says what to do."""


def plot(report: Report, path: Path) -> None:
    """Write a PNG, whatever the extension. Raises PlotError without matplotlib or if the file cannot be written."""
    try:
        from matplotlib.figure import Figure  # noqa: PLC0415 - an extra that only this function needs
    except ImportError as error:
        raise PlotError('matplotlib is missing: install the extra with pip install ".[plot]"') from error
    figure = Figure(figsize=_INCHES, dpi=_DPI, layout="constrained")
    axes = figure.subplots()
    for name, by_size in report.latencies().items():
        milliseconds = [microseconds / 1000 for microseconds in by_size.values()]
        axes.plot(list(by_size), milliseconds, marker="o", linewidth=3 if name.startswith(_OURS) else 1.2, label=name)
    axes.set(xscale="log", yscale="log", xlabel="stored texts", ylabel="median milliseconds per query")
    axes.set_title(f"{report.machine.cpu}, one core, {report.day.isoformat()}")
    axes.grid(visible=True, which="major", alpha=0.3)
    axes.legend()
    try:
        figure.savefig(path, format="png")
    except OSError as error:
        raise PlotError(f"{path} cannot be written: {error.strerror or 'unknown reason'}") from error
