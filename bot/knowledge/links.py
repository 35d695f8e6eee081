"""Addresses of pages that answers link to."""

import re

from bot.knowledge.codes import Code
from bot.knowledge.problem import Findings, excerpt

_PAGE = re.compile(r"https?://[^\s<>/][^\s<>]*", re.IGNORECASE)
LONGEST_ADDRESS = 512
"""Maximum number of characters in the address of a link button on Discord."""


def is_address(text: str) -> bool:
    """Whether a text is the complete address of a page."""
    return len(text) <= LONGEST_ADDRESS and bool(_PAGE.fullmatch(text))


def sound_address(text: str, line: int, problems: Findings) -> str:
    """The address of a page to read more; "" for none. Reports an invalid address, and returns "" for it too."""
    address = text.strip()
    if not address or is_address(address):
        return address
    hint = "write the complete address, beginning with https://"
    problems.add(line, Code.NOT_AN_ADDRESS, f"not the address of a page: {excerpt(address)}", hint)
    return ""
