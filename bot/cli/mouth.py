"""The one mouth for errors."""

import sys
from collections.abc import Iterable

from bot.terminal.text import printable


def complain(headline: str, problems: Iterable[str]) -> None:
    """Say on standard error what is wrong: a headline, and one line or more for each problem."""
    print(f"{headline}:", *(f"  {printable(problem)}" for problem in problems), sep="\n", file=sys.stderr)
