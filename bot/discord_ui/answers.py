"""What to say to a text that somebody put to us."""

from functools import partial

from bot.discord_ui.desk import Desk
from bot.replies import Reply, reply_to, words


async def answer_to(desk: Desk, text: str) -> Reply:
    """The reply to a question, or to a courtesy. Raises BusyError, and whatever the assistant raises."""
    assistant = desk.assistant
    outcome = await desk.worker.run(partial(assistant.ask, text))
    return reply_to(assistant, outcome, name=name_of(desk), ways=words.DISCORD_WAYS)


def name_of(desk: Desk) -> str:
    """Our name, as members see it."""
    return desk.user.display_name if desk.user else ""
