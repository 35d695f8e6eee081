"""Related questions that an owner names, and the follow-up prompts of other bots."""

import json
from pathlib import Path

import pytest

from bot.answering import Assistant
from bot.knowledge import Code, Inspection, inspect, load
from bot.knowledge.writers import WRITERS, write
from bot.retrieval import find_topics

TEXT = "Is it open?\n[related: Where is it? | IS IT DEAR?]\nYes.\n\nWhere is it?\nHere.\n\nIs it dear?\nNo.\n"
WANTED = ("Where is it?", "Is it dear?")


def read(folder: Path, name: str, text: str) -> Inspection:
    (folder / name).write_text(text, encoding="utf-8")
    return inspect([folder / name])


def related(found: Inspection) -> tuple[str, ...]:
    return tuple(entry.question for entry in found.base.related(found.base.entries[0]))


def test_named_entries_come_first_below_an_answer(tmp_path: Path) -> None:
    more = "".join(f"Is it open on day {number}?\nAsk {number}.\n\n" for number in range(9))
    found = read(tmp_path, "faq.txt", f"{TEXT}\n{more}")
    assert found.base.entries[0].related == ("Where is it?", "IS IT DEAR?")
    shown = Assistant.build(found.base).related(found.base.entries[0])
    assert (tuple(entry.question for entry in shown[:2]), len(shown)) == (WANTED, 4)


@pytest.mark.parametrize("extension", WRITERS)
def test_every_format_keeps_them(extension: str, tmp_path: Path) -> None:
    found = read(tmp_path, "faq.txt", TEXT)
    again = read(tmp_path, f"new{extension}", write(find_topics(found.base), extension))
    assert [entry.related for entry in again.base.entries] == [entry.related for entry in found.base.entries]


def test_an_unknown_one_is_a_warning(tmp_path: Path) -> None:
    found = read(tmp_path, "faq.txt", "Is it open?\n[related: Why? | is it OPEN?]\nYes.\n\nIs it far?\nNo.\n")
    told = [(problem.line, problem.message) for problem in found.problems if problem.code is Code.UNKNOWN_RELATED]
    assert told == [(1, "no entry has this related question: “Why?”")]
    assert related(found) == ()


def test_prompts_of_a_table_lead_to_entries(tmp_path: Path) -> None:
    names = "Question\tAnswer\tSource\tMetadata\tSuggestedQuestions\tIsContextOnly\tPrompts\tQnaId\n"
    prompts = json.dumps([{"displayOrder": 0, "qnaId": 8, "displayText": "Way"}, {"qnaId": 9, "displayText": "Cost"}])
    rows = f"Is it open?\tYes.\\nEver.\tx\t\t[]\tFalse\t{prompts}\t7\nopen now\tYes.\\nEver.\tx\t\t[]\tFalse\t[]\t7\n"
    rows += "Where is it?\tHere.\tx\t\t[]\tTrue\t[]\t8\nIs it dear?\tNo.\tx\t\t[]\tFalse\t[]\t9\n"
    found = read(tmp_path, "kb.tsv", names + rows)
    assert related(found) == WANTED
    first = found.base.entries[0]
    assert (first.questions, first.answer) == (("Is it open?", "open now"), "Yes.\nEver.")


def test_prompts_and_synonyms_of_json_are_kept(tmp_path: Path) -> None:
    inner = {"id": 0, "answer": "No.", "questions": ["Is it dear?"]}
    prompts = [{"qnaId": 2, "displayText": "Way"}, {"qna": inner, "displayText": "Cost"}, {"displayText": "Lost"}]
    entries = [
        {"id": 1, "answer": "Yes.", "source": "x", "questions": ["Is it open?"], "metadata": {}},
        {"id": 2, "answer": "Here.", "source": "x", "questions": ["Where is it?"], "metadata": {}},
    ]
    entries[0]["dialog"] = {"isContextOnly": False, "prompts": prompts}
    value = {"assets": {"synonyms": [{"alterations": ["shop", "store"]}], "qnas": entries}}
    found = read(tmp_path, "kb.json", json.dumps(value))
    assert related(found) == WANTED
    assert found.base.synonyms == (("shop", "store"),)
    assert [problem.message for problem in found.problems if problem.code is Code.UNKNOWN_RELATED] == [
        "no entry has this related question: “Lost”"
    ]


def test_half_characters_in_prompts_and_synonyms_are_left_out(tmp_path: Path) -> None:
    prompts = [{"qnaId": "\ud800", "displayText": "a\ud800"}, {"qna": {"questions": ["\ud800"]}, "displayText": "Far?"}]
    entry = {"id": 1, "answer": "Yes.", "source": "x", "questions": ["Open?"], "metadata": {}}
    value = {
        "synonyms": [{"alterations": ["\ud800", "shop", "store"]}],
        "qnas": [entry | {"dialog": {"prompts": prompts}}],
    }
    found = read(tmp_path, "kb.json", json.dumps(value))
    assert (found.base.entries[0].related, found.base.synonyms) == (("Far?",), (("shop", "store"),))


def test_the_other_files_of_an_export_are_no_entries(tmp_path: Path) -> None:
    (tmp_path / "QnAs.tsv").write_text("Question\tAnswer\tSource\tMetadata\nOpen?\tYes.\tx\t\n", encoding="utf-8")
    (tmp_path / "Settings.tsv").write_text(
        "Key\tValue\nLanguage\tEnglish\nDefaultAnswerForKB\tNone.\n", encoding="utf-8"
    )
    (tmp_path / "Synonyms.tsv").write_text('Synonyms\n["shop","store"]\n', encoding="utf-8")
    base = load([tmp_path])
    assert ([entry.question for entry in base.entries], base.synonyms) == (["Open?"], (("shop", "store"),))
