"""The result of converting a text file to the plain-text format."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shaped:
    """The lines of a text file in the plain-text format."""

    lines: Sequence[str]
    left_out: Sequence[int] = ()
    """The lines of its preface that contain words, counted from 0."""
    lines_before: Sequence[str] = ()
    """The text of these lines."""
    numbers: Sequence[int] = ()
    """For each line, the number of its source line, counted from 1. A line with a question and its answer is split."""
