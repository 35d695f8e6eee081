"""What each ingredient is worth: the same questions asked with one of them left out."""

from collections.abc import Callable, Iterator, Sequence

from bot.answering import Assistant
from bot.evaluation.bootstrap import value_of
from bot.evaluation.catalogue import MEASURES
from bot.evaluation.run import Report, Trial, evaluate_trials
from bot.knowledge import KnowledgeBase
from bot.retrieval import ABLATIONS, DEFAULT, Ingredients

SHOWN = ("answered-right", "success@1", "success@3", "auroc", "refused@95", "helped", "false-answers", "ece")
"""Measures, by their names in the catalogue."""
WHOLE = "nothing"

Row = tuple[str, dict[str, float]]
"""What was left out, and the measures; nan for one that these questions cannot tell."""


def ablate(trials: Sequence[Trial]) -> Iterator[Row]:
    """The whole first, then each ingredient left out. Every row costs a build and all the questions."""
    for name, ingredients in {WHOLE: DEFAULT, **ABLATIONS}.items():
        yield name, _measured(evaluate_trials(trials, build=_builder(ingredients)))


def as_text(rows: Sequence[Row]) -> str:
    """A table: the whole's figures, below it how far each ingredient's absence moves them."""
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


def _builder(ingredients: Ingredients) -> Callable[[KnowledgeBase], Assistant]:
    return lambda base: Assistant.build(base, ingredients=ingredients)


def _measured(report: Report) -> dict[str, float]:
    return {name: value_of(report.sample, MEASURES[name].measure) for name in SHOWN}
