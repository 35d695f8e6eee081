"""Links that do not do in Discord what their author meant."""

import re
from collections.abc import Iterator

from bot.knowledge.codes import Code
from bot.knowledge.problem import Findings, excerpt

_CODE = re.compile(r"(?<!`)(?P<ticks>`++)[^`]+(?P=ticks)(?!`)")
_TARGET = re.compile(r"\]\(<?(?P<target>(?![^\s()<>/?#]*://)[^\s()<>]*[/#.:][^\s()<>]*)")
"""The target of a Markdown link that is no whole address: "docs/install.md", "#usage", "mailto:…"."""
_ADDRESS = re.compile(r"\b(?P<address>(?!https?:)[a-z][a-z0-9+.-]{1,15}://[^\s<>()]+)", re.IGNORECASE)
_CLICKED = ("file", "ftp", "ftps", "javascript", "sftp")
"""Schemes that were links elsewhere. What begins with another one, such as postgres://, is a setting rather than a
place to go to."""
_INVITE = re.compile(r"\b(?:discord\.gg|discord(?:app)?\.com/invite)/[\w-]+", re.IGNORECASE)

_PAGE = re.compile(r"https?://[^\s<>/][^\s<>]*", re.IGNORECASE)
LONGEST_ADDRESS = 512
"""Characters. Interfaces open the address with a link button, where room is limited."""


def odd_links(line: str) -> Iterator[tuple[Code, str, str]]:
    """The code, the message and the hint of what is wrong with the links of a line: the first fault of each kind."""
    if "/" not in line and "](" not in line:
        return
    text = _CODE.sub("", line)
    target = _TARGET.search(text)
    if target:
        yield (
            Code.RELATIVE_LINK,
            f"Discord links to no such place: {excerpt(target['target'])}",
            "write its whole address, from https:// on",
        )
    for found in _ADDRESS.finditer(text):
        if found["address"].partition(":")[0].lower() in _CLICKED:
            message = f"Discord opens no such address: {excerpt(found['address'])}"
            yield Code.UNOPENED_ADDRESS, message, "give one that begins with https://"
            break
    if invite := _INVITE.search(text):
        yield (
            Code.INVITE,
            f"an invite, which may expire: {excerpt(invite[0])}",
            "name the server instead, or leave it out",
        )


def is_address(text: str) -> bool:
    """Whether it is the whole address of a page."""
    return len(text) <= LONGEST_ADDRESS and bool(_PAGE.fullmatch(text))


def sound_address(text: str, line: int, problems: Findings) -> str:
    """The address of a page to read more on; "" if there is none, or no usable one, which is then reported."""
    address = text.strip()
    if not address or is_address(address):
        return address
    hint = "write its whole address, from https:// on"
    problems.add(line, Code.NOT_AN_ADDRESS, f"no address of a page: {excerpt(address)}", hint)
    return ""
