"""Answers messages: a mention, a direct message, or one in an answer channel."""

import logging
from collections.abc import Callable
from functools import partial

import discord

from bot.answering import Answered, Outcome, Suggested
from bot.discord_ui.answers import answers_to
from bot.discord_ui.delivery import answer_message
from bot.discord_ui.desk import Desk
from bot.discord_ui.errors import FORBIDDEN, apology
from bot.discord_ui.gate import Question, incoming_from, looks_like_question, question_in
from bot.discord_ui.notices import too_fast_reply, withheld_reply
from bot.discord_ui.rates import Verdict
from bot.discord_ui.rendering import render_all
from bot.discord_ui.surface import surface_of_channel
from bot.replies import Reply, nothing_asked_reply, outcome_replies

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
    replies = await (_overheard if _is_small_talk(desk, question) else _asked)(desk, question, judge)
    if not replies:
        return
    try:
        await answer_message(message, render_all(replies, surface))
    except discord.HTTPException as error:
        if error.code not in FORBIDDEN:
            raise
        desk.quiet.add(message.channel.id, at)
        logger.warning("channel %s refuses messages (%s); it is left alone for a while", message.channel.id, error.code)


def _is_small_talk(desk: Desk, question: Question) -> bool:
    overheard = desk.ignores_small_talk and question.unasked
    return overheard and not looks_like_question(question.text, desk.assistant.language)


async def _asked(desk: Desk, question: Question, judge: Callable[[], Verdict]) -> tuple[Reply, ...]:
    """What to say to a question; nothing if that was said already. One too many is not ranked: others are waiting."""
    verdict = judge()
    if verdict is not Verdict.ANSWER:
        return _refusal(verdict)
    if question.withheld:
        return (withheld_reply(),)
    if not question.text:
        return (nothing_asked_reply(desk.assistant),)
    try:
        return await answers_to(desk, question.text)
    except Exception as error:  # noqa: BLE001 - an apology too counts as an answer, so that a flood stays quiet
        return (apology("a message", error),)


async def _overheard(desk: Desk, question: Question, judge: Callable[[], Verdict]) -> tuple[Reply, ...]:
    """What to say to small talk that was merely overheard, perhaps nothing.

    It is answered, but neither told that it has no answer nor what is only close. What is not answered does not count
    against the member.
    """
    if not question.text:
        return ()
    assistant = desk.assistant
    try:
        outcomes = await desk.worker.run(partial(assistant.answer, question.text))
    except Exception as error:  # noqa: BLE001 - nobody waits for an answer, nor for an apology
        apology("a message", error)
        return ()
    worth = [outcome for outcome in outcomes if _is_worth_saying(outcome)]
    if not worth:
        return ()
    verdict = judge()
    return outcome_replies(worth, assistant.base.version) if verdict is Verdict.ANSWER else _refusal(verdict)


def _is_worth_saying(outcome: Outcome) -> bool:
    return isinstance(outcome, Answered) or (isinstance(outcome, Suggested) and outcome.likely)


def _refusal(verdict: Verdict) -> tuple[Reply, ...]:
    return (too_fast_reply(),) if verdict is Verdict.NOTICE else ()
