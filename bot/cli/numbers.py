"""Whole numbers as arguments."""

import argparse
from collections.abc import Callable


def whole_number(lowest: int, highest: int | None = None) -> Callable[[str], int]:
    """What argparse makes of an argument that is a whole number in this range, ends included; None for no end."""
    wanted = f"at least {lowest}" if highest is None else f"from {lowest} to {highest}"

    def parse(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            raise argparse.ArgumentTypeError(f"“{text}” is not a whole number") from None
        if number < lowest or (highest is not None and number > highest):
            raise argparse.ArgumentTypeError(f"{number} is not {wanted}")
        return number

    return parse
