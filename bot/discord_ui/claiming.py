"""Decides which process answers a message or interaction that several have received."""

import asyncio
import logging
from typing import TYPE_CHECKING

from bot.store import StoreError

if TYPE_CHECKING:
    from bot.store.claims import Claims

logger = logging.getLogger(__name__)

CLAIM_SECONDS = 1.0
"""How long an answer may wait for its claim. A claim takes a millisecond, and Discord waits 3 s for an interaction."""
RETRY_SECONDS = 30.0
"""After a failed claim, no claims are made for this long."""


class Claiming:
    """Claims messages and interactions before they are answered.

    While the database is away, everything is answered. Discord then drops the second of two answers to a message,
    because both have the same nonce, and the second response to an interaction.
    """

    def __init__(self, claims: "Claims | None" = None) -> None:
        """Take where to claim; None if there is only this process."""
        self._claims = claims
        self._retry_at = 0.0

    async def take(self, identity: int) -> bool:
        """Whether to answer the message or interaction with this id. Only the first process to ask gets True."""
        loop = asyncio.get_running_loop()
        if self._claims is None or loop.time() < self._retry_at:
            return True
        try:
            async with asyncio.timeout(CLAIM_SECONDS):
                return await self._claims.claim(identity)
        except (StoreError, TimeoutError) as error:
            if loop.time() >= self._retry_at:  # others have waited at the same time
                why = str(error) or "the database does not answer"
                logger.warning("For %.0f s, the bot answers questions without claiming them: %s.", RETRY_SECONDS, why)
            self._retry_at = loop.time() + RETRY_SECONDS
            return True
