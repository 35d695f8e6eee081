"""How good it is: labelled questions in, measures with intervals and explained mistakes out. No faces, no replies."""

from bot.evaluation.intents import load_trials
from bot.evaluation.judgement import Judgement
from bot.evaluation.labelled import LabelledQuestion, load_labelled
from bot.evaluation.run import Report, Trial, evaluate, evaluate_trials
from bot.evaluation.selftest import self_trials

__all__ = [
    "Judgement",
    "LabelledQuestion",
    "Report",
    "Trial",
    "evaluate",
    "evaluate_trials",
    "load_labelled",
    "load_trials",
    "self_trials",
]
