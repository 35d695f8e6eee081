"""The fault matrix: `python -m tests.chaos`. It prints a table, and exits with 1 if the bot did not survive a fault."""

import argparse
import asyncio
import os
import platform
import sys
import time
from datetime import datetime
from pathlib import Path

from tests.chaos import floods, gateway_faults, process_faults, request_faults
from tests.chaos.faults import FAULTS, Fault
from tests.chaos.fuzz import fuzz
from tests.chaos.matrix import Outcome, Plan, run, summary, table
from tests.chaos.soak import soak

GROUPS = (gateway_faults, request_faults, process_faults, floods)
"""The modules with faults, in the order of the table."""
DESCRIPTION = """\
For each fault, starts `python -m bot run` as a process, connects it to a fake Discord on loopback, and injects the
fault. A question that reached the bot is lost if it got no answer and no rule dropped it. An apology is not an answer.
"""


def parser() -> argparse.ArgumentParser:
    """The options."""
    made = argparse.ArgumentParser(prog="python -m tests.chaos", description=DESCRIPTION)
    made.add_argument("--short", action="store_true", help="the main faults once, in less than a minute")
    made.add_argument("--once", action="store_true", help="each fault once")
    made.add_argument("--only", metavar="NAME", help="the faults whose names contain this")
    made.add_argument("--seed", type=int, default=1, help="for the questions that are asked (default: 1)")
    made.add_argument("--jobs", type=int, default=4, help="faults at the same time (default: 4)")
    made.add_argument("--soak", type=int, metavar="EVENTS", help="instead, send this many events, and look for leaks")
    made.add_argument("--fuzz", type=int, metavar="TEXTS", help="instead, answer this many hostile texts")
    made.add_argument("--logs", type=Path, help="a folder for the bot's log of each fault that it did not survive")
    return made


def machine() -> str:
    """The date, the machine, and how busy it is."""
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    today = datetime.now().astimezone().date().isoformat()
    return f"{today}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, load {load}"


def chosen(arguments: argparse.Namespace) -> list[Fault]:
    """The faults that the options ask for."""
    faults = [each for module in GROUPS for each in FAULTS.values() if each.inject.__module__ == module.__name__]
    faults = [each for each in faults if each.short or not arguments.short]
    return [each for each in faults if arguments.only is None or arguments.only in each.name]


def main() -> int:
    """Run the matrix."""
    arguments = parser().parse_args()
    began, before = time.monotonic(), machine()

    def tell(outcome: Outcome) -> None:
        sys.stderr.write(f"{'held  ' if outcome.held else 'BROKEN'} {' | '.join(outcome.cells)}\n")
        if arguments.logs and not outcome.held:
            arguments.logs.mkdir(parents=True, exist_ok=True)
            name = "".join(each if each.isalnum() else "-" for each in outcome.name)
            (arguments.logs / f"{name}.log").write_text(outcome.log, encoding="utf-8")

    if arguments.soak or arguments.fuzz:

        def write(line: str) -> None:
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()

        if arguments.soak:
            held = asyncio.run(soak(arguments.soak, arguments.seed, write, arguments.logs))
        else:
            held = fuzz(arguments.fuzz, arguments.seed, write)
        sys.stdout.write(f"{time.monotonic() - began:.0f} s. {before}\n")
        return int(not held)
    faults = chosen(arguments)
    once = arguments.short or arguments.once
    plan = Plan(arguments.seed, arguments.jobs, once=once, shared=arguments.short)
    outcomes = asyncio.run(run(faults, plan, tell))
    sys.stdout.write(f"{table(outcomes)}\n\n{summary(outcomes, arguments.seed, began)}\n{before}\n")
    return int(not all(outcome.held for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
