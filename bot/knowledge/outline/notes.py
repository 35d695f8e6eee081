"""Tells how a document is read, where its author may have meant it differently."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.knowledge.codes import Code
from bot.knowledge.draft import Line
from bot.knowledge.outline.candidates import asks
from bot.knowledge.outline.marks import Kind, Mark
from bot.knowledge.outline.role import Role
from bot.knowledge.outline.titles import is_faq
from bot.knowledge.problem import Findings, excerpt


@dataclass(frozen=True, slots=True)
class Reading:
    """How a document is read."""

    marks: Sequence[Mark]
    roles: Sequence[Role]
    texts: Sequence[bool]
    """For each mark, whether there is text between it and the next one."""
    number: Callable[[int], int]
    """The line of the source, counted from 1, for a line of the outline."""


def tell_of_textless(textless: Sequence[tuple[Line, Line]], findings: Findings) -> None:
    """Note how questions without an answer of their own are read. Their author may still want to write one.

    `textless`: each such question, and the one below it that has the answer.
    """
    if textless:
        (first, below), *more = textless
        message = f"{excerpt(first.text)} has no text of its own, so it is another phrasing of {excerpt(below.text)}"
        message += f"; {len(more)} more like it" if more else ""
        hint = "write its answer below it if it asks something else"
        findings.add(first.number, Code.HOW_READ, message, hint)


def tell_of_statements(read: Reading, findings: Findings) -> None:
    """Warn if nothing in a document asks, and no heading says that it is an FAQ."""
    questions = [mark for mark, role in zip(read.marks, read.roles, strict=True) if role is Role.QUESTION]
    if len(questions) > 1 and not any(map(asks, questions)) and not any(is_faq(mark.text) for mark in read.marks):
        message = f"no heading asks anything, so all {len(questions)} with text below are taken as questions"
        hint = "end those that are questions with “?”, or list the file in .faqignore"
        findings.add(read.number(questions[0].start.line), Code.NOTHING_ASKS, message, hint)


def tell_of_titles(read: Reading, findings: Findings) -> None:
    """Note bold lines that stand among bold questions like one of them, but do not ask."""
    found: list[Mark] = []
    for place, mark in enumerate(read.marks[1:], start=1):
        is_like = mark.kind is Kind.BOLD and not mark.weak and not mark.text.endswith((":", "："))
        is_title = is_like and read.roles[place] is Role.TEXT and read.texts[place]
        is_below = read.marks[place - 1].kind is Kind.BOLD and read.roles[place - 1] is Role.QUESTION
        is_lone = place + 1 == len(read.marks) or read.roles[place + 1] is not Role.TEXT
        if is_title and is_below and is_lone and read.texts[place - 1]:
            found.append(mark)
    if found:
        message = f"{excerpt(found[0].text)} does not ask, so it is part of the answer above"
        message += f"; {len(found) - 1} more like it" if found[1:] else ""
        line = read.number(found[0].start.line)
        findings.add(line, Code.HOW_READ, message, "end it with “?” if it is a question")
