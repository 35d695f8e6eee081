"""Rewrites generators' markup inside a line: shortcodes, variables, attribute lists, icons, keys, wiki links."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.knowledge.lines import has_words
from bot.knowledge.markdown.generators.openings import LIQUID, SHORTCODE, attributes_of
from bot.knowledge.markdown.generators.tags import without_tags

TRIGGERS = ("{", "<%", "[[", "++", ":material-", ":fontawesome-", ":octicons-", ":simple-", "--8<--", "\\\\")
"""Every line with such markup, except tags, contains one of these."""

_CODE = re.compile(r"(`+[^`]*`+)")
_VARIABLE = re.compile(r"(?<![=$])\{\{-?(?P<inside>[^{}\n]{1,300}?)-?\}\}")
_ANCHOR = re.compile(r"\{#[^{}]*(?:\{\{[^{}]*\}\}[^{}]*)?\}")
_SITE = re.compile(r"\s*(?:site\.(?:base_?url|url)|base_?url|\$site\.base)\s*(?:\|[^{}]*)?")
_QUOTED = re.compile(r"\s*[\"'](?P<text>[^\"']*)[\"']")
_LEADS = frozenset({"ref", "relref", "link", "post_url", "absref"})
_ATTRIBUTE_LIST = re.compile(
    r"\s?\{:(?!\s?toc)[^{}\n]{0,300}\}|(?<=[)\]])\{[^{}\n]{1,200}\}|\s?\{\s?[.][\w-][^{}\n]{0,200}\}"
)
_ICON = re.compile(r":(?:material|fontawesome|octicons|simple)-[\w-]{1,80}:(?:\{[^{}\n]{0,100}\})?\s?")
_KEYS = re.compile(r"\+\+(?P<keys>[\w\"-]{1,20}(?:\+[\w\"-]{1,20}){0,4})\+\+")
_WIKI = re.compile(r"(?<!\[)\[\[(?P<page>[^\W_][^\[\]|\n]{0,200})(?:\|(?P<text>[^\[\]|\n]{1,200}))?\]\](?![(\[])")
_EMBEDDED = re.compile(r"<%[^%<>]*%>")
"""Code that a template engine replaces by words."""
_COMMENT = re.compile(r"\{/\*.*?\*/\}")
_LINE_BREAK = re.compile(r"(?:(?<=[.!?:;,)])|^)\s*\\\\\s*$")
"""A line break in kramdown: two backslashes at the end of a sentence, or alone on a line."""
_SPACE = re.compile(r"\{\s?[\"'`]\s*[\"'`]\s?\}")


@dataclass(frozen=True, slots=True)
class Phrases:
    """Rewrites the lines of one document."""

    front: Mapping[str, str]
    """Its front matter."""
    is_generated: bool
    """Whether a generator fills in its variables. Otherwise readers see "{{ x }}" as it is."""
    closed: frozenset[str]
    """The names of tags that are closed somewhere."""

    def rewritten(self, line: str) -> tuple[str, bool]:
        """The line as the site shows it, and whether the generator fills in words that are not in the file.

        A line with only markup becomes empty.
        """
        parts = _CODE.split(line)
        unknown = False
        for place in range(0, len(parts), 2):
            parts[place], lacks = self._prose(parts[place])
            unknown = unknown or lacks
        if "\\\\" in parts[-1]:
            parts[-1] = _LINE_BREAK.sub("", parts[-1])
        if unknown and not has_words(_EMBEDDED.sub("", _VARIABLE.sub("", _ANCHOR.sub("", line)))):
            return "", True
        return "".join(parts), unknown

    def _prose(self, text: str) -> tuple[str, bool]:
        lacks = False
        if "{" in text:
            text = SHORTCODE.sub(_shortcode, text)
            text = LIQUID.sub(_liquid, text)
            if "{{" in text and self.is_generated:
                lacks = any(self._variable(found) is None for found in _VARIABLE.finditer(text))
                text = _VARIABLE.sub(self._filled, text)
            text = _COMMENT.sub("", text)
            text = _SPACE.sub(" ", text)
            text = _ATTRIBUTE_LIST.sub("", text)
        if "[[" in text:
            text = _WIKI.sub(lambda found: found[0] if _is_toc(found) else found["text"] or found["page"], text)
        if "++" in text:
            text = _KEYS.sub(_keys, text)
        if "<%" in text:
            lacks = lacks or bool(_EMBEDDED.search(text))
            text = _EMBEDDED.sub("", text)
        if ":" in text:
            text = _ICON.sub("", text)
        return (without_tags(text, self.closed) if "<" in text else text), lacks

    def _filled(self, found: re.Match[str]) -> str:
        value = self._variable(found)
        return _last_word(found["inside"]) if value is None else value

    def _variable(self, found: re.Match[str]) -> str | None:
        """The value of a variable; "" for the site's own address before a path; None if unknown."""
        inside = found["inside"]
        if _SITE.fullmatch(inside):
            return ""
        if quoted := _QUOTED.match(inside):
            return quoted["text"]
        page, _, name = inside.strip().partition(".")
        return self.front.get(name.lower()) if page in {"page", "$frontmatter"} else None


def _last_word(inside: str) -> str:
    """The name of a variable as words: "company name" of "site.company_name | upcase"."""
    name = re.findall(r"[\w.$-]+", inside.partition("|")[0])
    return name[-1].rpartition(".")[2].replace("_", " ").replace("-", " ") if name else ""


def _shortcode(found: re.Match[str]) -> str:
    name, values = found["name"].lower(), attributes_of(found["attributes"])
    quoted = _QUOTED.match(found["attributes"])
    if name in _LEADS:
        return quoted["text"] if quoted else values.get("path", found["attributes"].strip())
    if name in {"figure", "img", "image"} and (target := values.get("src") or (quoted["text"] if quoted else "")):
        return f"![{values.get('alt') or values.get('caption') or values.get('title') or ''}]({target})"
    if name == "youtube":
        return f"https://www.youtube.com/watch?v={values.get('id') or found['attributes'].strip()}"
    return ""


def _liquid(found: re.Match[str]) -> str:
    """The text that a tag shows: the target of a link, or the text passed to an include."""
    if found["name"] in _LEADS:
        return found["attributes"].strip().strip("\"'")
    values = attributes_of(found["attributes"])
    return next((values[name] for name in ("content", "text", "message") if values.get(name)), "")


def _keys(found: re.Match[str]) -> str:
    return "+".join(key.strip('"').capitalize() for key in found["keys"].split("+"))


def _is_toc(found: re.Match[str]) -> bool:
    return found["page"].lower() in {"toc", "_toc_"}
