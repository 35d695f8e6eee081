"""Paces what a discord.py client sends: one limiter for all REST requests, and a short queue for each channel.

Discord allows a bot 50 requests a second, and bans its address after 10,000 invalid requests in ten minutes.
discord.py waits only after Discord refuses, so a flood of questions would be refused thousands of times.

`trace.paced(limiter)` puts the limiter into any client, through discord.py's public `http_trace`: aiohttp awaits the
trace before each attempt, so the limiter also sees discord.py's own retries, command syncs and logins. This package
knows no questions or replies.
"""

from bot.pacing.channel_queues import ChannelQueues
from bot.pacing.limiter import RequestLimiter
from bot.pacing.retries import acknowledge, has_no_response, is_transient, with_retries
from bot.pacing.sending import NotSentError, Priority, PushedOutError, sending
from bot.pacing.trace import paced

__all__ = [
    "ChannelQueues",
    "NotSentError",
    "Priority",
    "PushedOutError",
    "RequestLimiter",
    "acknowledge",
    "has_no_response",
    "is_transient",
    "paced",
    "sending",
    "with_retries",
]
