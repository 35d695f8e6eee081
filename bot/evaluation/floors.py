"""Floors: minimum values of measures. They make a check fail if the bot gets worse."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from bot.evaluation.bootstrap import Estimate
from bot.evaluation.named_measures import MEASURES

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Floor:
    """A bound on one measure: a minimum, or a maximum if lower is better."""

    name: str
    """A key of MEASURES."""
    bound: float
    """In [0, 1]."""


def parse_floor(text: str) -> Floor:
    """Parse `measure=value`. Raises ValueError with what is wrong and a fix."""
    name, equals, number = (part.strip() for part in text.partition("="))
    if not equals:
        raise ValueError(f"“{text}” is not measure=value, as in success@1=0.9")
    if name not in MEASURES:
        raise ValueError(f"“{name}” is not a measure; use one of {', '.join(MEASURES)}")
    try:
        bound = float(number)
    except ValueError as error:
        raise ValueError(f"“{number}” is not a number from 0 to 1") from error
    if not 0 <= bound <= 1:
        raise ValueError(f"{number} is not between 0 and 1")
    return Floor(name, bound)


def broken_floors(estimates: dict[str, Estimate], floors: Iterable[Floor]) -> tuple[str, ...]:
    """One line for each broken floor, in order. A measure without a value breaks its floor.

    The plain value counts, not its interval.
    """
    return tuple(line for floor in floors if (line := _broken(estimates[floor.name].value, floor)))


def _broken(value: float, floor: Floor) -> str | None:
    named = MEASURES[floor.name]
    if math.isnan(value):
        return f"{floor.name} cannot be measured: the set has no questions for it"
    if named.lower_is_better and value > floor.bound + _ROUNDING:
        return f"{floor.name} is {value:.4f}, above the ceiling of {floor.bound:g}"
    if not named.lower_is_better and value < floor.bound - _ROUNDING:
        return f"{floor.name} is {value:.4f}, below the floor of {floor.bound:g}"
    return None
