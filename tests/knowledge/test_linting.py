"""What is warned of where the format, or another file, makes the difference; the rest is in the table of damage."""

from pathlib import Path

import pytest

from bot.knowledge import inspect
from bot.knowledge.codes import Code
from bot.knowledge.linting.near_duplicates import are_near_duplicates

ANSWER = "It runs the parser first.\nHow it does so is told below\n#Below\n"


def told(*paths: Path) -> list[str]:
    return [problem.message for problem in inspect(paths).problems]


def test_lines_that_look_like_questions_are_told_of_in_plain_text_only(tmp_path: Path) -> None:
    text, markdown, table = tmp_path / "a.txt", tmp_path / "b.md", tmp_path / "c.csv"
    text.write_text(f"What does it do?\n{ANSWER}", encoding="utf-8")
    markdown.write_text(f"## When does it run?\n\n{ANSWER}", encoding="utf-8")
    table.write_text(f'question,answer\nWhere does it run?,"{ANSWER}"\n', encoding="utf-8")
    assert told(text) == [
        f"taken as part of an answer: “{line}”" for line in ("How it does so is told below", "#Below")
    ]
    assert told(markdown, table) == []


@pytest.mark.parametrize(
    "line",
    [
        "Can I pay by card",
        "Do you meet in summer",
        "Is there parking",
        "Are dogs allowed",
        "Does membership cost anything",
        "May I bring a friend",
        "Should I book",
        "Will there be food",
        "Where do you meet",
        "When is the next match",
        "Where's the club house",
        "Which bus stops here",
        "can members bring guests",
    ],
)
def test_a_question_without_its_mark_at_the_start_of_a_paragraph_is_told_of(line: str, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"How do I join?\nFill in the form.\n\n{line}\nYes, at the desk.\n", encoding="utf-8")
    (problem,) = inspect([file]).problems
    assert (problem.line, problem.message) == (4, f"taken as part of an answer: “{line}”")


@pytest.mark.parametrize(
    "paragraph",
    [
        "When you arrive, ring the bell.\nSomebody opens.",
        "When you arrive ring the bell\nSomebody opens",
        "Where you sit is up to you\nThe hall is large",
        "Do not be late\nThe doors close at nine",
        "Should you need help ask at the desk\nSomebody is there",
        "Have your card ready\nThe desk scans it",
        "May is our busiest month\nBook early",
        "Can I pay by card",
        "Is it yours and do you want to keep it for more than\na week or two.",
        "Are you new? Welcome!\nSay hello.",
        "The desk is there\nCan I help you is what they say\nAsk them",
    ],
)
def test_an_ordinary_paragraph_is_no_question_without_its_mark(paragraph: str, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"How do I join?\nFill in the form.\n\n{paragraph}\n", encoding="utf-8")
    assert [text for text in told(file) if paragraph.partition("\n")[0] in text and "Are you new" not in text] == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("How do I join?\nFill in the form. Still stuck?\nAsk a mod.\n", 2),
        ("How do I join?\nFill in the form.\nRing the bell then. Still stuck?\nAsk a mod.\n", 3),
        ("How do I join?\nTell us. You can come back. Still stuck?\nAsk a mod.\n", 2),
        ("How do I join?\nTell us. Still stuck?\nAsk a mod.\n", 2),
    ],
)
def test_an_answer_that_ends_with_a_question_mark_is_told_of(text: str, line: int, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(text, encoding="utf-8")
    (problem,) = inspect([file]).problems
    assert (problem.line, problem.code) == (line, Code.SENTENCES_BEFORE_QUESTION)
    assert "join it with the next line" in problem.hint
    assert "Still stuck?”" in problem.message


@pytest.mark.parametrize(
    "question",
    [
        "I lost my password. How do I reset it?",
        "The door is shut and my key is lost. What now?",
        "Who is Prof. Smith?",
        "Does it run on version no. 5?",
        "Hello! Where are you?",
        "Lost card. What now?",
        "Meet Mr. Smith?",
        "What is the plan for St. Patrick's day?",
    ],
)
def test_a_phrasing_with_a_sentence_of_the_member_is_not_told_of(question: str, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"What can be done here?\n{question}\nAsk a mod.\n", encoding="utf-8")
    assert told(file) == []


@pytest.mark.parametrize(
    "piece", ["`", "](", "[a](b", "a://", "` ", "``a", "discord.gg/", "<@", "# ", "\u200b", "](a.b"]
)
def test_a_huge_line_of_anything_is_looked_through(piece: str, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"What is it?\nx{piece * 200_000}x\n", encoding="utf-8")
    assert len(inspect([file]).base.entries) == 1


def test_near_twins_in_two_files_name_the_other_file(tmp_path: Path) -> None:
    one, other = tmp_path / "a.txt", tmp_path / "b.jsonl"
    one.write_text("Where can guests park?\nHere.\n", encoding="utf-8")
    other.write_text('{"question": "Where could a guest park?", "answer": "There."}\n', encoding="utf-8")
    assert told(one, other) == [f"nearly the same question as in {one}:1: “Where can guests park?”"]


def test_a_topic_may_have_its_entries_in_two_files(tmp_path: Path) -> None:
    one, other = tmp_path / "a.txt", tmp_path / "b.txt"
    one.write_text("# Orders\nWhere is it?\nHere.\n# Shops\nWhen do you open?\nAt nine.\n", encoding="utf-8")
    other.write_text("# Shops\nWhen do you close?\nAt five.\n", encoding="utf-8")
    assert told(one, other) == ["the only entry of the topic “Orders”"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Why did Khrushchev put missiles in Cuba?", "Why did Khrushchev put missiles into Cuba?"),
        ("How do I reset the password?", "How can I reset a password?"),
        ("On Windows, how do I install it?", "How do I install it on Windows?"),
        ("Where do guests park?", "Where could the guest park"),
        ("Same?", "“same”!"),
    ],
)
def test_questions_that_small_words_tell_apart_are_twins(one: str, other: str) -> None:
    assert are_near_duplicates(one, other)
    assert are_near_duplicates(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Does A support B or C?", "Does B support A or C?"),
        ("How do I move from A to B?", "How do I move to A from B?"),
        ("Can I edit my posts here?", "Can I not edit my posts here?"),
        ("Why did it stop on Monday?", "Why does it stop on Monday?"),
        ("When do I get my card?", "When do I get your card?"),
        ("What happened on 23 October?", "What happened on 24 October?"),
        ("What is this?", "What are these?"),
        ("漢字とは？", "仮名とは？"),
    ],
)
def test_questions_with_another_sense_are_no_twins(one: str, other: str) -> None:
    assert not are_near_duplicates(one, other)
