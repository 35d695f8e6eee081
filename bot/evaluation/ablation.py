"""What each part of the ranking contributes: the same questions, asked without one of the parts."""

from collections.abc import Callable, Iterator, Sequence

from bot.answering import Assistant
from bot.evaluation.bootstrap import value_of
from bot.evaluation.evaluator import EvaluationSet, Report, evaluate_sets
from bot.evaluation.named_measures import MEASURES
from bot.knowledge import KnowledgeBase
from bot.retrieval import ABLATIONS, DEFAULT_PARAMS, RankingParams

SHOWN = ("answered-right", "success@1", "success@3", "auroc", "refused@95", "helped", "false-answers", "ece")
"""Names of measures."""
WHOLE = "nothing"

Row = tuple[str, dict[str, float]]
"""What was left out, and the measures; NaN where these questions cannot give one."""


def ablate(sets: Sequence[EvaluationSet]) -> Iterator[Row]:
    """The whole ranking first, then one row without each part. Every row builds an index and asks all questions."""
    for name, params in {WHOLE: DEFAULT_PARAMS, **ABLATIONS}.items():
        yield name, _measured(evaluate_sets(sets, build=_builder(params)))


def as_text(rows: Sequence[Row]) -> str:
    """A table: the measures of the whole ranking, then the change of each measure without each part."""
    width = max(len("left out"), *(len(name) for name, _ in rows))
    lines = [f"{'left out':<{width}}" + "".join(f"  {name:>13}" for name in SHOWN)]
    _, whole = rows[0]
    for name, figures in rows:
        cells = [
            f"{figures[each]:13.3f}" if name == WHOLE else f"{figures[each] - whole[each]:+13.3f}" for each in SHOWN
        ]
        lines.append(f"{name:<{width}}" + "".join(f"  {cell}" for cell in cells))
    lower = [name for name in SHOWN if MEASURES[name].lower_is_better]
    return "\n".join([*lines, f"Lower is better for {' and '.join(lower)}."])


def _builder(params: RankingParams) -> Callable[[KnowledgeBase], Assistant]:
    return lambda base: Assistant.build(base, params=params)


def _measured(report: Report) -> dict[str, float]:
    return {name: value_of(report.sample, MEASURES[name].measure) for name in SHOWN}
