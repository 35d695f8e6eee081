"""Where commands print errors."""

import sys
from collections.abc import Iterable

from bot.terminal.text import printable


def print_error(headline: str, problems: Iterable[str]) -> None:
    """Print a headline and one line per problem on standard error."""
    print(f"{headline}:", *(f"  {printable(problem)}" for problem in problems), sep="\n", file=sys.stderr)
