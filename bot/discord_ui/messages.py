"""Answers messages: mentions, direct messages and messages in answer channels."""

import logging
from dataclasses import replace

import discord

from bot.answering import Answered, Outcome, Suggested
from bot.discord_ui.arrivals import mark_arrival
from bot.discord_ui.capabilities import channel_capabilities
from bot.discord_ui.context import BotContext, answers_to, assistant_in, outcomes_of
from bot.discord_ui.delivery import reply_to_message, sender_of
from bot.discord_ui.errors import FORBIDDEN, FORBIDDEN_STATUSES, error_reply
from bot.discord_ui.gate import Listening, Question, incoming_from, looks_like_question, question_in
from bot.discord_ui.rate_limits import Verdict
from bot.discord_ui.recording import Asker, record
from bot.discord_ui.rendering import render_all
from bot.discord_ui.worker import BusyError
from bot.metrics import Drop
from bot.pacing import NotSentError, Priority, PushedOutError, sending
from bot.replies import (
    Reply,
    busy_reply,
    hidden_text_reply,
    nothing_asked_reply,
    outcome_replies,
    rate_limited_reply,
)

logger = logging.getLogger(__name__)

_NOTICE_SECONDS = 10.0
"""How long a notice may wait to be sent. Later it would only confuse."""


async def answer(context: BotContext, message: discord.Message) -> None:
    """Answer a message if it is a question for the bot and the bot can send messages there."""
    mark_arrival()
    with sending(Priority.ANSWER, sender_of(message)):  # the deadline counts from here
        await _answer_if_asked(context, message)


async def _answer_if_asked(context: BotContext, message: discord.Message) -> None:
    if context.user is None:
        return
    await context.request_limiter.callbacks.before_ranking()
    listening = await _listening(context, message)
    incoming = incoming_from(message, context.user, listening, reads_messages=context.reads_messages)
    question = question_in(incoming)
    at = message.created_at.timestamp()
    if question is None or context.cooldowns.active(message.channel.id, at):
        return
    if channel_capabilities(message.channel) is None or not await context.claiming.take(message.id):
        return
    try:
        await _answer_or_drop(context, message, question)
    except NotSentError:
        context.counts.drops[Drop.NOT_SENT] += 1
        logger.warning("An answer was dropped: it waited too long, or Discord rejected too many requests.")
    except discord.RateLimited as error:
        context.cooldowns.start(message.channel.id, at, error.retry_after)
        logger.warning("Discord limits channel %s for %.0f s.", message.channel.id, error.retry_after)
    except discord.HTTPException as error:
        if error.code not in FORBIDDEN and error.status not in FORBIDDEN_STATUSES:
            raise
        context.cooldowns.start(message.channel.id, at)
        logger.warning("Channel %s rejects messages (%s). It is on cooldown now.", message.channel.id, error.code)


async def _answer_or_drop(context: BotContext, message: discord.Message, question: Question) -> None:
    small_talk = _is_small_talk(context, question)
    try:
        await (_answer_small_talk if small_talk else _answer)(context, message, question)
    except (BusyError, PushedOutError) as error:
        context.counts.drops[Drop.BUSY if isinstance(error, BusyError) else Drop.PUSHED_OUT] += 1
        logger.warning("A question was dropped: too many are waiting.")
        if not small_talk:
            await _notify(context, message, busy_reply())


async def _listening(context: BotContext, message: discord.Message) -> Listening:
    """Where the bot reads messages without a mention: as the server's managers set it, or else the environment."""
    settings = await context.server_settings.of(message.guild.id if message.guild else None)
    channels = context.answer_channels if settings.answer_channels is None else settings.answer_channels
    return Listening(channels, settings.forum_channels)


async def _answer(context: BotContext, message: discord.Message, question: Question) -> None:
    """Answer a question when its turn comes. A question over the rate limit is not ranked, because others wait."""
    verdict = _verdict(context, message)
    if verdict is Verdict.NOTICE:
        await _notify(context, message, rate_limited_reply())
    if verdict is Verdict.ANSWER:
        async with context.queues.place(message.channel.id, message.author.id) as place:
            replies = await _replies_to(context, message, question)
            await place.turn()
            async with context.queues.answering(message.channel.id):
                await _reply(context, message, replies)


async def _answer_small_talk(context: BotContext, message: discord.Message, question: Question) -> None:
    """Answer a message that does not look like a question only if a stored question matches.

    Nobody expects an answer, so nobody needs a notice or an apology.
    """
    replies = await _replies_to_small_talk(context, message, question)
    if replies and _verdict(context, message) is Verdict.ANSWER:
        async with context.queues.place(message.channel.id, message.author.id) as place:
            await place.turn()
            async with context.queues.answering(message.channel.id):
                await _reply(context, message, replies)


def _verdict(context: BotContext, message: discord.Message) -> Verdict:
    """Count a question, unless it is over a rate limit."""
    server_id = message.guild.id if message.guild else None
    at = message.created_at.timestamp()
    verdict = context.rate_limiter.check(message.author.id, message.channel.id, at, server_id)
    if verdict is not Verdict.ANSWER:
        context.counts.drops[Drop.RATE_LIMITED] += 1
    return verdict


async def _notify(context: BotContext, message: discord.Message, notice: Reply) -> None:
    """Tell a channel something it can do without, if nothing more urgent is waiting and it was not told just now."""
    # If the channel rejects the answer, it gets no notice.
    await context.queues.wait_for_answer(message.channel.id)
    if not context.queues.may_notice(message.channel.id, notice.title):
        return
    with sending(Priority.NOTICE, sender_of(message), seconds=_NOTICE_SECONDS):
        try:
            await _reply(context, message, (notice,))
        except NotSentError:
            logger.info("A notice was dropped.")


async def _reply(context: BotContext, message: discord.Message, replies: tuple[Reply, ...]) -> None:
    # The channel may have rejected a message while this one waited.
    if context.cooldowns.active(message.channel.id, message.created_at.timestamp()):
        return
    capabilities = channel_capabilities(message.channel)
    if capabilities:
        payloads = render_all(replies, replace(capabilities, votes=context.store is not None))
        sent = await reply_to_message(message, payloads)
        asker = Asker(message.author.id, message.guild.id if message.guild else 0)
        record(context, asker, replies, payloads, sent)


def _is_small_talk(context: BotContext, question: Question) -> bool:
    unprompted = context.ignores_small_talk and question.unprompted
    return unprompted and not looks_like_question(question.text, context.assistant.language)


async def _replies_to(context: BotContext, message: discord.Message, question: Question) -> tuple[Reply, ...]:
    if question.hidden:
        return (hidden_text_reply(),)
    server = message.guild.id if message.guild else None
    try:
        if not question.text:
            return (nothing_asked_reply(await assistant_in(context, server, message.channel)),)
        return await answers_to(context, question.text, server, message.channel)
    except BusyError:
        raise
    except Exception as error:  # noqa: BLE001 - apologies take their turn as answers do, so a flood of them ends
        return (error_reply("Answering a message", error),)


async def _replies_to_small_talk(
    context: BotContext, message: discord.Message, question: Question
) -> tuple[Reply, ...]:
    """The replies to a message that does not look like a question; none unless a stored question matches."""
    if not question.text:
        return ()
    server = message.guild.id if message.guild else None
    try:
        assistant = await assistant_in(context, server, message.channel)
        outcomes = await outcomes_of(context, assistant, question.text, server, can_wait=True)
    except BusyError:
        return ()
    except Exception as error:  # noqa: BLE001 - see above
        error_reply("Answering a message", error)
        return ()
    useful = [outcome for outcome in outcomes if _is_useful(outcome)]
    return outcome_replies(useful, assistant.base.version) if useful else ()


def _is_useful(outcome: Outcome) -> bool:
    return isinstance(outcome, Answered) or (isinstance(outcome, Suggested) and outcome.likely)
