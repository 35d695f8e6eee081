"""An outline that some front end puts together, and what is read of it."""

from bot.knowledge.draft import Draft
from bot.knowledge.outline import OutlineBuilder, read_outline
from bot.knowledge.problem import Findings


def read(builder: OutlineBuilder, path: str = "notes.html") -> list[Draft]:
    findings = Findings(path)
    drafts = read_outline(builder.build(), path, findings)
    assert findings.told() == []
    return drafts


def test_headings_of_any_format_are_topics_and_questions_with_the_lines_of_the_source() -> None:
    builder = OutlineBuilder(titles=("Lantern FAQ",))
    builder.heading(2, "Light", 10)
    builder.heading(3, "It is dark", 20)
    builder.text("Light it:\n\n- here", 30)
    builder.text("Or there.", 40)
    builder.heading(3, "Is it hot?", 50)
    builder.attribute("id", "heat")
    builder.text("Very.", 60)
    dark, hot = read(builder)
    assert dark == Draft(((20, "It is dark"),), "Light it:\n\n- here\n\nOr there.", 30, "Light")  # type: ignore[arg-type]
    assert (hot.questions, hot.answer, hot.answer_line, hot.id) == (((50, "Is it hot?"),), "Very.", 60, "heat")


def test_a_pair_is_an_entry_wherever_it_stands_and_a_summary_ends_with_its_end() -> None:
    builder = OutlineBuilder()
    builder.heading(1, "Lantern", 1)
    builder.pair("Dark", "No.\n\nNever.", 2)
    builder.question("Is it hot?", 5)
    builder.text("Very.", 6)
    builder.end(7)
    builder.text("Goodbye.", 8)
    assert [(draft.questions[0].text, draft.answer) for draft in read(builder)] == [
        ("Dark", "No.\n\nNever."),
        ("Is it hot?", "Very."),
    ]
