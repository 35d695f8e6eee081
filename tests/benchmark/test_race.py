"""The run: contenders, measurements, report."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.benchmark import race as racing
from bot.benchmark.contender import Built, Contender
from bot.benchmark.contenders import ANSWER, CONTENDERS
from bot.benchmark.corpus import Corpus
from bot.benchmark.race import Race
from bot.benchmark.report import as_json, as_text
from bot.benchmark.run import Plan, Report, expected_latency, growth_exponent, run

CORPUS = Corpus(("one text", "another text", "a third"), tuple(f"query {number}" for number in range(120)))


def silent(_text: str) -> None:
    pass


def build_idle(_texts: Sequence[str], folder: Path) -> Built:
    (folder / "index").write_bytes(b"x" * 1_000_000)
    return Built(lambda _query: (), load=(folder / "index").read_bytes, disk=folder)


IDLE = Contender("idle", "idle one", build_idle)


def build_broken(_texts: Sequence[str], _folder: Path) -> Built:
    raise ImportError("it needs an older NumPy")


BROKEN = Contender("broken", "broken one", build_broken)
ABSENT = Contender("absent", "absent one", build_idle, ("no_such_module",))


@pytest.fixture(scope="module")
def report(zipf_texts: tuple[str, ...]) -> Report:
    sizes = (10, 50, 200)
    tutorial = next(one for one in CONTENDERS if one.key == "tutorial")
    return run(Plan(zipf_texts, "made.txt", sizes, 5, 1, (ANSWER, tutorial, ABSENT, BROKEN)), silent)


def test_every_query_counts_once_with_all_its_runs() -> None:
    asked = list[str]()

    def build(_texts: Sequence[str], _folder: Path) -> Built:
        return Built(asked.append)

    with Race(CORPUS, silent) as race:
        assert race.enter(Contender("one", "one", build), None) is None
        asked.clear()
        (result,) = race.run(seed=1)
    assert asked == [query for query in CORPUS.queries for _ in range(racing.REPEATS)]
    assert result.queries == len(CORPUS.queries)
    assert result.p99 is not None
    assert 0 <= result.p50 <= result.p99


def test_caches_are_cleared_before_each_query() -> None:
    log = list[str]()

    def build(_texts: Sequence[str], _folder: Path) -> Built:
        return Built(lambda _query: log.append("ask"), forget=lambda: log.append("forget"))

    with Race(CORPUS, silent) as race:
        race.enter(Contender("one", "one", build), None)
        log.clear()
        race.run(seed=1)
    assert log == ["forget", "ask"] * (len(log) // 2)


def test_an_index_on_disk_is_measured_there_and_opened() -> None:
    with Race(CORPUS, silent) as race:
        race.enter(IDLE, None)
        (result,) = race.run(seed=1)
    assert (result.on_disk, result.megabytes) == (True, 1.0)
    assert result.load is not None


def test_a_contender_that_would_be_too_slow_is_not_built() -> None:
    with Race(CORPUS, silent) as race:
        assert race.enter(IDLE, 1.5) == "a query would take about 1.5 s"
        assert race.run(seed=1) == ()


def test_a_contender_that_is_too_slow_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(racing, "PATIENCE", 0)
    with Race(CORPUS, silent) as race:
        assert (race.enter(IDLE, None) or "").startswith("a query takes ")
        assert race.run(seed=1) == ()


def test_a_slow_contender_gets_fewer_queries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(racing, "BUDGET", 0)
    with Race(CORPUS, silent) as race:
        race.enter(IDLE, None)
        (result,) = race.run(seed=1)
    assert (result.queries, result.p99) == (racing.FEWEST, None)


def test_a_contender_for_fewer_texts_is_left_out() -> None:
    with Race(CORPUS, silent) as race:
        assert race.enter(Contender("few", "few", build_idle, most=2), None) == "not built for more than 2"


def test_a_power_law_has_its_exponent() -> None:
    assert growth_exponent({14: 99.0, 10_000: 100.0, 100_000: 200.0, 1_000_000: 400.0}) == pytest.approx(0.30103)


def test_one_size_shows_no_growth() -> None:
    assert growth_exponent({14: 1.0, 1_000: 2.0, 10_000: 4.0}) is None


def test_the_expected_latency_comes_from_the_largest_size() -> None:
    assert expected_latency({10: 9.0, 100: 2.0}, 1_000) == 20.0
    assert expected_latency({}, 1_000) is None


def test_missing_contenders_are_named(report: Report) -> None:
    assert "left out: absent one (not installed)" in as_text(report)
    assert "left out: broken one (cannot be imported: it needs an older NumPy)" in as_text(report)


def test_there_is_a_table_for_each_size(report: Report) -> None:
    text = as_text(report)
    for size in ("10", "50", "200"):
        assert f"\n{size} texts " in text
    assert text.count("p50 ÷ answer") == 3
    assert "made.txt, seed 1, 5 queries" in text


def test_the_json_holds_everything(report: Report) -> None:
    record = json.loads(json.dumps(as_json(report)))
    assert [table["size"] for table in record["sizes"]] == [10, 50, 200]
    for table in record["sizes"]:
        assert [one["key"] for one in table["contenders"]] == ["answer", "tutorial"]
        assert table["contenders"][0]["ratios"] == {"answer": 1}
    assert record["data"] == {"source": "made.txt", "texts": 2_000, "queries": 5, "seed": 1}
    assert list(record["missing"]) == ["absent one", "broken one"]
    assert record["machine"]["versions"]["scikit-learn"]
