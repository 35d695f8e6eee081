import pytest

from bot.discord_ui.rate_limits import ChannelCooldowns, RateLimit, RateLimiter, Verdict


def test_a_member_gets_five_answers_in_thirty_seconds_and_one_notice() -> None:
    limiter = RateLimiter()
    verdicts = [limiter.check(user_id=1, channel_id=second, at=1000.0 + second) for second in range(8)]
    assert verdicts == [Verdict.ANSWER] * 5 + [Verdict.NOTICE] + [Verdict.IGNORE] * 2


def test_a_channel_gets_twenty_answers_a_minute_and_one_notice() -> None:
    limiter = RateLimiter()
    verdicts = [limiter.check(user_id=number % 4, channel_id=1, at=1000.0 + 2 * number) for number in range(20)]
    assert verdicts == [Verdict.ANSWER] * 20
    assert [limiter.check(0, 1, 1040.0), limiter.check(1, 1, 1041.0)] == [Verdict.NOTICE, Verdict.IGNORE]


@pytest.mark.parametrize("server_id", [None, 1])
def test_members_who_flood_a_channel_silence_nobody_else(server_id: int | None) -> None:
    limiter = RateLimiter(None, RateLimit(10, 60), RateLimit(20, 60))
    for number in range(100):
        limiter.check(number % 2, 1, number / 100, server_id)
    assert [limiter.check(user, 1, 2.0, server_id) for user in range(2, 12)] == [Verdict.ANSWER] * 10
    assert limiter.check(0, 1, 2.0, server_id) is not Verdict.ANSWER


def test_a_server_has_a_limit_over_all_its_channels() -> None:
    limiter = RateLimiter(None, None, RateLimit(3, 60))
    verdicts = [limiter.check(1, channel, 0.0, server_id=1) for channel in range(5)]
    assert verdicts == [Verdict.ANSWER] * 3 + [Verdict.NOTICE, Verdict.IGNORE]
    assert limiter.check(1, 9, 0.0, server_id=2) is Verdict.ANSWER


def test_even_fair_shares_end_in_a_raid() -> None:
    limiter = RateLimiter(None, RateLimit(10, 60))
    verdicts = [limiter.check(user, 1, 0.0) for user in range(1000)]
    assert verdicts.count(Verdict.ANSWER) == 30


def test_a_member_is_answered_again_after_the_window() -> None:
    limiter = RateLimiter(RateLimit(1, 30), None)
    assert limiter.check(1, 1, 0.0) is Verdict.ANSWER
    assert limiter.check(1, 1, 29.0) is Verdict.NOTICE
    assert limiter.check(1, 1, 30.0) is Verdict.ANSWER


def test_questions_over_the_limit_do_not_count() -> None:
    limiter = RateLimiter(RateLimit(1, 30), None)
    verdicts = [limiter.check(1, 1, at) for at in (0.0, 10.0, 20.0, 30.5)]
    assert verdicts[-1] is Verdict.ANSWER


def test_a_limited_member_does_not_use_up_the_channels_limit() -> None:
    limiter = RateLimiter(RateLimit(1, 60), RateLimit(2, 60))
    for at in range(5):
        limiter.check(1, 1, float(at))
    assert limiter.check(2, 1, 5.0) is Verdict.ANSWER


def test_each_member_has_a_separate_limit() -> None:
    limiter = RateLimiter(RateLimit(1, 30), None)
    assert [limiter.check(user, 1, 0.0) for user in range(50)] == [Verdict.ANSWER] * 50


def test_without_limits_everything_is_answered() -> None:
    limiter = RateLimiter(None, None)
    assert {limiter.check(1, 1, 0.0) for _ in range(100)} == {Verdict.ANSWER}


@pytest.mark.parametrize(("at", "quiet"), [(99.0, True), (699.9, True), (700.0, False)])
def test_a_cooldown_lasts_its_time_and_only_in_its_channel(at: float, quiet: bool) -> None:  # noqa: FBT001 - a column of the table
    cooldowns = ChannelCooldowns(600)
    cooldowns.start(1, 100.0)
    assert cooldowns.active(1, at) is quiet
    assert not cooldowns.active(2, at)


def test_members_who_are_silent_are_forgotten() -> None:
    limiter = RateLimiter(RateLimit(5, 30), RateLimit(20, 60), None)
    for second in range(1000):
        assert limiter.check(user_id=second, channel_id=second, at=float(second)) is Verdict.ANSWER
    assert len(limiter._windows) < 200  # noqa: SLF001 - memory has no public sign
