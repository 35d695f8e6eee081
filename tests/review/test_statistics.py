from datetime import date

from bot.knowledge import Entry, KnowledgeBase
from bot.review import Statistics, Week, last_days, statistics
from bot.store import Counter, Outcome, VoteCount

HOURS, RETURNS, PARKING = (
    Entry(name, (f"{name}?",), "Yes.", None, "faq.txt", line)
    for line, name in enumerate(("hours", "returns", "parking"))
)
BASE = KnowledgeBase((HOURS, RETURNS, PARKING))
TODAY = date(2026, 11, 27)  # a Friday
MONDAY, LAST_MONDAY, LONG_AGO = date(2026, 11, 23), date(2026, 11, 16), date(2026, 9, 1)


def count(day: date, outcome: Outcome, entry: str, number: int) -> Counter:
    return Counter(day, 7, outcome, entry, number)


def test_weeks_begin_on_monday_and_with_the_first_question() -> None:
    counters = [
        count(LAST_MONDAY, Outcome.ANSWERED, "hours", 3),
        count(date(2026, 11, 22), Outcome.SUGGESTED, "", 2),
        count(MONDAY, Outcome.UNANSWERED, "", 4),
        count(TODAY, Outcome.ANSWERED, "hours", 1),
    ]
    votes = [VoteCount(TODAY, 7, "hours", "v1", 5, 6), VoteCount(TODAY, 7, "gone", "v0", 1, 0)]
    assert statistics(BASE, counters, votes, 0, TODAY).weeks == (
        Week(LAST_MONDAY, answered=3, suggested=2),
        Week(MONDAY, answered=1, unanswered=4, helped=6, not_helped=6),
    )


def test_entries_are_listed_by_how_often_they_were_shown_and_disliked() -> None:
    counters = [
        count(TODAY, Outcome.ANSWERED, "hours", 1),
        count(TODAY, Outcome.OPENED, "returns", 1),
        count(MONDAY, Outcome.PICKED, "returns", 1),
        count(TODAY, Outcome.ANSWERED, "gone", 9),
        count(LONG_AGO, Outcome.ANSWERED, "parking", 9),
    ]
    votes = [
        VoteCount(MONDAY, 7, "hours", "v1", 1, 1),
        VoteCount(TODAY, 7, "hours", "v2", 0, 1),
        VoteCount(TODAY, 7, "returns", "v1", 3, 1),
        VoteCount(TODAY, 7, "gone", "v1", 0, 9),
    ]
    found = statistics(BASE, counters, votes, 4, TODAY)
    assert found.top == ((RETURNS, 2), (HOURS, 1))
    assert found.never_asked == (PARKING,)
    assert found.disliked == ((HOURS, 2, 1), (RETURNS, 1, 3))
    assert found.waiting == 4


def test_nothing_asked_gives_one_empty_week() -> None:
    assert statistics(BASE, [], [], 0, TODAY) == Statistics((Week(MONDAY),), (), BASE.entries, (), 0)


def test_the_last_days_end_today_and_may_begin_on_any_day_of_the_week() -> None:
    saturday, friday = date(2026, 11, 21), date(2026, 11, 20)
    counters = [
        count(friday, Outcome.ANSWERED, "hours", 100),
        count(saturday, Outcome.ANSWERED, "hours", 2),
        count(TODAY, Outcome.ANSWERED, "returns", 1),
        count(MONDAY, Outcome.SUGGESTED, "", 4),
    ]
    assert last_days(counters, TODAY, 7) == Week(saturday, answered=3, suggested=4)
