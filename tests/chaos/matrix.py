"""Runs faults, several beside each other, and prints one row for each."""

import asyncio
import time
import zlib
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace

from tests.chaos.bench import Bench, bench
from tests.chaos.faults import Fault

FAULT_SECONDS = 240.0
"""How long one injection may take in all."""
HEADINGS = ("Fault", "Times", "Survived", "Asked", "Answered", "Shed", "Lost", "Doubled", "Worst", "Ack p99", "Ack max")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a bot under one fault."""

    name: str
    times: int
    survived: int
    asked: int
    """Questions that reached the bot."""
    answered: int
    shed: int
    """Questions that a rule leaves unanswered: a full queue, a rate limit, a channel that refuses, an end."""
    lost: int
    """Questions that reached the bot, got no answer, and are not shed. Apologies are no answers."""
    doubled: int
    worst: float
    """Seconds from a question to its answer."""
    acknowledgements: Sequence[float]
    """Seconds from interactions to their first responses, from short to long."""
    pings: int
    """Messages that could have pinged somebody."""
    leaks: int
    """Log lines with a token or a question."""
    log: str
    may_lose: bool

    @property
    def held(self) -> bool:
        """Whether nothing went wrong."""
        lost = self.lost and not self.may_lose
        return self.survived == self.times and not (lost or self.doubled or self.pings or self.leaks)

    @property
    def cells(self) -> tuple[str, ...]:
        """The row of the table."""
        numbers = (self.times, self.survived, self.asked, self.answered, self.shed, self.lost, self.doubled)
        acks = self.acknowledgements
        spread = (acks[len(acks) * 99 // 100], acks[-1]) if acks else (0.0, 0.0)
        waits = (f"{wait:.1f} s" if wait else "" for wait in (self.worst, *spread))
        return (self.name, *map(str, numbers), *waits)


@dataclass(frozen=True, slots=True)
class Plan:
    """How to run faults."""

    seed: int
    jobs: int
    """How many processes run at the same time."""
    once: bool
    """Whether each fault is injected only once."""
    shared: bool
    """Whether faults share a process, which saves starts. Otherwise, each has its own."""


async def run(faults: Sequence[Fault], plan: Plan, tell: Callable[[Outcome], None]) -> list[Outcome]:
    """Run faults. Returns their outcomes in the same order. `tell` gets each as soon as it is there."""
    places = asyncio.Semaphore(plan.jobs)
    outcomes: dict[str, Outcome] = {}

    async def run_some(some: Sequence[Fault]) -> None:
        async with places:
            async for outcome in _outcomes_of(some, plan):
                outcomes[outcome.name] = outcome
                tell(outcome)

    beside = [fault for fault in faults if not fault.alone]
    shared = [fault for fault in beside if plan.shared and not fault.starts]
    groups = [shared[lane :: plan.jobs] for lane in range(plan.jobs)] + [
        [fault] for fault in beside if fault not in shared
    ]
    await asyncio.gather(*(run_some(group) for group in groups if group))
    for fault in faults:
        if fault.alone:
            await run_some([fault])
    return [outcomes[fault.name] for fault in faults]


async def _outcomes_of(faults: Sequence[Fault], plan: Plan) -> AsyncIterator[Outcome]:
    """Inject faults into one process, one after the other."""
    # Each process has its own randomness, so that it does the same whatever runs beside it.
    async with bench(zlib.crc32(faults[0].name.encode(), plan.seed)) as made:
        if not faults[0].starts:
            await made.start()
        for fault in faults:
            times = 1 if plan.once else fault.times
            pings, leaks = made.server.pings, len(made.leaks)
            made.begin()
            survived = sum([await _inject(fault, made) for _ in range(times)])
            if made.alive:
                await made.settle(5.0)
                if fault is faults[-1]:
                    survived -= await made.stop() != 0
            if made.may_drop:
                # The log has the full count only at its end.
                made.excused |= set(made.open[: made.dropped])
            outcome = _count(fault, made, times, max(0, survived))
            yield replace(outcome, pings=made.server.pings - pings, leaks=len(made.leaks) - leaks)


async def _inject(fault: Fault, made: Bench) -> bool:
    try:
        async with asyncio.timeout(FAULT_SECONDS):
            return await fault.inject(made)
    except TimeoutError:
        return False
    finally:
        made.server.fault = made.server.gateway_fault = None


def _count(fault: Fault, made: Bench, times: int, survived: int) -> Outcome:
    server = made.server
    asked = [each for each in made.asked if each not in server.undelivered]
    answered = [each for each in asked if each in server.replies]
    return Outcome(
        fault.name,
        times,
        survived,
        len(asked),
        len(answered),
        len(asked) - len(answered) - len(made.open),
        len(made.open),
        sum(map(server.doubled, asked)),
        made.worst,
        made.acknowledgements,
        server.pings,
        len(made.leaks),
        made.log,
        fault.may_lose,
    )


def table(outcomes: Sequence[Outcome]) -> str:
    """The outcomes as a table in Markdown."""
    rows = [HEADINGS, *(outcome.cells for outcome in outcomes)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]

    def line(cells: Sequence[str]) -> str:
        first, *rest = zip(cells, widths, strict=True)
        return " | ".join((f"| {first[0]:<{first[1]}}", *(f"{cell:>{width}}" for cell, width in rest))) + " |"

    rule = "|".join(("", "-" * (widths[0] + 2), *("-" * (width + 1) + ":" for width in widths[1:]), ""))
    return "\n".join((line(HEADINGS), rule, *(line(outcome.cells) for outcome in outcomes)))


def summary(outcomes: Sequence[Outcome], seed: int, began: float) -> str:
    """One line below the table."""
    times, survived = (sum(getattr(each, name) for each in outcomes) for name in ("times", "survived"))
    asked, lost, doubled = (sum(getattr(each, name) for each in outcomes) for name in ("asked", "lost", "doubled"))
    killed = sum(each.lost for each in outcomes if each.may_lose)
    pings, leaks = (sum(getattr(each, name) for each in outcomes) for name in ("pings", "leaks"))
    return (
        f"{len(outcomes)} faults, injected {times} times, survived {survived}; {asked} questions, {lost} lost "
        f"({killed} in flight at a SIGKILL), {doubled} answered twice; {pings} messages that could ping, "
        f"{leaks} log lines with a token or a question. "
        f"Seed {seed}, {time.monotonic() - began:.0f} s."
    )
