"""Answers messages: mentions, direct messages and messages in answer channels."""

import logging
from collections.abc import Callable
from functools import partial

import discord

from bot.answering import Answered, Outcome, Suggested
from bot.discord_ui.capabilities import channel_capabilities
from bot.discord_ui.context import BotContext, answers_to
from bot.discord_ui.delivery import reply_to_message
from bot.discord_ui.errors import FORBIDDEN, error_reply
from bot.discord_ui.gate import Question, incoming_from, looks_like_question, question_in
from bot.discord_ui.rate_limits import Verdict
from bot.discord_ui.rendering import render_all
from bot.replies import Reply, hidden_text_reply, nothing_asked_reply, outcome_replies, rate_limited_reply

logger = logging.getLogger(__name__)


async def answer(context: BotContext, message: discord.Message) -> None:
    """Answer a message if it is a question for the bot and the bot can send messages there."""
    if context.user is None:
        return
    question = question_in(incoming_from(message, context.user, context.answer_channels))
    capabilities = channel_capabilities(message.channel)
    at = message.created_at.timestamp()
    if question is None or capabilities is None or context.cooldowns.active(message.channel.id, at):
        return
    check_rate = partial(context.rate_limiter.check, message.author.id, message.channel.id, at)
    reply = _reply_to_small_talk if _is_small_talk(context, question) else _reply_to_question
    replies = await reply(context, question, check_rate)
    if not replies:
        return
    try:
        await reply_to_message(message, render_all(replies, capabilities))
    except discord.HTTPException as error:
        if error.code not in FORBIDDEN:
            raise
        context.cooldowns.start(message.channel.id, at)
        logger.warning("Channel %s rejects messages (%s). It is on cooldown now.", message.channel.id, error.code)


def _is_small_talk(context: BotContext, question: Question) -> bool:
    unprompted = context.ignores_small_talk and question.unprompted
    return unprompted and not looks_like_question(question.text, context.assistant.language)


async def _reply_to_question(
    context: BotContext, question: Question, check_rate: Callable[[], Verdict]
) -> tuple[Reply, ...]:
    """The replies to a question. A question over the rate limit is not ranked, because others are waiting."""
    verdict = check_rate()
    if verdict is not Verdict.ANSWER:
        return _rate_limited(verdict)
    if question.hidden:
        return (hidden_text_reply(),)
    if not question.text:
        return (nothing_asked_reply(context.assistant),)
    try:
        return await answers_to(context, question.text)
    except Exception as error:  # noqa: BLE001 - apologies count against the rate limit too, so a flood of them ends
        return (error_reply("Answering a message", error),)


async def _reply_to_small_talk(
    context: BotContext, question: Question, check_rate: Callable[[], Verdict]
) -> tuple[Reply, ...]:
    """The replies to small talk in an answer channel; none unless the notes probably hold an answer.

    Small talk that gets no reply does not count against the rate limit.
    """
    if not question.text:
        return ()
    assistant = context.assistant
    try:
        outcomes = await context.worker.run(partial(assistant.answer, question.text))
    except Exception as error:  # noqa: BLE001 - nobody expects an answer, so nobody needs an apology
        error_reply("Answering a message", error)
        return ()
    useful = [outcome for outcome in outcomes if _is_useful(outcome)]
    if not useful:
        return ()
    verdict = check_rate()
    return outcome_replies(useful, assistant.base.version) if verdict is Verdict.ANSWER else _rate_limited(verdict)


def _is_useful(outcome: Outcome) -> bool:
    return isinstance(outcome, Answered) or (isinstance(outcome, Suggested) and outcome.likely)


def _rate_limited(verdict: Verdict) -> tuple[Reply, ...]:
    return (rate_limited_reply(),) if verdict is Verdict.NOTICE else ()
