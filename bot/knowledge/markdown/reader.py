"""Reads a Markdown document into drafts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.knowledge.addresses import published
from bot.knowledge.codes import Code
from bot.knowledge.draft import Draft, Line
from bot.knowledge.html.page import embedded_rows
from bot.knowledge.lines import closes_fence, prose_lines
from bot.knowledge.markdown.blocks import lay_out
from bot.knowledge.markdown.links import Links
from bot.knowledge.markdown.parsing import Document, parse
from bot.knowledge.markdown_rows import Row
from bot.knowledge.outline import read_outline
from bot.knowledge.problem import Findings, Problem

MOST_LINES = 6_000_000
"""Maximum lines of a document. A million questions with answers need four million lines."""
_ANCHORED = re.compile(r"(?P<heading>#{1,6}\s.*\S)\s*\{[:#.][^{}]*\}\s*(?:#+\s*)?")
"""A heading with the anchor that some site builders put after it: "### On Windows {#windows}"."""
_UNSAFE_VALUE = re.compile(r"[\"\\\n\r]+")
"""Characters that a quoted value in front matter cannot contain."""


def read_markdown(text: str, path: str, base_url: str, source: str) -> tuple[list[Draft], list[Problem]]:
    """Parse a whole document, by the rules of `bot.knowledge.outline`.

    `path` is for the problems, and its name may show that the file is an FAQ. Returns the drafts in file order, and all
    problems.
    """
    split = "split the file into several"
    if text.count("\n") > MOST_LINES:
        return [], [Problem(path, MOST_LINES, Code.TOO_LARGE, "too many lines above", split)]
    document = parse(text)
    if document.blocks.excess:
        line, message = document.blocks.excess
        return [], [Problem(path, line + 1, Code.TOO_LARGE, message, split)]
    findings = Findings(path)
    _check_closings(document, findings)
    if document.unknown:
        _warn_of_template(document, findings)
    _check_data(document, findings)
    addresses = published(document.front.values, base_url, source)
    drafts = read_outline(replace(lay_out(document, path, _read_html), page=addresses.page), path, findings)
    links = Links(document, addresses)
    found = [
        draft._replace(answer=links.complete(_without_anchors(draft.answer), draft.answer_line - 1)) for draft in drafts
    ]
    if document.drafts:
        found = sorted([*found, *document.drafts], key=lambda draft: draft.questions[0].number)
    return found, findings.told()


def read_markdown_rows(rows: Sequence[Row], path: str, front: Mapping[str, str]) -> tuple[list[Draft], list[Problem]]:
    """Read the rows as a Markdown document with this front matter. Lines in the result are lines of the source."""
    head = [(f'{name}: "{_UNSAFE_VALUE.sub(" ", value)}"', 0) for name, value in front.items() if value.strip()]
    head = [("---", 0), *head, ("---", 0), ("", 0)] if head else []
    numbers = [max(1, line) for _, line in (*head, *rows)] or [1]
    drafts, problems = read_markdown("\n".join(text for text, _ in (*head, *rows)), path, "", "")

    def source(line: int) -> int:
        return numbers[min(line, len(numbers)) - 1] if line else 0

    return (
        [
            draft._replace(
                questions=tuple(Line(source(number), text) for number, text in draft.questions),
                answer_line=source(draft.answer_line),
            )
            for draft in drafts
        ],
        [replace(problem, line=source(problem.line)) for problem in problems],
    )


def _read_html(html: str, path: str) -> list[Draft]:
    """The entries in a part of the document that is HTML. Lines are counted from its beginning."""
    return read_markdown_rows(embedded_rows(html), path, {})[0]


def _without_anchors(answer: str) -> str:
    """The answer, its headings without their anchors."""
    if "{" not in answer:
        return answer
    lines = answer.split("\n")
    for offset, line in prose_lines(answer):
        if found := _ANCHORED.fullmatch(line):
            lines[offset] = found["heading"]
    return "\n".join(lines)


def _warn_of_template(document: Document, findings: Findings) -> None:
    """Warn where a site generator fills in text that is not in the file."""
    count = len(document.unknown)
    where = "here" if count == 1 else f"here and in {count - 1} more {'line' if count == 2 else 'lines'}"  # noqa: PLR2004
    message = f"a template: a site generator fills in words that are not in this file, {where}"
    findings.add(document.unknown[0] + 1, Code.PLACEHOLDER, message, "write the words themselves")


def _check_data(document: Document, findings: Findings) -> None:
    """Warn about front matter and lists in code that cannot be read."""
    if document.front.fault:
        line, reason = document.front.fault
        hint = "correct it; put values that contain “: ” or “#” in quotation marks"
        findings.add(line, Code.LEFT_OUT, f"the front matter is ignored: {reason}", hint)
    for line in document.unread:
        message = "the bot skips a list of questions in code that contains more than text"
        findings.add(line, Code.LEFT_OUT, message, "write its questions as headings, or its texts in quotation marks")


def _check_closings(document: Document, findings: Findings) -> None:
    """Report code blocks and verbatim answers that are never closed."""
    for place in document.unclosed:
        findings.add(
            place + 1,
            Code.UNCLOSED_BLOCK,
            "this verbatim answer is never closed",
            "write <!-- end of answer --> below it",
        )
    for token in document.blocks.tokens:
        if token.type == "fence" and token.map and not token.level:
            first, last = token.map[0], token.map[1] - 1
            if first == last or not closes_fence(document.lines[last], token.markup):
                hint = f"close it with {token.markup} on a line of its own"
                findings.add(first + 1, Code.UNCLOSED_BLOCK, "this code block is never closed", hint)
