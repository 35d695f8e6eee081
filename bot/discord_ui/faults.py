"""The one table of what can go wrong between the bot and Discord, and whether waiting can cure it."""

from dataclasses import dataclass

import aiohttp
import discord

PORTAL = "https://discord.com/developers/applications"

_TOKEN_REFUSED = f"Discord refused the token. Copy it anew from {PORTAL} (your application, Bot, Reset Token)."
_INTENT_REFUSED = (
    "Discord refused the Message Content intent that ANSWER_CHANNELS needs. Switch it on at "
    f"{PORTAL} (your application, Bot, Message Content Intent), or leave ANSWER_CHANNELS empty."
)
_CLOSE_CODES = {
    4004: _TOKEN_REFUSED,
    4010: "Discord refused the shard: its number is not valid. Run one bot without shard settings.",
    4011: "Discord wants this bot to be sharded: it is in too many servers for one connection.",
    4012: "Discord no longer speaks this version of the gateway. Update discord.py.",
    4013: "Discord refused the intents: one of them does not exist. Update discord.py.",
    4014: _INTENT_REFUSED,
}
"""Gateway close codes after which Discord forbids to reconnect (its documentation, "Gateway Close Event Codes")."""

_TOO_MANY_REQUESTS = 429
_SERVER_ERRORS = 500
"""From here on the fault is Discord's, Cloudflare's 520 to 530 included."""


class GatewayLostError(Exception):
    """The gateway stayed away for longer than the client is trusted to find its way back."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why the bot is not connected."""

    message: str
    """One line for the log, with the cure where there is one."""
    curable: bool
    """Whether trying again can help; if not, somebody has to change a setting first."""
    retry_after: float = 0.0
    """Seconds that Discord asked us to stay away; 0.0 if it did not say."""


def fault_of(error: BaseException) -> Fault | None:
    """The fault behind an exception of discord.py; None if it is none we know, so a mistake in the program."""
    cure = _cure_of(error)
    return Fault(cure, curable=False) if cure else _passing_fault(error)


def _cure_of(error: BaseException) -> str | None:
    """What to change so that Discord lets us in; None if nothing has to be changed."""
    match error:
        case discord.LoginFailure():
            return _TOKEN_REFUSED
        case discord.PrivilegedIntentsRequired():
            return _INTENT_REFUSED
        case discord.ConnectionClosed(code=code):
            return _CLOSE_CODES.get(code)
        case _:
            return None


def _passing_fault(error: BaseException) -> Fault | None:
    match error:
        case discord.HTTPException(status=status) if status == _TOO_MANY_REQUESTS or status >= _SERVER_ERRORS:
            return Fault(f"Discord turned us away (HTTP {status}).", curable=True, retry_after=_retry_after(error))
        case discord.RateLimited(retry_after=seconds):
            return Fault("Discord asks us to slow down.", curable=True, retry_after=seconds)
        case discord.ConnectionClosed(code=code):
            return Fault(f"Discord closed the connection (code {code}).", curable=True)
        # discord.py 2.7 trips over itself like this when the first handshake with the gateway fails.
        case GatewayLostError() | discord.GatewayNotFound() | AttributeError(name="sequence", obj=None):
            return Fault("Discord's gateway is out of reach.", curable=True)
        case OSError() | aiohttp.ClientError():
            return Fault(f"Discord is out of reach ({type(error).__name__}). Is the network up?", curable=True)
        case _:
            return None


def _retry_after(error: discord.HTTPException) -> float:
    try:
        return float(error.response.headers.get("Retry-After", 0))
    except ValueError:
        # HTTP also allows a date here. Discord and Cloudflare send seconds.
        return 0.0
