"""Converts HTML to the small part of Markdown that Discord shows."""

import re
from html.parser import HTMLParser

from bot.knowledge.html.powers import raised

_INLINE = {"b": "**", "strong": "**", "i": "*", "em": "*", "s": "~~", "del": "~~", "code": "`", "u": "__"}
_BLOCKS = frozenset({"p", "div", "ul", "ol", "table", "details", "blockquote", "center", "section", "dl"})
_LINES = frozenset({"tr", "dt", "dd"})
_CELLS = frozenset({"td", "th"})
_HEADINGS = {"h1": "# ", "h2": "## ", "h3": "### ", "h4": "**", "h5": "**", "h6": "**", "summary": "**"}
_HIDDEN = frozenset({"script", "style", "title"})
_SPACES = re.compile(r"\s+")
_SPACES_AROUND_BREAKS = re.compile(r"[ \t]*\n[ \t]*")
_MOST_DIGITS = 6
_FENCE = "```"
_MANY_BREAKS = re.compile(r"\n{3,}")


def is_shown_as_link(target: str) -> bool:
    """Whether Discord shows a target as a link. It does so only for web addresses."""
    return target.lower().startswith(("https://", "http://"))


def link(text: str, target: str) -> str:
    """The text as a Markdown link, or only the text if Discord would not show a link."""
    if not is_shown_as_link(target):
        return text
    target = target.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
    return f"[{text}]({target})" if text and text != target else target


class HtmlConverter(HTMLParser):
    """Takes HTML, and collects the converted pieces in `written`. Callers may add pieces of Markdown there."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[str] = []
        self._links: list[tuple[int, str]] = []
        """For each open link, the index in `written` where its text begins, and its target."""
        self._numbers: list[int] = []
        """For each open list, the number of its last item; -1 for a list without numbers."""
        self._cells = 0
        """Cells of the open row of a table."""
        self._powers: list[int] = []
        """For each open power, the index in `written` where its text begins."""
        self._verbatim = 0
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Write the opening mark of a tag."""
        values = {name: value or "" for name, value in attrs}
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag == "pre":
            self._verbatim += 1
            self.written.append(f"\n\n{_FENCE}\n")
        elif tag == "a":
            self._links.append((len(self.written), values.get("href", "")))
        elif tag == "img":
            self.written.append(link(values.get("alt", ""), values.get("src", "")))
        elif tag == "li":
            self.written.append(self._item())
        elif tag in _CELLS:
            self.written.append(" · " if self._cells else "")
            self._cells += 1
        else:
            self._note(tag, values, 1)
            if opening := self._opening(tag):
                self.written.append(opening)

    def handle_endtag(self, tag: str) -> None:
        """Write the closing mark of a tag."""
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag == "pre":
            self._verbatim = max(0, self._verbatim - 1)
            self.written = self.written or [""]
            self.written[-1] = self.written[-1].removesuffix("\n")
            self.written.append(f"\n{_FENCE}\n\n")
        elif tag == "a":
            self._close_link()
        elif tag in _HEADINGS:
            self.written.append(f"{'**' if _HEADINGS[tag] == '**' else ''}\n\n")
        elif tag in _BLOCKS:
            self._note(tag, {}, -1)
            self.written.append("\n\n")
        elif tag == "sup" and self._powers:
            start = self._powers.pop()
            self.written[start:] = [raised("".join(self.written[start:]))]
        elif not self._verbatim:
            self.written.append(_INLINE.get(tag, ""))

    def handle_data(self, data: str) -> None:
        """Write text. Outside `<pre>`, line breaks are spaces."""
        if self._verbatim and self.written[-1].endswith(f"{_FENCE}\n"):
            self.written.append(data.removeprefix("\n"))
        elif not self._hidden:
            self.written.append(data if self._verbatim else _SPACES.sub(" ", data))

    def text(self) -> str:
        """All that was written, stripped."""
        while self._links:
            self._close_link()
        parts = "".join(self.written).split(_FENCE)
        for place in range(0, len(parts), 2):  # the others are code, where spaces and blank lines matter
            parts[place] = _MANY_BREAKS.sub("\n\n", _SPACES_AROUND_BREAKS.sub("\n", parts[place]))
        return _FENCE.join(parts).strip()

    def _note(self, tag: str, values: dict[str, str], step: int) -> None:
        """Remember which list, row or power is open. `step`: 1 for a start, -1 for an end."""
        if tag in {"ol", "ul"}:
            if step > 0:
                start = values.get("start", "1")
                first = int(start) if start.isdecimal() and len(start) < _MOST_DIGITS else 1
                self._numbers.append(first - 1 if tag == "ol" else -1)
            elif self._numbers:
                self._numbers.pop()
        elif tag == "tr":
            self._cells = 0
        elif tag == "sup":
            self._powers.append(len(self.written))

    def _item(self) -> str:
        if not self._numbers or self._numbers[-1] < 0:
            return "\n- "
        self._numbers[-1] += 1
        return f"\n{self._numbers[-1]}. "

    def _opening(self, tag: str) -> str:
        if tag in _HEADINGS:
            return f"\n\n{_HEADINGS[tag]}"
        if tag in _BLOCKS:
            return "\n\n"
        if tag in _LINES or tag == "br":
            return "\n"
        return "" if self._verbatim else _INLINE.get(tag, "")

    def _close_link(self) -> None:
        if self._links:
            start, target = self._links.pop()
            text = "".join(self.written[start:])
            self.written[start:] = [link(text, target)]


def html_to_markdown(html: str) -> str:
    """The HTML as Markdown that Discord shows."""
    converter = HtmlConverter()
    converter.feed(html)
    converter.close()
    return converter.text()
