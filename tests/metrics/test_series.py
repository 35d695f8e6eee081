"""The series are those that the page about running the bot lists."""

import re
from pathlib import Path

from prometheus_client import Metric

from bot.metrics import Figures
from bot.metrics.series import PREFIX, series_of

PAGE = Path(__file__).parents[2] / "bot" / "connection" / "README.md"
FULL = Figures(
    outcomes=["answered"],
    latency=0.1,
    shards={0: True},
    identifies_left=999,
    responses={200: 1},
    waiting={"ranking": 1},
    degraded=["store"],
    database=False,
    version="v",
)


def written(family: Metric) -> str:
    """A family as the page writes it: its name and its label."""
    if family.type == "histogram":
        return family.name.removeprefix(PREFIX)
    (first, *_) = family.samples
    labels = ",".join(first.labels)
    return first.name.removeprefix(PREFIX) + (f"{{{labels}}}" if labels else "")


def test_the_page_lists_every_series_in_order() -> None:
    section = PAGE.read_text(encoding="utf-8").partition("## Metrics\n")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| (`.+?) \|", section, flags=re.MULTILINE)
    listed = [name for cell in cells for name in re.findall(r"`(.+?)`", cell)]
    assert listed == [written(family) for family in series_of(FULL)]


def test_what_is_unknown_has_no_value() -> None:
    values = {family.name.removeprefix(PREFIX): family.samples for family in series_of(Figures())}
    unknown = {name for name, samples in values.items() if not samples}
    assert unknown >= {"gateway_latency_seconds", "identifies_left", "database_up", "knowledge_info"}
    assert values["questions_dropped"]


def test_a_duration_counts_in_its_class_and_all_larger_ones() -> None:
    figures = Figures()
    for seconds in (0.05, 0.3, 100.0):
        figures.counts.answering.add(seconds)
    (family,) = (each for each in series_of(figures) if each.name == f"{PREFIX}answer_seconds")
    buckets = {each.labels["le"]: each.value for each in family.samples if each.name.endswith("_bucket")}
    assert (buckets["0.05"], buckets["0.25"], buckets["0.5"], buckets["60.0"], buckets["+Inf"]) == (1, 1, 2, 2, 3)
    assert next(each.value for each in family.samples if each.name.endswith("_sum")) == 100.35
