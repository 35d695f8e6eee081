"""Answers messages: a mention, a direct message, or one in an answer channel."""

import logging
from collections.abc import Callable
from functools import partial

import discord

from bot.answering import Unanswered
from bot.discord_ui.answers import answer_to
from bot.discord_ui.delivery import answer_message
from bot.discord_ui.desk import Desk
from bot.discord_ui.errors import FORBIDDEN, apology
from bot.discord_ui.gate import Question, incoming_from, looks_like_question, question_in
from bot.discord_ui.notices import too_fast_reply, withheld_reply
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
    judge = partial(desk.rates.judge, message.author.id, message.channel.id, at)
    reply = await (_overheard if _is_small_talk(desk, question) else _asked)(desk, question, judge)
    if reply is None:
        return
    try:
        await answer_message(message, render(reply, surface))
    except discord.HTTPException as error:
        if error.code not in FORBIDDEN:
            raise
        desk.quiet.add(message.channel.id, at)
        logger.warning("channel %s refuses messages (%s); it is left alone for a while", message.channel.id, error.code)


def _is_small_talk(desk: Desk, question: Question) -> bool:
    return desk.ignores_small_talk and question.unasked and not looks_like_question(question.text)


async def _asked(desk: Desk, question: Question, judge: Callable[[], Verdict]) -> Reply | None:
    """What to say to a question; None for nothing. One too many is not ranked: others are waiting."""
    verdict = judge()
    if verdict is not Verdict.ANSWER:
        return _refusal(verdict)
    if question.withheld:
        return withheld_reply()
    if not question.text:
        return nothing_asked_reply(desk.assistant)
    try:
        return await answer_to(desk, question.text)
    except Exception as error:  # noqa: BLE001 - an apology too counts as an answer, so that a flood stays quiet
        return apology("a message", error)


async def _overheard(desk: Desk, question: Question, judge: Callable[[], Verdict]) -> Reply | None:
    """What to say to small talk that was merely overheard; None for nothing.

    It is answered, but not told that it has no answer. What is not answered does not count against the member.
    """
    assistant = desk.assistant
    try:
        outcome = await desk.worker.run(partial(assistant.ask, question.text))
    except Exception as error:  # noqa: BLE001 - nobody waits for an answer, nor for an apology
        apology("a message", error)
        return None
    if isinstance(outcome, Unanswered):
        return None
    verdict = judge()
    return outcome_reply(outcome, assistant.base.version) if verdict is Verdict.ANSWER else _refusal(verdict)


def _refusal(verdict: Verdict) -> Reply | None:
    return too_fast_reply() if verdict is Verdict.NOTICE else None
