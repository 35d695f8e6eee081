"""The plain-text format, one rule a test."""

import pytest

from bot.knowledge.draft import Draft
from bot.knowledge.lines import escaped, unescaped
from bot.knowledge.text_reader import read_text


def read(text: str) -> list[Draft]:
    drafts, problems = read_text(text, "faq.txt")
    assert problems == []
    return drafts


def read_one(text: str) -> Draft:
    (draft,) = read(text)
    return draft


def questions(draft: Draft) -> list[str]:
    return [question.text for question in draft.questions]


def test_a_line_ending_in_a_question_mark_is_a_question_and_the_next_line_its_answer() -> None:
    draft = read_one("When are you open?\nFrom nine to five.\n")
    assert questions(draft) == ["When are you open?"]
    assert draft.answer == "From nine to five."


@pytest.mark.parametrize("mark", ["?", "？", "؟", "??", "!?", " ?", "?  ", "?\t", "?\u200b", "?\u00a0"])
def test_a_question_mark_counts_in_other_scripts_and_before_invisible_characters(mark: str) -> None:
    assert read_one(f"Open{mark}\nYes.").answer == "Yes."


def test_invisible_characters_around_a_question_are_not_part_of_it() -> None:
    assert questions(read_one("\u200b  Open? \u200b\nYes.")) == ["Open?"]


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n \t\n\n"])
def test_questions_after_each_other_are_wordings_of_one_entry(between: str) -> None:
    draft = read_one(f"How do I get in?{between}Where is the door?\nIn the yard.")
    assert questions(draft) == ["How do I get in?", "Where is the door?"]


def test_a_wording_that_is_given_twice_counts_once_where_it_is_first() -> None:
    draft = read_one("Open?\nShut?\nOpen?\nYes.")
    assert [(question.number, question.text) for question in draft.questions] == [(1, "Open?"), (2, "Shut?")]


def test_an_answer_runs_over_lines_and_paragraphs_until_the_next_question() -> None:
    first, second = read("Open?\nFrom nine.\n\n  - or ten\n\n\nShut?\nAt five.")
    assert first.answer == "From nine.\n\n  - or ten"
    assert second.answer == "At five."


def test_an_answer_is_kept_as_it_stands_but_for_blank_lines_around_it() -> None:
    text = "  “Curly”  ‘quotes’\t\n \n* stars_\u00a0and <tags> &amp; …"
    assert read_one(f"Open?\n\n\n{text}\n\n \n").answer == text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_read(end: str) -> None:
    draft = read_one(end.join(["# Hours", "Open?", "From nine.", "", "To five.", ""]))
    assert (draft.topic, draft.answer, draft.questions[0].number) == ("Hours", "From nine.\n\nTo five.", 2)


@pytest.mark.parametrize("odd", ["\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_no_other_character_ends_a_line(odd: str) -> None:
    assert read_one(f"Open?\nYes{odd}no").answer == f"Yes{odd}no"


def test_blank_lines_and_headings_may_stand_anywhere_between_entries() -> None:
    first, second, third = read("\n\nOpen?\nYes.\n# Hours\n\n## Days\nShut?\nNo.\n\n# Doors ##\nIn?\nHere.\n# End")
    assert [draft.topic for draft in (first, second, third)] == [None, "Days", "Doors"]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("# Hours", "Hours"),
        ("###### Hours", "Hours"),
        ("   #\tHours  ", "Hours"),
        ("# Hours ##", "Hours"),
        ("# C#", "C#"),
        ("# What is open?", "What is open?"),
        ("# “Quoted” & more", "“Quoted” & more"),
    ],
)
def test_a_heading_is_hashes_a_space_and_a_title(line: str, title: str) -> None:
    assert read_one(f"{line}\nOpen?\nYes.").topic == title


@pytest.mark.parametrize(
    "line", ["#general", "####### Seven", "    # Indented", "\t# Indented", "No # heading", "#1 ok"]
)
def test_other_lines_with_hashes_belong_to_the_answer(line: str) -> None:
    assert read_one(f"Open?\nYes.\n{line}").answer == f"Yes.\n{line}"


@pytest.mark.parametrize(
    "block",
    [
        "```\n# comment\nreally?\n```",
        "```sh\n\n# comment\n\nreally?\n````",
        "~~~\n```\nreally?\n~~~",
        "````\n```\nreally?\n```\n````",
        "  - in a list:\n    ```\n    # comment\n    really?\n    ```",
    ],
)
def test_inside_a_code_block_neither_hashes_nor_question_marks_count(block: str) -> None:
    first, second = read(f"How?\n{block}\nAfter it.\nOpen?\nYes.")
    assert first.answer == f"{block}\nAfter it."
    assert questions(second) == ["Open?"]


def test_code_on_a_line_of_text_opens_no_block() -> None:
    assert len(read("How?\n```restart``` it.\nOpen?\nYes.")) == 2


def test_lines_are_counted_from_one_and_blank_ones_too() -> None:
    draft = read_one("\n# Hours\n\nOpen?\n\nYes.\n")
    assert (draft.questions[0].number, draft.answer_line) == (4, 6)


@pytest.mark.parametrize("line", ["Q: It hangs", "  Q:It hangs  ", "Q:\tIt hangs"])
def test_a_line_with_the_prefix_is_a_question_whatever_its_end(line: str) -> None:
    draft = read_one(f"{line}\nA: Wait.")
    assert (questions(draft), draft.answer) == (["It hangs"], "Wait.")


def test_the_prefix_of_an_answer_may_be_left_out_and_phrasings_mixed() -> None:
    first, second = read("Q: It hangs\nWhy does it hang?\nWait.\nOpen?\nYes.")
    assert questions(first) == ["It hangs", "Why does it hang?"]
    assert (first.answer, questions(second)) == ("Wait.", ["Open?"])


def test_an_answer_with_the_prefix_holds_questions_until_the_next_prefix_or_heading() -> None:
    first, second, third = read("Q: It hangs\nA: Really?\n\nIs it on?\nQ: Shut?\nA:\n  No?\n# Hours\nOpen?\nYes.")
    assert (first.answer, second.answer, third.topic) == ("Really?\n\nIs it on?", "  No?", "Hours")
    assert (first.answer_line, second.answer_line) == (2, 7)


def test_inside_an_answer_the_answer_prefix_is_text() -> None:
    assert read_one("Open?\nYes.\nA: no prefix.").answer == "Yes.\nA: no prefix."


def test_id_topic_and_synonyms_stand_between_question_and_answer() -> None:
    first, second = read(
        "# Hours\nOpen?\n[id: open]\n[synonyms: jfk, John  F Kennedy,jfk,]\n[topic: ]\nYes.\nShut?\nNo."
    )
    assert (first.id, first.synonyms, first.topic) == ("open", ("jfk", "John F Kennedy"), None)
    assert (second.id, second.synonyms, second.topic) == (None, (), "Hours")


def test_an_attribute_below_the_answers_first_line_is_text() -> None:
    assert read_one("Open?\nYes.\n[id: open]").answer == "Yes.\n[id: open]"


@pytest.mark.parametrize("text", ["{}\n# Hours\nOpen?\nYes.\nMore.", "# Hours\n{}\nOpen?\n{}\nYes.\n{}\nMore.\n\n{}"])
def test_a_line_that_is_a_comment_is_left_out_wherever_it_stands(text: str) -> None:
    draft = read_one(text.format(*["  <!-- Is this a question? -->"] * 4))
    assert (questions(draft), draft.answer, draft.topic) == (["Open?"], "Yes.\nMore.", "Hours")


@pytest.mark.parametrize("line", ["<!-- Open", "<!-- a --> b", "<kbd>Yes</kbd>"])
def test_a_line_that_is_more_or_less_than_a_comment_is_text(line: str) -> None:
    assert read_one(f"Open?\n{line}\n~~~\n<!-- code -->\n~~~").answer == f"{line}\n~~~\n<!-- code -->\n~~~"


SPECIAL = ["# Hours", "<!-- it -->", "Q: it", "  A: it", "```sh", "~~~", "[id: x]", r"\# Hours", r"\\```"]


@pytest.mark.parametrize("line", SPECIAL)
def test_a_backslash_makes_text_of_a_line_that_would_mean_something(line: str) -> None:
    assert read_one(f"Open?\n{escaped(line)}\nYes.").answer == f"{line}\nYes."


@pytest.mark.parametrize("line", [r"\d+", r"C:\temp", r"\#general", r"  \_/"])
def test_a_backslash_anywhere_else_is_text(line: str) -> None:
    assert escaped(line) == unescaped(line) == line


def test_an_empty_anchor_below_an_answer_is_no_text() -> None:
    text = 'Hot?\nWrite <a name="x"></a>\nor <kbd>x</kbd>.\n\n<a name="dark"></a>\n\nDark?\nYes: <a name="y"></a>\n'
    first, second = read(text)
    assert first.answer == 'Write <a name="x"></a>\nor <kbd>x</kbd>.'
    assert second.answer == 'Yes: <a name="y"></a>'


def test_a_topic_right_below_an_answer_is_known_by_the_table_of_contents() -> None:
    contents = "Contents\n\n    1 Tents\n        1.1 Care\n\nTents\n\n"
    text = f"{contents}Q: Is it dry\n\nA: Yes\nCare\n\nQ: Is it clean\n\nA: No\nwash it\n\nQ: Is it new\n\nA: Yes\n"
    drafts, _ = read_text(text, "faq.txt")
    assert [(draft.answer, draft.topic) for draft in drafts] == [
        ("Yes", "Tents"),
        ("No\nwash it", "Care"),
        ("Yes", "Care"),
    ]


def test_a_first_line_turns_other_layouts_off() -> None:
    text = ">> Open?\nYes, <b>now</b>.\n\n>> The way\nPast the mill.\n\n>> Far?\nNo.\n"
    assert len(read(text)) == len(("Open?", "The way", "Far?"))
    first, far = read(f"<!-- layout: plain -->\n{text}")
    assert (questions(first), first.answer) == ([">> Open?"], "Yes, <b>now</b>.\n\n>> The way\nPast the mill.")
    assert questions(far) == [">> Far?"]
