"""The bot with several shards in one process."""

from bot.connection.sharding import ShardedClient
from bot.discord_ui.client import FaqBot


class ShardedFaqBot(FaqBot, ShardedClient):
    """Answers like `FaqBot`, on several connections. Each server belongs to one of them."""
