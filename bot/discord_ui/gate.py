"""The gate for messages: which text, if any, is a question to us."""

import re
from dataclasses import dataclass

import discord

from bot.discord_ui import limits

_MARKUP = re.compile(r"<(?:@[!&]?|#|a?:\w{1,32}:)\d{1,20}>|</[^<>\n]{1,100}:\d{1,20}>")
"""Mentions of members, roles, channels and commands, and custom emoji: Discord's own marks, not the asker's words."""

_QUESTION_MARK = re.compile("[?？؟]")
_QUESTION_WORD = re.compile(
    r"\W*(?:who|whom|whose|what|what's|when|where|why|how|which|is|are|was|were|do|does|did|can|could|will|would"
    r"|should|has|have|tell me|explain|describe)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Incoming:
    """What there is to know of a message before it is read as a question."""

    content: str
    human: bool = True
    """Neither a bot (we are one) nor a webhook, and written by hand: not a notice of the system."""
    direct: bool = False
    mentions_us: bool = False
    """By name, by our own role, or by a reply to us. @everyone is not us."""
    withheld: bool = False
    """Whether there may be a text that Discord does not show us."""
    in_answer_channel: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A text that is for us."""

    text: str
    """Without Discord's marks, at most `limits.QUESTION` characters; "" where only our name was called."""
    unasked: bool = False
    """Whether it was merely overheard in an answer channel."""
    withheld: bool = False
    """Whether its text may be there and hidden from us."""


def question_in(incoming: Incoming) -> Question | None:
    """The question that a message puts to us; None if it is not ours to answer."""
    if not incoming.human:
        return None
    text = question_text(incoming.content)
    if incoming.direct:
        return Question(text)
    if incoming.mentions_us:
        return Question(text, withheld=incoming.withheld)
    if incoming.in_answer_channel and text:
        return Question(text, unasked=True)
    return None


def question_text(content: str) -> str:
    """A message's own words in one line, cut to `limits.QUESTION` characters."""
    words = _MARKUP.sub(" ", content[: limits.RAW_MESSAGE]).split()
    return " ".join(words)[: limits.QUESTION].rstrip()


def looks_like_question(text: str) -> bool:
    """Whether an overheard text seems to want an answer, so that small talk is not told that it has none."""
    return bool(_QUESTION_MARK.search(text) or _QUESTION_WORD.match(text))


def incoming_from(message: discord.Message, us: discord.ClientUser, answer_channels: frozenset[int]) -> Incoming:
    """What the gate must know of a message from Discord. A thread counts as the channel that it hangs on.

    Only a bot with answer channels is shown every text. Else Discord shows those that name us, or reply to us with a
    ping; of a message with our role it shows no more than that.
    """
    parent = message.channel.parent_id if isinstance(message.channel, discord.Thread) else None
    return Incoming(
        message.content,
        human=not message.author.bot
        and message.webhook_id is None
        and message.type in (discord.MessageType.default, discord.MessageType.reply),
        direct=message.guild is None and message.channel.type is discord.ChannelType.private,
        mentions_us=us in message.mentions or _mentions_our_role(message) or _replies_to(message, us),
        withheld=not message.content and not answer_channels,
        in_answer_channel=not answer_channels.isdisjoint({message.channel.id, parent}),
    )


def _mentions_our_role(message: discord.Message) -> bool:
    role = message.guild.self_role if message.guild else None
    return role is not None and role in message.role_mentions


def _replies_to(message: discord.Message, us: discord.ClientUser) -> bool:
    """Whether a message replies to us in words that we can read; the ping may be off."""
    answered = message.reference.resolved if message.reference else None
    return bool(message.content) and isinstance(answered, discord.Message) and answered.author == us
