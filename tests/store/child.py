"""What the tests of faults start as a process of its own: `python child.py FILE TASK`."""

import os
import signal
import sys
from pathlib import Path

from bot.store import Outcome, StoreError, open_store

NOBODY = 65534
"""The id of a user who owns nothing."""


def say(what: object) -> None:
    """Write a line at once."""
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


def count_for_ever(file: Path) -> None:
    """Count, and print each number once it is acknowledged. Ended by SIGKILL."""
    store = open_store(file)
    number = 0
    while True:
        store.count(7, Outcome.ANSWERED, "refunds").result()
        number += 1
        say(number)


def count_once(file: Path) -> None:
    """Say the status, the number of counters, and how a write ends: as somebody who is not root, who may do all."""
    before = open_store(file)  # imports all that is needed: others may not read root's Python
    before.counters().result()
    before.close()
    if os.geteuid() == 0:
        os.setuid(NOBODY)
    store = open_store(file)
    say(store.status().result().problem)
    try:
        say(sum(counter.count for counter in store.counters().result()))
        store.count(7, Outcome.ANSWERED, "refunds").result()
    except StoreError as error:
        say(f"refused: {error.reason}")
    store.close()


def fill(file: Path) -> None:
    """Write until the disk is full, then read, free some room and write again."""
    import resource  # noqa: PLC0415 - not on Windows

    store = open_store(file)
    store.status().result()
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, most))
    number = 0
    try:
        while True:
            store.set(7, str(number), "x" * 1_000).result()
            number += 1
    except StoreError as error:
        say(f"refused: {error.reason}")
    say(store.status().result().problem)
    say(len(store.settings(7).result()) == number)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    store.set(7, "more", "x").result()
    say(store.status().result().problem)
    store.close()


if __name__ == "__main__":
    {"for-ever": count_for_ever, "read-only": count_once, "fill": fill}[sys.argv[2]](Path(sys.argv[1]))
