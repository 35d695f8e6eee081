"""An outline, put together by hand, and what is read of it."""

from bot.knowledge.draft import Draft, Line
from bot.knowledge.outline import BELOW_HEADINGS, Attribute, Kind, Mark, Outline, Place, read_outline
from bot.knowledge.problem import Findings


def read(outline: Outline, path: str = "notes.html") -> list[Draft]:
    findings = Findings(path)
    drafts = read_outline(outline, path, findings)
    assert findings.told() == []
    return drafts


def mark(kind: Kind, level: int, text: str, line: int, answer: str | None = None) -> Mark:
    return Mark(kind, level, text, Place(line, 0), Place(line + 1, 0), f"place-{line}", answer)


def test_headings_are_topics_and_questions_with_the_lines_and_addresses_of_the_source() -> None:
    outline = Outline(
        ["## Light", "### It is dark", "Light it:", "", "- here", "### Is it hot?", "", "Very."],
        [
            mark(Kind.HEADING, 2, "Light", 0),
            mark(Kind.HEADING, 3, "It is dark", 1),
            mark(Kind.HEADING, 3, "Is it hot?", 5),
        ],
        [Attribute(6, "id", "heat")],
        titles=("Lantern FAQ",),
        page="https://x.example/faq",
        numbers=[10, 20, 30, 31, 32, 40, 41, 42],
    )
    dark, hot = read(outline)
    url = "https://x.example/faq#place-"
    assert dark == Draft((Line(20, "It is dark"),), "Light it:\n\n- here", 30, "Light", url=f"{url}1")
    assert hot == Draft((Line(40, "Is it hot?"),), "Very.", 42, "Light", "heat", url=f"{url}5")


def test_a_pair_has_its_own_answer_and_a_summary_ends_with_its_end() -> None:
    marks = [
        mark(Kind.PAIR, BELOW_HEADINGS, "Dark", 0, "No.\n\nNever."),
        mark(Kind.END_OF_LIST, BELOW_HEADINGS, "", 1),
        mark(Kind.SUMMARY, BELOW_HEADINGS, "Is it hot?", 2),
        mark(Kind.END, BELOW_HEADINGS, "", 4),
    ]
    drafts = read(Outline(["Dark | No.", "", "Is it hot?", "Very.", "", "Goodbye."], marks))
    assert [(draft.questions[0].text, draft.answer) for draft in drafts] == [
        ("Dark", "No.\n\nNever."),
        ("Is it hot?", "Very."),
    ]
