"""Renders a reply as text."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import TextIO

from bot.replies import Reply
from bot.terminal.text import on_one_line, printable, wrapped

_BOLD, _FAINT, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def draw(reply: Reply, choices: Sequence[str], width: int, *, styled: bool) -> str:
    """A reply as text of at most `width` columns, without a line break at the end.

    `choices` are the lines below the reply, already marked or numbered. `styled` adds bold and faint text with ANSI
    sequences, which never carry information.
    """
    title = wrapped(on_one_line(reply.title), width)
    small = "\n".join(filter(None, map(on_one_line, (reply.read_as, reply.note, reply.source, reply.url))))
    parts = [
        _in(_BOLD, title, styled=styled),
        wrapped(printable(reply.body), width),
        _in(_FAINT, wrapped(small, width), styled=styled) if small else "",
    ]
    offered = (on_one_line(reply.choices_title), *(_item(choice, width) for choice in choices))
    return "\n\n".join(filter(None, ("\n".join(filter(None, parts)), "\n".join(filter(None, offered)))))


def wants_style(out: TextIO, environ: Mapping[str, str]) -> bool:
    """Whether `out` shows ANSI sequences and the user has not switched them off with NO_COLOR (no-color.org)."""
    return out.isatty() and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"


def _item(choice: str, width: int) -> str:
    return textwrap.fill(on_one_line(choice), width, initial_indent="  ", subsequent_indent="     ")


def _in(style: str, text: str, *, styled: bool) -> str:
    return f"{style}{text}{_PLAIN}" if styled else text
