from importlib import import_module

import pytest

from bot.connection.backoff import MAX_BACKOFF_SECONDS, shorten_backoff


def test_discord_py_never_waits_long_before_it_connects_again(monkeypatch: pytest.MonkeyPatch) -> None:
    client = import_module("discord.client")
    monkeypatch.setattr(client, "ExponentialBackoff", client.ExponentialBackoff)
    shorten_backoff()
    backoff = client.ExponentialBackoff()
    waits = [backoff.delay() for _ in range(200)]
    assert waits[0] <= 2
    assert MAX_BACKOFF_SECONDS / 2 < max(waits) <= MAX_BACKOFF_SECONDS
