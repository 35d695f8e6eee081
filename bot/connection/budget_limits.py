"""When the start budget allows an identify."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """When the budget allows an identify. All times in seconds."""

    per_day: int = 100
    """Maximum failed identifies in 24 hours, a tenth of what Discord allows. The shards share them."""
    free: int = 60
    """Failed identifies in 24 hours after which the waits between them grow: Discord has bad days. Also shared."""
    least: int = 8
    """Minimum share of `per_day` for each shard, if there are many. Discord's own count then limits them too."""
    least_free: int = 5
    """Minimum share of `free` for each shard."""
    gap: float = 5.5
    """Minimum time between two identifies. Discord allows one every 5 s (events/gateway, "Rate Limiting"). The rest
    allows for network delay: an identify may travel 0.5 s longer than the next one."""
    first_wait: float = 1.0
    """The wait after an identify that got no READY, or after too many crashes. It doubles each time."""
    max_wait: float = 900.0
    """Maximum of that wait. With it, a gateway that refuses every identify gets 96 a day."""
    max_spread: float = 1800.0
    """Maximum wait after more than `free` failed identifies."""
    free_crashes: int = 3
    """Crashes in a row before a start waits."""
    first_refusal_wait: float = 10.0
    """The wait after Discord refused a setting. It doubles each time."""
    max_refusal_wait: float = 3600.0
    """Maximum of that wait."""
    reserve: float = 0.05
    """The share of Discord's daily identifies that the bot leaves unused, 50 of 1,000."""
    ask_again: float = 3600.0
    """Maximum wait when Discord allows no more, before the bot asks again."""

    def wait_of(self, total: int, remaining: int, reset_after: float) -> float:
        """Seconds to wait when Discord says how many identifies remain of a total until a reset."""
        return min(max(reset_after, self.gap), self.ask_again) if remaining <= total * self.reserve else 0.0

    def of_each(self, shards: int) -> tuple[int, int]:
        """The share of `per_day` and `free` that each shard has."""
        if shards == 1:
            return self.per_day, self.free
        return max(self.least, self.per_day // shards), max(self.least_free, self.free // shards)


def doubled(first: float, times: int, maximum: float) -> float:
    """0 for no time, `first` for the first time, then double for each further one, up to the maximum."""
    return min(maximum, first * 2.0 ** min(times - 1, 40)) if times > 0 else 0.0
