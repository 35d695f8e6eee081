"""Converts the inline markup of reStructuredText to Markdown."""

import re
from typing import Any

from bot.knowledge.markdown_rows import escaped

_ROLE = re.compile(r":[\w:+.-]+:`(?P<text>[^`]*)`|`(?P<other>[^`]*)`:[\w:+.-]+:")
_CODE = re.compile(r"``([^`]+)``")
_TARGET = re.compile(r"^(?P<text>.*?)\s*<[^<>]*>$", re.DOTALL)


def inline(node: Any) -> str:  # noqa: ANN401
    """The text of a paragraph, a title or a part of them, in Markdown."""
    name = node.__class__.__name__
    if name in {"Text", "problematic"}:
        return _with_code(plain(node.astext()).replace("\n", " "))
    if name == "image":
        return _picture(node.get("uri", ""), escaped(node.get("alt", "")))
    if name in {"literal", "title_reference", "math"}:
        text = node.astext().replace("\n", " ")
        return f"`{text}`" if name == "literal" and "`" not in text else escaped(text)
    if name in {"footnote_reference", "citation_reference"}:
        return escaped(f" [{node.astext()}]")
    if name in {"target", "raw", "system_message", "comment"}:
        return ""
    return _marked(node, name, "".join(map(inline, node.children)))


def _with_code(text: str) -> str:
    """Text in Markdown. Code inside other markup, which reStructuredText does not know, is meant as code, too."""
    return "".join(f"`{part}`" if place % 2 else escaped(part) for place, part in enumerate(_CODE.split(text)) if part)


def _marked(node: Any, name: str, inner: str) -> str:  # noqa: ANN401
    """A link or emphasis in Markdown."""
    sign = {"strong": "**", "emphasis": "*"}.get(name, "")
    uri = node.get("refuri", "") if name == "reference" else ""
    if uri.startswith(("http://", "https://", "mailto:")) and "](" not in inner:
        return inner if inner.strip() == uri else f"[{inner}]({uri})"
    return f"{sign}{inner}{sign}" if inner.strip() else inner


def plain(text: str) -> str:
    """Text without the roles that docutils does not know, such as `:doc:`the guide <guide>``."""

    def shown(found: re.Match[str]) -> str:
        inner = found["text"] if found["text"] is not None else found["other"]
        named = _TARGET.match(inner)
        return (named["text"] if named else inner).lstrip("!~")

    return _ROLE.sub(shown, text).replace("\x00", "")


def _picture(address: str, alternative: str) -> str:
    return f"![{alternative}]({address})" if address.startswith(("http://", "https://")) else alternative


def is_inline(node: Any) -> bool:  # noqa: ANN401
    """Whether a node contains no blocks."""
    return all(each.__class__.__name__ == "Text" or not _has_blocks(each) for each in node.children)


def _has_blocks(node: Any) -> bool:  # noqa: ANN401
    return node.__class__.__name__ in {
        "paragraph",
        "bullet_list",
        "enumerated_list",
        "literal_block",
        "section",
        "table",
    }
