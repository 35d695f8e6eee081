"""AsciiDoc and Org, as far as a plain reading carries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import Severity
from bot.knowledge.markup.asciidoc_reader import read_asciidoc
from bot.knowledge.markup.org_reader import read_org

ASCIIDOC = """\
= Tent FAQ
:toc:
:home: https://example.org

Hello.

== Setup

**How do I set it up?**

Unfold *it* and see {home}[the site] or <<x,below>>. A path is a_b_c.

* one
** two
. first

[source,sh]
----
rm *
----

NOTE: _Careful_.

// hidden
include::secret.txt[]

=== May dogs come?

Yes.

== Care

[qanda]
Is it warm?::
  Yes.
Is it cold?:: No.

.Is it heavy?
[%collapsible]
====
5 kg.
====
"""
ORG = """\
#+TITLE: Tent FAQ
#+OPTIONS: toc:nil
#+INCLUDE: "secret.txt"

* Setup
** TODO How do I set it up?                :tag:
:PROPERTIES:
:CUSTOM_ID: up
:END:
Unfold *it*, see [[https://example.org/a_b][the /site/]] and [[#x][below]] or ~rm *~.

#+BEGIN_SRC sh
rm *
#+END_SRC

# hidden
** May dogs come?
| a | b |
|---+---|
| 1 | 2 |
* Care
- Is it warm? :: Yes.
- Is it cold? :: No.
"""


def test_asciidoc_is_read_by_its_headings_terms_and_bold_lines() -> None:
    drafts, problems = read_asciidoc(ASCIIDOC, "faq.adoc")
    assert problems == []
    lines = ASCIIDOC.splitlines()
    assert [(draft.questions[0].text, draft.topic) for draft in drafts] == [
        ("How do I set it up?", "Setup"),
        ("May dogs come?", "Setup"),
        ("Is it warm?", "Care"),
        ("Is it cold?", "Care"),
        ("Is it heavy?", "Care"),
    ]
    assert all(draft.questions[0].text in lines[draft.questions[0].number - 1] for draft in drafts[:4])
    first, dogs, warm, cold, heavy = (draft.answer for draft in drafts)
    assert first.split("\n") == [
        "Unfold **it** and see [the site](https://example.org) or below. A path is a_b_c.",
        "",
        "- one",
        "  - two",
        "    1. first",
        "",
        "```sh",
        "rm *",
        "```",
        "",
        "> **Note:** *Careful*.",
    ]
    assert (dogs, warm, cold, heavy) == ("Yes.", "Yes.", "No.", "5 kg.")


def test_org_is_read_by_its_headings_and_terms() -> None:
    drafts, problems = read_org(ORG, "faq.org")
    assert problems == []
    lines = ORG.splitlines()
    assert all(draft.questions[0].text in lines[draft.questions[0].number - 1] for draft in drafts)
    assert [(draft.questions[0].text, draft.answer, draft.topic) for draft in drafts] == [
        (
            "How do I set it up?",
            "Unfold **it**, see [the *site*](https://example.org/a_b) and below or `rm *`.\n\n```sh\nrm *\n```",
            "Setup",
        ),
        ("May dogs come?", "| a | b |\n|---|---|\n| 1 | 2 |", "Setup"),
        ("Is it warm?", "Yes.", "Care"),
        ("Is it cold?", "No.", "Care"),
    ]


@pytest.mark.parametrize("read", [read_asciidoc, read_org])
def test_code_that_is_never_closed_ends_with_the_file(read: object) -> None:
    assert callable(read)
    for text in ("== A?\n\n----\nx", "* A?\n\n#+begin_src\nx"):
        _, problems = read(text, "faq")
        assert not any(problem.severity is Severity.ERROR for problem in problems)


@given(st.text("=*.-:+[]|#/_`<> \nAb?", max_size=60))
def test_any_text_is_read_or_reported(text: str) -> None:
    last = text.count("\n") + 1
    for read in (read_asciidoc, read_org):
        drafts, problems = read(text, "faq.x")
        assert all(1 <= draft.questions[0].number <= last for draft in drafts)
        assert all(0 <= problem.line <= last for problem in problems)


def test_characters_in_org_may_have_names() -> None:
    text = "* Hot?\n\nVery \\dash 30 \\deg{}C. \\\\\nSee =\\dash= and C:\\dash or \\other.\n"
    drafts, _ = read_org(text, "faq.org")
    assert drafts[0].answer == "Very – 30 °C.\nSee `\\dash` and C:\\dash or \\other."


def test_rules_and_quotes_of_asciidoc_are_no_text() -> None:
    drafts, _ = read_asciidoc("== Hot?\n\nIt is ``warm'' or `cold`.\n\n'''''\n\nWait.\n", "faq.adoc")
    assert drafts[0].answer == "It is “warm” or `cold`.\n\nWait."


def test_a_link_in_org_may_run_over_the_end_of_a_line() -> None:
    link = "[[file:rules.org][the rules\n  of the camp]]"
    text = f"* May dogs come?\n\nSee {link}, please.\nOr ask [[open\n\n* And cats?\n\nNo.\n"
    drafts, problems = read_org(text, "faq.org")
    assert problems == []
    assert [(draft.answer, draft.questions[0].number) for draft in drafts] == [
        ("See the rules of the camp, please.\nOr ask [[open", 1),
        ("No.", 7),
    ]


def test_the_title_of_a_code_block_is_above_it() -> None:
    drafts, _ = read_asciidoc(
        "== How do I cook?\n\nOutside:\n\n.menu\n[source,sh]\n----\nboil\n----\n\nEat.\n", "faq.adoc"
    )
    assert drafts[0].answer == "Outside:\n\n**menu**\n\n```sh\nboil\n```\n\nEat."


def answers(text: str) -> dict[str, str]:
    drafts, problems = read_asciidoc(text, "faq.adoc")
    assert problems == []
    return {draft.questions[0].text: draft.answer for draft in drafts}


def test_headings_of_asciidoc_may_have_a_rule_below() -> None:
    text = "FAQ\n===\n\nIs it hot?\n----------\n\nYes.\n\n----\nhot\n----\n\nIs it dark?\n-----------\n\nNo.\n"
    assert answers(text) == {"Is it hot?": "Yes.\n\n```\nhot\n```", "Is it dark?": "No."}


def test_a_table_of_asciidoc_holds_questions_and_answers() -> None:
    text = '= FAQ\n\n[cols="1,2"]\n|===\n|Question |Answer\n\n|Is it hot?\n|Yes,\nvery.\n\n|Is it dark? |No.\n|===\n'
    assert answers(text) == {"Is it hot?": "Yes, very.", "Is it dark?": "No."}


def test_blocks_of_a_list_item_keep_the_numbers_going() -> None:
    text = "== Is it hot?\n\n. Wait.\n+\n----\nsleep 5\n----\n. Touch it.\n+\nSlowly.\n\n* once\n* twice\n"
    assert answers(text)["Is it hot?"] == (
        "1. Wait.\n\n   ```\n   sleep 5\n   ```\n2. Touch it.\n\n   Slowly.\n\n   - once\n   - twice"
    )


def test_admonitions_of_asciidoc_are_quotes_with_their_name() -> None:
    text = "== Is it hot?\n\nYes.\n\n[TIP]\n====\nWait.\nThen touch.\n====\n\n[NOTE]\nIt is brass.\n\nEnd.\n"
    assert answers(text)["Is it hot?"] == (
        "Yes.\n\n> **Tip:** Wait.\n> Then touch.\n\n> **Note:** It is brass.\n\nEnd."
    )


def test_small_marks_of_asciidoc_become_plain_text() -> None:
    text = '== Is it hot?\n\nA "`hot`" #lamp# +\nx^2^ mailto:a@example.org[Ann].\n'
    assert answers(text)["Is it hot?"] == "A “hot” lamp\nx2 Ann."


def test_org_leaves_out_dates_and_reads_terms_that_do_not_ask_beside_others_that_do() -> None:
    text = "#+TITLE: FAQ\n* Oil\nCLOSED: [2020-01-01]\n- Which oil? :: Any +thin+ oil.\n- Too much :: Pour it out.\n"
    drafts, _ = read_org(text, "faq.org")
    assert [(draft.questions[0].text, draft.answer, draft.topic) for draft in drafts] == [
        ("Which oil?", "Any ~~thin~~ oil.", "Oil"),
        ("Too much", "Pour it out.", "Oil"),
    ]
