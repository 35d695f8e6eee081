"""What to say to a text that somebody put to us."""

from functools import partial

from bot.discord_ui.desk import Desk
from bot.replies import Reply, replies_to, words


async def answers_to(desk: Desk, text: str) -> tuple[Reply, ...]:
    """The replies to a message: one, or two where it asks two things. Raises BusyError, and what ranking raises."""
    assistant = desk.assistant
    outcomes = await desk.worker.run(partial(assistant.answer, text))
    return replies_to(assistant, outcomes, name=name_of(desk), ways=words.DISCORD_WAYS)


def name_of(desk: Desk) -> str:
    """Our name, as members see it."""
    return desk.user.display_name if desk.user else ""
