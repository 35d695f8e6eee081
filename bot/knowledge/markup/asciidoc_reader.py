"""Reads the common parts of AsciiDoc: headings, terms, lists, code, links and emphasis."""

import re
from collections.abc import Iterator

from bot.knowledge.draft import Draft
from bot.knowledge.lines import numbered_lines
from bot.knowledge.markdown import read_markdown_rows
from bot.knowledge.markdown_rows import Row
from bot.knowledge.markup.asciidoc_lines import RAW, prepared
from bot.knowledge.problem import Problem

_HEADING = re.compile(r"(?P<marks>={1,6}|#{1,6})\s+(?P<title>\S.*?)(?:\s+=+)?$")
_ATTRIBUTE = re.compile(r":(?P<name>!?[\w-]+!?):(?:\s+(?P<value>.*))?$")
_BLOCK_LINE = re.compile(r"\[(?P<inner>[^\]]*)\]\s*$|\[\[[^\]]*\]\]\s*$")
_CODE_FENCE = re.compile(r"(?P<sign>-{4,}|\.{4,}|`{3,})(?P<language>\w*)\s*$")
_COMMENT_FENCE = re.compile(r"/{4,}\s*$")
_OTHER_FENCE = re.compile(r"(?:={4,}|\*{4,}|_{4,}|--|\|===|\+{4,})\s*$")
_RULE = re.compile(r"'{3,}")
_QUOTES = re.compile(r"``(?P<text>[^`'\n]+)''|\"`(?P<other>[^`\"\n]+)`\"")
_BREAK = re.compile(r"\s\+$")
_TAG = re.compile(r"\[FAQ\]\s*", re.IGNORECASE)
_MAIL = re.compile(r"mailto:(?P<address>[^\s\[]+)\[(?P<text>[^\]\n]*)\]")
_SMALL = re.compile(r"(?<![\w#])#(?P<marked>[^\s#][^#\n]*?)#(?![\w#])|(?P<sign>[~^])(?P<small>[^\s~^]{1,20})(?P=sign)")
_ADMONITIONS = frozenset({"NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"})
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
        self._lead = ""
        """The name of the admonition that the next block is, in bold; "" for none."""
        self._quote = ""
        """The fence that ends the open admonition; "" for none."""
        self._item = ""
        """The indentation of blocks that belong to the last item of a list; "" outside lists."""
        self._is_attached = False
        """Whether the lines after a "+" belong to that item."""
        self._is_apart = False
        """Whether the line above is blank."""
        self._margin = ""
        """The indentation of the open code block."""
        self._lists: list[str] = []
        """The signs of the open lists, from outside to inside."""
        self._counts: list[int] = []
        """The number of items in each of them so far."""
        self._details: list[str] = []
        """How each open collapsible part ends: with its fence, or "" for a term."""

    def rows(self, text: str) -> Iterator[Row]:
        number = 1
        last = ""
        for number, line in prepared([(number, line.rstrip()) for number, line in numbered_lines(text)]):
            for row in self._line(line):
                if row or last or self._fence:  # no second blank line
                    yield row, number
                last = row
        yield from ((row, number) for row in self._end_terms())
        if self._fence and not self._is_comment:
            yield "```", number

    def _line(self, line: str) -> list[str]:
        if self._fence:
            return [f"{self._margin}{row}" if row else "" for row in self._inside(line)]
        if line.startswith(RAW):
            return [*self._held(), "| ".join(map(self._inline, line.removeprefix(RAW).split("| ")))]
        found = _CODE_FENCE.match(line)
        if found or _COMMENT_FENCE.match(line):
            self._fence, self._is_comment = line.strip() if not found else found["sign"], not found
            language, self._language = (found["language"] if found else "") or self._language, ""
            self._margin = self._item if self._is_attached else ""
            return [*self._held(), f"{self._margin}```{language}"] if found else []
        if heading := _HEADING.match(line):
            shown = f"{'#' * len(heading['marks'])} {self._inline(_TAG.sub('', heading['title']))}"
            self._end_list()
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
        if line == "+":
            self._is_attached = bool(self._item)
            return [""]
        if _OTHER_FENCE.match(line):
            return self._other_fence(line.strip())
        held, term = self._held(), _TERM.match(line)
        if term and not line.startswith((" ", "*", "-", "|")) and "://" not in term["term"]:
            return [*held, *self._end_terms(), *self._begin(term["term"], ""), self._inline(term["told"] or "")]
        row = self._text(line)
        self._is_apart = not line
        return [*held, row]

    def _takes_unseen(self, line: str) -> bool:
        """Whether a line is invisible. Stores what it says about other lines."""
        if attribute := _ATTRIBUTE.match(line):
            self._variables[attribute["name"]] = attribute["value"] or ""
        elif found := _BLOCK_LINE.match(line):
            parts = [part.strip() for part in (found["inner"] or "").split(",")]
            self._language = parts[1] if parts[0] in {"source", ""} and len(parts) > 1 else ""
            self._is_unfolding = "collapsible" in parts[0]
            self._lead = f"**{parts[0].capitalize()}:** " if parts[0] in _ADMONITIONS else ""
        elif found := _TITLE.match(line):
            self._title = found["title"]
        else:
            return line.startswith("//") or bool(_MACRO_LINE.match(line))
        return True

    def _other_fence(self, fence: str) -> list[str]:
        if self._details and self._details[-1] == fence:
            self._details.pop()
            return ["", "</details>", ""]
        if fence == self._quote:
            self._quote = ""
            return [""]
        if self._lead and not self._quote:
            self._quote = fence
            return [*self._held(), ""]
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
        if self._quote or (self._lead and line):
            lead, self._lead = self._lead, ""
            return f"> {lead}{self._inline(line.strip())}".rstrip()
        if found := _ITEM.match(line):
            return self._listed(found["signs"], self._inline(found["text"]))
        if not line:
            self._is_attached = False
            return ""
        if self._is_attached:
            return f"{self._item}{self._inline(line.strip())}"
        if self._item and not line.startswith(" ") and self._is_apart:
            self._end_list()
        if found := _ADMONITION.match(line):
            return f"> **{found['name'].capitalize()}:** {self._inline(found['text'])}"
        return line if line.startswith("    ") else self._inline(line.lstrip())

    def _listed(self, signs: str, text: str) -> str:
        """An item of a list, with its number. Other signs than those of the open lists begin a list inside an item."""
        while signs in self._lists and self._lists[-1] != signs:
            self._counts.pop()
            self._lists.pop()
        if not self._lists or self._lists[-1] != signs:
            self._lists.append(signs)
            self._counts.append(0)
        self._counts[-1] += 1
        marks = [f"{count}. " if of[0] == "." else "- " for of, count in zip(self._lists, self._counts, strict=True)]
        self._item, self._is_attached = " " * sum(map(len, marks)), False
        return f"{' ' * sum(map(len, marks[:-1]))}{marks[-1]}{text}"

    def _end_list(self) -> None:
        self._item, self._is_attached, self._lists, self._counts = "", False, [], []

    def _inline(self, text: str) -> str:
        text = _VARIABLE.sub(lambda found: self._variables.get(found["name"], found[0]), _BREAK.sub("", text))
        parts = _CODE.split(_QUOTES.sub(lambda found: f"“{found['text'] or found['other']}”", text))
        return "".join(part.replace("+", "") if place % 2 else _marked(part) for place, part in enumerate(parts))


def _marked(text: str) -> str:
    """Text outside code, with links and emphasis in Markdown."""
    text = _IMAGE.sub(lambda found: found["text"], text)
    text = _MAIL.sub(lambda found: found["text"] or found["address"], text)
    text = _SMALL.sub(lambda found: found["marked"] or found["small"], text)
    text = _KEY.sub(lambda found: found["text"], text)
    text = _LINK.sub(lambda found: _link(found["address"], found["text"].strip("^")), text)
    text = _REFERENCE.sub(lambda found: found["text"] or found["name"] or found["shown"] or "", text)
    text = _ITALIC.sub(lambda found: f"\x01{found['text']}\x01", text)
    return _BOLD.sub(lambda found: f"**{found['text']}**", text).replace("\x01", "*")


def _link(address: str, text: str) -> str:
    return f"[{text}]({address})" if text else address
