"""What is written in any format reads back as the same entries, or is refused by name."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from bot.knowledge import Entry, Topic, inspect, load
from bot.knowledge.entry import made_id
from bot.knowledge.html.answers import shown
from bot.knowledge.lines import bare, has_words
from bot.knowledge.writers import WRITERS, WritingError, write

PIECES = st.sampled_from(
    [
        *(
            "Q: ",
            "A: ",
            "# ",
            "## x",
            "#",
            "?",
            "？",
            "```",
            "```sh",
            "~~~",
            "~~~~",
            "\\",
            "\\#",
            "[id: a]",
            "[topic: b]",
        ),
        *("- ", "* ", "1. ", "> ", "    ", "\t", "---", "===", "| a | b |", "|---|---|", "<b>", "</b>", "<!--", "-->"),
        *("<h2>", "<details>", "<summary>", "&amp;", "&lt;", "[a](b)", "[a]: b", "![a](b.png)", "**", "__", "`", "“"),
        *('"', '""', ",", ";", "'", "=1+1", "漢字", "é", "e\u0301", "\U0001f469\u200d\U0001f467", "\u200b", "\u00a0"),
        *("\u2028", "\x85", "null", "{}", "|", "FAQ", "Why", "Q1. ", "(2) ", "~~", "**A?** b", "</summary>", "<h3>"),
        *("<!-- verbatim answer -->", "<!-- end of answer -->", "<!-- end of answer 2 -->", "<a name='x'></a>"),
    ]
)
LINES = st.lists(PIECES | st.text("abc XYZ 019.,!?", max_size=9), max_size=4).map("".join)
ANSWERS = st.lists(LINES, min_size=1, max_size=6).map("\n".join)
CODE = ANSWERS.map(lambda text: f"See:\n```\n{text.replace('```', '')}\n```\nSo.")


def as_read(answer: str) -> str:
    """The answer as any reader hands it on: without blank lines around it."""
    lines = answer.split("\n")
    while lines and not bare(lines[0]):
        del lines[0]
    while lines and not bare(lines[-1]):
        del lines[-1]
    return "\n".join(lines).rstrip()


def as_one_line(text: str) -> str:
    return " ".join(bare(" ".join(text.split())).split())


QUESTIONS = (LINES | LINES.map(lambda text: f"{text} x?")).map(as_one_line).filter(has_words)
TOPICS = (LINES | st.sampled_from(["FAQ", "Questions and answers"])).map(as_one_line).filter(has_words)
IDS = st.none() | st.from_regex(r"[A-Za-z0-9._-]{1,12}", fullmatch=True)
SYNONYMS = st.lists(st.text("abc é->&<!;", min_size=1).map(as_one_line).filter(has_words), max_size=3, unique=True)


@st.composite
def topics(draw: st.DrawFn) -> tuple[Topic, ...]:
    """Some topics with entries whose ids are unique, as loading gives them."""
    found: dict[str, list[Entry]] = {}
    taken: set[str] = set()
    for name in draw(st.lists(TOPICS, min_size=1, max_size=3, unique=True)):
        for _ in range(draw(st.integers(1, 3))):
            questions = tuple(draw(st.lists(QUESTIONS, min_size=1, max_size=3, unique=True)))
            answer = as_read(draw(ANSWERS | CODE))
            entry_id = draw(IDS) or made_id(questions[0])
            assume(answer and entry_id not in taken)
            taken.add(entry_id)
            synonyms = tuple(draw(SYNONYMS))
            found.setdefault(name, []).append(Entry(entry_id, questions, answer, name, "", 0, synonyms))
    return tuple(Topic(name, tuple(entries)) for name, entries in found.items())


def entry(question: str, answer: str, *more: str, entry_id: str = "", synonyms: tuple[str, ...] = ()) -> Entry:
    return Entry(entry_id or made_id(question), (question, *more), answer, None, "", 0, synonyms)


Essence = tuple[str, tuple[str, ...], str, str | None, tuple[str, ...]]


def essence(entry: Entry, topic: str | None) -> Essence:
    return entry.id, entry.questions, entry.answer, topic, entry.synonyms


def meant(topics: tuple[Topic, ...]) -> list[Essence]:
    return [essence(entry, topic.name) for topic in topics for entry in topic.entries]


def read_back(text: str, extension: str, folder: Path) -> list[Essence]:
    path = folder / f"faq{extension}"
    path.write_bytes(text.encode())
    return [essence(entry, entry.topic) for entry in inspect([path]).base.entries]


def as_shown(entry: Entry) -> Entry:
    """JSON lines hold an answer in HTML as Markdown."""
    return replace(entry, answer=shown(entry.answer))


@pytest.mark.parametrize("extension", WRITERS)
def test_whatever_is_written_reads_back_the_same(extension: str, tmp_path: Path) -> None:
    @given(topics())
    @settings(deadline=None, max_examples=50)
    def holds(written: tuple[Topic, ...]) -> None:
        try:
            text = write(written, extension)
        except WritingError:
            reject()
        if extension in {".csv", ".jsonl"}:
            written = tuple(replace(topic, entries=tuple(map(as_shown, topic.entries))) for topic in written)
        assert read_back(text, extension, tmp_path) == meant(written)

    holds()


@pytest.mark.parametrize("extension", WRITERS)
def test_what_owners_write_is_written_in_every_format(extension: str, tmp_path: Path) -> None:
    written = (
        Topic("C # & “co”", (entry("What is `x`?", "A:\n\n```sh\n# code?\nls?\n```\nDone. Really?"),)),
        Topic(
            "Why?",
            (
                entry("Opening hours", '9, “to” 5; "or" 6.\n\n    code\n- a\n  - b?'),
                entry("Does *this* [work](x) <b>?", "1. One\n2. Two", "1. How does __this__ work", entry_id="own"),
                entry("Why?", "Because \\ of | a\ttab.", synonyms=("jfk", "john f kennedy")),
            ),
        ),
    )
    assert read_back(write(written, extension), extension, tmp_path) == meant(written)


def test_plain_text_is_written_as_an_author_would_write_it() -> None:
    written = (
        Topic("Vienna", (entry("Who came?", "All.\n\nAlmost.", "Who was there?"), entry("Why?", "To talk."))),
        Topic("Cuba", (entry("Who paid", "Who knows?"), entry("Who won?", "All."))),
    )
    assert write(written, ".txt") == (
        "# Vienna\n\nWho came?\nWho was there?\nAll.\n\nAlmost.\n\nWhy?\nTo talk.\n\n"
        "# Cuba\n\nQ: Who paid\nA: Who knows?\n\nQ: Who won?\nAll.\n"
    )


def test_markdown_is_written_as_an_author_would_write_it() -> None:
    written = (Topic("Vienna", (entry("Who came?", "All.", entry_id="guests"), entry("Opening hours", "- 9\n- 5"))),)
    assert write(written, ".md") == (
        "# Vienna\n\n## Who came?\n<!-- id: guests -->\n\nAll.\n\n## Q: Opening hours\n\n- 9\n- 5\n"
    )


def test_a_table_has_named_columns() -> None:
    written = (Topic("Vienna", (entry("Who, then?", '“All”\nof "us".', "A|B?", synonyms=("a", "b")),)),)
    assert write(written, ".csv") == (
        'question,answer,topic,phrasings,id,synonyms\n"Who, then?","“All”\nof ""us"".",Vienna,"A|B?\n",,"a, b"\n'
    )


def test_json_lines_hold_only_what_there_is() -> None:
    written = (Topic("Vienna", (entry("Who came?", "All\u2028."),)),)
    assert write(written, ".jsonl") == ('{"questions": ["Who came?"], "answer": "All\\u2028.", "topic": "Vienna"}\n')


def test_json_lines_hold_an_answer_in_html_as_markdown() -> None:
    written = (Topic("Vienna", (entry("Who came?", "<p>All <b>of us</b>.</p>"),)),)
    assert write(written, ".jsonl") == ('{"questions": ["Who came?"], "answer": "All **of us**.", "topic": "Vienna"}\n')


@pytest.mark.parametrize("answer", ["So:\n# A heading", "So:\n\nHeading\n===", "So:\n\nQ: Why?\nA: So.", "So:\n```\nx"])
def test_an_answer_that_markdown_would_take_apart_stands_between_marks(answer: str, tmp_path: Path) -> None:
    written = (Topic("Vienna", (entry("Why so?", answer), entry("Who left?", "All."))),)
    text = write(written, ".md")
    assert text == (
        f"# Vienna\n\n## Why so?\n\n<!-- verbatim answer -->\n{answer}\n<!-- end of answer -->\n"
        "\n## Who left?\n\nAll.\n"
    )
    assert read_back(text, ".md", tmp_path) == meant(written)


def test_a_topic_that_no_heading_can_say_stands_in_a_comment(tmp_path: Path) -> None:
    written = (Topic("FAQ", (entry("Why?", "So."),)), Topic("R & D", (entry("Who?", "You."),)))
    text = write(written, ".md")
    assert text == "## Why?\n<!-- topic: FAQ -->\n\nSo.\n\n# R & D\n\n## Who?\n\nYou.\n"
    assert read_back(text, ".md", tmp_path) == meant(written)


def test_what_no_file_can_hold_is_refused_by_name() -> None:
    written = (Topic("Vienna", (entry("Who came?", "All."), entry("Why so?", "Nul\0."))),)
    for extension in WRITERS.keys() - {".jsonl"}:
        with pytest.raises(WritingError, match=rf"“Why so\?” cannot be written as {extension}"):
            write(written, extension)


def test_ids_that_are_made_alike_stay_with_their_entries_in_another_order(tmp_path: Path) -> None:
    first, second = entry("Who?", "You."), entry("Who?", "I.", entry_id=f"{made_id('Who?')}-2")
    for extension in WRITERS:
        written = (Topic("A", (second,)), Topic("B", (first,)))
        assert read_back(write(written, extension), extension, tmp_path) == meant(written)


@pytest.mark.parametrize("extension", WRITERS)
def test_an_address_is_written_and_read_back(extension: str, tmp_path: Path) -> None:
    linked = replace(entry("Where?", "Here."), url="https://example.org/map")
    (tmp_path / f"a{extension}").write_text(write((Topic("T", (linked, entry("When?", "Now."))),), extension))
    assert [read.url for read in load([tmp_path]).entries] == [linked.url, ""]


def test_text_that_another_layout_would_take_apart_has_a_first_line_that_turns_layouts_off(tmp_path: Path) -> None:
    answers = ("Turn the knob.\n\n----\n\n© The makers", "In a frame:\n\n== Oil ==\n\n== Wick ==")
    entries = tuple(entry(f"Is it number {number}?", answer) for number, answer in enumerate(answers))
    text = write((Topic("Lamps", entries),), ".txt")
    assert text.startswith("<!-- layout: plain -->\n")
    assert [one[2] for one in read_back(text, ".txt", tmp_path)] == list(answers)
