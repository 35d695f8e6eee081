"""Corrects the roles of marks where the document as a whole shows more than their places do."""

from collections.abc import Sequence

from bot.knowledge.outline.candidates import asks
from bot.knowledge.outline.marks import Kind, Mark
from bot.knowledge.outline.role import Role
from bot.knowledge.outline.titles import is_beside, is_invitation
from bot.knowledge.outline.wording import is_worded_as_question


def leave_out_what_is_beside(marks: Sequence[Mark], roles: list[Role]) -> None:
    """Treat the last sections as text if they are about the project, such as its licence.

    A lone section that only invites questions is text, too.
    """
    questions = [place for place, role in enumerate(roles) if role is Role.QUESTION]
    if len(questions) == 1 and is_invitation(marks[questions[0]].text):
        roles[questions[0]] = Role.TEXT
    for place in reversed(range(len(roles))):
        if roles[place] is not Role.QUESTION:
            continue
        if asks(marks[place]) or not is_beside(marks[place].text):
            return
        roles[place] = Role.TEXT


def take_titles_of_problems(
    marks: Sequence[Mark], roles: list[Role], parents: Sequence[int], texts: Sequence[bool]
) -> None:
    """Treat headings as questions if each has one labelled problem below, and none of these asks.

    The problem is then another phrasing. `parents`: for each mark, the heading above it. `texts`: for each mark,
    whether there is text between it and the next one.
    """
    problems = [place for place, mark in enumerate(marks) if mark.kind is Kind.PREFIXED]
    headings = [parents[place] for place in problems]
    are_titled = all(
        place - 1 == heading >= 0
        and not texts[heading]
        and not is_worded_as_question(marks[place].text, by_first_word=True)
        for place, heading in zip(problems, headings, strict=True)
    )
    for heading in headings if len(problems) > 1 and are_titled else ():
        roles[heading] = Role.QUESTION
