"""Whole documents in Markdown: every question a person would count, under the topics that the headings say."""

import pytest

from tests.knowledge.documents import questions, read, read_one
from tests.knowledge.shapes import SHAPES

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
    assert [(draft.topic, draft.questions[0].number) for draft in drafts] == [(None, 9), (None, 22), (None, 33)]


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

## Screen

### It is black

Wake it.

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
        ["It is black"],
        ["Keys"],
        ["Can I type accents?"],
    ]
    assert [draft.topic for draft in drafts] == ["Cable", "Cable", "Screen", None, None]
    assert drafts[0].answer == "Put it on your `PATH`:\n\n    # where is it?\n    export PATH"


@pytest.mark.parametrize("path", ["FAQ.md", "docs/faq.markdown", "my_faq.md", "Questions and answers.md"])
def test_a_file_may_be_an_faq_by_its_name(path: str) -> None:
    assert questions(read("# Lantern\n\n## It is dark\n\nLight it.", path)) == [["It is dark"]]


def test_a_file_may_be_an_faq_by_the_title_in_its_front_matter() -> None:
    draft = read_one("---\ntitle: 'Lantern FAQ'\n---\n## It is dark\n\nLight it.")
    assert (draft.questions[0].number, draft.answer) == (4, "Light it.")


def test_a_document_that_asks_nothing_holds_nothing() -> None:
    assert read("# Lantern\n\nA lantern.\n\n## Install\n\n    make\n\n- [Use](#use)\n\n## Use\n\n**Note:** hot.") == []


def test_a_question_over_deeper_questions_is_their_topic_and_answers_for_itself() -> None:
    first, second = read("# How do I light it?\n\nWith a match.\n\n## And in the rain?\n\nInside.")
    assert (first.topic, first.answer) == (None, "With a match.")
    assert (second.topic, second.answer) == ("How do I light it?", "Inside.")
    assert questions(read("# Any questions?\n\n## Hot?\n\nYes.")) == [["Hot?"]]


@pytest.mark.parametrize("name", SHAPES)
def test_documents_of_every_shape_hold_the_questions_that_a_person_counts(name: str) -> None:
    text, expected = SHAPES[name]
    assert [(draft.topic, draft.questions[0].text) for draft in read(text)] == expected


@pytest.mark.parametrize(
    "title", ["FAQs", "❓ FAQ", "F.A.Q.", "Frequently asked questions", "FAQ (Q&A)", "Questions & Answers"]
)
def test_a_heading_that_says_no_more_than_that_this_is_an_faq_is_no_topic(title: str) -> None:
    first, second = read(f"# {title}\n\n## It is dark\n\nA.\n\n## General questions\n\n### It is hot\n\nB.")
    assert (first.topic, second.topic) == (None, "General questions")
    assert read_one("# Questions about light\n\n## It is dark\n\nA.").topic == "Questions about light"


def test_headings_above_the_title_of_the_faq_are_no_questions() -> None:
    above = "### Tents of the camp\n\n[back](README.md)\n\n## Hilfe & FAQ\n\n"
    text = f"{above}### Zelt ist nass\n\nTrocknen.\n\n### Kocher\n\nAus."
    assert [draft.questions[0].text for draft in read(text, "faq.md")] == ["Zelt ist nass", "Kocher"]
