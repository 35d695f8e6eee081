"""What the managers of a server have set for it. A server that has set nothing behaves as the environment says."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from bot.answering.strictness import Strictness
from bot.store import StoreError

if TYPE_CHECKING:
    from bot.store.store import Store

READ_SECONDS = 1.0
"""How long an answer may wait for the settings of its server. Reading them takes less than a millisecond."""
RETRY_SECONDS = 30.0
"""How long no answer waits for settings after that failed."""

ANSWER_CHANNELS = "answer_channels"
FORUM_CHANNELS = "forum_channels"
STRICTNESS = "strictness"
EDITOR_ROLE = "editor_role"
REVIEW_CHANNEL = "review_channel"
TOPICS = "topics"
"""Of the whole server; with ":" and a channel's id, of that channel. The value is topic keys, separated by spaces."""
ANNOUNCED = "announced"
TRUSTED = "trusted"
"""Names in the store. The value of a list is its ids, separated by spaces."""

WHOLE_SERVER = 0
"""Stands for the channel in settings that belong to all channels."""
ANY_SERVER = 0
"""Stands for the server in settings that belong to the bot as a whole."""
HOME_SERVER = "home_server"
"""Of ANY_SERVER: the server whose moderators were the first to edit the knowledge."""


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """The settings of one server."""

    answer_channels: frozenset[int] | None = None
    """Ids; None for those of the environment."""
    forum_channels: frozenset[int] = frozenset()
    """Ids of the forums where the first message of each post is answered."""
    strictness: Strictness | None = None
    """None for that of the environment."""
    editor_role: int | None = None
    """The id of the role whose members can edit the knowledge; None for members with Manage Server alone."""
    topics: Mapping[int, frozenset[str]] = field(default_factory=dict)
    """Keys of the topics that apply, by the id of the channel, and by WHOLE_SERVER for other channels; see
    `topics_in`."""
    review_channel: int | None = None
    """The id of the channel where reviews are announced; None for nowhere."""
    announced: date | None = None
    """The day of the last announcement, in any channel; None if there was none."""
    trusted: bool = False
    """Whether the bot's owner lets this server edit the knowledge, which all servers share."""

    def topics_in(self, channel: int | None, parent: int | None) -> frozenset[str]:
        """Keys of the topics that apply in a channel, or in a thread with a parent; empty if all apply."""
        for place in (channel, parent, WHOLE_SERVER):
            if place is not None and (found := self.topics.get(place)):
                return found
        return frozenset()


class SettingsOfServers:
    """The settings of all servers. They are read once and kept, because every message needs them."""

    def __init__(self, store: "Store | None") -> None:
        """Take the store; None if nothing can be set."""
        self._store = store
        self._known: dict[int, ServerSettings] = {}
        self._retry_at = 0.0
        self._forgotten = 0
        """How often settings were forgotten."""

    async def of(self, server: int | None) -> ServerSettings:
        """The settings of a server; the default ones for None, and while the store cannot be read quickly."""
        known = None if server is None else self._known.get(server)
        if server is None or self._store is None or known:
            return known or ServerSettings()
        loop = asyncio.get_running_loop()
        if loop.time() < self._retry_at:
            return ServerSettings()
        forgotten = self._forgotten
        try:
            async with asyncio.timeout(READ_SECONDS):
                found = read_settings(await self._store.settings(server))
        except (StoreError, TimeoutError):
            self._retry_at = loop.time() + RETRY_SECONDS
            return ServerSettings()
        if forgotten == self._forgotten:  # otherwise this may be what was set before
            self._known[server] = found
        return found

    def forget(self, server: int | None) -> None:
        """Read the settings of a server again when they are needed; None for all servers."""
        self._forgotten += 1
        if server is None:
            self._known.clear()
        else:
            self._known.pop(server, None)

    async def listen_anywhere(self) -> bool:
        """Whether a server has set channels where the bot answers without a mention. False if that is unknown."""
        if self._store is None:
            return False
        try:
            found = [await self._store.settings_named(name) for name in (ANSWER_CHANNELS, FORUM_CHANNELS)]
        except StoreError:
            return False
        return any(ids for values in found for ids in values.values())

    async def home(self) -> int | None:
        """The id of the bot's home; None if there is none yet. Raises StoreError."""
        if self._store is None:
            return None
        return min(_ids((await self._store.settings(ANY_SERVER)).get(HOME_SERVER, "")), default=None)

    async def set(self, server: int, name: str, value: str | None) -> None:
        """Set something, from the next message on; None removes it. Raises StoreError."""
        if self._store is not None:
            await self._store.set(server, name, value)
            self.forget(server)


def written(ids: frozenset[int]) -> str:
    """Ids as the store keeps them."""
    return " ".join(map(str, sorted(ids)))


def read_settings(stored: Mapping[str, str]) -> ServerSettings:
    """The settings, without values that this version does not understand."""
    strictness = stored.get(STRICTNESS)
    channels = stored.get(ANSWER_CHANNELS)
    return ServerSettings(
        None if channels is None else _ids(channels),
        _ids(stored.get(FORUM_CHANNELS, "")),
        next((level for level in Strictness if level.value == strictness), None),
        min(_ids(stored.get(EDITOR_ROLE, "")), default=None),
        _topics(stored),
        min(_ids(stored.get(REVIEW_CHANNEL, "")), default=None),
        _day(stored.get(ANNOUNCED, "")),
        TRUSTED in stored,
    )


def topics_name(channel: int) -> str:
    """The name of the setting with the topics of a channel, or of WHOLE_SERVER."""
    return f"{TOPICS}:{channel}" if channel != WHOLE_SERVER else TOPICS


def _topics(stored: Mapping[str, str]) -> Mapping[int, frozenset[str]]:
    found: dict[int, frozenset[str]] = {}
    for name, value in stored.items():
        kind, _, channel = name.partition(":")
        if kind == TOPICS and (not channel or (channel.isascii() and channel.isdecimal())):
            found[int(channel or WHOLE_SERVER)] = frozenset(value.split())
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _ids(text: str) -> frozenset[int]:
    return frozenset(int(part) for part in text.split() if part.isascii() and part.isdecimal())
