"""Several files of labelled questions: the knowledge base of each, and the worst file."""

import os
from pathlib import Path

import pytest

from bot.evaluation import LabelledQuestion, Report, load_files, load_pairs
from bot.evaluation.breakdown import measure_files, worst_file
from bot.knowledge import KnowledgeBase, KnowledgeError
from tests.evaluation.conftest import Make

TXT = "Where is the harbour?\nBehind the station.\n"


def write(folder: Path, **files: str) -> Path:
    """Write files, named with "_" for the dot."""
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return folder


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(KnowledgeError) as caught:
        load_pairs([folder])
    return [str(problem).removeprefix(f"{folder}{os.sep}") for problem in caught.value.problems]


def test_each_file_is_a_set_for_the_same_knowledge_base(tmp_path: Path, shop: KnowledgeBase) -> None:
    write(tmp_path, a_tsv="it\torder\n", b_jsonl='{"text": "it", "expected": null}\n')
    sets = load_files([tmp_path / "b.jsonl", tmp_path / "a.tsv"], shop)
    assert [(one.base is shop, one.questions, one.file) for one in sets] == [
        (True, (LabelledQuestion("it", frozenset()),), str(tmp_path / "b.jsonl")),
        (True, (LabelledQuestion("it", frozenset({"order"})),), str(tmp_path / "a.tsv")),
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("port.txt", TXT),
        ("port.md", "# Where is the harbour?\n\nBehind the station.\n"),
        ("port.csv", "question,answer\nWhere is the harbour?,Behind the station.\n"),
        ("port.json", '[{"question": "Where is the harbour?", "answer": "Behind the station."}]'),
    ],
)
def test_a_pair_is_a_question_file_and_the_knowledge_file_of_the_same_name(
    name: str, text: str, tmp_path: Path
) -> None:
    write(tmp_path, port_tsv="to the ships\tWhere is the harbour?\n", other_txt="Why?\nBecause.\n")
    (tmp_path / name).write_text(text, encoding="utf-8")
    (one,) = load_pairs([tmp_path])
    assert [entry.answer for entry in one.base.entries] == ["Behind the station."]
    assert one.questions == (LabelledQuestion("to the ships", frozenset({one.base.entries[0].id})),)
    assert one.file == str(tmp_path / "port.tsv")


def test_pairs_come_by_folder_and_then_by_name(tmp_path: Path) -> None:
    folders = [tmp_path / "second", tmp_path / "first"]
    for folder in folders:
        folder.mkdir()
        write(folder, b_txt=TXT, b_tsv="it\tOOS\n", a_txt=TXT, a_tsv="it\tOOS\n")
    files = [Path(one.file).relative_to(tmp_path).as_posix() for one in load_pairs(folders)]
    assert files == ["second/a.tsv", "second/b.tsv", "first/a.tsv", "first/b.tsv"]


def test_the_problems_of_all_pairs_are_reported_together(tmp_path: Path) -> None:
    write(tmp_path, a_tsv="it\tOOS\n", b_tsv="no tab\n", b_txt=TXT, c_tsv="it\tOOS\n", c_txt=TXT, c_md=f"# {TXT}")
    alone, bad_line, doubled = problems_of(tmp_path)
    assert alone == "a.tsv: error: no knowledge file of this name (put a.txt next to it)"
    assert bad_line.startswith("b.tsv:1: error: not question<TAB>expected")
    assert doubled == "c.tsv: error: several knowledge files of this name: c.md and c.txt (keep one of them)"


def test_a_folder_without_questions_is_reported(tmp_path: Path) -> None:
    (problem,) = problems_of(write(tmp_path, a_txt=TXT))
    assert problem.endswith("no .tsv file in this folder (put NAME.tsv with questions next to NAME.txt)")


def test_a_missing_folder_is_reported(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path / "nowhere")
    assert "cannot be read: No such file or directory" in problem


def test_each_file_has_its_own_measures(make: Make) -> None:
    right, refused, false = make(), make(outcome="unanswered"), make(expected=None)
    report = Report((right, refused, false), by_file={"a.tsv": (right, refused), "b.tsv": (false,)})
    first, second = measure_files(report)
    assert (first.file, first.questions, first.answerable, first.measures["answered-right"]) == ("a.tsv", 2, 2, 0.5)
    assert (second.questions, second.answerable, second.measures["false-answers"]) == (1, 0, 1)


def test_the_worst_file_answers_least_and_on_a_tie_finds_least(make: Make) -> None:
    right, refused, lost = make(), make(outcome="unanswered"), make(outcome="unanswered", rank=0)
    by_file = {
        "good.tsv": (right, refused),
        "poor.tsv": (refused, refused),
        "worst.tsv": (refused, lost),
        "far.tsv": (make(expected=None),),
    }
    files = measure_files(Report((), by_file=by_file))
    assert worst_file(files) == "Worst of 4 files: worst.tsv (answered right 0.000, success@1 0.500)"


def test_single_files_and_files_without_answerable_questions_have_no_worst(make: Make) -> None:
    far = (make(expected=None),)
    assert worst_file(measure_files(Report((), by_file={"a.tsv": (make(),)}))) == ""
    assert worst_file(measure_files(Report((), by_file={"a.tsv": far, "b.tsv": far}))) == ""
