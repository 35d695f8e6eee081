"""Measures how good the bot is: labelled questions in, measures with intervals and explained mistakes out."""

from bot.evaluation.data_sets import load_data_set
from bot.evaluation.evaluator import EvaluationSet, Report, evaluate, evaluate_sets
from bot.evaluation.files import load_files, load_pairs
from bot.evaluation.judgement import Judgement
from bot.evaluation.labelled import LabelledQuestion, load_labelled
from bot.evaluation.self_test import self_test_sets

__all__ = [
    "EvaluationSet",
    "Judgement",
    "LabelledQuestion",
    "Report",
    "evaluate",
    "evaluate_sets",
    "load_data_set",
    "load_files",
    "load_labelled",
    "load_pairs",
    "self_test_sets",
]
