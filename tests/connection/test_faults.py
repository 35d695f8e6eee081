"""The table of faults, as far as no server can be made to show them."""

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
def test_faults_of_the_network_pass_by_themselves(error: Exception) -> None:
    fault = fault_of(error)
    assert fault is not None
    assert fault.retryable


def test_discord_says_how_long_to_stay_away() -> None:
    fault = fault_of(discord.RateLimited(90.0))
    assert fault is not None
    assert fault.retry_after == 90.0


@pytest.mark.parametrize("error", [KeyError("x"), AttributeError("'Entry' object has no attribute 'sequence'")])
def test_mistakes_in_the_program_are_no_faults(error: Exception) -> None:
    assert fault_of(error) is None
