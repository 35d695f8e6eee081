"""Events and frames that Discord would never send."""

from typing import Any

from tests.loopback.fake_discord import BOT, CHANNEL, GUILD, MEMBER
from tests.loopback.hostile_discord import frame_of

MEMBER_FIELDS = {"id": MEMBER, "username": "member", "discriminator": "0", "avatar": None}
PRESS = {"id": "9", "application_id": BOT, "type": 3, "token": "t", "version": 1, "channel_id": CHANNEL}
MALFORMED: dict[str, tuple[str, Any]] = {
    "no data": ("MESSAGE_CREATE", None),
    "a list": ("MESSAGE_CREATE", []),
    "mentions null": ("MESSAGE_CREATE", {"id": "1", "channel_id": CHANNEL, "author": MEMBER_FIELDS, "mentions": None}),
    "no author": ("MESSAGE_CREATE", {"id": "1", "channel_id": CHANNEL, "content": "hi"}),
    "an id that is no number": ("MESSAGE_CREATE", {"id": "one", "channel_id": CHANNEL, "author": MEMBER_FIELDS}),
    "a press without custom_id": ("INTERACTION_CREATE", PRESS | {"user": MEMBER_FIELDS, "data": {"component_type": 2}}),
    "a press without data": ("INTERACTION_CREATE", PRESS | {"user": MEMBER_FIELDS}),
    "an interaction of nobody": ("INTERACTION_CREATE", {"id": "9", "type": 2}),
    "roles null": ("GUILD_CREATE", {"id": "301", "name": "x", "roles": None}),
    "a role without a server": ("GUILD_ROLE_CREATE", {"role": {}}),
    "a channel without a type": ("CHANNEL_CREATE", {"id": "7", "guild_id": GUILD}),
    "a thread of nobody": ("THREAD_CREATE", {"guild_id": GUILD}),
}
BROKEN_FRAMES: dict[str, str | bytes] = {
    "no JSON": "<html>",
    "cut short": '{"op": 0, "t": "MESS',
    "a list": "[]",
    "null": "null",
    "hello without an interval": '{"op": 10, "d": null}',
    "READY without a user": frame_of("READY", "{}"),
    "resumed without data": frame_of("RESUMED", "null"),
    "no compressed data": b"\x00\x01\x02\x03\x00\x00\xff\xff",
}
