"""Answers messages: a mention, a direct message, or one in an answer channel."""

import logging
from functools import partial

import discord

from bot.answering import Unanswered
from bot.discord_ui.delivery import answer_message
from bot.discord_ui.desk import Desk
from bot.discord_ui.errors import FORBIDDEN, apology
from bot.discord_ui.gate import Question, incoming_from, looks_like_question, question_in
from bot.discord_ui.notices import too_fast_reply
from bot.discord_ui.rates import Verdict
from bot.discord_ui.rendering import render
from bot.discord_ui.surface import surface_of_channel
from bot.replies import Reply, nothing_asked_reply, outcome_reply

logger = logging.getLogger(__name__)


async def answer(desk: Desk, message: discord.Message) -> None:
    """Answer a message if it is a question to us and we may speak there."""
    if desk.user is None:
        return
    question = question_in(incoming_from(message, desk.user, desk.answer_channels))
    surface = surface_of_channel(message.channel)
    at = message.created_at.timestamp()
    if question is None or surface is None or desk.quiet.holds(message.channel.id, at):
        return
    reply = await _reply(desk, question)
    if reply is None:
        return
    verdict = desk.rates.judge(message.author.id, message.channel.id, at)
    if verdict is Verdict.IGNORE:
        return
    if verdict is Verdict.NOTICE:
        reply = too_fast_reply()
    try:
        await answer_message(message, render(reply, surface))
    except discord.HTTPException as error:
        if error.code not in FORBIDDEN:
            raise
        desk.quiet.add(message.channel.id, at)
        logger.warning("channel %s refuses messages (%s); it is left alone for a while", message.channel.id, error.code)


async def _reply(desk: Desk, question: Question) -> Reply | None:
    """What to say to a question; None if silence is kinder.

    Small talk that was merely overheard is answered, but not told that it has no answer.
    """
    if not question.text:
        return nothing_asked_reply(desk.assistant)
    small_talk = desk.ignores_small_talk and question.unasked and not looks_like_question(question.text)
    try:
        assistant = desk.assistant
        outcome = await desk.worker.run(partial(assistant.ask, question.text))
    except Exception as error:  # noqa: BLE001 - an apology too counts as an answer, so that a flood stays quiet
        sorry = apology("a message", error)
        return None if small_talk else sorry
    return None if small_talk and isinstance(outcome, Unanswered) else outcome_reply(outcome, assistant.base.version)
