"""`benchmark` on the command line."""

import json
from pathlib import Path

import pytest

from bot.benchmark import startup
from bot.benchmark.contenders import CONTENDERS
from bot.cli import benchmark, main

TINY = ("--sizes", "2,5", "--queries", "3", "--contenders", "answer,tutorial")


def test_the_knowledge_files_are_measured(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["benchmark", *TINY]) == 0
    told = capsys.readouterr()
    assert "15 texts of data, seed 1, 3 queries" in told.out
    assert told.err == ""


def test_a_file_of_texts_is_measured_and_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("matplotlib")
    texts, picture = tmp_path / "texts.txt", tmp_path / "growth.png"
    texts.write_text("\n\n".join(f"what is number {number} of all" for number in range(30)), encoding="utf-8")
    assert main(["benchmark", str(texts), *TINY, "--json", "--plot", str(picture)]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["data"]["texts"] == 30
    assert [table["size"] for table in record["sizes"]] == [2, 5]
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_data_set_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"split": "train", "text": f"order number {number}", "intent": "order"} for number in range(20)]
    rows.append({"split": "val", "text": "where is my order", "intent": "order"})
    (tmp_path / "set.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert main(["benchmark", str(tmp_path / "set.jsonl"), *TINY, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["data"] == {"source": "set.jsonl", "texts": 21, "queries": 3, "seed": 1}


def test_a_missing_file_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["benchmark", "nowhere.txt", *TINY]) == 1
    assert "nowhere.txt: error: cannot be read" in capsys.readouterr().err


def test_too_few_texts_are_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "texts.txt").write_text("one\ntwo\n", encoding="utf-8")
    assert main(["benchmark", str(tmp_path / "texts.txt"), *TINY]) == 1
    assert "give more texts" in capsys.readouterr().err


def test_a_chart_that_cannot_be_written_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("matplotlib")
    assert main(["benchmark", *TINY, "--plot", str(tmp_path / "nowhere" / "growth.png")]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_an_unknown_contender_is_bad_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["benchmark", "--contenders", "answer,elastic"]) == 2
    assert "“elastic” is unknown; use answer, meaning" in capsys.readouterr().err


@pytest.mark.parametrize("sizes", ["", "1", "ten", "14,,20"])
def test_invalid_sizes_are_bad_usage(sizes: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["benchmark", "--sizes", sizes])
    assert "--sizes" in capsys.readouterr().err


@pytest.mark.parametrize("other", [["texts.txt"], ["--plot", "growth.png"], ["--contenders", "answer"]])
def test_start_refuses_options_that_it_would_ignore(other: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["benchmark", "--start", *other]) == 2
    assert "leave out" in capsys.readouterr().err


def test_the_lag_of_the_event_loop_is_reported_for_every_size(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["benchmark", "--lag", "--sizes", "3,14", "--queries", "3", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert [(lag["size"], lag["questions"]) for lag in record["lags"]] == [(3, 3), (14, 3)]
    assert all(0 <= lag["p50"] <= lag["p99"] <= lag["longest"] for lag in record["lags"])


@pytest.mark.parametrize("other", [["--plot", "growth.png"], ["--contenders", "answer"]])
def test_lag_refuses_options_that_it_would_ignore(other: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["benchmark", "--lag", *other]) == 2
    assert "leave out" in capsys.readouterr().err


def test_the_help_lists_every_contender_in_order() -> None:
    listed = [line.split()[0] for line in benchmark.DESCRIPTION.splitlines() if line.startswith("  ")]
    assert listed == [contender.key for contender in CONTENDERS]


def test_whole_processes_are_timed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(startup, "ROUNDS", 1)
    assert main(["benchmark", "--start", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    taken = {process["name"]: process for process in record["processes"]}
    assert {"python", "import discord", "--help", "ask", "run, until ready"} <= taken.keys()
    assert taken["ask"]["ratios"]["ask"] == 1
    assert all(process["seconds"] > 0 for process in taken.values())
