"""reStructuredText, as projects document themselves with it."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import Code, Severity, inspect
from bot.knowledge.markup.rst_reader import read_rst

Row = tuple[str, str, str | None]

PAGE = """\
.. _faq:

===
FAQ
===

.. contents::
   :local:

Hello.

Setup
=====

How do I :kbd:`set` it up?
--------------------------

Unfold *it*, see `the guide <https://example.org/g>`_, :doc:`more </x>` and ``rm *``.

* one
* two

  1. deep

.. code-block:: sh

   rm *

.. versionadded:: 2.0
   The **pegs**.

May dogs come?
--------------

.. note:: On a lead.

========= ======
Dog       Lead
========= ======
small     yes
========= ======

Care
====

Is it warm?
    Yes.

Is it cold?
    No.
"""


def rows(text: str, path: str = "faq.rst") -> list[Row]:
    drafts, problems = read_rst(text, path)
    assert not any(problem.severity is Severity.ERROR for problem in problems)
    return [(draft.questions[0].text, draft.answer, draft.topic) for draft in drafts]


def test_headings_and_terms_are_questions() -> None:
    first, second, *others = rows(PAGE)
    assert first[0::2] == ("How do I set it up?", "Setup")
    assert first[1].split("\n") == [
        "Unfold *it*, see [the guide](https://example.org/g), more and `rm *`.",
        "",
        "- one",
        "- two",
        "  1. deep",
        "",
        "```sh",
        "rm *",
        "```",
        "",
        "*New in version 2.0*: The **pegs**.",
    ]
    assert second == ("May dogs come?", "> **Note:** On a lead.\n\n| Dog | Lead |\n|---|---|\n| small | yes |", "Setup")
    assert others == [("Is it warm?", "Yes.", "Care"), ("Is it cold?", "No.", "Care")]


def test_drafts_stand_on_the_lines_of_the_file() -> None:
    drafts, _ = read_rst(PAGE, "faq.rst")
    lines = PAGE.splitlines()
    assert [lines[draft.questions[0].number - 1] for draft in drafts] == [
        "How do I :kbd:`set` it up?",
        "May dogs come?",
        "Is it warm?",
        "Is it cold?",
    ]


def test_no_other_file_is_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("Hidden, here.", encoding="utf-8")
    for line in (f"include:: {secret}", f"literalinclude:: {secret}", f"csv-table:: x\n   :file: {secret}"):
        text = f"FAQ\n===\n\nOpen?\n-----\n\nYes.\n\n.. {line}\n\n.. raw:: html\n   :file: {secret}\n\nAlways.\n"
        ((_, answer, _),) = rows(text)
        assert "Hidden" not in answer
        assert answer.startswith("Yes.")


def test_without_docutils_the_error_names_the_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docutils.core", None)
    (tmp_path / "faq.rst").write_text(PAGE, encoding="utf-8")
    (problem,) = inspect([tmp_path / "faq.rst"]).problems
    assert (problem.code, "pip install docutils" in problem.hint) == (Code.NOT_TEXT, True)


def test_what_is_nested_too_deeply_is_an_error() -> None:
    text = "\n".join(f"{'  ' * depth}* x\n" for depth in range(300))
    _, problems = read_rst(text, "faq.rst")
    assert [problem.code for problem in problems] == [Code.SYNTAX]


@given(st.text("=-*`:|_.\\ \nAb?", max_size=60))
def test_any_text_is_read_or_reported(text: str) -> None:
    drafts, problems = read_rst(text, "faq.rst")
    last = text.count("\n") + 1
    assert all(1 <= draft.questions[0].number <= last for draft in drafts)
    assert all(0 <= problem.line <= last for problem in problems)


def test_a_directive_that_unfolds_asks() -> None:
    text = "FAQ\n===\n\n.. dropdown:: May dogs come?\n   :open:\n\n   Yes.\n\n.. dropdown:: And cats?\n\n   No.\n"
    drafts, problems = read_rst(text, "faq.rst")
    assert [(draft.questions[0].text, draft.answer) for draft in drafts] == [
        ("May dogs come?", "Yes."),
        ("And cats?", "No."),
    ]
    assert problems == []


def test_a_quote_or_an_image_does_not_end_a_list_of_questions() -> None:
    text = """\
FAQ
===

+ Is the tent dry?

  It is.

.. image:: https://example.org/tent.png
   :alt: A tent

+ May dogs come?

 **Yes!**

+ Can I cook inside?

  No.

+ The zip is stuck

  Rub it with wax.
"""
    assert [(question, answer) for question, answer, _ in rows(text)] == [
        ("Is the tent dry?", "It is.\n\n![A tent](https://example.org/tent.png)"),
        ("May dogs come?", "**Yes!**"),
        ("Can I cook inside?", "No."),
        ("The zip is stuck", "Rub it with wax."),
    ]
