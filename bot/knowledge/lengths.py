"""What Discord shows at once."""

LONGEST_QUESTION = 256
"""Characters: a Discord embed's title holds no more, so a longer question is never shown in full."""
LONGEST_ANSWER = 4096
"""Characters: a Discord embed's description holds no more, so a longer answer takes several messages."""
