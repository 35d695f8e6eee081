"""`ask`: what scripts and people get."""

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.conftest import Run

OUTCOME = ["query", "read_as", "outcome", "confidence", "by_meaning", "entry", "hits", "related", "suggestions"]
FIELDS = [*OUTCOME, "also"]
QUESTION = "How do I return a parcel?"
TWO = f"{QUESTION} Where is my order?"


def test_a_question_in_words_is_answered_in_text(run: Run, faq: Path) -> None:
    result = run("ask", "--data", faq, "how", "do", "I", "return", "a", "parcel")
    assert result.code == 0
    assert result.out.startswith(f"{QUESTION}\nPrint the label from your account")
    assert "faq.txt, line 2" in result.out


def test_all_arguments_are_one_question_as_the_help_says(run: Run, faq: Path) -> None:
    (record,) = run("ask", "--json", "--data", faq, "Where is my order?", "When?").records
    assert record["query"] == "Where is my order? When?"
    told = " ".join(run("ask", "--help").out.split())
    assert "[WORD ...]" in told
    assert "the words of one message" in told


def test_json_has_the_documented_fields_in_order(run: Run, faq: Path) -> None:
    (record,) = run("ask", "--json", "--data", faq, QUESTION).records
    assert list(record) == FIELDS
    assert re.findall(r"^  ([a-z_]+)  ", run("ask", "--help").out, flags=re.MULTILINE) == FIELDS


def test_json_of_an_answered_question_holds_the_whole_entry(run: Run, faq: Path) -> None:
    (record,) = run("ask", "--json", "--data", faq, "Where is my order?").records
    assert record["outcome"] == "answered"
    entry_id = record["entry"].pop("id")
    assert record["entry"] == {
        "question": "Where is my order?",
        "answer": "Open “My orders”.\n\nThe tracking link stands there.",
        "topic": "Orders",
        "source": "faq.txt",
        "line": 4,
    }
    assert record["hits"][0]["id"] == entry_id
    assert record["suggestions"] == []


def test_json_names_a_topic_that_the_bot_found(run: Run, workplace: Path) -> None:
    questions = ("Who leads the summit?", "When does the summit end?", "Is the cafe open?", "Who owns the cafe?")
    file = workplace / "plain.txt"
    file.write_text("".join(f"{question}\nAnswer {question[:-1]}.\n" for question in questions), encoding="utf-8")
    (listed,) = run("topics", "--json", "--data", file).records
    records = run("ask", "--json", "--data", file, stdin="\n".join(questions).encode()).records
    found = {question: topic["name"] for topic in listed["topics"] for question in topic["questions"]}
    assert {record["entry"]["question"]: record["entry"]["topic"] for record in records} == found


def test_a_question_without_an_answer_points_to_an_existing_command(run: Run, faq: Path) -> None:
    said = run("ask", "--data", faq, "qqqq").out
    assert "/topics" not in said
    assert "“topics” command" in said


def test_json_of_an_unanswered_question_has_no_entry(run: Run, faq: Path) -> None:
    (record,) = run("ask", "--json", "--data", faq, "qqqq").records
    assert (record["outcome"], record["entry"], record["related"]) == ("unanswered", None, [])
    assert (record["suggestions"], record["also"], record["by_meaning"]) == ([], None, False)


def test_json_names_the_part_of_a_message_that_was_read(run: Run, faq: Path) -> None:
    long = "I moved to the coast last week, and my neighbour took in what you sent. Where is my order?"
    records = run("ask", "--json", "--data", faq, stdin=f"{long}\nWhere is my order?".encode()).records
    assert [record["read_as"] for record in records] == ["Where is my order?", ""]
    assert [record["query"] for record in records] == [long, "Where is my order?"]


def test_json_of_a_message_that_asks_two_things_has_both(run: Run, faq: Path) -> None:
    (record,) = run("ask", "--json", "--top", "1", "--data", faq, TWO).records
    also = record["also"]
    assert list(also) == OUTCOME
    assert {record["entry"]["line"], also["entry"]["line"]} == {2, 4}
    assert record["confidence"] >= also["confidence"]
    assert (record["query"], len(record["hits"])) == (also["query"], len(also["hits"])) == (TWO, 1)


def test_text_of_a_message_that_asks_two_things_has_both_answers(run: Run, faq: Path) -> None:
    told = run("ask", "--data", faq, TWO).out
    assert told.startswith(f"{QUESTION}\nPrint the label")
    assert "\n\nWhere is my order?\nOpen “My orders”." in told


def test_a_message_that_asks_two_things_gives_two_lines_of_columns(run: Run, faq: Path) -> None:
    rows = [line.split("\t") for line in run("ask", "--data", faq, stdin=TWO.encode()).out.splitlines()]
    assert [(row[0], row[2]) for row in rows] == [("answered", QUESTION), ("answered", "Where is my order?")]


def test_the_confidence_is_that_of_the_best_hit_for_every_outcome(run: Run, faq: Path) -> None:
    records = run("ask", "--json", "--data", faq, stdin=b"parcel shops\nHow do I return a parcel?\nqqqq").records
    assert all(0 <= record["confidence"] <= 1 for record in records)


@pytest.mark.parametrize(("top", "listed"), [(1, 1), (2, 2), (50, 3)])
def test_top_limits_the_hits(run: Run, faq: Path, top: int, listed: int) -> None:
    (record,) = run("ask", "--json", "--top", str(top), "--data", faq, "return parcel order open shops").records
    assert len(record["hits"]) <= listed
    assert record["hits"] == sorted(record["hits"], key=lambda hit: -hit["score"])


def test_every_line_of_standard_input_has_a_result_in_order(run: Run, faq: Path) -> None:
    lines = ["", QUESTION, "   ", "tab\tand \rreturn", "\x85\u2028\u2029", "Where is my order?"]
    result = run("ask", "--json", "--data", faq, stdin="\n".join(lines).encode())
    assert [record["query"] for record in result.records] == lines


def test_windows_line_ends_do_not_matter(run: Run, faq: Path) -> None:
    result = run("ask", "--json", "--data", faq, stdin=f"{QUESTION}\r\n".encode())
    assert [record["query"] for record in result.records] == [QUESTION]


def test_text_results_of_standard_input_are_four_columns_on_one_line(run: Run, faq: Path) -> None:
    result = run("ask", "--data", faq, stdin=b"Where is my order?\n\nqqqq")
    rows = [line.split("\t") for line in result.out.splitlines()]
    assert [row[0] for row in rows] == ["answered", "unanswered", "unanswered"]
    assert rows[0][2:] == ["Where is my order?", "Open “My orders”. The tracking link stands there."]
    assert all(len(row) == 4 for row in rows)


def test_invalid_utf8_does_not_end_it(run: Run, faq: Path) -> None:
    (record,) = run("ask", "--json", "--data", faq, stdin=b"\xff\xfe parcel").records
    assert record["query"] == "\ufffd\ufffd parcel"


def test_an_argument_in_invalid_utf8_is_still_json(run: Run, faq: Path) -> None:
    (record,) = run("ask", "--json", "--data", faq, "parcel \udcff").records
    assert record["query"] == "parcel \udcff"


def test_control_characters_of_a_file_do_not_reach_the_terminal(run: Run, workplace: Path) -> None:
    evil = workplace / "evil.txt"
    evil.write_text("What is evil?\nRed \x1b[31mtext\x07 and \u202ebackwards.\n", encoding="utf-8")
    assert "Red [31mtext and backwards." in run("ask", "--data", evil, "What is evil?").out


def test_several_data_paths_are_one_knowledge_base(run: Run, faq: Path, workplace: Path) -> None:
    more = workplace / "more.txt"
    more.write_text("What colour is the logo?\nGreen.\n", encoding="utf-8")
    result = run("ask", "--json", "--data", faq, "--data", more, stdin=f"{QUESTION}\nWhat colour is the logo?".encode())
    assert [record["entry"]["source"] for record in result.records] == ["faq.txt", "more.txt"]


def test_each_result_is_written_before_the_next_question_is_read(faq: Path, environ: Mapping[str, str]) -> None:
    command = [sys.executable, "-m", "bot", "ask", "--json", "--data", str(faq)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environ, text=True) as process:  # noqa: S603  # our own
        assert process.stdin is not None
        assert process.stdout is not None
        for question in (QUESTION, "Where is my order?"):
            print(question, file=process.stdin, flush=True)
            assert json.loads(process.stdout.readline())["query"] == question
        process.stdin.close()
        assert process.wait(timeout=30) == 0
