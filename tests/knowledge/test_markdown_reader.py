"""Markdown as projects and shops write it: what is a question, what is its topic, what is its answer."""

import pytest

from bot.knowledge.draft import Draft
from bot.knowledge.markdown import read_markdown


def read(text: str, path: str = "notes.md") -> list[Draft]:
    drafts, problems = read_markdown(text, path)
    assert problems == []
    return drafts


def read_one(text: str, path: str = "notes.md") -> Draft:
    (draft,) = read(text, path)
    return draft


def questions(drafts: list[Draft]) -> list[list[str]]:
    return [[question.text for question in draft.questions] for draft in drafts]


TOOL = """\
# Lantern

## FAQ

* [Does Lantern read a settings file?](#settings)
* [How do I silence it?](#silence)
  * [For good?](#good)

<h3 name="settings">
Does Lantern read a settings file?
</h3>

Yes. See the
[manual][manual].

```sh
# Where is it?
cat ~/.lantern
```

<a name="silence"></a>
### How do I `silence` [it](https://lantern.example)? ###
<!-- a note to ourselves -->

Say `--quiet`.

#### On Windows

Say `/quiet`.

---

<h3 align="center" id="good">And for good?</h3>
Leave it out.

## Building

make

[manual]: https://lantern.example/manual "The manual"
[unused]: https://lantern.example/unused
"""


def test_a_tools_questions_are_all_there_and_nothing_else() -> None:
    drafts = read(TOOL)
    assert questions(drafts) == [["Does Lantern read a settings file?"], ["How do I silence it?"], ["And for good?"]]
    assert [(draft.topic, draft.questions[0].number) for draft in drafts] == [("FAQ", 9), ("FAQ", 22), ("FAQ", 33)]


def test_a_tools_answers_are_what_stands_below_word_for_word() -> None:
    settings, silence, good = read(TOOL)
    assert settings.answer == (
        "Yes. See the\n[manual][manual].\n\n```sh\n# Where is it?\ncat ~/.lantern\n```\n\n"
        '[manual]: https://lantern.example/manual "The manual"'
    )
    assert silence.answer == "Say `--quiet`.\n\n#### On Windows\n\nSay `/quiet`."
    assert good.answer == "Leave it out."
    assert (settings.answer_line, silence.answer_line, good.answer_line) == (13, 25, 34)


PHONE = """\
# Frequently Asked Questions

What to try first.

## Table of Contents

1. [`bridge` not found](#bridge)
2. [Keys](#keys)

## Cable

It must be plugged in.

### `bridge` not found

Put it on your `PATH`:

    # where is it?
    export PATH

### Device unauthorized

Accept on the *device*.

## Keys

They go through the keyboard.

Can I type accents?
-------------------

Yes.
"""


def test_the_lowest_headings_of_an_faq_are_questions_and_those_above_their_topics() -> None:
    drafts = read(PHONE)
    assert questions(drafts) == [
        ["bridge not found"],
        ["Device unauthorized"],
        ["Keys"],
        ["Can I type accents?"],
    ]
    assert [draft.topic for draft in drafts] == ["Cable", "Cable", *["Frequently Asked Questions"] * 2]
    assert drafts[0].answer == "Put it on your `PATH`:\n\n    # where is it?\n    export PATH"


@pytest.mark.parametrize("path", ["FAQ.md", "docs/faq.markdown", "my_faq.md", "Questions and answers.md"])
def test_a_file_may_be_an_faq_by_its_name(path: str) -> None:
    assert questions(read("# Lantern\n\n## It is dark\n\nLight it.", path)) == [["It is dark"]]


def test_a_file_may_be_an_faq_by_the_title_in_its_front_matter() -> None:
    draft = read_one("---\ntitle: 'Lantern FAQ'\n---\n## It is dark\n\nLight it.")
    assert (draft.questions[0].number, draft.answer) == (4, "Light it.")


def test_a_document_that_asks_nothing_holds_nothing() -> None:
    assert read("# Lantern\n\nA lantern.\n\n## Install\n\n    make\n\n- [Use](#use)\n\n## Use\n\n**Note:** hot.") == []


@pytest.mark.parametrize(
    ("heading", "question"),
    [
        ("## Is it hot?", "Is it hot?"),
        ("## 1. Is it hot?", "Is it hot?"),
        ("## 2.1 Is it hot?", "Is it hot?"),
        ("## Q1: Is it hot?", "Is it hot?"),
        ("## Q: It is hot", "It is hot"),
        ("## Q2. It is hot", "It is hot"),
        ("### How to light it", "How to light it"),
        ("## What's new", "What's new"),
        ("Is it\nhot?\n---", "Is it hot?"),
        ("Is it hot?\n=====", "Is it hot?"),
        ("## Is **it** _very_ `hot` [here](x) &amp; there?", "Is it very hot here & there?"),
        ("## Is it hot? {#hot}", "Is it hot?"),
        ('## <a name="hot"></a>Is it hot?', "Is it hot?"),
        ("## [![new](https://b.example/new.svg)](x) Is it hot?", "new Is it hot?"),
        ("## [Is it hot?][ref]\n\n[ref]: x", "Is it hot?"),
        ("<h2>Is <code>it</code> hot &amp;\n bright?</h2>", "Is it hot & bright?"),
        ("<div align='center'>\n<h1>Is it hot?</h1>\n</div>", "Is it hot?"),
        ("**Is it hot?**", "Is it hot?"),
        ("__3. Is it hot?__", "Is it hot?"),
        ("<b>Is it hot?</b>", "Is it hot?"),
        ("**Q: It is hot**", "It is hot"),
        ("**Q:** It is hot", "It is hot"),
        ("Q: It is hot", "It is hot"),
    ],
)
def test_a_question_is_written_in_many_ways(heading: str, question: str) -> None:
    draft = read_one(f"{heading}\n\nYes.")
    assert (questions([draft]), draft.answer) == ([[question]], "Yes.")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("**Q: Hot?**\n\nA: Very?", "Very?"),
        ("**Q: Hot?**\n**A:** Very", "Very"),
        ("Q: Hot\nA: Very", "Very"),
        ("**Hot?**\nVery\nindeed", "Very\nindeed"),
        ("**Hot?**\n\n*A:* Very", "Very"),
        ("**Q**. Is it\n\n**A**. Very", "Very"),
        ("## Q: Hot?\n\n**A: Very**\n\n- so", "**Very**\n\n- so"),
    ],
)
def test_an_answer_loses_its_prefix_and_nothing_else(text: str, answer: str) -> None:
    assert read_one(text).answer == answer


def test_headings_with_nothing_between_are_phrasings_and_a_comment_tells_the_rest() -> None:
    draft = read_one(
        "## Hot?\n## How hot is it?\n<!-- id: heat -->\n<!-- synonyms: hot, warm -->\n<!-- topic: Heat -->\n\nVery."
    )
    assert questions([draft]) == [["Hot?", "How hot is it?"]]
    assert (draft.id, draft.synonyms, draft.topic, draft.answer) == ("heat", ("hot", "warm"), "Heat", "Very.")


def test_a_question_over_deeper_questions_is_their_topic_and_answers_for_itself() -> None:
    first, second = read("# How do I light it?\n\nWith a match.\n\n## And in the rain?\n\nInside.")
    assert (first.topic, first.answer) == (None, "With a match.")
    assert (second.topic, second.answer) == ("How do I light it?", "Inside.")
    assert questions(read("# Any questions?\n\n## Hot?\n\nYes.")) == [["Hot?"]]


def test_a_heading_as_high_as_the_question_ends_its_answer() -> None:
    assert read_one("## Hot?\n\nVery.\n\n## Licence\n\nFree.").answer == "Very."


def test_details_are_questions_with_what_they_unfold() -> None:
    drafts = read(
        "# FAQ\n\n<details>\n<summary>Is it <b>hot</b>?</summary>\n\nVery.\n\n```sh\n# Hot?\n```\n</details>\n\n"
        "Between.\n\n<details><summary>It is dark</summary>Light it.</details>\n\n"
        "<details>\n<summary>Nested?</summary>\n\n<details><summary>More?</summary>Yes.</details>\n\n</details>\n"
    )
    assert questions(drafts) == [["Is it hot?"], ["It is dark"], ["Nested?"]]
    assert [draft.answer for draft in drafts] == [
        "Very.\n\n```sh\n# Hot?\n```",
        "Light it.",
        "<details><summary>More?</summary>Yes.</details>",
    ]


@pytest.mark.parametrize("mark", ["-  ", "1. "])
def test_a_list_of_questions_in_bold_is_read_item_by_item(mark: str) -> None:
    text = (
        f"# FAQ\n\n{mark}**Hot?**\n   Very.\n\n       ls\n\n{mark}**Q: It is dark**\n\n   A: Light it.\n\nThat is all."
    )
    hot, dark = read(text)
    assert questions([hot, dark]) == [["Hot?"], ["It is dark"]]
    assert (hot.answer, dark.answer, hot.topic) == ("Very.\n\n    ls", "Light it.", "FAQ")


@pytest.mark.parametrize("other", ["- Note", "- **Note:** hot", "- > **Hot?**", "-"])
def test_a_list_with_an_item_that_asks_nothing_is_text(other: str) -> None:
    text = f"- **Hot?**\n  Very.\n{other}"
    assert read_one(f"# Really?\n\n{text}").answer == text
    assert read(f"# Lantern\n\n{text}") == []


def test_bold_and_details_inside_the_answer_of_a_heading_are_text() -> None:
    text = "Very.\n\n**Really?**\n\n<details><summary>How so?</summary>\n\nSo.\n\n</details>"
    assert read_one(f"## Hot?\n\n{text}").answer == f"{text[: -len('</details>')].rstrip()}\n\n</details>"


def test_a_list_of_links_to_other_places_is_an_answer_and_one_to_this_document_is_none() -> None:
    assert read_one("# FAQ\n\n## See also\n\n- [Manual](https://x.example)\n\n## Contents\n\n- [See](#see)").answer
    drafts, problems = read_markdown("# Hot?\n\n- [Hot](#hot)\n- [Dark](notes.md#dark)", "notes.md")
    assert drafts == []
    assert [problem.message for problem in problems] == ["no answer to “Hot?”"]


def test_headings_in_quotes_lists_code_and_comments_are_text() -> None:
    text = "> # Hot?\n\n- # Hot?\n\n```\n# Hot?\n```\n\n<!--\n# Hot?\n<h1>Hot?</h1>\n-->\n\nSo."
    assert read_one(f"# Really?\n\n{text}").answer == text


@pytest.mark.parametrize("behind", ["", "\n\n## Other"])
def test_relative_links_become_absolute_where_a_base_is_given(behind: str) -> None:
    text = "[a](GUIDE.md#x) ![b](b.png) [c](#c) [d](https://d.example) [e]\n\n```\n[a](GUIDE.md#x)\n```"
    draft = read_one(f"---\nbase_url: https://x.example/docs/\n---\n# Hot?\n\n{text}\n\n[e]: ../E.md 'E'{behind}")
    expected = text.replace("(GUIDE", "(https://x.example/docs/GUIDE", 1).replace("(b.", "(https://x.example/docs/b.")
    assert draft.answer == f"{expected}\n\n[e]: https://x.example/E.md 'E'{behind}"


def test_definitions_come_along_as_they_are_written_and_in_their_order() -> None:
    answer = "See [b], then [a] and [a][B].\n\n[a]: <https://x.example/a>\n[b]: https://x.example/b\n  'B'"
    assert read_one(f"# Hot?\n\n{answer}\n[c]: https://x.example/c\n\n# Dark").answer == answer


def test_links_stay_relative_without_a_base() -> None:
    assert read_one("# Hot?\n\n[a](GUIDE.md#x)").answer == "[a](GUIDE.md#x)"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_read(end: str) -> None:
    draft = read_one(end.join(["# Hours", "", "## Open?", "", "From nine.", "", "To five.", ""]))
    assert (draft.topic, draft.answer, draft.questions[0].number) == ("Hours", "From nine.\n\nTo five.", 3)


@pytest.mark.parametrize("text", ["---\nHot?\n---\nYes.", "---\n\n# Hot?\n\nYes.", "---"])
def test_a_rule_at_the_beginning_is_no_front_matter(text: str) -> None:
    assert len(read(text)) == text.count("?")


@pytest.mark.parametrize(
    ("text", "line", "message", "cure"),
    [
        ("# Hot?\n\n# Dark?\n\nYes.\n\n## Why?", 7, "no answer to “Why?”", "write its answer below it"),
        ("# Hot?\n\n<!-- none yet -->\n\n---\n\n# Dark\n\nYes.", 1, "no answer to “Hot?”", "write its answer below it"),
        ("# Hot?\n<!-- id: so hot -->\n\nYes.", 1, "an id that cannot be used: “so hot”", "use 1 to 64 of"),
        ("# ???\n\nYes.", 1, "a question without words", "write the question before its “?”"),
        ("# Hot?\n\n```sh\n# Dark?\n", 3, "this code block is never closed", "close it with ``` on a line"),
        ("# Hot?\n\n~~~~\n~~~\n# Dark?", 3, "this code block is never closed", "close it with ~~~~ on a line"),
    ],
)
def test_damage_is_named_with_its_line_and_cure(text: str, line: int, message: str, cure: str) -> None:
    _, problems = read_markdown(text, "notes.md")
    assert (problems[0].line, problems[0].message) == (line, message)
    assert problems[0].cure.startswith(cure)
    assert len(problems) == 1


BOMBS = {
    "headings": "# a\n" * 10_000,
    "questions": "# a?\n" * 5_000,
    "one line": "# a?\n\n" + "[*_`<" * 100_000,
    "a heading of one line": "# " + "[*_`<" * 100_000,
    "a tag of one line": "# a?\n\n<div " + "<a " * 100_000,
    "quotes": "# a?\n\n" + "> " * 50_000 + "x",
    "lists": "# a?\n\n" + "\n".join(f"{' ' * depth}- x" for depth in range(500)),
    "definitions": "# a?\n\n[x1]\n\n" + "".join(f"[x{number}]: #x\n" for number in range(5_000)),
    "comments": "<!--" * 100_000,
    "details": "<details><summary>" * 5_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_document_made_to_be_hard_is_read_or_reported(name: str) -> None:
    drafts, problems = read_markdown(BOMBS[name], "faq.md")
    assert len(drafts) + len(problems) <= 1
