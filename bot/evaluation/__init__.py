"""How good the bot is: labelled questions in, measures with intervals and explained mistakes out."""

from bot.evaluation.files import load_files, load_pairs
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
    "load_files",
    "load_labelled",
    "load_pairs",
    "load_trials",
    "self_trials",
]
