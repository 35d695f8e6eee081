"""What the bot does where it may not do everything."""

import discord
import pytest
from simcord.builders import ChannelHandle

from bot.replies import words
from tests.discord_ui.world import OPEN, World, title


def posts(world: World, channel: ChannelHandle) -> int:
    """How often the bot tried to send a message there."""
    path = f"/channels/{channel.id}/messages"
    return sum(request.method == "POST" and request.path == path for request in world.env.http_requests)


async def test_without_embeds_the_answer_is_plain_text(world: World) -> None:
    channel = world.channel_denying(embed_links=False)
    await world.alice.send(channel, f"{world.mention} {OPEN}")
    (answer,) = world.said(channel)
    assert answer.embeds == []
    assert answer.content.startswith(f"**{OPEN}**\n\nTuesday to Saturday")
    assert "workshop.txt, line 2" in answer.content


async def test_without_embeds_commands_answer_in_plain_text_too(world: World) -> None:
    channel = world.channel_denying(embed_links=False)
    result = await world.alice.slash(channel, "topics")
    assert result.response
    assert result.response.embeds == []
    assert result.response.content.startswith(f"**{words.TOPICS}**")


async def test_without_the_permission_to_send_nothing_is_tried(world: World) -> None:
    channel = world.channel_denying(send_messages=False)
    await world.alice.send(channel, f"{world.mention} {OPEN}")
    assert posts(world, channel) == 0


async def test_without_the_permission_to_send_commands_still_answer(world: World) -> None:
    channel = world.channel_denying(send_messages=False)
    result = await world.alice.slash(channel, "ask", question=OPEN)
    assert result.response
    assert result.response.embeds[0].title == OPEN


async def test_without_the_history_the_answer_comes_without_a_reference(world: World) -> None:
    channel = world.channel_denying(read_message_history=False)
    await world.alice.send(channel, f"{world.mention} {OPEN}")
    (answer,) = world.said(channel)
    assert answer.reference is None


@pytest.mark.parametrize(("permission", "titles"), [("send_messages", [OPEN]), ("send_messages_in_threads", [])])
async def test_threads_have_a_permission_of_their_own(world: World, permission: str, titles: list[str]) -> None:
    channel = world.channel_denying(**{permission: False})
    base = await world.alice.send(channel, "a thread, please")
    await base.create_thread(name="bicycles")
    (thread,) = channel.threads
    await world.alice.send(thread, f"{world.mention} {OPEN}")
    assert [title(message) for message in world.said(thread)] == titles


async def test_locked_threads_are_left_alone(world: World) -> None:
    base = await world.alice.send(world.channel, "a thread, please")
    thread = await base.create_thread(name="bicycles")
    await thread.edit(locked=True)
    parent, me = thread.parent, world.guild.me
    assert isinstance(parent, discord.TextChannel)
    assert me
    await parent.set_permissions(me, manage_threads=False)
    (handle,) = world.channel.threads
    await world.alice.send(handle, f"{world.mention} {OPEN}")
    assert posts(world, handle) == 0


@pytest.mark.parametrize("code", [50013, 50001])
async def test_a_channel_that_refuses_is_left_alone_for_ten_minutes(world: World, code: int) -> None:
    path = f"/channels/{world.channel.id}/messages"
    world.env.inject_error("POST", path, status=403, code=code)
    for _ in range(3):
        await world.alice.send(world.channel, f"{world.mention} {OPEN}")
    assert posts(world, world.channel) == 1
    await world.env.advance_time(601)
    await world.alice.send(world.channel, f"{world.mention} {OPEN}")
    assert title(world.said()[0]) == OPEN
