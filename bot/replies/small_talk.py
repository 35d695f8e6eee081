"""Replies to a message, small talk included: a greeting, thanks, a call for help."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answering import Answered, Assistant, Outcome, Suggested
from bot.language import Language, SmallTalk
from bot.language.reading import clean
from bot.language.small_talk import small_talk_in
from bot.replies import words
from bot.replies.compose import outcome_replies
from bot.replies.notices import about_reply, help_reply, nothing_asked_reply
from bot.replies.reply import Reply, Tone


def replies_to(
    assistant: Assistant, outcomes: Sequence[Outcome], *, name: str, ways: str, remembers: bool = False
) -> tuple[Reply, ...]:
    """The replies to one message with these outcomes. It is small talk only if the notes hold no answer.

    `name` is the bot's name, as members see it. `ways` says how to reach the bot on the current platform. `remembers`
    says whether the bot keeps anything.
    """
    match _small_talk_in(outcomes, assistant.language):
        case SmallTalk.GREETING:
            return (replace(nothing_asked_reply(assistant), title=words.GREETING, body=words.GREETING_BODY),)
        case SmallTalk.THANKS:
            return (Reply(words.THANKED, words.THANKED_BODY, Tone.INFORMATION),)
        case SmallTalk.HELP:
            return (help_reply(ways),)
        case SmallTalk.INTRODUCTION:
            return (about_reply(assistant, name, remembers=remembers),)
    return outcome_replies(outcomes, assistant.base.version)


def _small_talk_in(outcomes: Sequence[Outcome], language: Language) -> SmallTalk | None:
    """The small talk that a message is; None if its answer is stored.

    "How does this work" may be a question to the notes, so likely suggestions win over it. "Hello" is no question.
    """
    if any(isinstance(outcome, Answered) for outcome in outcomes):
        return None
    found = small_talk_in(clean(outcomes[0].query, language.chat.signature), language)
    likely = any(isinstance(outcome, Suggested) and outcome.likely for outcome in outcomes)
    return found if found in (SmallTalk.GREETING, SmallTalk.THANKS) or not likely else None
