"""Limits the waits of discord.py between attempts to reach the gateway."""

import random

import discord.client
from discord.backoff import ExponentialBackoff

MAX_BACKOFF_SECONDS = 16.0
"""Maximum wait. discord.py's own waits grow to 17 minutes, and stay long for half an hour after an outage."""


class ShortBackoff(ExponentialBackoff[bool]):
    """Like discord.py's, with a maximum."""

    def delay(self) -> float:
        """Seconds until the next attempt. They are random, so that many bots do not connect at the same moment."""
        return min(super().delay(), random.uniform(0.5, 1.0) * MAX_BACKOFF_SECONDS)  # noqa: S311 - not for security


def shorten_backoff() -> None:
    """Make clients wait MAX_BACKOFF_SECONDS at most. discord.py has no setting for it."""
    setattr(discord.client, "ExponentialBackoff", ShortBackoff)  # noqa: B010 - mypy allows no other class there
