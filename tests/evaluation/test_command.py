"""The command `evaluate`."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.cli import evaluate
from bot.config import ConfigError
from bot.evaluation.named_measures import MEASURES

FAQ = """\
How do I return a parcel?
Print the label from your account.
Where is my order?
Open the page “My orders”.
"""

Call = Callable[..., int]


@pytest.fixture
def call(tmp_path: Path) -> Call:
    """Runs the command on a small knowledge file; returns its exit code."""
    (tmp_path / "faq.txt").write_text(FAQ, encoding="utf-8")
    (tmp_path / "questions.tsv").write_text(
        "how do I return a parcel\tHow do I return a parcel?\nxyzzy\tOOS\n", encoding="utf-8"
    )
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", action="append", type=Path)
    evaluate.add_arguments(parser)

    def run(*arguments: str) -> int:
        placed = [each.replace("HERE", str(tmp_path)) for each in arguments]
        return evaluate.execute(parser.parse_args(["--data", str(tmp_path / "faq.txt"), *placed]))

    return run


def test_a_file_of_questions_is_reported_in_text(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("HERE/questions.tsv") == 0
    assert capsys.readouterr().out.startswith("2 questions: 1 answerable, 1 not\n")


def test_several_files_are_pooled_and_the_worst_is_named(
    call: Call, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "hard.tsv").write_text("how do I return a parcel\tWhere is my order?\n", encoding="utf-8")
    assert call("HERE/questions.tsv", "HERE/hard.tsv", "--worst", "0") == 0
    told = capsys.readouterr().out
    assert told.startswith("3 questions: 2 answerable, 1 not\n")
    assert told.endswith(f"\nWorst of 2 files: {tmp_path / 'hard.tsv'} (answered right 0.000, success@1 0.000)\n")


def test_pairs_ask_each_file_of_the_knowledge_file_for_it(
    call: Call, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = tmp_path / "pairs"
    pairs.mkdir()
    for name, thing in (("shop", "parcel"), ("library", "book")):
        (pairs / f"{name}.txt").write_text(FAQ.replace("parcel", thing), encoding="utf-8")
        question = f"How do I return a {thing}?"
        (pairs / f"{name}.tsv").write_text(f"{question}\t{question}\nxyzzy\tOOS\n", encoding="utf-8")
    assert call("--pairs", "HERE/pairs", "--json", "--floor", "answered-right=1", "--floor", "auroc-first=1") == 0
    record = json.loads(capsys.readouterr().out)
    assert [(each["file"], each["questions"], each["answerable"]) for each in record["files"]] == [
        (str(pairs / "library.tsv"), 2, 1),
        (str(pairs / "shop.tsv"), 2, 1),
    ]
    assert (record["questions"], record["limits"]) == (4, None)
    assert record["files"][0]["measures"].keys() == record["measures"].keys()


def test_every_unusable_file_is_reported(call: Call, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "other.tsv").write_text("no tab\n", encoding="utf-8")
    assert call("HERE/other.tsv", "HERE/missing.tsv") == 1
    told = capsys.readouterr().err
    assert "other.tsv:1: error: " in told
    assert "missing.tsv: error: cannot be read" in told


def test_json_is_one_object_without_limits(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("HERE/questions.tsv", "--json") == 0
    record: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert record["measures"]["success@1"]["value"] == 1
    assert record["limits"] is None


def test_without_a_file_the_base_is_tested_on_itself_with_a_note_of_the_limits(
    call: Call, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("--worst", "0") == 0
    assert "It does not show how your members ask" in capsys.readouterr().out


def test_a_data_set_needs_no_knowledge_file(call: Call, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records = [
        {"split": "train", "text": "is the shop open", "intent": "hours"},
        {"split": "val", "text": "is the shop open now", "intent": "hours"},
    ]
    (tmp_path / "set.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    assert call("--intents", "HERE/set.jsonl", "--json") == 0
    assert json.loads(capsys.readouterr().out)["questions"] == 1


def test_a_floor_that_holds_changes_nothing(call: Call) -> None:
    assert call("HERE/questions.tsv", "--floor", "success@1=1", "--floor", "ece=1") == 0


def test_a_broken_floor_fails_after_the_report(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("HERE/questions.tsv", "--floor", "brier=0") == 1
    told = capsys.readouterr()
    assert told.out.startswith("2 questions")
    assert "brier is " in told.err


def test_a_bad_floor_is_bad_usage(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        call("--floor", "luck=0.5")
    assert "“luck” is not a measure" in capsys.readouterr().err


@pytest.mark.parametrize("other", [("--intents", "HERE/set.jsonl"), ("--pairs", "HERE")])
def test_a_file_and_another_source_together_are_bad_usage(call: Call, other: tuple[str, str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        call("HERE/questions.tsv", *other)


def test_errors_in_the_file_are_reported_with_their_lines(
    call: Call, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "questions.tsv").write_text("it\tWhere is the order?\n", encoding="utf-8")
    assert call("HERE/questions.tsv") == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "questions.tsv:1: error: “Where is the order?” is not a stored question or id" in told.err


def test_charts_are_drawn(call: Call, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    assert call("HERE/questions.tsv", "--plot", "HERE/quality.png") == 0
    assert (tmp_path / "quality.png").stat().st_size > 0


def test_the_help_lists_every_measure_in_order() -> None:
    listed = [line.split()[0] for line in evaluate.DESCRIPTION.splitlines() if line.startswith("  ")]
    assert [name for name in listed if name in MEASURES] == list(MEASURES)


def test_ablation_prints_a_table_and_nothing_else(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("HERE/questions.tsv", "--ablate") == 0
    printed = capsys.readouterr().out
    assert printed.startswith("left out")
    assert "mistakes" not in printed


def test_questions_that_calibrate_the_confidence_cannot_evaluate_it(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LABELLED_QUESTIONS", str(tmp_path / "questions.tsv"))
    (tmp_path / "others.tsv").write_text("xyzzy\tOOS\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="cannot evaluate it"):
        call("HERE/others.tsv", "HERE/questions.tsv")


def test_other_labelled_questions_change_the_confidence(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "judges.tsv").write_text("where to print labels\tHow do I return a parcel?\n", encoding="utf-8")
    call("HERE/judges.tsv", "--json")
    before = json.loads(capsys.readouterr().out)
    (tmp_path / "asked.tsv").write_text("print a label\tOOS\n" * 200, encoding="utf-8")
    monkeypatch.setenv("LABELLED_QUESTIONS", str(tmp_path / "asked.tsv"))
    assert call("HERE/judges.tsv", "--json") == 0
    after = json.loads(capsys.readouterr().out)
    assert after["measures"]["brier"] != before["measures"]["brier"]


@pytest.mark.parametrize("other", [["--json"], ["--floor", "ece=0.1"], ["--plot", "HERE/quality.png"]])
def test_ablation_refuses_options_that_it_would_ignore(
    other: list[str], call: Call, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("HERE/questions.tsv", "--ablate", *other) == 2
    assert "leave out" in capsys.readouterr().err
