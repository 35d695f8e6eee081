"""Discord's limits, each with its source, and the bot's own.

Paths are below `developers/` of Discord's API documentation. Texts are measured in UTF-16 code units
(`bot.replies.lengths`), the strictest way that Discord may count.
"""

from bot.language.reading import MAX_CHARACTERS

# Messages: resources/message, "Create Message".
CONTENT = 2000

MESSAGE = 4000
"""Characters that a member can send with Nitro; without it, as many as `CONTENT`."""

# Embeds: resources/message, "Embed Limits".
EMBEDS = 10
"""Embeds of one message."""
EMBED_TITLE = 256
EMBED_DESCRIPTION = 4096
EMBED_FOOTER = 2048
EMBED_SUM = 6000
"""Title, description and footer together, over all embeds of one message."""

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

# Options: interactions/application-commands, "Application Command Option Structure".
STRING_OPTION = 6000

# The bot's own limits.
QUESTION = MAX_CHARACTERS
"""Characters of a question that are read: as many as a member can send in one message. /ask takes no more than that, so
that nothing is left out silently."""
TYPED = 500
"""Characters of a question that completions are looked up for, at every key that is pressed."""
MESSAGES = 5
"""Messages that the answers to one message may fill; what is longer is attached as a file, or cut where files are not
allowed.

Discord itself takes no more follow-ups to an interaction where the app is not in the server:
interactions/receiving-and-responding.
"""
MENU_TEXT = 1500
"""Characters of text above a menu: in plain text it shares `CONTENT` with the title."""
QUEUED_QUESTIONS = 128
"""Questions that may wait for an answer: about half a second of ranking with a large knowledge base."""
QUIET_SECONDS = 600
"""How long a channel is left alone after Discord refused a message there."""
