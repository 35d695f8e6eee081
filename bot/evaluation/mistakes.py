"""The mistakes of a report, worst first, each with its cause in plain words."""

from dataclasses import dataclass
from enum import Enum

from bot.evaluation.evaluator import Report
from bot.evaluation.judgement import Judgement


class Fault(Enum):
    """What went wrong, worst first. People and scripts read the values."""

    FALSE_ANSWER = "false answer"
    """Answered, although no entry has the answer."""
    WRONG_ANSWER = "wrong answer"
    """Answered with an entry that is not acceptable."""
    NO_HELP = "no help"
    """Neither answered nor suggested, although an entry has the answer."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong outcome."""

    fault: Fault
    judgement: Judgement
    why: str
    """One line."""


def find_mistakes(report: Report) -> tuple[Mistake, ...]:
    """Every mistake by fault. False and wrong answers come by falling confidence, the others by rising confidence."""
    found = [
        Mistake(fault, judgement, _why(judgement)) for judgement in report.judgements if (fault := _fault(judgement))
    ]
    severity = list(Fault)
    return tuple(sorted(found, key=lambda mistake: (severity.index(mistake.fault), _order(mistake))))


def _fault(judgement: Judgement) -> Fault | None:
    if judgement.answered and not judgement.answerable:
        return Fault.FALSE_ANSWER
    if judgement.answered and not judgement.answered_right:
        return Fault.WRONG_ANSWER
    if judgement.answerable and not judgement.helped:
        return Fault.NO_HELP
    return None


def _order(mistake: Mistake) -> float:
    confidence = mistake.judgement.confidence
    return confidence if mistake.fault is Fault.NO_HELP else -confidence


def _why(judgement: Judgement) -> str:
    parts = [_where_expected(judgement)] if judgement.answerable else []
    parts.append(f"matched: {', '.join(judgement.matched)}" if judgement.matched else "no content word matched")
    if judgement.unknown:
        parts.append(f"not in the knowledge base: {', '.join(judgement.unknown)}")
    return "; ".join(parts)


def _where_expected(judgement: Judgement) -> str:
    if judgement.rank == 1:
        return f"the right entry ranked first, with a confidence of only {judgement.confidence:.0%}"
    named = f"expected “{judgement.expected[0].question}”" if judgement.expected else "the expected entry"
    if not judgement.rank:
        return f"{named}, which was not found"
    scores = f"score {judgement.expected_score:.2f}, best score {judgement.best_score:.2f}"
    return f"{named}, which has rank {judgement.rank} ({scores})"
