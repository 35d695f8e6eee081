"""Files of labelled questions: what they mean, and how errors are reported."""

from pathlib import Path

import pytest

from bot.evaluation import LabelledQuestion, load_labelled
from bot.evaluation.labelled import read_jsonl, read_tsv
from bot.knowledge import KnowledgeBase, KnowledgeError


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("send back\tHow do I return a parcel?", LabelledQuestion("send back", frozenset({"parcel"}))),
        ("send back\t  how do i RETURN  a parcel? ", LabelledQuestion("send back", frozenset({"parcel"}))),
        ("send back\tWhat must I do to send something back?", LabelledQuestion("send back", frozenset({"parcel"}))),
        ("send back\tparcel", LabelledQuestion("send back", frozenset({"parcel"}))),
        ("it\tparcel | Where is my order?", LabelledQuestion("it", frozenset({"parcel", "order"}))),
        ("hello\tOOS", LabelledQuestion("hello", frozenset())),
        ("hello\toos\tsmall talk", LabelledQuestion("hello", frozenset(), "small talk")),
        ("hello\tOOS\r", LabelledQuestion("hello", frozenset())),
    ],
)
def test_a_tab_separated_line_means(line: str, expected: LabelledQuestion, shop: KnowledgeBase) -> None:
    assert read_tsv(line, "q.tsv", shop) == ([expected], [])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('{"question": "it", "expected": "Where is my order?"}', LabelledQuestion("it", frozenset({"order"}))),
        ('{"query": "it", "expected": ["order", "parcel"]}', LabelledQuestion("it", frozenset({"order", "parcel"}))),
        ('{"text": "hello", "expected": null}', LabelledQuestion("hello", frozenset())),
        ('{"text": "hello", "expected": []}', LabelledQuestion("hello", frozenset())),
        ('{"text": "hello", "expected": "OOS", "kind": "chat"}', LabelledQuestion("hello", frozenset(), "chat")),
    ],
)
def test_a_json_line_means(line: str, expected: LabelledQuestion, shop: KnowledgeBase) -> None:
    assert read_jsonl(line, "q.jsonl", shop) == ([expected], [])


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("no tab here", "put a tab between the question and the expected one"),
        ("nothing expected\t", "put a tab between the question and the expected one"),
        ("\tparcel", "put a tab between the question and the expected one"),
        (
            "it\tWhere is my odrer?",
            "“Where is my odrer?” is not a stored question or id (did you mean “Where is my order?”?",
        ),
        ("it\tzzzz", "copy a question from the knowledge base, or write OOS"),
        ("it\torder | zzzz", "“zzzz” is not a stored question or id"),
    ],
)
def test_a_bad_tab_separated_line_is_reported_with_its_line_and_hint(
    line: str, problem: str, shop: KnowledgeBase
) -> None:
    questions, problems = read_tsv(f"fine\torder\n\n{line}", "q.tsv", shop)
    assert len(questions) == 1
    (told,) = map(str, problems)
    assert told.startswith("q.tsv:3: error: ")
    assert problem in told


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        ('{"expected": "order"}', "no question"),
        ('{"question": 3, "expected": "order"}', "no question"),
        ('{"question": "it"}', "no expected answer"),
        ('{"question": "it", "expected": 3}', "expected is not text"),
        ('{"question": "it", "expected": ["order", null]}', "expected is not text"),
        ('{"question": "it", "expected": "zzzz"}', "“zzzz” is not a stored question or id"),
    ],
)
def test_a_bad_json_line_is_reported_with_its_line(line: str, problem: str, shop: KnowledgeBase) -> None:
    _, problems = read_jsonl(f"\n{line}\n", "q.jsonl", shop)
    (told,) = map(str, problems)
    assert told.startswith("q.jsonl:2: error: ")
    assert problem in told


def test_a_stored_question_may_hold_the_separator(shop: KnowledgeBase) -> None:
    first, *rest = shop.entries
    entry = type(first)("odd", ("Tea | coffee?",), "Both.", None, "shop.txt", 9)
    questions, problems = read_tsv("which\tTea | coffee?", "q.tsv", KnowledgeBase((entry, *rest)))
    assert (questions, problems) == ([LabelledQuestion("which", frozenset({"odd"}))], [])


def test_the_extension_of_the_file_sets_its_format(tmp_path: Path, shop: KnowledgeBase) -> None:
    (tmp_path / "q.tsv").write_text("it\torder\n", encoding="utf-8-sig")
    (tmp_path / "q.JSONL").write_text('{"text": "it", "expected": "order"}\n', encoding="utf-8")
    assert load_labelled(tmp_path / "q.tsv", shop) == load_labelled(tmp_path / "q.JSONL", shop)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"one\ntwo\n", "q.tsv:1"),
        (b"\n \n", "no labelled question in this file"),
        (b"caf\xe9\torder\n", "not UTF-8"),
        (None, "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_used_raises_with_the_reason(
    content: bytes | None, problem: str, tmp_path: Path, shop: KnowledgeBase
) -> None:
    path = tmp_path / "q.tsv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(KnowledgeError, match=problem):
        load_labelled(path, shop)


def test_every_error_of_a_file_is_reported_together(tmp_path: Path, shop: KnowledgeBase) -> None:
    (tmp_path / "q.tsv").write_text("one\nfine\torder\nthree\n", encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        load_labelled(tmp_path / "q.tsv", shop)
    assert [problem.line for problem in caught.value.problems] == [1, 3]
