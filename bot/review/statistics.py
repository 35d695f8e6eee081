"""How the bot does, week by week, from counters and votes that name nobody."""

import datetime as dt
from collections import Counter as Tally
from collections.abc import Iterable
from dataclasses import dataclass

from bot.knowledge import Entry, KnowledgeBase
from bot.store import Counter, Outcome, VoteCount

WEEKS = 8
"""Weeks to show: two months tell a trend."""
TOP = 5
"""Entries in each list."""
_SHOWN = (Outcome.ANSWERED, Outcome.OPENED, Outcome.PICKED)


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days. In `Statistics`, they begin on a Monday."""

    first_day: dt.date
    answered: int = 0
    suggested: int = 0
    unanswered: int = 0
    helped: int = 0
    """👍"""
    not_helped: int = 0
    """👎"""


@dataclass(frozen=True, slots=True)
class Statistics:
    """What `stats` shows."""

    weeks: tuple[Week, ...]
    """The last WEEKS weeks, oldest first, without the empty ones before the first question."""
    top: tuple[tuple[Entry, int], ...]
    """The entries that were shown most often in these weeks, at most TOP, with how often."""
    never_asked: tuple[Entry, ...]
    """The entries that were not shown in these weeks, in file order."""
    disliked: tuple[tuple[Entry, int, int], ...]
    """The entries with 👎 in these weeks, the most first: the entry, its 👎 and its 👍."""
    waiting: int
    """Questions that wait for a moderator."""


def statistics(
    base: KnowledgeBase,
    counters: Iterable[Counter],
    votes: Iterable[VoteCount],
    waiting: int,
    today: dt.date,
) -> Statistics:
    """Add up. Entries that are gone count in the weeks, but are not listed."""
    first = _monday(today) - dt.timedelta(weeks=WEEKS - 1)
    recent = [each for each in counters if each.day >= first]
    votes = [each for each in votes if each.day >= first]
    shown, helped, disliked = Tally[str](), Tally[str](), Tally[str]()
    for each in recent:
        if each.outcome in _SHOWN:
            shown[each.entry] += each.count
    for vote in votes:
        helped[vote.entry] += vote.helped
        disliked[vote.entry] += vote.not_helped
    by_dislikes = sorted(base.entries, key=lambda entry: -disliked[entry.id])
    by_count = sorted(base.entries, key=lambda entry: -shown[entry.id])
    return Statistics(
        tuple(_weeks(recent, votes, first, today)),
        tuple((entry, shown[entry.id]) for entry in by_count[:TOP] if shown[entry.id]),
        tuple(entry for entry in base.entries if not shown[entry.id]),
        tuple((entry, disliked[entry.id], helped[entry.id]) for entry in by_dislikes if disliked[entry.id]),
        waiting,
    )


def last_days(counters: Iterable[Counter], today: dt.date, days: int) -> Week:
    """The outcomes of the last days up to today, as one week without votes."""
    first = today - dt.timedelta(days - 1)
    outcomes = _outcomes(each for each in counters if first <= each.day <= today)
    return Week(first, outcomes[Outcome.ANSWERED], outcomes[Outcome.SUGGESTED], outcomes[Outcome.UNANSWERED])


def _outcomes(counters: Iterable[Counter]) -> Tally[Outcome]:
    added = Tally[Outcome]()
    for each in counters:
        added[each.outcome] += each.count
    return added


def _weeks(counters: list[Counter], votes: list[VoteCount], first: dt.date, today: dt.date) -> Iterable[Week]:
    begun = min((*(each.day for each in counters), *(vote.day for vote in votes)), default=today)
    monday = max(first, _monday(begun))
    while monday <= today:
        outcomes = _outcomes(each for each in counters if _monday(each.day) == monday)
        cast = [vote for vote in votes if _monday(vote.day) == monday]
        yield Week(
            monday,
            outcomes[Outcome.ANSWERED],
            outcomes[Outcome.SUGGESTED],
            outcomes[Outcome.UNANSWERED],
            sum(vote.helped for vote in cast),
            sum(vote.not_helped for vote in cast),
        )
        monday += dt.timedelta(weeks=1)


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())
