"""Reads the common parts of AsciiDoc: headings, terms, lists, code, links and emphasis."""

import re
from collections.abc import Iterator

from bot.knowledge.draft import Draft
from bot.knowledge.lines import numbered_lines
from bot.knowledge.markdown import read_markdown_rows
from bot.knowledge.markdown_rows import Row
from bot.knowledge.problem import Problem

_HEADING = re.compile(r"(?P<marks>={1,6}|#{1,6})\s+(?P<title>\S.*?)(?:\s+=+)?$")
_ATTRIBUTE = re.compile(r":(?P<name>!?[\w-]+!?):(?:\s+(?P<value>.*))?$")
_BLOCK_LINE = re.compile(r"\[(?P<inner>[^\]]*)\]\s*$|\[\[[^\]]*\]\]\s*$")
_CODE_FENCE = re.compile(r"(?P<sign>-{4,}|\.{4,}|`{3,})(?P<language>\w*)\s*$")
_COMMENT_FENCE = re.compile(r"/{4,}\s*$")
_OTHER_FENCE = re.compile(r"(?:={4,}|\*{4,}|_{4,}|--|\|===|\+{4,})\s*$")
_RULE = re.compile(r"'{3,}")
_QUOTES = re.compile(r"``(?P<text>[^`'\n]+)''")
_TITLE = re.compile(r"\.(?P<title>[^.\s].*)$")
_TERM = re.compile(r"(?P<term>\S.*?)(?:::+|;;)(?:\s+(?P<told>.*))?$")
_ITEM = re.compile(r"\s*(?P<signs>\*{1,5}|\.{1,5}|-)\s+(?P<text>.*)$")
_ADMONITION = re.compile(r"(?P<name>NOTE|TIP|IMPORTANT|WARNING|CAUTION):\s+(?P<text>.*)$")
_MACRO_LINE = re.compile(r"(?:include|toc|ifdef|ifndef|endif|ifeval|video)::\S*\[.*\]\s*$")
_CODE = re.compile(r"(`\+?[^`\n]+\+?`)")
_LINK = re.compile(r"(?:link:|xref:)?(?P<address>https?://[^\s\[\]<>]+)\[(?P<text>[^\]\n]*)\]")
_REFERENCE = re.compile(
    r"<<[^,<>\n]+,\s*(?P<text>[^<>\n]+)>>|<<(?P<name>[^<>\n]+)>>|(?:link|xref):[^\s\[]*\[(?P<shown>[^\]\n]*)\]"
)
_IMAGE = re.compile(r"image::?(?P<address>[^\s\[]+)\[(?P<text>[^\],\n]*)[^\]\n]*\]")
_KEY = re.compile(r"(?:kbd|btn|menu):(?:\S*?)\[(?P<text>[^\]\n]*)\]")
_BOLD = re.compile(r"(?<![\w*])\*(?P<text>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])")
_ITALIC = re.compile(r"(?<![\w_])_(?P<text>[^\s_](?:[^_\n]*[^\s_])?)_(?![\w_])")
_VARIABLE = re.compile(r"\{(?P<name>[\w-]+)\}")


def read_asciidoc(text: str, path: str) -> tuple[list[Draft], list[Problem]]:
    """Read a whole document, without included files.

    `path` is for the problems, and its name may show that the file is an FAQ. Returns the drafts in file order, and all
    problems.
    """
    return read_markdown_rows(asciidoc_rows(text), path, {})


def asciidoc_rows(text: str) -> list[Row]:
    """The visible text of the document, as rows of Markdown."""
    return list(_Converter().rows(text))


class _Converter:
    def __init__(self) -> None:
        self._variables: dict[str, str] = {}
        self._fence = ""
        """The line that ends the open code block or comment; "" for none."""
        self._is_comment = False
        self._language = ""
        self._is_unfolding = False
        """Whether the next block is collapsible."""
        self._title = ""
        self._details: list[str] = []
        """How each open collapsible part ends: with its fence, or "" for a term."""

    def rows(self, text: str) -> Iterator[Row]:
        number = 1
        for number, line in numbered_lines(text):
            yield from ((row, number) for row in self._line(line.rstrip()))
        yield from ((row, number) for row in self._end_terms())
        if self._fence and not self._is_comment:
            yield "```", number

    def _line(self, line: str) -> list[str]:
        if self._fence:
            return self._inside(line)
        found = _CODE_FENCE.match(line)
        if found or _COMMENT_FENCE.match(line):
            self._fence, self._is_comment = line.strip() if not found else found["sign"], not found
            language, self._language = (found["language"] if found else "") or self._language, ""
            return [*self._held(), f"```{language}"] if found else []
        if heading := _HEADING.match(line):
            shown = f"{'#' * len(heading['marks'])} {self._inline(heading['title'])}"
            return [*self._end_terms(), *self._held(), shown, ""]
        return self._block(line)

    def _inside(self, line: str) -> list[str]:
        if line.strip() != self._fence:
            return [] if self._is_comment else [line]
        self._fence, is_code = "", not self._is_comment
        return ["```"] if is_code else []

    def _block(self, line: str) -> list[str]:
        """The rows of a line that is neither code nor a heading."""
        if self._takes_unseen(line):
            return []
        if _RULE.fullmatch(line):
            return self._held()
        if _OTHER_FENCE.match(line):
            return self._other_fence(line.strip())
        held, term = self._held(), _TERM.match(line)
        if term and not line.startswith((" ", "*", "-", "|")) and "://" not in term["term"]:
            return [*held, *self._end_terms(), *self._begin(term["term"], ""), self._inline(term["told"] or "")]
        return [*held, self._text(line)]

    def _takes_unseen(self, line: str) -> bool:
        """Whether a line is invisible. Stores what it says about other lines."""
        if attribute := _ATTRIBUTE.match(line):
            self._variables[attribute["name"]] = attribute["value"] or ""
        elif found := _BLOCK_LINE.match(line):
            parts = [part.strip() for part in (found["inner"] or "").split(",")]
            self._language = parts[1] if parts[0] in {"source", ""} and len(parts) > 1 else ""
            self._is_unfolding = "collapsible" in parts[0]
        elif found := _TITLE.match(line):
            self._title = found["title"]
        else:
            return line.startswith("//") or bool(_MACRO_LINE.match(line))
        return True

    def _other_fence(self, fence: str) -> list[str]:
        if self._details and self._details[-1] == fence:
            self._details.pop()
            return ["", "</details>", ""]
        if self._is_unfolding and self._title:
            title, self._title, self._is_unfolding = self._title, "", False
            return [*self._end_terms(), *self._begin(title, fence)]
        return [*self._held(), ""]

    def _begin(self, title: str, fence: str) -> list[str]:
        self._details.append(fence)
        shown = title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("*", "")
        return ["", "<details>", f"<summary>{shown}</summary>", ""]

    def _end_terms(self) -> list[str]:
        """End the open term, if there is one."""
        if self._details and not self._details[-1]:
            self._details.pop()
            return ["", "</details>", ""]
        return []

    def _held(self) -> list[str]:
        """The rows of a title that no block has used."""
        title, self._title = self._title, ""
        return [f"**{self._inline(title)}**", ""] if title else []

    def _text(self, line: str) -> str:
        if line == "+":
            return ""
        if found := _ITEM.match(line):
            depth, sign = len(found["signs"]) - 1, "1." if found["signs"][0] == "." else "-"
            return f"{' ' * (3 if sign == '1.' else 2) * depth}{sign} {self._inline(found['text'])}"
        if found := _ADMONITION.match(line):
            return f"> **{found['name'].capitalize()}:** {self._inline(found['text'])}"
        return line if line.startswith("    ") else self._inline(line.lstrip())

    def _inline(self, text: str) -> str:
        text = _VARIABLE.sub(lambda found: self._variables.get(found["name"], found[0]), text)
        parts = _CODE.split(_QUOTES.sub(lambda found: f"“{found['text']}”", text))
        return "".join(part.replace("+", "") if place % 2 else _marked(part) for place, part in enumerate(parts))


def _marked(text: str) -> str:
    """Text outside code, with links and emphasis in Markdown."""
    text = _IMAGE.sub(lambda found: found["text"], text)
    text = _KEY.sub(lambda found: found["text"], text)
    text = _LINK.sub(lambda found: _link(found["address"], found["text"].strip("^")), text)
    text = _REFERENCE.sub(lambda found: found["text"] or found["name"] or found["shown"] or "", text)
    text = _ITALIC.sub(lambda found: f"\x01{found['text']}\x01", text)
    return _BOLD.sub(lambda found: f"**{found['text']}**", text).replace("\x01", "*")


def _link(address: str, text: str) -> str:
    return f"[{text}]({address})" if text else address
