"""The lines that open a block: an admonition, a directive, a shortcode, a tag, a callout."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.knowledge.outline.wording import is_worded_as_question


@dataclass(frozen=True, slots=True)
class Opening:
    """The opening of a block."""

    name: str
    """Such as "note", in lower case."""
    title: str
    """In Markdown; "" for none."""
    closing: str
    """How the block is closed: INDENTED, QUOTED, or a name that `closes` knows."""
    folds: bool = False
    """Whether the block is collapsible."""
    rest: str = ""
    """The text after it on its line."""

    @property
    def may_ask(self) -> bool:
        """Whether its title may be a question, with the answer inside the block."""
        if not self.title or _holds(self.name, _NEVER_QUESTIONS):
            return False
        return _holds(self.name, _QUESTIONS) or is_worded_as_question(self.title)

    @property
    def heads(self) -> bool:
        """Whether its content is a title, as in `<AccordionTrigger>`."""
        return self.name.endswith(_HEADS)

    @property
    def shown(self) -> str:
        """The title as plain Markdown; "" if the site shows none."""
        if self.title:
            return f"**{self.title.replace('**', '').strip()}**"
        return f"**{_NOTES[self.name]}:**" if self.name in _NOTES else ""


INDENTED, QUOTED, DIRECTIVE, LOOP, HIDDEN, RAW = "indented", "quoted", ":::", "endfor", "hidden", "endraw"
"""How a block is closed, if not by the closing tag of its name."""

_NOTES: Mapping[str, str] = MappingProxyType(
    {
        name: name.capitalize()
        for name in (
            *("note", "info", "tip", "hint", "warning", "caution", "danger", "important", "success", "attention"),
            *("error", "example", "todo", "bug", "failure", "alert", "notice", "check"),
        )
    }
    | {"quote": "Quote", "abstract": "Summary", "seealso": "See also", "callout": "Note", "admonition": "Note"}
    | {"warn": "Warning", "aside": "Note", "information": "Info"}
)
_QUESTIONS = (
    "question",
    "faq",
    "accordion",
    "details",
    "expand",
    "collaps",
    "toggle",
    "dropdown",
    "disclosure",
    "help",
    "term",
)
_NEVER_QUESTIONS = ("tab", "image", "figure", "button", "badge", "code", "icon", "video", "param")
_TITLES = (
    "title",
    "question",
    "q",
    "summary",
    "header",
    "heading",
    "label",
    "name",
    "tab",
    "caption",
    "text",
    "trigger",
)
_HEADS = ("question", "trigger", "title", "header", "summary", "heading", "label", "term", "toggle")
_KINDS = ("type", "style", "variant", "kind", "intent", "color")

_ADMONITION = re.compile(r"(?P<mark>!!!|\?\?\?\+?)\s*(?P<name>[\w-]+)?[^\"\n]{0,80}?(?:\"(?P<title>.*)\")?\s*")
_TAB = re.compile(r"===[!+]?\s+[\"'](?P<title>[^\"\n]{1,200})[\"']\s*")
_DIRECTIVE = re.compile(
    r":{3,}\s*(?:\{[.#]?(?P<braced>[\w-]+)[^{}\n]{0,200}\}|(?P<name>[A-Za-z][\w-]*))\s*"
    r"(?:\[(?P<label>[^\]\n]{1,300})\])?\s*(?:\{(?P<attributes>[^{}\n]{0,300})\})?\s*(?P<title>[^\n{]{0,300}?)\s*"
)
_MYST = re.compile(r"(?P<fence>`{3,}|~{3,})\{(?P<name>[\w:-]+)\}\s*(?P<title>[^\n`]{0,300})")
_MYST_NAMES = ("note", "tip", "hint", "warning", "caution", "danger", "important", "attention", "error", "admonition")
_CALLOUT = re.compile(r">\s?\[!(?P<name>[\w-]+)\](?P<folds>[+-]?)\s*(?P<title>[^\n]{0,300})")
SHORTCODE = re.compile(r"\{\{[<%]\s*(?P<name>[\w/.-]+)(?P<attributes>[^{}\n]{0,1000}?)/?\s*[>%]\}\}")
LIQUID = re.compile(r"\{%-?\s*(?P<name>[\w-]+)(?P<attributes>[^{}\n]{0,1000}?)-?%\}")
_ATTRIBUTE = re.compile(
    r"(?P<name>[\w:-]+)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|\{\s*[\"'`](?P<braced>[^\"'`]*)[\"'`]\s*\}"
    r"|(?P<bare>[^\s\"'{}>%]+))"
)
_POSITIONAL = re.compile(r"\s*[\"“'](?P<text>[^\"”\n]{2,300})[\"”']")


def attributes_of(text: str) -> dict[str, str]:
    """The attributes of a tag or a shortcode, by name in lower case."""
    found: dict[str, str] = {}
    for each in _ATTRIBUTE.finditer(text):
        value = next((value for value in each.group("double", "single", "braced", "bare") if value is not None), "")
        found.setdefault(each["name"].lower(), value)
    return found


def opening_of(name: str, attributes: str, closing: str, rest: str = "") -> Opening:
    """The opening that a tag or shortcode with that name is."""
    values = attributes_of(attributes)
    title = next((values[each] for each in _TITLES if values.get(each)), "")
    positional = _POSITIONAL.match(attributes)
    title = title or (positional["text"] if positional else "")
    name = name.lower().rpartition("/")[2]
    first = attributes.split()[:1]
    kinds = [values[each].lower() for each in _KINDS if values.get(each)] or first
    kind = kinds[0].strip("\"'") if kinds else ""
    if kind in _NOTES and not _holds(name, _QUESTIONS):
        name = kind
    return Opening(name, title.strip(), closing, folds=_holds(name, _QUESTIONS), rest=rest)


def _admonition(text: str) -> Opening | None:
    found = _ADMONITION.fullmatch(text)
    if not found or not (found["name"] or found["title"]):
        return None
    return Opening((found["name"] or "").lower(), found["title"] or "", INDENTED, folds=text.startswith("?"))


def _tab(text: str) -> Opening | None:
    found = _TAB.fullmatch(text)
    return Opening("tab", found["title"], INDENTED) if found else None


def _directive(text: str) -> Opening | None:
    found = _DIRECTIVE.fullmatch(text)
    if not found:
        return None
    name = (found["braced"] or found["name"]).lower().removeprefix("callout-")
    titled = opening_of(name, found["attributes"] or "", DIRECTIVE).title
    return Opening(name, found["label"] or found["title"] or titled, DIRECTIVE, folds=_holds(name, _QUESTIONS))


def _myst(text: str) -> Opening | None:
    found = _MYST.fullmatch(text)
    if not found or not (found["name"] in _MYST_NAMES or _holds(found["name"], _QUESTIONS)):
        return None
    return Opening(found["name"], found["title"].strip(), found["fence"], folds=found["name"] not in _NOTES)


def _callout(text: str) -> Opening | None:
    found = _CALLOUT.fullmatch(text)
    return Opening(found["name"].lower(), found["title"].strip(), QUOTED, folds=True) if found else None


_READERS: Mapping[str, Callable[[str], Opening | None]] = MappingProxyType(
    {"!": _admonition, "?": _admonition, "=": _tab, ":": _directive, "`": _myst, "~": _myst, ">": _callout}
)


def opened_by(text: str) -> Opening | None:
    """The block that a stripped line opens; None for other lines, and for tags and shortcodes."""
    read = _READERS.get(text[:1])
    return read(text) if read else None


def closes(closing: str, text: str) -> bool:
    """Whether the line closes a block with this kind of closing."""
    if closing == DIRECTIVE:
        return len(text) >= len(DIRECTIVE) and not text.strip(":")
    return closing[:1] in "`~" and text.startswith(closing) and not text.strip(closing[0])


def _holds(name: str, parts: tuple[str, ...]) -> bool:
    return any(part in name for part in parts)
