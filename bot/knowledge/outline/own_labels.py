"""Finds the labels that a document uses for its questions and answers, whatever the words: "Problem:", "Solution:"."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, permutations
from typing import NamedTuple

from bot.knowledge.field_names import POSSIBLE, QUESTIONS, role_of

_LABEL = re.compile(
    r"^[^\w\n]{0,10}(?P<word>[^\W\d_]{1,24}(?:[ '’][^\W\d_]{1,12}){0,2}?)"
    r"(?:\s?(?:[#№-]|(?i:n[°ºo]\.?|nr\.?))?\s?\d{1,4})?(?:\*\*|__)?"
    r"(?:\s?(?P<colon>[:：﹕])(?![\\/])|(?P<stop>\.|\s[-–—])(?=\s)|(?P<alone>[ \t]*$))(?P<rest>[^\n]*)",
    re.MULTILINE,
)
"""A line that may begin with a label, or that is one."""
_ASKS = re.compile(r"[?？؟;]\W{0,10}$")
_ASKING_LINE = re.compile(r"[?？؟]\W{0,10}$", re.MULTILINE)
_MOST_OTHERS = 0.25
"""Maximum number of lines that ask without the label of a question, for each one with it."""
_LEAST = 4
"""Minimum number of labelled lines."""
_MOST_WORDS = 6
"""How many of the most frequent labels are compared."""
_MOST_OUT_OF_TURN = 0.1
"""Maximum share of labels that follow the same label, such as questions without an answer."""
_MOST_ASKING_ANSWERS = 0.25
"""Maximum share of answers that end like a question, if only the questions show what the labels mean."""
_ASKING_WORDS = frozenset({"issue", "symptom", "error", "doubt", "customer", "client", "お客様", "用户问"})
"""Labels of questions that are no such names for columns."""
_TELLING_WORDS = frozenset({"cure", "agent", "support", "客服答"})
"""Labels of answers that are no such names for columns."""


class OwnLabels(NamedTuple):
    """The words before the questions and before the answers of a document, in lower case."""

    question: str = ""
    """"" for none."""
    answer: str = ""
    is_stopped: bool = False
    """Whether a full stop or a dash stands after them, and not a colon."""


def own_labels(text: str) -> OwnLabels:
    """The two labels that alternate at the beginning of lines.

    Either the words mean a question and an answer, or most texts after the first word ask and those after the second
    do not. Words with a full stop or a dash, and words on a line of their own, must have that meaning.
    """
    lines = list(_LABEL.finditer(text))
    for sign in ("colon", "stop", "alone"):
        found = [line for line in lines if line[sign] is not None]
        counts = Counter(_word(line) for line in found)
        words = [word for word, count in counts.most_common(_MOST_WORDS) if 2 * count >= _LEAST]
        for pair in permutations(words, 2):
            own = [line for line in found if _word(line) in pair]
            is_usual = pair == ("q", "a") and own[0]["word"] == "Q"
            is_layout = not is_usual and _alternate(own, pair)
            if not is_layout or (sign != "alone" and _has_other_questions(text, own, pair[0])):
                continue
            if _mean(*pair) or (sign == "colon" and _are_asked(own, pair[0])):
                return OwnLabels(*pair, is_stopped=sign == "stop")
    return OwnLabels()


def _has_other_questions(text: str, lines: Sequence[re.Match[str]], question: str) -> bool:
    """Whether questions of the document have no label. Labels such as "Problem:" are then parts of answers."""
    asked = [line for line in lines if _word(line) == question]
    inside = sum(bool(_ASKING_LINE.search(line[0])) for line in lines)
    below = sum(not line["rest"].strip() for line in asked)
    return len(_ASKING_LINE.findall(text)) - inside - below > _MOST_OTHERS * len(asked)


def _word(line: re.Match[str]) -> str:
    return " ".join(line["word"].lower().split())


def _alternate(lines: Sequence[re.Match[str]], pair: tuple[str, str]) -> bool:
    if len(lines) < _LEAST or _word(lines[0]) != pair[0]:
        return False
    repeated = sum(_word(one) == _word(other) for one, other in pairwise(lines))
    return repeated <= _MOST_OUT_OF_TURN * len(lines)


def _mean(question: str, answer: str) -> bool:
    """Whether the words mean a question and an answer."""
    asking, telling = role_of(question), role_of(answer)
    is_asking = question in _ASKING_WORDS or (asking[1] in QUESTIONS and asking[0] < POSSIBLE)
    return is_asking and (answer in _TELLING_WORDS or (telling[1] == "answer" and telling[0] < POSSIBLE))


def _are_asked(lines: Sequence[re.Match[str]], question: str) -> bool:
    """Whether most texts after the label of a question ask, and few of the others do."""
    asked = [bool(_ASKS.search(line["rest"])) for line in lines if _word(line) == question]
    told = [bool(_ASKS.search(line["rest"])) for line in lines if _word(line) != question]
    return 2 * sum(asked) >= len(asked) and sum(told) <= _MOST_ASKING_ANSWERS * len(told)
