"""What the bot does without some permissions."""

import discord
import pytest
from simcord.builders import ChannelHandle

from bot.replies import words
from tests.discord_ui.server import OPEN, Server, title


def posts(server: Server, channel: ChannelHandle) -> int:
    """How often the bot tried to send a message to a channel."""
    path = f"/channels/{channel.id}/messages"
    return sum(request.method == "POST" and request.path == path for request in server.env.http_requests)


async def test_without_embeds_the_answer_is_plain_text(server: Server) -> None:
    channel = server.channel_denying(embed_links=False)
    await server.alice.send(channel, f"{server.mention} {OPEN}")
    (answer,) = server.said(channel)
    assert answer.embeds == []
    assert answer.content.startswith(f"**{OPEN}**\n\nTuesday to Saturday")
    assert "workshop.txt, line 2" in answer.content


async def test_without_embeds_commands_answer_in_plain_text_too(server: Server) -> None:
    channel = server.channel_denying(embed_links=False)
    result = await server.alice.slash(channel, "topics")
    assert result.response
    assert result.response.embeds == []
    assert result.response.content.startswith(f"**{words.TOPICS}**")


async def test_without_permission_to_send_the_bot_does_not_try(server: Server) -> None:
    channel = server.channel_denying(send_messages=False)
    await server.alice.send(channel, f"{server.mention} {OPEN}")
    assert posts(server, channel) == 0


async def test_commands_answer_without_permission_to_send(server: Server) -> None:
    channel = server.channel_denying(send_messages=False)
    result = await server.alice.slash(channel, "ask", question=OPEN)
    assert result.response
    assert result.response.embeds[0].title == OPEN


async def test_without_permission_to_read_history_the_answer_has_no_reference(server: Server) -> None:
    channel = server.channel_denying(read_message_history=False)
    await server.alice.send(channel, f"{server.mention} {OPEN}")
    (answer,) = server.said(channel)
    assert answer.reference is None


@pytest.mark.parametrize(("permission", "titles"), [("send_messages", [OPEN]), ("send_messages_in_threads", [])])
async def test_threads_have_their_own_permission(server: Server, permission: str, titles: list[str]) -> None:
    channel = server.channel_denying(**{permission: False})
    base = await server.alice.send(channel, "a thread, please")
    await base.create_thread(name="bicycles")
    (thread,) = channel.threads
    await server.alice.send(thread, f"{server.mention} {OPEN}")
    assert [title(message) for message in server.said(thread)] == titles


async def test_locked_threads_get_no_reply(server: Server) -> None:
    base = await server.alice.send(server.channel, "a thread, please")
    thread = await base.create_thread(name="bicycles")
    await thread.edit(locked=True)
    parent, me = thread.parent, server.guild.me
    assert isinstance(parent, discord.TextChannel)
    assert me
    await parent.set_permissions(me, manage_threads=False)
    (handle,) = server.channel.threads
    await server.alice.send(handle, f"{server.mention} {OPEN}")
    assert posts(server, handle) == 0


@pytest.mark.parametrize("code", [50013, 50001])
async def test_a_channel_that_rejects_a_message_is_on_cooldown_for_ten_minutes(server: Server, code: int) -> None:
    path = f"/channels/{server.channel.id}/messages"
    server.env.inject_error("POST", path, status=403, code=code)
    for _ in range(3):
        await server.alice.send(server.channel, f"{server.mention} {OPEN}")
    assert posts(server, server.channel) == 1
    await server.env.advance_time(601)
    await server.alice.send(server.channel, f"{server.mention} {OPEN}")
    assert title(server.said()[0]) == OPEN
