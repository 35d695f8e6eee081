"""The tags and shortcodes that close a block."""

import re

from bot.knowledge.markdown.generators.tags import closed_names, closing_tag

_HUGO = re.compile(r"\{\{[<%]\s*/\s*(?P<name>[\w/.-]+)\s*[>%]\}\}")
_LIQUID = re.compile(r"\{%-?\s*end(?P<name>\w+)\s*-?%\}")


def closing_names(text: str) -> frozenset[str]:
    """All names that a document closes, as `closing_at` returns them."""
    hugo = {f"/{name.lower()}" for name in _HUGO.findall(text)}
    return closed_names(text) | hugo | {f"end{name}" for name in _LIQUID.findall(text)}


def closing_at(text: str) -> tuple[str, str]:
    """The name that a line closes, and the text after it; ("", "") for none.

    The name is "endnote" for a Liquid tag, "/note" for a Hugo shortcode, and "Note" for a component.
    """
    if found := _LIQUID.match(text):
        return f"end{found['name']}", text[found.end() :].strip()
    if found := _HUGO.match(text):
        return f"/{found['name'].lower()}", text[found.end() :].strip()
    name, end = closing_tag(text)
    return (name, text[end:].strip()) if name else ("", "")


def before_closing(text: str) -> str | None:
    """The text before the shortcode that a line closes; None if it closes none."""
    found = _HUGO.search(text) or _LIQUID.search(text)
    return text[: found.start()].strip() if found else None
