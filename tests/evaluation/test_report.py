"""Reports: mistakes with their causes, tables, JSON, floors, charts."""

import json
import re
import sys
from pathlib import Path

import pytest

from bot.answering import Strictness
from bot.evaluation import Judgement, Report
from bot.evaluation.curves import coverage_and_precision, operating_point, reliability, risk_curve
from bot.evaluation.floors import Floor, broken_floors, parse_floor
from bot.evaluation.mistakes import Fault, find_mistakes
from bot.evaluation.plot import PlotError, plot
from bot.evaluation.report import as_json, as_text
from tests.evaluation.conftest import ORDER, PARCEL, Make

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def report(make: Make) -> Report:
    """One of each: right, falsely answered (twice), wrongly answered, not helped, rightly refused."""
    return Report(
        (
            make("right", confidence=0.85, kind="easy"),
            make("false", None, confidence=0.55, unknown=("rocket",), kind="far"),
            make("falser", None, confidence=0.75, matched=("parcel",), kind="far"),
            make("wrong", ORDER, rank=2, confidence=0.95, kind="easy"),
            make("refused", outcome="unanswered", confidence=0.25, kind="easy"),
            make("rightly refused", None, outcome="unanswered", confidence=0.05, kind="far"),
        )
    )


def test_mistakes_come_worst_first(report: Report) -> None:
    assert [(mistake.fault, mistake.judgement.asked.text) for mistake in find_mistakes(report)] == [
        (Fault.FALSE_ANSWER, "falser"),
        (Fault.FALSE_ANSWER, "false"),
        (Fault.WRONG_ANSWER, "wrong"),
        (Fault.NO_HELP, "refused"),
    ]


@pytest.mark.parametrize(
    ("judged", "why"),
    [
        ({"expected": None, "matched": ("parcel", "label")}, "matched: parcel, label"),
        ({"expected": None, "unknown": ("rocket",)}, "no content word matched; not in the knowledge base: rocket"),
        (
            {"expected": ORDER, "rank": 2, "matched": ("my",)},
            "expected “Where is my order?”, which has rank 2 (score 0.40, best score 0.80); matched: my",
        ),
        ({"expected": ORDER, "rank": 0}, "expected “Where is my order?”, which was not found"),
        (
            {"outcome": "unanswered", "confidence": 0.21},
            "the right entry ranked first, with a confidence of only 21%",
        ),
    ],
)
def test_a_mistake_says_why(judged: dict[str, object], why: str, make: Make) -> None:
    (mistake,) = find_mistakes(Report((make(**judged),)))
    assert mistake.why.startswith(why)


def test_a_suggestion_for_an_unanswerable_question_is_no_mistake(make: Make) -> None:
    assert find_mistakes(Report((make("near", None, outcome="suggested", confidence=0.4),))) == ()


def test_the_text_has_every_measure_kind_and_mistake(report: Report) -> None:
    text = as_text(report, worst=2, limits="Mind this.")
    assert text.startswith("6 questions: 3 answerable, 3 not\n")
    assert "false-answer rate            0.667" in text
    assert "The worst 2 of 4 mistakes" in text
    assert text.index("easy") < text.index("far")
    assert text.index("“falser”") < text.index("“false”")
    assert "“wrong”" not in text
    assert text.endswith("\n\nMind this.")


def test_questions_without_kinds_have_no_table_of_kinds(make: Make) -> None:
    assert "answered wrong" not in as_text(Report((make(), make())))


def test_the_table_of_kinds_counts_every_outcome(make: Make) -> None:
    report = Report(
        (
            make(kind="typo"),
            make(kind="typo", expected=ORDER, rank=2),
            make(kind="typo", outcome="suggested", rank=3),
            make(kind="typo", outcome="suggested", rank=9),
            make(kind="typo", outcome="unanswered"),
            make(kind="far", expected=None, outcome="suggested"),
        )
    )
    head, typo, far = as_text(report).split("\n\n")[2].splitlines()
    names = ("kind", "questions", "answered right", "suggested right", "answered wrong", "suggested wrong", "refused")
    assert re.split(r"  +", head) == list(names)
    assert (typo.split(), far.split()) == (
        ["typo", "5", "1", "1", "1", "1", "1"],
        ["far", "1", "–", "–", "0", "1", "0"],
    )


def test_the_kinds_of_the_json_add_up(report: Report) -> None:
    outcomes = ("answered_right", "answered_wrong", "suggested_right", "suggested_wrong", "refused")
    for kind in as_json(report)["kinds"]:
        assert sum(kind[name] for name in outcomes) == kind["questions"]


def test_a_measure_without_a_value_is_a_dash_in_text_and_null_in_json(make: Make) -> None:
    report = Report((make(),))
    (line,) = (line for line in as_text(report).splitlines() if line.startswith("AUROC"))
    assert line.split()[1] == "–"
    assert as_json(report)["measures"]["auroc"] == {"value": None, "low": None, "high": None}


def test_json_can_be_read_back_and_holds_the_mistakes(report: Report) -> None:
    record = json.loads(json.dumps(as_json(report, worst=1), allow_nan=False))
    assert list(record) == [
        "questions",
        "answerable",
        "measures",
        "strictness",
        "kinds",
        "files",
        "reliability",
        "mistakes",
        "limits",
    ]
    assert record["mistakes"] == [
        {
            "fault": "false answer",
            "question": "falser",
            "kind": "far",
            "outcome": "answered",
            "confidence": 0.75,
            "best": PARCEL.question,
            "expected": [],
            "rank": None,
            "why": "matched: parcel",
        }
    ]


def test_kinds_are_counted(report: Report) -> None:
    assert as_json(report)["kinds"] == [
        {
            "kind": "easy",
            "answerable": True,
            "questions": 3,
            "first": 2,
            "answered": 2,
            "suggested": 0,
            "helped": 1,
            "answered_right": 1,
            "answered_wrong": 1,
            "suggested_right": 0,
            "suggested_wrong": 0,
            "refused": 1,
        },
        {
            "kind": "far",
            "answerable": False,
            "questions": 3,
            "first": 0,
            "answered": 2,
            "suggested": 0,
            "helped": 0,
            "answered_right": 0,
            "answered_wrong": 2,
            "suggested_right": 0,
            "suggested_wrong": 0,
            "refused": 1,
        },
    ]


def test_the_bins_of_the_reliability_diagram_hold_every_question_once(report: Report) -> None:
    bins = reliability(report.sample)
    assert [each.questions for each in bins] == [1] * 6
    assert [each.right for each in bins] == [0, 1, 0, 0, 1, 0]


def test_the_curve_goes_from_the_surest_question_to_all(report: Report) -> None:
    curve = coverage_and_precision(report.sample)
    assert curve.threshold.tolist() == [0.95, 0.85, 0.75, 0.55, 0.25, 0.05]
    assert curve.coverage.tolist() == pytest.approx([1 / 3, 2 / 3, 2 / 3, 2 / 3, 1, 1])
    assert curve.precision.tolist() == pytest.approx([0, 1 / 2, 1 / 3, 1 / 4, 2 / 5, 2 / 6])


def test_the_risk_curve_goes_from_the_surest_question_to_all(report: Report) -> None:
    curve = risk_curve(report.sample)
    assert curve.threshold.tolist() == [0.95, 0.85, 0.75, 0.55, 0.25, 0.05]
    assert curve.answered_right.tolist() == pytest.approx([0, 1 / 3, 1 / 3, 1 / 3, 2 / 3, 2 / 3])
    assert curve.answered_wrong.tolist() == pytest.approx([1 / 6, 1 / 6, 2 / 6, 3 / 6, 3 / 6, 4 / 6])


def test_the_operating_point_is_what_was_answered(report: Report) -> None:
    assert operating_point(report.sample) == pytest.approx((3 / 6, 1 / 3))


def test_questions_of_one_confidence_are_one_point_of_the_curves(make: Make) -> None:
    sample = Report((make(confidence=0.5), make(confidence=0.5, rank=2, expected=ORDER))).sample
    assert (risk_curve(sample).answered_right.tolist(), risk_curve(sample).answered_wrong.tolist()) == ([0.5], [0.5])
    assert coverage_and_precision(sample).precision.tolist() == [0.5]


@pytest.mark.parametrize(
    ("text", "floor"), [("auroc-first=0.9", Floor("auroc-first", 0.9)), (" ece = 1 ", Floor("ece", 1.0))]
)
def test_a_floor_is_read(text: str, floor: Floor) -> None:
    assert parse_floor(text) == floor


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("success@1", "is not measure=value"),
        ("sucess=0.9", "“sucess” is not a measure; use one of answered-right, "),
        ("ece=low", "“low” is not a number"),
        ("ece=90", "90 is not between 0 and 1"),
        ("ece=nan", "nan is not between 0 and 1"),
    ],
)
def test_an_invalid_floor_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_floor(text)


@pytest.mark.parametrize(
    ("floor", "broken"),
    [
        (Floor("success@1", 0.66), ()),
        (Floor("success@1", 0.67), ("success@1 is 0.6667, below the floor of 0.67",)),
        (Floor("false-answers", 0.67), ()),
        (Floor("false-answers", 0.66), ("false-answers is 0.6667, above the ceiling of 0.66",)),
        (Floor("precision", 0.25), ()),
        (Floor("answered-right", 0.34), ("answered-right is 0.3333, below the floor of 0.34",)),
        (Floor("false-suggestions", 0), ()),
    ],
)
def test_a_floor_holds_or_breaks(floor: Floor, broken: tuple[str, ...], report: Report) -> None:
    assert broken_floors(report.estimates, [floor]) == broken


def test_a_floor_under_what_cannot_be_measured_breaks(make: Make) -> None:
    (line,) = broken_floors(Report((make(),)).estimates, [Floor("auroc", 0.0)])
    assert line.startswith("auroc cannot be measured")


def test_the_picture_is_a_png(report: Report, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    plot(report, tmp_path / "picture")
    assert (tmp_path / "picture").read_bytes().startswith(PNG)


def test_a_report_without_answerable_questions_can_be_drawn(make: Make, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    row = make("q", None)
    plot(Report((row,), dict.fromkeys(Strictness, (row,))), tmp_path / "picture.png")
    assert (tmp_path / "picture.png").read_bytes().startswith(PNG)


def test_a_chart_that_cannot_be_written_is_reported(report: Report, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    with pytest.raises(PlotError, match="cannot be written"):
        plot(report, tmp_path / "no such folder" / "picture.png")


def test_a_missing_matplotlib_is_told_with_its_cure(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(PlotError, match=r"pip install "):
        plot(report, tmp_path / "picture.png")


def test_no_judgement_makes_an_empty_report() -> None:
    none: tuple[Judgement, ...] = ()
    assert as_text(Report(none), worst=5).startswith("0 questions: 0 answerable, 0 not")
