"""Discord's limits, each with its source, and the bot's own.

Source paths are below `developers/` of Discord's API documentation. Lengths of text are in UTF-16 code units
(`bot.replies.length`), the strictest way in which Discord may count.
"""

from bot.language.reading import MAX_CHARACTERS

# Messages: resources/message, "Create Message".
CONTENT = 2000

MESSAGE = 4000
"""What a member with Nitro can send. Without Nitro, the limit is `CONTENT`."""

# Files: reference, "Uploading Files".
FILE_BYTES = 10 * 1024 * 1024
"""In any server. Boosted servers accept more."""

# Embeds: resources/message, "Embed Limits".
EMBEDS = 10
"""Embeds per message."""
EMBED_TITLE = 256
EMBED_DESCRIPTION = 4096
EMBED_FOOTER = 2048
EMBED_SUM = 6000
"""Titles, descriptions and footers of all embeds of one message together."""

# Components: components/reference.
ROWS = 5
"""Action rows per message. A row holds one select or up to `BUTTONS_IN_ROW` buttons."""
BUTTONS_IN_ROW = 5
BUTTON_LABEL = 80
BUTTON_URL = 512
CUSTOM_ID = 100
PLACEHOLDER = 150
SELECT_OPTIONS = 25
OPTION_LABEL = 100
OPTION_VALUE = 100
OPTION_DESCRIPTION = 100

# Modals: interactions/receiving-and-responding, "Modal", and components/reference, "Label" and "Text Input".
FORM_TITLE = 45
FORM_FIELDS = 5
FORM_LABEL = 45
FORM_HINT = 100
FORM_VALUE = 4000

# Autocomplete: interactions/application-commands, "Application Command Option Choice Structure".
AUTOCOMPLETE_CHOICES = 25
AUTOCOMPLETE_NAME = 100
AUTOCOMPLETE_VALUE = 100

# Options: interactions/application-commands, "Application Command Option Structure".
STRING_OPTION = 6000

# The bot's own limits.
QUESTION = MAX_CHARACTERS
"""Characters of a question that the bot reads. At least `MESSAGE`, so it reads whole messages. /ask accepts no longer
question, so nothing is cut silently."""
AUTOCOMPLETE_INPUT = 500
"""Characters of a half-typed question to look up. Discord asks for choices at every keystroke."""
REPLY_MESSAGES = 5
"""Messages that the replies to one message may fill. A longer answer becomes a file, or is cut where the bot must not
attach files.

Discord allows no more follow-ups to an interaction if the app is not in the server:
interactions/receiving-and-responding.
"""
MENU_TEXT = 1500
"""Characters of text above a menu. Without embeds, the text shares `CONTENT` with the title."""
COLLECT_DAYS = 365
"""The longest time for which a server can have questions kept."""
REFERENCE_SECONDS = 1.5
"""How long the message that another one replies to may take to load. Discord waits 3 s for a form."""
QUEUED_QUESTIONS = 2000
"""Questions that may wait for their ranking. `worker.MAX_WAIT_SECONDS` allows fewer if ranking is slow."""
AUTOCOMPLETE_SECONDS = 1.0
"""How long choices may take. Discord gives up after 3 s, and members type on."""
COOLDOWN_SECONDS = 600
"""How long the bot stays out of a channel after Discord rejected a message there."""
RATE_LIMIT_SECONDS = 30.0
"""How long a request waits for the end of a rate limit before it fails. discord.py accepts no shorter time."""
