"""The simulated server that the tests of the Discord interface share."""

from dataclasses import dataclass

import discord
from simcord import Env
from simcord.actors import MemberActor
from simcord.backend.models import AllowedMentions
from simcord.builders import ChannelHandle, GuildHandle

from bot.discord_ui import FaqBot

OPEN = "When is the workshop open?"
PUNCTURE = "What does it cost to mend a puncture?"
SADDLE = "How high should my saddle be?"
LONG = (
    "If I bring an old bicycle that nobody has ridden for years, will you look at its brakes, gears and bearings "
    "before you tell me what the repair costs?"
)

NOTES = f"""# Visiting
{OPEN}
Tuesday to Saturday, from nine to six.
Where do I find you?
Behind the railway station, next to the bakery.

# Repairs
{PUNCTURE}
Twelve euros, with the new inner tube.
How long does a repair take?
Two days for most bicycles.
{LONG}
Yes. Looking costs nothing.

# Riding
{SADDLE}
Sit on it: with the heel on the pedal your leg should be straight.
"""

GIBBERISH = "xqzzv wvvkj?"


@dataclass(frozen=True)
class Server:
    """A server with one channel and one member."""

    env: Env
    guild: GuildHandle
    channel: ChannelHandle
    alice: MemberActor

    @property
    def bot(self) -> FaqBot:
        """The bot that is running now."""
        assert isinstance(self.env.bot, FaqBot)
        return self.env.bot

    @property
    def mention(self) -> str:
        """The bot's mention, as a client writes it into a message."""
        assert self.bot.user
        return f"<@{self.bot.user.id}>"

    def said(self, channel: ChannelHandle | None = None) -> list[discord.Message]:
        """The bot's messages in a channel, oldest first."""
        return [message for message in (channel or self.channel).history() if message.author == self.bot.user]

    async def reply_without_ping(self, message: discord.Message, text: str) -> None:
        """Alice replies with the ping off. The simulator has no method for this."""
        self.env.backend.create_message(
            message.channel.id,
            self.alice.id,
            text,
            reference={"channel_id": str(message.channel.id), "message_id": str(message.id)},
            allowed_mentions=AllowedMentions(replied_user=False),
        )
        await self.env.settle()

    def channel_denying(self, **denied: bool) -> ChannelHandle:
        """A channel where the bot lacks permissions. Pass each as False."""
        me = self.guild.me
        assert me
        return self.guild.create_text_channel("limited", overwrites={me: discord.PermissionOverwrite(**denied)})


def title(message: discord.Message) -> str:
    """The title of a message's only embed."""
    assert len(message.embeds) == 1
    return message.embeds[0].title or ""


def first_option(message: discord.Message) -> tuple[str, str]:
    """The label and the value of the first option in a message's select."""
    (row,) = message.components
    assert isinstance(row, discord.ActionRow)
    (select,) = row.children
    assert isinstance(select, discord.SelectMenu)
    return select.options[0].label, select.options[0].value
