"""Draws a report: reliability, precision against coverage, right against wrong answers. Needs matplotlib, an extra."""

from pathlib import Path
from typing import TYPE_CHECKING

from bot.evaluation.curves import coverage_and_precision, operating_point, reliability, risk_curve
from bot.evaluation.evaluator import Report

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_INCHES = (16, 5)
_DPI = 120


class PlotError(Exception):
    """The charts cannot be drawn; the message says what to do."""


def plot(report: Report, path: Path) -> None:
    """Write a PNG, whatever the extension. Raises PlotError without matplotlib or if the file cannot be written."""
    try:
        from matplotlib.figure import Figure  # noqa: PLC0415 - an extra that only this function needs
    except ImportError as error:
        raise PlotError('matplotlib is missing: install the extra with pip install ".[plot]"') from error
    figure = Figure(figsize=_INCHES, dpi=_DPI, layout="constrained")
    left, middle, right = figure.subplots(1, 3)
    _draw_reliability(left, report)
    _draw_coverage(middle, report)
    _draw_risk(right, report)
    try:
        figure.savefig(path, format="png")
    except OSError as error:
        raise PlotError(f"{path} cannot be written: {error.strerror or 'unknown reason'}") from error


def _draw_reliability(axes: "Axes", report: Report) -> None:
    bins = reliability(report.sample)
    axes.bar(
        [each.low for each in bins],
        [each.right for each in bins],
        width=[each.high - each.low for each in bins],
        align="edge",
        edgecolor="white",
        label="share that is right",
    )
    axes.plot([0, 1], [0, 1], linestyle="--", color="grey", label="calibrated confidence")
    for each in bins:
        axes.annotate(str(each.questions), ((each.low + each.high) / 2, each.right), ha="center", va="bottom")
    axes.set(xlim=(0, 1), ylim=(0, 1.05), xlabel="confidence (over each bar: questions)", ylabel="first hit is right")
    axes.set_title(f"Reliability (ECE {report.estimates['ece'].value:.3f})")
    axes.legend(loc="upper left")


def _draw_coverage(axes: "Axes", report: Report) -> None:
    curve = coverage_and_precision(report.sample)
    axes.plot(curve.coverage, curve.precision)
    axes.set(
        xlim=(0, 1),
        ylim=(0, 1.05),
        xlabel="coverage: answerable questions that reach a threshold",
        ylabel="precision: first hits that are right, of all that reach it",
    )
    axes.set_title("Coverage and precision, at every threshold")
    axes.grid(visible=True, alpha=0.3)


def _draw_risk(axes: "Axes", report: Report) -> None:
    curve = risk_curve(report.sample)
    axes.plot(curve.answered_wrong, curve.answered_right, label="by confidence, at every threshold")
    for strictness, sample in report.samples_by_strictness.items():
        wrong, right = operating_point(sample)
        axes.plot([wrong], [right], marker="o", linestyle="none", label=f"{strictness.value}, as measured")
    axes.set(
        xlim=(0, None),
        ylim=(0, 1.05),
        xlabel="wrong answers: share of all questions",
        ylabel="answered right: share of the answerable questions",
    )
    axes.set_title("Right against wrong answers")
    axes.legend(loc="lower right")
    axes.grid(visible=True, alpha=0.3)
