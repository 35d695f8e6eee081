"""Discord's limits, each with its source, and the bot's own.

Paths are below `developers/` of Discord's API documentation. Texts are measured in UTF-16 code units
(`bot.replies.lengths`), the strictest way that Discord may count.
"""

# Messages: resources/message, "Create Message".
CONTENT = 2000

# Embeds: resources/message, "Embed Limits".
EMBED_TITLE = 256
EMBED_DESCRIPTION = 4096
EMBED_FOOTER = 2048
EMBED_SUM = 6000
"""Title, description and footer together."""

# Components: components/reference.
ROWS = 5
"""Action rows of one message; each holds one select or up to `BUTTONS_IN_ROW` buttons."""
BUTTONS_IN_ROW = 5
BUTTON_LABEL = 80
CUSTOM_ID = 100
PLACEHOLDER = 150
SELECT_OPTIONS = 25
OPTION_LABEL = 100
OPTION_VALUE = 100
OPTION_DESCRIPTION = 100

# Autocomplete: interactions/application-commands, "Application Command Option Choice Structure".
AUTOCOMPLETE_CHOICES = 25
AUTOCOMPLETE_NAME = 100
AUTOCOMPLETE_VALUE = 100

# The bot's own limits.
QUESTION = 500
"""Characters of a question that are read; nobody needs more, and ranking takes time in proportion."""
RAW_MESSAGE = 4000
"""Characters of a message that are looked at: the longest that a member can send, with Nitro."""
MESSAGES = 5
"""Messages that one answer may fill; a longer one is attached as a file, or cut where files are not allowed.

Discord itself takes no more follow-ups to an interaction where the app is not in the server:
interactions/receiving-and-responding.
"""
MENU_TEXT = 1500
"""Characters of text above a menu: in plain text it shares `CONTENT` with the title."""
QUEUED_QUESTIONS = 128
"""Questions that may wait for an answer: about half a second of ranking with a large knowledge base."""
QUIET_SECONDS = 600
"""How long a channel is left alone after Discord refused a message there."""
