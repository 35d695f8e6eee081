"""Whatever is written in the format is read back as it was meant; whatever else is given raises nothing."""

from dataclasses import dataclass
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.decoding import decode
from bot.knowledge.loading import inspect
from bot.knowledge.text_reader import read_text

WORDS = st.text("abcXYZ0189 äéß漢“”‘’'\"#.,!-_*`<>@", min_size=1, max_size=30).map(str.strip).filter(bool)


@dataclass(frozen=True)
class Written:
    """An entry as an owner means it."""

    topic: str | None
    questions: list[str]
    answer: str


def is_prose(line: str) -> bool:
    """Whether a line is no heading, fence or rule, and not like a topic: in capitals, or with a number."""
    is_rule = len(set(line)) == 1 and not line.isalnum()
    return not line.startswith(("#", "```", "~~~")) and not is_rule and not line.isupper() and not line[0].isdigit()


PARAGRAPHS = st.lists(WORDS.filter(is_prose), min_size=1, max_size=3).map("\n".join)
CODE = st.lists(WORDS.map(lambda line: f"{line}?"), max_size=3).map(
    lambda lines: "\n".join(["```sh", "# comment", *(line.lstrip("`") for line in lines), "```"])
)
ANSWERS = st.lists(PARAGRAPHS | CODE, min_size=1, max_size=3).map("\n\n".join)
QUESTIONS = WORDS.map(lambda text: f"Ab{text}?")
"""Signs and numbers before a question are dropped, so these begin with a word."""
TOPICS = st.none() | st.text("abc äé", min_size=1, max_size=9).map(str.strip).filter(bool)
ENTRIES = st.builds(Written, TOPICS, st.lists(QUESTIONS, min_size=1, max_size=3, unique=True), ANSWERS)


def render(entries: list[Written], blank: str) -> str:
    lines: list[str] = []
    topic: str | None = None
    for entry in entries:
        if entry.topic is not None and entry.topic != topic:
            topic = entry.topic
            lines += [f"# {topic}", blank]
        lines += [*entry.questions, blank, entry.answer, blank]
    return "\n".join(lines)


def with_inherited_topics(entries: list[Written]) -> list[Written]:
    topic: str | None = None
    result = []
    for entry in entries:
        topic = entry.topic or topic
        result.append(Written(topic, entry.questions, entry.answer))
    return result


@given(
    entries=st.lists(ENTRIES, min_size=1, max_size=4),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    mark=st.sampled_from([b"", b"\xef\xbb\xbf"]),
    blank=st.sampled_from(["", "  "]),
)
def test_what_is_written_is_read_back(entries: list[Written], end: str, mark: bytes, blank: str) -> None:
    raw = mark + render(entries, blank).replace("\n", end).encode()
    text, damage = decode(raw, "faq.txt")
    assert text is not None
    assert damage is None
    drafts, problems = read_text(text, "faq.txt")
    assert problems == []
    read = [Written(draft.topic, [line.text for line in draft.questions], draft.answer) for draft in drafts]
    assert read == with_inherited_topics(entries)


@given(st.lists(st.sampled_from(["Open?", "?", "# A", "#", "```", "~~~", "Yes.", "", " ", "#B"]) | st.text(max_size=9)))
def test_any_lines_are_read_or_reported(lines: list[str]) -> None:
    text = "\n".join(lines)
    drafts, problems = read_text(text, "faq.txt")
    total = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    assert all(draft.answer.strip() and draft.questions for draft in drafts)
    assert all(1 <= problem.line <= total for problem in problems)


def test_any_bytes_are_read_or_reported(tmp_path: Path) -> None:
    path = tmp_path / "faq.txt"

    @given(st.binary(max_size=60) | st.text(max_size=40).map(str.encode))
    def holds(raw: bytes) -> None:
        path.write_bytes(raw)
        found = inspect([path])
        assert found.base.entries or found.problems
        assert all("\n" not in str(problem) for problem in found.problems)

    holds()


def test_a_huge_line_is_read(tmp_path: Path) -> None:
    path = tmp_path / "faq.txt"
    answer = "# a `" * 400_000
    path.write_text(f"{'Open ' * 400_000}?\nx{answer}x\n{'#' * 2_000_000}x", encoding="utf-8")
    (entry,) = inspect([path]).base.entries
    assert entry.answer.startswith(f"x{answer}x\n###")
