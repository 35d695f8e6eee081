"""Where the bot answers messages, and how."""

from functools import cached_property
from pathlib import Path

import pytest
from simcord.backend import serializers
from simcord.backend.models import Role
from simcord.builders import RoleHandle
from simcord.enums import MessageType as SystemMessage

from bot.answering import Assistant, Outcome
from bot.discord_ui import FaqBot
from bot.knowledge import load
from bot.replies import words
from tests.discord_ui.world import GIBBERISH, OPEN, PUNCTURE, World, title


class Counting(Assistant):
    """Remembers what it was asked."""

    @cached_property
    def asked(self) -> list[str]:
        """Every message, in order."""
        return []

    def answer(self, message: str) -> tuple[Outcome, ...]:
        """The outcomes for a message."""
        self.asked.append(message)
        return super().answer(message)


async def test_a_mention_in_a_channel_is_answered_with_a_reference_to_it(world: World) -> None:
    question = await world.alice.send(world.channel, f"{world.mention} {OPEN}")
    (answer,) = world.said()
    assert title(answer) == OPEN
    assert answer.embeds[0].description == "Tuesday to Saturday, from nine to six."
    assert answer.reference
    assert answer.reference.message_id == question.id


async def test_the_answer_says_how_sure_it_is_and_where_it_stands(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} {OPEN}")
    assert (footer := world.said()[0].embeds[0].footer.text)
    assert "confidence" in footer
    assert "workshop.txt, line 2" in footer


async def test_the_mention_may_stand_anywhere(world: World) -> None:
    await world.alice.send(world.channel, f"When is the workshop {world.mention} open?")
    assert title(world.said()[0]) == OPEN


async def test_a_mention_in_a_thread_is_answered_there(world: World) -> None:
    base = await world.alice.send(world.channel, "a thread, please")
    await base.create_thread(name="bicycles")
    (thread,) = world.channel.threads
    await world.alice.send(thread, f"{world.mention} {PUNCTURE}")
    assert title(world.said(thread)[0]) == PUNCTURE
    assert not any(message.embeds for message in world.said())


async def test_a_reply_to_the_bot_is_answered(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} {OPEN}")
    (answer,) = world.said()
    await world.alice.send(world.channel, PUNCTURE, reply_to=answer)
    assert title(world.said()[-1]) == PUNCTURE


async def test_a_reply_without_a_ping_is_answered_where_its_text_is_shown_to_us(
    world: World, assistant: Assistant
) -> None:
    await world.env.restart_bot(FaqBot(assistant, answer_channels=frozenset({1})))
    await world.alice.send(world.channel, f"{world.mention} {OPEN}")
    await world.reply_without_ping(world.said()[0], PUNCTURE)
    assert [title(message) for message in world.said()] == [OPEN, PUNCTURE]


async def test_a_reply_without_a_ping_whose_text_is_withheld_is_left_alone(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} {OPEN}")
    await world.reply_without_ping(world.said()[0], PUNCTURE)
    assert [title(message) for message in world.said()] == [OPEN]


async def test_a_reply_to_the_answer_of_a_command_whose_text_is_withheld_is_told_how_to_ask(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question=OPEN)
    assert result.response
    await world.alice.send(world.channel, PUNCTURE, reply_to=result.response)
    assert title(world.said()[-1]) == words.HIDDEN_TEXT


async def test_a_reply_to_somebody_else_is_not_answered(world: World, assistant: Assistant) -> None:
    await world.env.restart_bot(FaqBot(assistant, answer_channels=frozenset({1})))
    bob = world.guild.add_member(world.env.create_user("bob"))
    await world.alice.send(world.channel, OPEN, reply_to=await bob.send(world.channel, "hello"))
    assert world.said() == []


async def test_a_direct_message_is_answered(world: World) -> None:
    await world.alice.send_dm(OPEN)
    assert title(world.said(world.alice.user.dm_channel)[0]) == OPEN


@pytest.fixture
async def own_role(world: World, monkeypatch: pytest.MonkeyPatch) -> RoleHandle:
    """The bot's own role, which clients offer where people mean the bot; the simulator knows no owners of roles."""
    assert world.bot.user
    tags = {"bot_id": str(world.bot.user.id)}
    payload = serializers.role_payload

    def payload_with_owner(role: Role) -> dict[str, object]:
        return {**payload(role), "tags": tags} if role.name == "FAQ" else {**payload(role)}

    monkeypatch.setattr(serializers, "role_payload", payload_with_owner)
    return world.guild.create_role("FAQ", managed=True, mentionable=True)


async def test_a_mention_of_the_bots_own_role_is_answered(
    world: World, own_role: RoleHandle, assistant: Assistant
) -> None:
    await world.env.restart_bot(FaqBot(assistant, answer_channels=frozenset({1})))
    await world.alice.send(world.channel, f"{own_role.mention} {OPEN}")
    assert title(world.said()[0]) == OPEN


async def test_a_mention_of_the_bots_own_role_whose_text_is_withheld_is_told_how_to_ask(
    world: World, own_role: RoleHandle
) -> None:
    await world.alice.send(world.channel, f"{own_role.mention} {OPEN}")
    assert title(world.said()[0]) == words.HIDDEN_TEXT
    assert "/ask" in (world.said()[0].embeds[0].description or "")


async def test_a_bare_mention_of_the_bots_own_role_is_told_to_write_the_question(
    world: World, own_role: RoleHandle, assistant: Assistant
) -> None:
    await world.env.restart_bot(FaqBot(assistant, answer_channels=frozenset({1})))
    await world.alice.send(world.channel, own_role.mention)
    assert title(world.said()[0]) == words.NOTHING_ASKED


@pytest.mark.parametrize("text", ["", "  ", "<:bike:123>"])
async def test_a_bare_mention_is_told_how_to_ask(world: World, text: str) -> None:
    await world.alice.send(world.channel, f"{world.mention}{text}")
    assert title(world.said()[0]) == words.NOTHING_ASKED


async def test_a_direct_message_without_words_is_told_how_to_ask(world: World) -> None:
    await world.alice.send_dm("<:bike:123>")
    assert title(world.said(world.alice.user.dm_channel)[0]) == words.NOTHING_ASKED


async def test_a_question_without_an_answer_is_told_so(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} {GIBBERISH}")
    assert title(world.said()[0]) == words.NO_ANSWER


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Hello!", words.GREETING),
        ("thank you", words.THANKED),
        ("help", words.HELP),
        ("/topics", words.HELP),
        ("Who are you?", "About TestBot"),
    ],
)
async def test_a_courtesy_is_returned(world: World, text: str, heading: str) -> None:
    await world.alice.send(world.channel, f"{world.mention} {text}")
    assert title(world.said()[0]) == heading


async def test_the_question_is_never_repeated(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} {GIBBERISH} @everyone")
    (answer,) = world.said()
    assert "xqzzv" not in f"{answer.content}{answer.embeds[0].to_dict()}"
    assert "@everyone" not in f"{answer.content}{answer.embeds[0].to_dict()}"


async def test_a_message_to_nobody_is_not_answered(world: World) -> None:
    await world.alice.send(world.channel, OPEN)
    assert world.said() == []


async def test_everyone_is_not_the_bot(world: World) -> None:
    await world.alice.send(world.channel, f"@everyone {OPEN}")
    assert world.said() == []


async def test_a_mention_of_somebody_else_is_not_answered(world: World) -> None:
    bob = world.guild.add_member(world.env.create_user("bob"))
    await world.alice.send(world.channel, f"{bob.mention} {OPEN}")
    assert world.said() == []


async def test_other_bots_are_not_answered(world: World) -> None:
    robot = world.guild.add_member(world.env.create_user("robot", bot=True))
    await robot.send(world.channel, f"{world.mention} {OPEN}")
    assert world.said() == []


async def test_webhooks_are_not_answered(world: World) -> None:
    await world.guild.create_webhook(world.channel).send(f"{world.mention} {OPEN}")
    assert world.said() == []


async def test_a_notice_of_the_system_in_a_direct_message_is_not_answered(world: World) -> None:
    await world.alice.send_dm(OPEN)
    (answer,) = world.said(world.alice.user.dm_channel)
    world.env.backend.create_system_message(
        world.alice.user.dm_channel.id,
        SystemMessage.PINS_ADD,
        world.alice.id,
        referenced_message_id=answer.id,
    )
    await world.env.settle()
    assert world.said(world.alice.user.dm_channel) == [answer]


async def test_a_member_who_asks_too_fast_is_told_once_and_answered_again_later(world: World) -> None:
    for _ in range(7):
        await world.alice.send(world.channel, f"{world.mention} {OPEN}")
    assert [title(message) for message in world.said()] == [OPEN] * 5 + [words.RATE_LIMITED]
    await world.env.advance_time(31)
    await world.alice.send(world.channel, f"{world.mention} {OPEN}")
    assert title(world.said()[-1]) == OPEN


async def test_what_is_not_answered_is_not_ranked_either(world: World, notes: Path) -> None:
    counting = Counting.build(load([notes]))
    assert isinstance(counting, Counting)
    world.bot.assistant = counting
    for _ in range(9):
        await world.alice.send(world.channel, f"{world.mention} {OPEN}")
    assert counting.asked == [OPEN] * 5


async def test_another_assistant_may_take_over_while_the_bot_runs(world: World, shipped_assistant: Assistant) -> None:
    world.bot.assistant = shipped_assistant
    await world.alice.send(world.channel, f"{world.mention} What happened at the Vienna summit?")
    assert title(world.said()[0]) == "What happened at the Vienna summit?"
