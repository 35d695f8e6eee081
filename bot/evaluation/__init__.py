"""How good it is: labelled questions in, measures with intervals and explained mistakes out. No faces, no replies."""

from bot.evaluation.intents import load_trials
from bot.evaluation.labelled import LabelledQuestion, load_labelled
from bot.evaluation.run import Judgement, Report, Trial, evaluate, evaluate_trials

__all__ = [
    "Judgement",
    "LabelledQuestion",
    "Report",
    "Trial",
    "evaluate",
    "evaluate_trials",
    "load_labelled",
    "load_trials",
]
