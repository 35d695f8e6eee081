"""Lengths that replies show in one piece. The interfaces test that they can show them."""

LONGEST_QUESTION = 256
"""Characters. A longer question does not fit in the title of a reply."""
LONGEST_ANSWER = 4096
"""Characters. A longer answer takes several messages."""
