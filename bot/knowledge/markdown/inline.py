"""Properties of the text of a heading or paragraph: its plain words, whether it is bold, whether it is only a link."""

import re
from collections.abc import Iterable, Sequence

from markdown_it.token import Token

from bot.knowledge.lines import has_words

_BREAKS = ("softbreak", "hardbreak")
_BOLD = {"<b>": 1, "<strong>": 1, "</b>": -1, "</strong>": -1}
_ANCHOR = re.compile(r"\s*\{[:#.][^{}]*\}$")
"""The anchor that some site builders put after a heading: "{#install}"."""


def plain(tokens: Iterable[Token]) -> str:
    """The words on one line, without emphasis and HTML. Links and images are replaced by their text."""
    return " ".join("".join(map(words_of, tokens)).split())


def heading_text(tokens: Iterable[Token]) -> str:
    """The words of a heading, without its anchor."""
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
    """Whether the line has only HTML, such as an anchor."""
    return all(token.type == "html_inline" for token in row)


def is_bold(row: Sequence[Token]) -> bool:
    """Whether all words of the line are bold."""
    depth, outside, inside = 0, "", ""
    for token in row:
        if token.type in ("strong_open", "strong_close"):
            depth += token.nesting
        elif token.type == "html_inline":
            depth += _BOLD.get(token.content.lower(), 0)
        elif depth:
            inside += words_of(token)
        else:
            outside += words_of(token)
    return has_words(inside) and not has_words(outside) and not depth


def words_of(token: Token) -> str:
    """The words of a piece of text, an image or code; "" for other tokens."""
    if token.type in _BREAKS:
        return " "
    if token.type == "image":
        return plain(token.children or ())
    return token.content if token.type in ("text", "code_inline", "text_special") else ""
