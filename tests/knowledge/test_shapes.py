"""Files of the shapes that people use, in folders beside this one, with the entries that a person counts.

A case begins with "=====", the name of its file, and what it shows. Behind "----->", each line is an entry: question,
answer ("*" for any) and, if it matters, topic ("-" for none), with " || " between.
"""

import re
from pathlib import Path

import pytest

from bot.knowledge.codes import Severity
from bot.knowledge.readers import reader_of

FOLDER = Path(__file__).parent


def cases() -> list[tuple[str, str, list[list[str]]]]:
    found = []
    for file in sorted(FOLDER.glob("shapes_of_*/*.txt")):
        for case in re.split(r"(?m)^===== (?=\S+\.\w+ )", file.read_text(encoding="utf-8"))[1:]:
            name, _, rest = case.partition("\n")
            source, _, expected = rest.partition("\n----->\n")
            lines = [line.replace("\\n", "\n").split(" || ") for line in expected.split("\n") if line.strip()]
            found.append((name, f"{source}\n", lines))
    return found


@pytest.mark.parametrize(("name", "source", "expected"), cases(), ids=lambda value: value if len(value) < 60 else "")
def test_every_entry_that_a_person_counts_is_read_and_no_other(
    name: str, source: str, expected: list[list[str]]
) -> None:
    path = name.split(maxsplit=1)[0]
    drafts, problems = reader_of(Path(path).suffix)(source, path)
    assert [problem for problem in problems if problem.severity is Severity.ERROR] == []
    assert len(drafts) == len(expected), drafts
    for draft, (question, answer, *topic) in zip(drafts, expected, strict=True):
        assert " / ".join(line.text for line in draft.questions) == question
        assert answer in ("*", draft.answer)
        assert topic in ([], [draft.topic or "-"])
