from datetime import date
from pathlib import Path

from bot.evaluation import load_labelled
from bot.knowledge import Entry, KnowledgeBase
from bot.review import labels_as_tsv
from bot.store import Label

TODAY = date(2026, 11, 27)
BASE = KnowledgeBase(
    (
        Entry("hours", ("When are you open?",), "From nine.", None, "faq.txt", 1),
        Entry("one", ("Is it free?",), "Yes.", None, "faq.txt", 3),
        Entry("two", ("Is it free?",), "No.", None, "faq.txt", 5),
    )
)


def test_evaluate_reads_the_labels(tmp_path: Path) -> None:
    labels = [
        Label("open\ttoday?\n", "hours", TODAY),
        Label("free", "two", TODAY),
        Label("lost", "gone", TODAY),
        Label("who is the pope", "", TODAY),
    ]
    file = tmp_path / "labels.tsv"
    file.write_text(labels_as_tsv(labels, BASE), encoding="utf-8")
    read = [(question.text, question.expected) for question in load_labelled(file, BASE)]
    assert read == [
        ("open today?", frozenset({"hours"})),
        ("free", frozenset({"two"})),
        ("who is the pope", frozenset()),
    ]
