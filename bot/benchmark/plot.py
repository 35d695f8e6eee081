"""Draws latency against size. Needs matplotlib, an extra."""

from pathlib import Path

from bot.benchmark.run import Report

_INCHES = (9, 6)
_DPI = 120
_OURS = "this bot"
"""Prefix of this bot's contenders, which get thicker lines."""


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
