"""Converts HTML answers in tables and exports to Markdown."""

import re

LONGEST_SEARCHED = 4000
"""Characters at the beginning of an answer that show whether it is HTML."""
_TAG = re.compile(
    r"<(?P<closing>/?)(?P<name>p|div|ul|ol|li|h[1-6]|span|section|article|strong|b|em|i|u|a|table|blockquote|pre|code)"
    r"(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"\S<br\s*/?>|<br\s*/?>\S", re.IGNORECASE)
"""An HTML line break that is markup, and not mentioned in a sentence."""
_MARKDOWN = re.compile(r"`|\]\(|\*\*|^\s*(?:[-*+#]|\d+\.)\s", re.MULTILINE)
"""Signs of Markdown. It may contain HTML, which is then shown as in a document."""
_INLINE = re.compile(
    r"<(?P<tag>a|b|strong|i|em|u|s|del|sup|span)(?:\s[^<>]*)?>(?P<text>[^<\n]*)</(?P=tag)\s*>", re.IGNORECASE
)
"""An element in a line without others in it."""


def shown(answer: str, *, is_html: bool = False) -> str:
    """The answer, converted to Markdown if it is HTML. `is_html`: it is, even if it has no tags.

    In a text with line breaks or Markdown, only elements within a line are converted, and none if it has code.
    """
    if not is_html:
        if "<" not in answer or not _holds_html(answer[:LONGEST_SEARCHED]):
            return answer
        is_whole = answer.lstrip().startswith("<") and answer.rstrip().endswith(">")
        if not is_whole and ("\n" in answer or _MARKDOWN.search(answer)):
            return answer if "`" in answer else with_inline_html(answer)
    return _converted_whole(answer)


def with_inline_html(text: str) -> str:
    """The text with the elements inside its lines converted to Markdown, and nothing else."""
    return _INLINE.sub(_converted, text)


def _converted_whole(text: str) -> str:
    from bot.knowledge.html.page import html_as_markdown  # noqa: PLC0415 - few answers are

    return html_as_markdown(text) or text


def _converted(found: re.Match[str]) -> str:
    """An element as Markdown, with the spaces in it around it."""
    text = found["text"]
    if not text.strip():
        return found[0]
    opening = found[0][: found.start("text") - found.start()]
    inner = _converted_whole(f"{opening}{text.strip()}</{found['tag']}>")
    return text[: len(text) - len(text.lstrip())] + inner + text[len(text.rstrip()) :]


def _holds_html(text: str) -> bool:
    """Whether it holds an element that begins and ends, or a line break."""
    tags = {(bool(found["closing"]), found["name"].lower()) for found in _TAG.finditer(text)}
    return any((True, name) in tags for is_closing, name in tags if not is_closing) or bool(_BREAK.search(text))
