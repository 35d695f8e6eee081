"""Writes the plain-text format as an author would, with "Q:" and "A:" only if necessary."""

from collections.abc import Iterator, Sequence

from bot.knowledge.draft import Draft
from bot.knowledge.lines import ANSWER_PREFIX, QUESTION_PREFIX, bare, escaped, heading_title, prose_lines
from bot.knowledge.plain_text import PLAIN
from bot.knowledge.text_reader import read_text

_OTHER = (f"{QUESTION_PREFIX} Another", f"{ANSWER_PREFIX} This", "# A topic")
"""An entry next to the tested one, and a heading. Only a heading or "Q:" ends an answer that began with "A:"."""


def write_text(drafts: Sequence[Draft]) -> str:
    """The text, with a heading whenever the topic changes, and a blank line before each entry.

    A first line turns other layouts off if the entries would be read differently without it.
    """
    text = "\n".join(_lines(drafts)).lstrip("\n") + "\n"
    found = read_text(text, "")[0]
    is_same = _essence(found) == _essence(drafts) and [one.topic for one in found] == [one.topic for one in drafts]
    return text if is_same else f"{PLAIN}\n\n{text}"


def _lines(drafts: Sequence[Draft]) -> Iterator[str]:
    heading: str | None = None
    open_ended = False
    for draft in drafts:
        topic = draft.topic or ""
        if topic != (heading or "") and heading_title(f"# {topic}") == topic:
            yield from ("", f"# {topic}")
            heading, open_ended = topic, False
        attributes = [*_attributes(draft, named=topic == (heading or ""))]
        lines = [*(question.text for question in draft.questions), *attributes, *_answer(draft.answer)]
        if _reads_back(lines, draft):
            # After an "A:", only a heading or a "Q:" ends the answer.
            lines[0] = f"{QUESTION_PREFIX} {lines[0]}" if open_ended else lines[0]
        else:
            lines = [*(f"{QUESTION_PREFIX} {question.text}" for question in draft.questions), *attributes]
            lines += _marked(_answer(draft.answer))
            open_ended = True
        yield from ("", *lines)


def _attributes(draft: Draft, *, named: bool) -> Iterator[str]:
    """The lines of the id, the topic, the synonyms and the address. `named`: the heading above is its topic."""
    if draft.id:
        yield f"[id: {draft.id}]"
    if not named:
        yield f"[topic: {draft.topic or ''}]"
    if draft.synonyms:
        yield f"[synonyms: {', '.join(draft.synonyms)}]"
    if draft.url:
        yield f"[url: {draft.url}]"
    if draft.related:
        yield f"[related: {' | '.join(draft.related)}]"


def _answer(answer: str) -> list[str]:
    """The answer's lines, with a backslash before lines outside code blocks that would have a special meaning."""
    lines = answer.split("\n")
    prose = {offset for offset, _ in prose_lines(f"{answer}\n.")}
    if len(lines) not in prose:  # an unclosed code block does not count
        prose = set(range(len(lines)))
    return [escaped(line) if offset in prose else line for offset, line in enumerate(lines)]


def _marked(lines: list[str]) -> list[str]:
    """The answer's lines after "A:". If the first line is indented, "A:" has its own line."""
    first, *others = lines
    return [f"{ANSWER_PREFIX} {first}", *others] if first == bare(first) else [ANSWER_PREFIX, *lines]


def _reads_back(lines: Sequence[str], draft: Draft) -> bool:
    """Whether the lines without prefixes read back as this entry, before and after other entries."""
    asked = [question.text for question in draft.questions]
    wanted = (asked, draft.answer)
    alone, _ = read_text("\n".join(lines), "")
    between, _ = read_text("\n".join([*_OTHER, "", *lines, "", *_OTHER]), "")
    return _essence(alone) == [wanted] and _essence(between)[1:-1] == [wanted]


def _essence(drafts: Sequence[Draft]) -> list[tuple[list[str], str]]:
    return [([question.text for question in one.questions], one.answer) for one in drafts]
