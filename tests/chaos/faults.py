"""The table of faults. The modules beside this one fill it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tests.chaos.bench import Bench

Inject = Callable[[Bench], Awaitable[bool]]
"""Injects a fault once into a running bot. Returns whether the bot survived it as it should."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One row of the matrix."""

    name: str
    inject: Inject
    times: int
    """How often the long form injects it, into the same process."""
    short: bool
    """Whether the short form injects it, once."""
    alone: bool
    """Whether no other fault may run beside it, because it measures a flood."""
    starts: bool
    """Whether it starts the bot itself."""
    may_lose: bool
    """Whether it may lose what is in flight, because it kills the process."""


FAULTS: dict[str, Fault] = {}
"""By name, in the order of the table."""


def fault(  # noqa: PLR0913 - the columns of a row
    name: str,
    *,
    times: int = 3,
    short: bool = False,
    alone: bool = False,
    starts: bool = False,
    may_lose: bool = False,
) -> Callable[[Inject], Inject]:
    """Add a row to the matrix."""

    def add(inject: Inject) -> Inject:
        FAULTS[name] = Fault(name, inject, times, short, alone, starts, may_lose)
        return inject

    return add
