"""One table of what can go wrong between the bot and Discord, and whether a retry can help."""

from dataclasses import dataclass

import aiohttp
import discord

PORTAL = "https://discord.com/developers/applications"

_TOKEN_REFUSED = f"Discord refused the token. Reset and copy it at {PORTAL} (your application, Bot, Reset Token)."
_INTENT_REFUSED = (
    "Discord refused the Message Content intent that ANSWER_CHANNELS needs. Switch it on at "
    f"{PORTAL} (your application, Bot, Message Content Intent), or leave ANSWER_CHANNELS empty."
)
TOO_MANY_SESSIONS = "Too many of the bot's sessions have failed, or Discord allows no more today."
WAITING_FOR_TURN = (
    "The bot waits for its turn to identify: Discord lets it start only a few sessions at a time, and so many a day."
)
TURN_SECONDS = 60.0
"""A shorter wait for a session is only for the bot's other shards and processes."""
_FATAL_CLOSE_CODES = {
    4004: _TOKEN_REFUSED,
    4010: "Discord refused the shard: its number is not valid. Correct SHARD_IDS and SHARD_COUNT, or leave them empty.",
    4011: "Discord requires sharding: the bot is in too many servers. Raise SHARD_COUNT, or leave it empty.",
    4012: "Discord no longer supports this version of the gateway. Update discord.py.",
    4013: "Discord refused the intents: one of them does not exist. Update discord.py.",
    4014: _INTENT_REFUSED,
}
"""Gateway close codes after which clients must not reconnect (Discord's "Gateway Close Event Codes"), with the fix."""


class GatewayLostError(Exception):
    """The gateway was disconnected for longer than the client gets to reconnect by itself."""


class BudgetSpentError(Exception):
    """The bot must wait before it starts another session."""

    def __init__(self, wait: float) -> None:
        """Take the seconds to wait."""
        super().__init__()
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Fault:
    """Why the bot is not connected."""

    message: str
    """One line for the log, with the fix if there is one."""
    retryable: bool
    """Whether a retry can help. If not, a setting has to change first."""
    retry_after: float = 0.0
    """Seconds that Discord asked the bot to wait; 0.0 if it did not say."""


def fault_of(error: BaseException) -> Fault | None:
    """The fault behind an exception of discord.py; None for any other exception, which nobody expects."""
    if isinstance(error, BudgetSpentError):
        why = TOO_MANY_SESSIONS if error.wait > TURN_SECONDS else WAITING_FOR_TURN
        return Fault(why, retryable=True, retry_after=error.wait)
    fix = _fix_for(error)
    return Fault(fix, retryable=False) if fix else _retryable_fault(error)


def _fix_for(error: BaseException) -> str | None:
    """What has to change before Discord accepts the bot; None if nothing has to."""
    match error:
        case discord.LoginFailure():
            return _TOKEN_REFUSED
        case discord.PrivilegedIntentsRequired():
            return _INTENT_REFUSED
        case discord.ConnectionClosed(code=code):
            return _FATAL_CLOSE_CODES.get(code)
        case _:
            return None


def _retryable_fault(error: BaseException) -> Fault | None:
    match error:
        # This includes statuses that Discord never sends but a proxy or a captive portal may send.
        case discord.HTTPException(status=status):
            return Fault(f"Discord refused a request (HTTP {status}).", retryable=True, retry_after=_retry_after(error))
        case discord.RateLimited(retry_after=seconds):
            return Fault("Discord's rate limit was reached.", retryable=True, retry_after=seconds)
        case discord.ConnectionClosed(code=code):
            return Fault(f"Discord closed the connection (code {code}).", retryable=True)
        # discord.py 2.7 raises this AttributeError when the first handshake with the gateway fails.
        case GatewayLostError() | discord.GatewayNotFound() | AttributeError(name="sequence", obj=None):
            return Fault("Discord's gateway is unreachable.", retryable=True)
        case OSError() | aiohttp.ClientError():
            return Fault(f"Discord is unreachable ({type(error).__name__}). Check the network.", retryable=True)
        case _:
            return None


def _retry_after(error: discord.HTTPException) -> float:
    try:
        return float(error.response.headers.get("Retry-After", 0))
    except ValueError:
        # HTTP also allows a date here, but Discord and Cloudflare send seconds.
        return 0.0
