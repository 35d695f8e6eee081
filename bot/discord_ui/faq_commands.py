"""The commands below /faq, for moderators. Each handler checks the permission itself, see `permissions`.

Discord does not hide the group from members: it knows permissions, but not the role that the server's managers chose.
"""

from discord import app_commands

from bot.discord_ui.context import BotContext
from bot.replies import words

IN_SERVERS = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)
"""Only servers have moderators."""
BY_SERVERS = app_commands.AppInstallationType(guild=True, user=False)


def faq_group(context: BotContext) -> app_commands.Group:
    """The group with its commands."""
    del context
    return app_commands.Group(
        name="faq", description=words.FAQ_COMMAND, allowed_contexts=IN_SERVERS, allowed_installs=BY_SERVERS
    )
