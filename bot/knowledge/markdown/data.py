"""Finds entries in the data of a document: in lists in its front matter, and in lists in code, as in MDX and Vue."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from bot.knowledge.draft import Draft
from bot.knowledge.lines import closes_fence, opening_fence
from bot.knowledge.markdown.front_matter import FrontMatter, lists_in
from bot.knowledge.outline.titles import is_faq
from bot.knowledge.outline.wording import is_worded_as_question
from bot.knowledge.problem import Findings
from bot.knowledge.structured.tree import List

_LIST = re.compile(
    r"(?<![\w$-])(?P<name>[\w$-]{1,60})[ \t]*(?::[^=\n]{1,60})?=[ \t]*\{?\s*"
    r"(?=\[(?:\s|//[^\n]*\n|/\*.*?\*/)*\{)",
    re.DOTALL,
)
"""The beginning of a list of objects in code, such as `items={[{` or `const faqs = [{`."""
_MOST_LISTS = 200
_TAG_BEFORE = re.compile(r"<[A-Z][\w.]*(?:\s[^<>]{0,500})?$")
_TAG_AFTER = re.compile(r"\s*\}[^<>]{0,500}?/?>")
"""The parts of a component's tag around a list."""


def in_front_matter(front: FrontMatter) -> list[Draft]:
    """The entries in lists of questions and answers in the front matter."""
    drafts = [draft for name, values in lists_in(front.tree) for draft in _entries(name, values)]
    return [
        draft._replace(
            questions=tuple(question._replace(number=question.number + 1) for question in draft.questions),
            answer_line=draft.answer_line + 1,
        )
        for draft in drafts
    ]


def take_from_code(lines: list[str]) -> tuple[list[Draft], list[int]]:
    """The entries in lists in code, and the lines of such lists that cannot be read. Removes those that it reads."""
    text = "\n".join(lines)
    found: list[Draft] = []
    unread: list[int] = []
    if not _LIST.search(text):
        return found, unread
    from bot.knowledge.structured.script_tree import NotPlainError, parse_literal  # noqa: PLC0415 - few documents do

    code = frozenset(_fenced(lines))
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    parts: list[str] = []
    place = 0
    for start in list(_LIST.finditer(text))[:_MOST_LISTS]:
        number = bisect_right(starts, start.end())
        if start.end() < place or number - 1 in code:
            continue
        try:
            values, end = parse_literal(text, start.end(), number)
        except NotPlainError:
            unread += [number] if is_faq(start["name"]) else []
            continue
        entries = _entries(start["name"], values)
        if entries:
            found += entries
            before = text[place : start.end()]
            if (tag := _TAG_BEFORE.search(before)) and (rest := _TAG_AFTER.match(text, end)):
                parts += [before[: tag.start()], "\n" * text.count("\n", place + tag.start(), rest.end())]
                place = rest.end()
            else:
                after = text[end:].partition("\n")[0]
                parts += [before, "[]", after, "\n" * text.count("\n", start.end(), end)]
                place = end + len(after)
    lines[:] = ("".join(parts) + text[place:]).split("\n")
    return found, unread


def _fenced(lines: Sequence[str]) -> Iterator[int]:
    """The lines in code blocks."""
    fence = ""
    for place, line in enumerate(lines):
        if fence:
            yield place
            fence = "" if closes_fence(line, fence) else fence
        else:
            fence = opening_fence(line)


def _entries(name: str, values: List) -> list[Draft]:
    """The entries of a list; [] if neither its name nor most of its texts show that it holds questions."""
    from bot.knowledge.structured.shapes import ShapeReader  # noqa: PLC0415 - few documents hold data

    drafts = list(ShapeReader(Findings("")).drafts(values, is_listed=True))
    asking = sum(is_worded_as_question(draft.questions[0].text) for draft in drafts)
    return drafts if is_faq(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)) or 2 * asking > len(drafts) else []
