"""The faults that the tests with a fake server cannot cause."""

import socket

import aiohttp
import discord
import pytest

from bot.connection.faults import GatewayLostError, fault_of


@pytest.mark.parametrize(
    "error",
    [
        socket.gaierror("no such host"),
        ConnectionResetError(),
        TimeoutError(),
        aiohttp.ServerDisconnectedError(),
        GatewayLostError(),
    ],
    ids=lambda error: type(error).__name__,
)
def test_network_errors_are_retryable(error: Exception) -> None:
    fault = fault_of(error)
    assert fault is not None
    assert fault.retryable


def test_a_rate_limit_says_how_long_to_wait() -> None:
    fault = fault_of(discord.RateLimited(90.0))
    assert fault is not None
    assert fault.retry_after == 90.0


@pytest.mark.parametrize("error", [KeyError("x"), AttributeError("'Entry' object has no attribute 'sequence'")])
def test_a_bug_is_not_a_fault(error: Exception) -> None:
    assert fault_of(error) is None
