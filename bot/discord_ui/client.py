"""The bot as discord.py sees it."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import discord
from discord.ext import commands

from bot.answering import Assistant
from bot.replies import outcome_reply


def intents_for(answer_channels: frozenset[int]) -> discord.Intents:
    """The least that the bot needs; the privileged Message Content intent only where channels are answered unasked."""
    intents = discord.Intents.none()
    intents.guilds = True
    intents.guild_messages = True
    intents.dm_messages = True
    intents.message_content = bool(answer_channels)
    return intents


class FaqBot(commands.Bot):
    """Answers questions in Discord from one assistant."""

    def __init__(self, assistant: Assistant, *, answer_channels: frozenset[int] = frozenset()) -> None:
        """Take the ids of the channels in which questions are answered without a mention."""
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=intents_for(answer_channels),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
        )
        self.assistant = assistant
        self.answer_channels = answer_channels
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="assistant")

    async def setup_hook(self) -> None:
        """Make the commands known to Discord."""
        await self.tree.sync()

    async def on_message(self, message: discord.Message, /) -> None:
        """Answer a message that is a question to us."""
        me = self.user
        if me is None or message.author.bot:
            return
        asked = message.guild is None or me in message.mentions or message.channel.id in self.answer_channels
        if not asked:
            return
        text = message.content.replace(f"<@{me.id}>", " ").strip()
        outcome = await asyncio.get_running_loop().run_in_executor(self._thread, self.assistant.ask, text)
        reply = outcome_reply(outcome)
        embed = discord.Embed(title=reply.title[:256], description=reply.body[:4096])
        await message.channel.send(embed=embed, reference=message.to_reference(fail_if_not_exists=False))

    async def close(self) -> None:
        """Leave Discord and end the thread."""
        await super().close()
        self._thread.shutdown(wait=False)
