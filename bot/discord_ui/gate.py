"""The gate for messages: decides whether a message is a question for the bot, and which text to read."""

import re
from dataclasses import dataclass

import discord

from bot.discord_ui import limits
from bot.language import Language
from bot.language.reading import clean, read

_LINK = re.compile(r"<?(?:\b[a-z]{2,10}://|\bwww\.)\S+", re.IGNORECASE)
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class IncomingMessage:
    """What the gate knows about a message."""

    content: str
    """The text as written, then the text that it forwards. Mentions of the bot are removed."""
    human: bool = True
    """Whether a person wrote it: not a bot, a webhook or Discord itself."""
    direct: bool = False
    """Whether it is a direct message."""
    mentions_bot: bool = False
    """By the bot's name, by its own role or by a reply to it. @everyone does not count."""
    hidden: bool = False
    """Whether the message may have a text that Discord hides from the bot."""
    in_answer_channel: bool = False
    to_others: bool = False
    """Whether it mentions or replies to somebody else: another member, a role or @everyone."""


@dataclass(frozen=True, slots=True)
class Listening:
    """Where the bot reads messages that do not mention it."""

    channels: frozenset[int] = frozenset()
    """Ids. A thread counts as its parent channel."""
    forums: frozenset[int] = frozenset()
    """Ids of forums where it reads the first message of each post, below the post's title."""


@dataclass(frozen=True, slots=True)
class Question:
    """A text for the bot to answer."""

    text: str
    """The text with its line breaks and Discord markup, which tell quotes and code from questions; "" if it has no
    words: only a mention of the bot, a picture, emoji or a link."""
    unprompted: bool = False
    """Whether the bot reads it only because it is in an answer channel."""
    hidden: bool = False
    """Whether there may be a text that Discord hides from the bot."""


def question_in(message: IncomingMessage) -> Question | None:
    """The question that a message asks the bot; None if the bot should not answer."""
    if not message.human:
        return None
    text = question_text(message.content)
    if message.direct:
        return Question(text)
    if message.mentions_bot:
        return Question(text, hidden=message.hidden)
    if message.in_answer_channel and message.content and not message.to_others:
        return Question(text, unprompted=True)
    return None


def question_text(content: str) -> str:
    """The first `limits.QUESTION` characters of a text; "" if they are only links, mentions and emoji."""
    text = content[: limits.QUESTION].strip()
    return text if _WORD.search(_LINK.sub(" ", clean(text))) else ""


def text_of(message: discord.Message) -> str:
    """The text of a message, then the text that it forwards. A message can forward only one other."""
    parts = (message.content, *(snapshot.content for snapshot in message.message_snapshots))
    return "\n".join(filter(None, parts))


def looks_like_question(text: str, language: Language) -> bool:
    """Whether an unprompted text asks something. Small talk should not be told that there is no answer."""
    return any(span.asks for span in read(text, language).spans)


def incoming_from(
    message: discord.Message, bot: discord.ClientUser, listening: Listening, *, reads_messages: bool
) -> IncomingMessage:
    """What the gate needs to know about a message. `reads_messages` is as in `BotContext`.

    Discord shows the text of every message only to bots with the Message Content intent, which answer channels need.
    Without it, Discord shows the text of messages that mention the bot by name or reply to it with a ping. It hides
    the text of messages that only mention the bot's role.
    """
    parent = message.channel.parent_id if isinstance(message.channel, discord.Thread) else None
    begins_post = parent in listening.forums and message.id == message.channel.id
    text = text_of(message)
    if begins_post and isinstance(message.channel, discord.Thread):
        text = f"{message.channel.name}\n{text}"
    return IncomingMessage(
        _without_mentions(text, message, bot),
        human=not message.author.bot
        and message.webhook_id is None
        and message.type in (discord.MessageType.default, discord.MessageType.reply),
        direct=message.guild is None and message.channel.type is discord.ChannelType.private,
        mentions_bot=bot in message.mentions or _mentioned_role(message) is not None or _replies_to(message, bot),
        hidden=not text and not reads_messages,
        in_answer_channel=begins_post or not listening.channels.isdisjoint({message.channel.id, parent}),
        to_others=_is_to_others(message, bot),
    )


def _without_mentions(text: str, message: discord.Message, bot: discord.ClientUser) -> str:
    """The text without mentions of the bot or its role, which are not part of the question."""
    role = _mentioned_role(message)
    mentions = [f"<@{bot.id}>", f"<@!{bot.id}>", *([role.mention] if role else [])]
    for mention in mentions:
        text = text.replace(mention, " ")
    return text


def _mentioned_role(message: discord.Message) -> discord.Role | None:
    """The bot's own role, if the message mentions it."""
    role = message.guild.self_role if message.guild else None
    return role if role in message.role_mentions else None


def _is_to_others(message: discord.Message, bot: discord.ClientUser) -> bool:
    """Whether a message mentions or replies to somebody else. Members may reply to their own messages.

    Discord does not say who wrote a message that is deleted, so a reply to one counts as a reply to another member.
    """
    if message.mention_everyone or message.raw_role_mentions:
        return True
    if any(user.id not in (bot.id, message.author.id) for user in message.mentions):
        return True
    if message.type is not discord.MessageType.reply or message.reference is None:
        return False
    answered = message.reference.resolved
    return not isinstance(answered, discord.Message) or answered.author.id not in (bot.id, message.author.id)


def _replies_to(message: discord.Message, bot: discord.ClientUser) -> bool:
    """Whether a message replies to the bot and its text is visible. The reply's ping may be off."""
    answered = message.reference.resolved if message.reference else None
    return bool(message.content) and isinstance(answered, discord.Message) and answered.author == bot
