"""Which messages the bot answers, and how."""

from functools import cached_property
from pathlib import Path

import pytest
from simcord.backend import serializers
from simcord.backend.models import Role
from simcord.builders import RoleHandle
from simcord.enums import MessageType as SystemMessage

from bot.answering import Assistant, Outcome, Strictness
from bot.discord_ui import FaqBot
from bot.knowledge import load
from bot.replies import words
from tests.discord_ui.server import GIBBERISH, OPEN, PUNCTURE, Server, title


class Counting(Assistant):
    """An assistant that records what it is asked."""

    @cached_property
    def asked(self) -> list[str]:
        """All messages, in order."""
        return []

    def answer(self, message: str, strictness: Strictness | None = None) -> tuple[Outcome, ...]:
        """The outcomes for a message."""
        self.asked.append(message)
        return super().answer(message, strictness)


async def test_a_mention_in_a_channel_is_answered_with_a_reference_to_it(server: Server) -> None:
    question = await server.alice.send(server.channel, f"{server.mention} {OPEN}")
    (answer,) = server.said()
    assert title(answer) == OPEN
    assert answer.embeds[0].description == "Tuesday to Saturday, from nine to six."
    assert answer.reference
    assert answer.reference.message_id == question.id


async def test_the_answer_shows_its_confidence_and_source(server: Server) -> None:
    await server.alice.send(server.channel, f"{server.mention} {OPEN}")
    assert (footer := server.said()[0].embeds[0].footer.text)
    assert "confidence" in footer
    assert "workshop.txt, line 2" in footer


async def test_the_mention_can_be_anywhere_in_the_message(server: Server) -> None:
    await server.alice.send(server.channel, f"When is the workshop {server.mention} open?")
    assert title(server.said()[0]) == OPEN


async def test_a_mention_in_a_thread_is_answered_there(server: Server) -> None:
    base = await server.alice.send(server.channel, "a thread, please")
    await base.create_thread(name="bicycles")
    (thread,) = server.channel.threads
    await server.alice.send(thread, f"{server.mention} {PUNCTURE}")
    assert title(server.said(thread)[0]) == PUNCTURE
    assert not any(message.embeds for message in server.said())


async def test_a_reply_to_the_bot_is_answered(server: Server) -> None:
    await server.alice.send(server.channel, f"{server.mention} {OPEN}")
    (answer,) = server.said()
    await server.alice.send(server.channel, PUNCTURE, reply_to=answer)
    assert title(server.said()[-1]) == PUNCTURE


async def test_a_reply_without_a_ping_is_answered_if_its_text_is_visible(server: Server, assistant: Assistant) -> None:
    await server.env.restart_bot(FaqBot(assistant, answer_channels=frozenset({1})))
    await server.alice.send(server.channel, f"{server.mention} {OPEN}")
    await server.reply_without_ping(server.said()[0], PUNCTURE)
    assert [title(message) for message in server.said()] == [OPEN, PUNCTURE]


async def test_a_reply_without_a_ping_is_not_answered_if_its_text_is_hidden(server: Server) -> None:
    await server.alice.send(server.channel, f"{server.mention} {OPEN}")
    await server.reply_without_ping(server.said()[0], PUNCTURE)
    assert [title(message) for message in server.said()] == [OPEN]


async def test_a_reply_to_a_commands_answer_gets_help_if_its_text_is_hidden(server: Server) -> None:
    result = await server.alice.slash(server.channel, "ask", question=OPEN)
    assert result.response
    await server.alice.send(server.channel, PUNCTURE, reply_to=result.response)
    assert title(server.said()[-1]) == words.HIDDEN_TEXT


async def test_a_reply_to_somebody_else_is_not_answered(server: Server, assistant: Assistant) -> None:
    await server.env.restart_bot(FaqBot(assistant, answer_channels=frozenset({1})))
    bob = server.guild.add_member(server.env.create_user("bob"))
    await server.alice.send(server.channel, OPEN, reply_to=await bob.send(server.channel, "hello"))
    assert server.said() == []


async def test_a_direct_message_is_answered(server: Server) -> None:
    await server.alice.send_dm(OPEN)
    assert title(server.said(server.alice.user.dm_channel)[0]) == OPEN


@pytest.fixture
async def own_role(server: Server, monkeypatch: pytest.MonkeyPatch) -> RoleHandle:
    """The bot's own role, which clients suggest next to the bot. The simulator does not know whose role it is."""
    assert server.bot.user
    tags = {"bot_id": str(server.bot.user.id)}
    payload = serializers.role_payload

    def payload_with_owner(role: Role) -> dict[str, object]:
        return {**payload(role), "tags": tags} if role.name == "FAQ" else {**payload(role)}

    monkeypatch.setattr(serializers, "role_payload", payload_with_owner)
    return server.guild.create_role("FAQ", managed=True, mentionable=True)


async def test_a_mention_of_the_bots_own_role_is_answered(
    server: Server, own_role: RoleHandle, assistant: Assistant
) -> None:
    await server.env.restart_bot(FaqBot(assistant, answer_channels=frozenset({1})))
    await server.alice.send(server.channel, f"{own_role.mention} {OPEN}")
    assert title(server.said()[0]) == OPEN


async def test_a_mention_of_the_bots_own_role_gets_help_if_its_text_is_hidden(
    server: Server, own_role: RoleHandle
) -> None:
    await server.alice.send(server.channel, f"{own_role.mention} {OPEN}")
    assert title(server.said()[0]) == words.HIDDEN_TEXT
    assert "/ask" in (server.said()[0].embeds[0].description or "")


async def test_a_bare_mention_of_the_bots_own_role_gets_help(
    server: Server, own_role: RoleHandle, assistant: Assistant
) -> None:
    await server.env.restart_bot(FaqBot(assistant, answer_channels=frozenset({1})))
    await server.alice.send(server.channel, own_role.mention)
    assert title(server.said()[0]) == words.NOTHING_ASKED


@pytest.mark.parametrize("text", ["", "  ", "<:bike:123>"])
async def test_a_bare_mention_gets_help(server: Server, text: str) -> None:
    await server.alice.send(server.channel, f"{server.mention}{text}")
    assert title(server.said()[0]) == words.NOTHING_ASKED


async def test_a_direct_message_without_words_gets_help(server: Server) -> None:
    await server.alice.send_dm("<:bike:123>")
    assert title(server.said(server.alice.user.dm_channel)[0]) == words.NOTHING_ASKED


async def test_a_question_without_an_answer_gets_a_plain_no(server: Server) -> None:
    await server.alice.send(server.channel, f"{server.mention} {GIBBERISH}")
    assert title(server.said()[0]) == words.NO_ANSWER


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
async def test_small_talk_gets_a_reply(server: Server, text: str, heading: str) -> None:
    await server.alice.send(server.channel, f"{server.mention} {text}")
    assert title(server.said()[0]) == heading


async def test_the_question_is_never_repeated(server: Server) -> None:
    await server.alice.send(server.channel, f"{server.mention} {GIBBERISH} @everyone")
    (answer,) = server.said()
    assert "xqzzv" not in f"{answer.content}{answer.embeds[0].to_dict()}"
    assert "@everyone" not in f"{answer.content}{answer.embeds[0].to_dict()}"


async def test_a_message_without_a_mention_is_not_answered(server: Server) -> None:
    await server.alice.send(server.channel, OPEN)
    assert server.said() == []


async def test_a_mention_of_everyone_is_not_answered(server: Server) -> None:
    await server.alice.send(server.channel, f"@everyone {OPEN}")
    assert server.said() == []


async def test_a_mention_of_somebody_else_is_not_answered(server: Server) -> None:
    bob = server.guild.add_member(server.env.create_user("bob"))
    await server.alice.send(server.channel, f"{bob.mention} {OPEN}")
    assert server.said() == []


async def test_other_bots_are_not_answered(server: Server) -> None:
    robot = server.guild.add_member(server.env.create_user("robot", bot=True))
    await robot.send(server.channel, f"{server.mention} {OPEN}")
    assert server.said() == []


async def test_webhooks_are_not_answered(server: Server) -> None:
    await server.guild.create_webhook(server.channel).send(f"{server.mention} {OPEN}")
    assert server.said() == []


async def test_a_system_message_in_a_direct_message_is_not_answered(server: Server) -> None:
    await server.alice.send_dm(OPEN)
    (answer,) = server.said(server.alice.user.dm_channel)
    server.env.backend.create_system_message(
        server.alice.user.dm_channel.id,
        SystemMessage.PINS_ADD,
        server.alice.id,
        referenced_message_id=answer.id,
    )
    await server.env.settle()
    assert server.said(server.alice.user.dm_channel) == [answer]


async def test_a_member_over_the_rate_limit_is_told_once_and_answered_again_later(server: Server) -> None:
    for _ in range(7):
        await server.alice.send(server.channel, f"{server.mention} {OPEN}")
    assert [title(message) for message in server.said()] == [OPEN] * 5 + [words.RATE_LIMITED]
    await server.env.advance_time(31)
    await server.alice.send(server.channel, f"{server.mention} {OPEN}")
    assert title(server.said()[-1]) == OPEN


async def test_a_question_over_the_rate_limit_is_not_ranked(server: Server, notes: Path) -> None:
    counting = Counting.build(load([notes]))
    assert isinstance(counting, Counting)
    server.bot.assistant = counting
    for _ in range(9):
        await server.alice.send(server.channel, f"{server.mention} {OPEN}")
    assert counting.asked == [OPEN] * 5


async def test_the_assistant_can_be_replaced_while_the_bot_runs(server: Server, shipped_assistant: Assistant) -> None:
    server.bot.assistant = shipped_assistant
    await server.alice.send(server.channel, f"{server.mention} What happened at the Vienna summit?")
    assert title(server.said()[0]) == "What happened at the Vienna summit?"
