"""What the text of a heading or paragraph comes to: plain words, whether it is bold, whether it only links."""

import re
from collections.abc import Iterable, Sequence

from markdown_it.token import Token

from bot.knowledge.lines import has_words

_BREAKS = ("softbreak", "hardbreak")
_BOLD = {"<b>": 1, "<strong>": 1, "</b>": -1, "</strong>": -1}
_ANCHOR = re.compile(r"\s*\{[:#.][^{}]*\}$")
"""What some site builders put behind a heading to name it: "{#install}"."""


def plain(tokens: Iterable[Token]) -> str:
    """The words on one line: emphasis and HTML left out, links by their text, images by theirs."""
    return " ".join("".join(map(_words, tokens)).split())


def heading_text(tokens: Iterable[Token]) -> str:
    """The words of a heading, without a name for linking to it."""
    return _ANCHOR.sub("", plain(tokens))


def rows(tokens: Iterable[Token]) -> list[list[Token]]:
    """The tokens of each line of the source."""
    result: list[list[Token]] = [[]]
    for token in tokens:
        if token.type in _BREAKS:
            result.append([])
        else:
            result[-1].append(token)
    return result


def is_unseen(row: Sequence[Token]) -> bool:
    """Whether there is nothing but HTML on the line, such as an anchor."""
    return all(token.type == "html_inline" for token in row)


def is_bold(row: Sequence[Token]) -> bool:
    """Whether all words of the line are in bold."""
    depth, outside, inside = 0, "", ""
    for token in row:
        if token.type in ("strong_open", "strong_close"):
            depth += token.nesting
        elif token.type == "html_inline":
            depth += _BOLD.get(token.content.lower(), 0)
        elif depth:
            inside += _words(token)
        else:
            outside += _words(token)
    return has_words(inside) and not has_words(outside) and not depth


def only_leads_elsewhere(tokens: Iterable[Token], name: str) -> bool:
    """Whether it is nothing but links to places in this document, which has that name, as a table of contents is."""
    links, inside = 0, False
    for token in tokens:
        if token.type == "link_open":
            address, _, anchor = str(token.attrGet("href") or "").partition("#")
            if not anchor or (address and address.rpartition("/")[2] != name):
                return False
            links, inside = links + 1, True
        elif token.type == "link_close":
            inside = False
        elif not inside and has_words(_words(token)):
            return False
    return links > 0


def _words(token: Token) -> str:
    if token.type in _BREAKS:
        return " "
    if token.type == "image":
        return plain(token.children or ())
    return token.content if token.type in ("text", "code_inline", "text_special") else ""
