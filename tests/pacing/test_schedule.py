import math
from collections import deque

from hypothesis import given
from hypothesis import strategies as st

from bot.pacing.schedule import Schedule

DELAYS = st.floats(0.0, 3.0)


@given(st.lists(st.tuples(DELAYS, st.floats(0.0, 1.0), st.floats(0.0, 1.0)), min_size=60, max_size=200))
def test_discord_never_counts_more_than_48_in_a_second(requests: list[tuple[float, float, float]]) -> None:
    """Each request has a stall before it, and a delay before and after the moment when Discord counts it."""
    schedule, now, counted, on_the_way = Schedule(40), 0.0, list[float](), deque[float]()
    for stall, there, back in requests:
        now += stall if stall > 2 else 0.0
        while (at := schedule.next_at(now)) > now:
            now = min([at, *on_the_way])
            for ended in [end for end in on_the_way if end <= now]:
                schedule.end(ended)
                on_the_way.remove(ended)
        schedule.begin(now)
        counted.append(now + there)
        on_the_way.append(now + there + back)
    assert all(sum(first <= at < first + 1.0 for at in counted) <= 48 for first in counted)


def test_requests_are_spaced_evenly() -> None:
    schedule, times, now = Schedule(40), list[float](), 100.0
    for _ in range(100):
        now = max(now, schedule.next_at(now))
        schedule.begin(now)
        schedule.end(now)
        times.append(now)
    # The first five go at once, to catch up.
    assert round(times[99] - times[4], 6) == 95 / 40


def test_without_a_response_nothing_more_goes() -> None:
    schedule = Schedule(40)
    for number in range(48):
        schedule.begin(float(number))
    assert schedule.next_at(1000.0) == math.inf
    schedule.end(1000.0)
    assert schedule.next_at(1000.0) == 1001.0
