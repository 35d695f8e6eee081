"""The gate for messages: which text, if any, is a question to us."""

import re
from dataclasses import dataclass

import discord

from bot.discord_ui import limits
from bot.language import Language
from bot.language.reading import clean, read

_LINK = re.compile(r"<?(?:\b[a-z]{2,10}://|\bwww\.)\S+", re.IGNORECASE)
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Incoming:
    """What there is to know of a message before it is read as a question."""

    content: str
    """As it was written, and what it forwards; without our name."""
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
    """With its line breaks and Discord's marks, which tell quotes and code from questions; "" if there is nothing to
    read: only our name, a picture, emoji or a link."""
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
    if incoming.in_answer_channel and incoming.content:
        return Question(text, unasked=True)
    return None


def question_text(content: str) -> str:
    """The first `limits.QUESTION` characters of a text; "" if they hold no word but links, mentions and emoji."""
    text = content[: limits.QUESTION].strip()
    return text if _WORD.search(_LINK.sub(" ", clean(text))) else ""


def text_of(message: discord.Message) -> str:
    """What a message says, and below it what it forwards. Discord lets a message forward one other."""
    parts = (message.content, *(snapshot.content for snapshot in message.message_snapshots))
    return "\n".join(filter(None, parts))


def looks_like_question(text: str, language: Language) -> bool:
    """Whether an overheard text seems to want an answer, so that small talk is not told that it has none."""
    return any(span.asks for span in read(text, language).spans)


def incoming_from(message: discord.Message, us: discord.ClientUser, answer_channels: frozenset[int]) -> Incoming:
    """What the gate must know of a message from Discord. A thread counts as the channel that it hangs on.

    Only a bot with answer channels is shown every text. Else Discord shows those that name us, or reply to us with a
    ping; of a message with our role it shows no more than that.
    """
    parent = message.channel.parent_id if isinstance(message.channel, discord.Thread) else None
    text = text_of(message)
    return Incoming(
        _without_our_name(text, message, us),
        human=not message.author.bot
        and message.webhook_id is None
        and message.type in (discord.MessageType.default, discord.MessageType.reply),
        direct=message.guild is None and message.channel.type is discord.ChannelType.private,
        mentions_us=us in message.mentions or _our_role_in(message) is not None or _replies_to(message, us),
        withheld=not text and not answer_channels,
        in_answer_channel=not answer_channels.isdisjoint({message.channel.id, parent}),
    )


def _without_our_name(text: str, message: discord.Message, us: discord.ClientUser) -> str:
    """The text without mentions of us, or of our role: they are no part of a question."""
    role = _our_role_in(message)
    names = [f"<@{us.id}>", f"<@!{us.id}>", *([role.mention] if role else [])]
    for name in names:
        text = text.replace(name, " ")
    return text


def _our_role_in(message: discord.Message) -> discord.Role | None:
    """Our own role, if the message mentions it."""
    role = message.guild.self_role if message.guild else None
    return role if role in message.role_mentions else None


def _replies_to(message: discord.Message, us: discord.ClientUser) -> bool:
    """Whether a message replies to us in words that we can read; the ping may be off."""
    answered = message.reference.resolved if message.reference else None
    return bool(message.content) and isinstance(answered, discord.Message) and answered.author == us
