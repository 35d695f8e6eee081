"""Documents in Markdown, and what is read of them."""

from bot.knowledge import Severity
from bot.knowledge.draft import Draft
from bot.knowledge.markdown import read_markdown


def read(text: str, path: str = "notes.md") -> list[Draft]:
    drafts, problems = read_markdown(text, path)
    assert [problem for problem in problems if problem.severity is not Severity.NOTE] == []
    return drafts


def read_one(text: str, path: str = "notes.md") -> Draft:
    (draft,) = read(text, path)
    return draft


def questions(drafts: list[Draft]) -> list[list[str]]:
    return [[question.text for question in draft.questions] for draft in drafts]
