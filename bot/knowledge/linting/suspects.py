"""Finds entries that are probably mistakes: column names, placeholders, tables of contents, several entries in one."""

import re
from collections.abc import Iterator

from bot.knowledge.codes import Code
from bot.knowledge.draft import Draft
from bot.knowledge.field_names import EXACT, LIKELY, QUESTIONS, role_of
from bot.knowledge.lines import bare, prose_lines
from bot.knowledge.outline.wording import is_worded_as_question
from bot.knowledge.problem import Finding, excerpt

LEAST_INSIDE = 2
"""Minimum number of lines in an answer that look like question headings. They are then probably separate questions."""
_LEAST_TITLED = 4
"""Minimum number of paragraphs in an answer with a title. Fewer may be its parts, such as those for three systems."""
_PLACEHOLDER = re.compile(
    r"\{\{[^{}\n]*\}\}|\{%[^%\n]*%\}|<%[^%\n]*%>|\b(?:lorem ipsum|your (?:question|answer) (?:here|goes here))\b"
    r"|^\W*(?:todo|tbd|fixme|xxx+|\?\?\?+|to be (?:written|done|added|determined)|coming soon)\W*$",
    re.IGNORECASE | re.MULTILINE,
)
_PLACEHOLDER_SIGNS = re.compile(r"[{<]|\b(?:lorem|your|todo|tbd|fixme|xxx|to be|coming)|\?\?\?", re.IGNORECASE)
"""Every placeholder contains one of these, and most lines contain none."""
_CODE = re.compile(r"(?<!`)(?P<ticks>`++)[^`]+(?P=ticks)(?!`)")
_MARKED = re.compile(
    r"(?:#{1,6}\s+|\*\*|__|[*_](?=\w)|<(?:b|strong|summary|h[1-6])\b[^>]*>|\|\s*|(?:Q|Question|Frage|Pregunta)\s?\d*\s?[:.)]\s*"
    r"|\d{1,3}[.)]\s+\*\*|[-*+]\s+\*\*|\?{3}\+?\s)",
    re.IGNORECASE,
)
"""The beginning of a line that was meant as a question."""
_TRIMMED = re.compile(r"^(?:[#*_|>\s-]|\d{1,3}[.)]\s)+|[*_|\s]+$|</?\w[^>]*>")
_ITEM = re.compile(
    r"(?m)^(?:[-*+]|\d{1,3}[.)])[ \t]+(?P<asked>[^\n]{2,300}[?？؟])[ \t]*\n[ \t]*\n {2,4}(?![-*+\s]|\d{1,3}[.)])\S"
)
"""A list item that asks, with a paragraph of its own below."""
_TITLED = re.compile(
    r"(?<=\n\n)(?P<asked>[^\W\d_][^\n]{2,59}[^\s.!:,;。！：，；…?？])\n"
    r"(?!\s)(?=[^\n]*[.!。！\w][ \t]*(?:\n|\Z))[^\n]{10}"
)
"""A paragraph with a title on its first line."""
_BELOW_ITEM = re.compile(
    r"\A- [^\n]+(?:\n(?!- )[^\n]+)*\n\n(?P<asked>[^\W_][^\n]{2,200}[^\s:：])\n\n?- [^\n]+(?=\n(?!- )|\Z)"
)
"""A list of one item at the beginning of an answer, and a line with a second one. They are two answers."""
_LINK = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])?\s*\[[^\]]+\]\(#[^)\s]*\)[\s.]*$")


def suspicions(draft: Draft) -> Iterator[Finding]:
    """Warnings about an entry as a whole."""
    line, question = draft.questions[0]
    names = role_of(question.strip(" :：*_")), role_of(draft.answer.strip(" :：*_"))
    if names[0][1] in QUESTIONS and names[1][1] == "answer" and max(names)[0] <= LIKELY and min(names)[0] == EXACT:
        message = f"an entry that looks like column names: {excerpt(question)}"
        yield line, Code.LIKE_HEADER, message, "delete it if it is not an entry"
    prose = ((draft.answer_line + offset, text) for offset, text in prose_lines(draft.answer))
    for number, text in ((line, question), *prose):
        if _PLACEHOLDER_SIGNS.search(text) and (found := _PLACEHOLDER.search(_CODE.sub("", text))):
            message = f"a placeholder: {excerpt(found[0].strip())}"
            yield number, Code.PLACEHOLDER, message, "replace it with the text itself, or delete the entry"
            break
    yield from _inside(draft)
    rows = [row for row in draft.answer.split("\n") if row.strip()]
    if all(map(_LINK.match, rows)):
        message = f"an answer that only links to sections of its own document: {excerpt(bare(rows[0]))}"
        yield draft.answer_line, Code.CONTENTS, message, "delete it if it is a table of contents"


def _inside(draft: Draft) -> Iterator[Finding]:
    """Lines of the answer that were probably meant as separate questions."""
    asking = list(_asking(draft.answer)) if "?" in draft.answer or "？" in draft.answer else []
    if len(asking) < LEAST_INSIDE:
        asking = list(_laid_out(draft.answer))
    if asking:
        offset, text = asking[0]
        count = f"{len(asking)} {'question' if len(asking) == 1 else 'questions'}"
        message = f"this answer seems to contain {count}, the first: {excerpt(text)}"
        hint = "write each like the other questions, or remove the question marks"
        yield draft.answer_line + offset, Code.QUESTIONS_INSIDE, message, hint


def _asking(answer: str) -> Iterator[tuple[int, str]]:
    """The lines that are marked and end like questions, with their offsets."""
    for offset, line in prose_lines(answer):
        if _MARKED.match(bare(line)) and is_worded_as_question(text := _TRIMMED.sub("", _first_cell(line)).strip()):
            yield offset, text


def _laid_out(answer: str) -> Iterator[tuple[int, str]]:
    """The lines that have their own text below, as questions have, each with the offset of the first one."""
    if "\n\n" not in answer or "```" in answer:
        return
    for pattern, least in ((_ITEM, LEAST_INSIDE), (_TITLED, _LEAST_TITLED), (_BELOW_ITEM, 1)):
        found = list(pattern.finditer(answer))
        if len(found) >= least:
            offset = answer.count("\n", 0, found[0].start("asked"))
            yield from ((offset, one["asked"]) for one in found)
            return


def _first_cell(line: str) -> str:
    text = bare(line)
    return text.strip("|").partition("|")[0] if text.startswith("|") else text
