"""Finds text that Discord does not show or open as its author expects: pings, links, invites, long texts."""

import re
from collections.abc import Iterator

from bot.knowledge.codes import Code
from bot.knowledge.problem import excerpt

LONGEST_QUESTION = 256
"""Maximum characters in the title of a Discord embed. A longer question is never shown in full."""
LONGEST_ANSWER = 4096
"""Maximum characters in the description of a Discord embed. A longer answer needs several messages."""
_PING = re.compile(r"(?<!\w)@(?:everyone|here)\b|<@[!&]?\d+>")
_CODE = re.compile(r"(?<!`)(?P<ticks>`++)[^`]+(?P=ticks)(?!`)")
_TARGET = re.compile(r"\]\(<?(?P<target>(?![^\s()<>/?#]*://)[^\s()<>]*[/#.:][^\s()<>]*)")
"""The target of a Markdown link without a complete address: "docs/install.md", "#usage", "mailto:…"."""
_HREF = re.compile(r"<a\s[^<>]*?\bhref\s*=\s*[\"'](?P<target>(?![^\s\"'<>/?#]*:)[^\s\"'<>#][^\s\"'<>]*)", re.IGNORECASE)
"""The target of a link in HTML without a complete address."""
_ADDRESS = re.compile(r"\b(?P<address>(?!https?:)[a-z][a-z0-9+.-]{1,15}://[^\s<>()]+)", re.IGNORECASE)
_CLICKED = ("file", "ftp", "ftps", "javascript", "sftp")
"""Schemes of links in other programs. Addresses with other schemes, such as postgres://, are settings, not links."""
_INVITE = re.compile(r"\b(?:discord\.gg|discord(?:app)?\.com/invite)/[\w-]+", re.IGNORECASE)


def pings(line: str) -> Iterator[tuple[Code, str, str]]:
    """The code, message and hint of the first ping in a line."""
    if "@" in line and (ping := _PING.search(line)):
        yield Code.PING, f"“{ping.group()}” will not ping anybody", "leave it out"


def odd_links(line: str) -> Iterator[tuple[Code, str, str]]:
    """The code, message and hint of the first faulty link of each kind in a line."""
    if "/" not in line and "](" not in line:
        return
    text = _CODE.sub("", line)
    if target := _TARGET.search(text) or _HREF.search(text):
        message = f"Discord cannot open this link: {excerpt(target['target'])}"
        yield Code.RELATIVE_LINK, message, "write the complete address, beginning with https://"
    for found in _ADDRESS.finditer(text):
        if found["address"].partition(":")[0].lower() in _CLICKED:
            message = f"Discord does not open this address: {excerpt(found['address'])}"
            yield Code.UNOPENED_ADDRESS, message, "use one that begins with https://"
            break
    if invite := _INVITE.search(text):
        message = f"an invite, which may expire: {excerpt(invite[0])}"
        yield Code.INVITE, message, "name the server instead, or leave it out"
