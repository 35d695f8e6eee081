"""The outcomes of the questions by their kind, where the file of labelled questions names kinds."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.evaluation.judgement import Judgement
from bot.evaluation.run import Report


@dataclass(frozen=True, slots=True)
class KindCounts:
    """The outcomes of one kind of questions. A kind with answerable and unanswerable questions is counted twice.

    answered_right + answered_wrong + suggested_right + suggested_wrong + refused = questions.
    """

    kind: str
    answerable: bool
    questions: int
    first: int
    """First hit right; 0 for unanswerable ones."""
    answered: int
    suggested: int
    helped: int
    """Answered right or suggested right; 0 for unanswerable ones."""
    answered_right: int
    answered_wrong: int
    suggested_right: int
    suggested_wrong: int
    refused: int
    """Neither answered nor suggested."""


def kinds(report: Report) -> tuple[KindCounts, ...]:
    """Every kind that occurs: the answerable ones first, each by first occurrence."""
    groups: dict[tuple[bool, str], list[Judgement]] = {}
    for row in report.judgements:
        groups.setdefault((not row.answerable, row.asked.kind), []).append(row)
    ordered = sorted(groups.items(), key=lambda group: group[0][0])
    return tuple(_count(kind, rows, answerable=not unanswerable) for (unanswerable, kind), rows in ordered)


def as_table(rows: Sequence[KindCounts]) -> str:
    """One line for each kind; empty where no question has a kind."""
    if not any(row.kind for row in rows):
        return ""
    width = max(len("kind"), *(len(row.kind) for row in rows))
    head = "questions  answered right  suggested right  answered wrong  suggested wrong  refused"
    return "\n".join([f"{'kind':<{width}}  {head}", *(f"{row.kind or '–':<{width}}  {_cells(row)}" for row in rows)])


def _count(kind: str, rows: Sequence[Judgement], *, answerable: bool) -> KindCounts:
    answered = sum(row.answered for row in rows)
    suggested = sum(row.suggested for row in rows)
    answered_right = sum(row.answered_right for row in rows)
    helped = sum(row.helped for row in rows)
    return KindCounts(
        kind=kind,
        answerable=answerable,
        questions=len(rows),
        first=sum(row.rank == 1 for row in rows),
        answered=answered,
        suggested=suggested,
        helped=helped,
        answered_right=answered_right,
        answered_wrong=answered - answered_right,
        suggested_right=helped - answered_right,
        suggested_wrong=suggested - (helped - answered_right),
        refused=len(rows) - answered - suggested,
    )


def _cells(row: KindCounts) -> str:
    right = (str(row.answered_right), str(row.suggested_right)) if row.answerable else ("–", "–")
    wrong = f"{row.answered_wrong:14}  {row.suggested_wrong:15}  {row.refused:7}"
    return f"{row.questions:9}  {right[0]:>14}  {right[1]:>15}  {wrong}"
