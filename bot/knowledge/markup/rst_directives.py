"""Directives of Sphinx and its extensions, which docutils does not know."""

import re
from dataclasses import dataclass
from textwrap import dedent

_DIRECTIVE = re.compile(r"^\.\.\s+(?P<name>[\w:+.-]+)::[ \t]*(?P<argument>.*)$")
_OPTION = re.compile(r"^\s*:[\w-]+:.*$")
_UNSEEN = frozenset(
    ("toctree", "index", "highlight", "only", "currentmodule", "module", "contents", "tags", "meta", "raw", "include")
)
_UNFOLDING = frozenset(("collapse", "details", "dropdown", "faq", "question", "toggle"))
"""Directives with a title that unfolds what is below it."""
_CODE = frozenset(
    ("ipython", "jupyter-execute", "plot", "prompt", "doctest", "testcode", "testoutput", "mermaid", "graphviz", "uml")
)
"""Directives that contain code."""
_TITLED = re.compile(r"tab|card|step|admonition|sidebar")
"""Directives whose argument is a title."""
_LANGUAGE = re.compile(r"[a-z][\w+-]{0,20}")
_VERSIONS = {
    "versionadded": "New in version",
    "versionchanged": "Changed in version",
    "deprecated": "Deprecated since version",
    "versionremoved": "Removed in version",
}
"""Directives about a version, with the words that Sphinx shows."""


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive with its content."""

    name: str
    argument: str
    """The text after its name."""
    body: str
    """The lines below it, without options and indentation."""

    @classmethod
    def of(cls, text: str) -> "Directive | None":
        """The directive that the text of a block is; None for another text, or if it shows nothing."""
        first, _, rest = text.partition("\n")
        found = _DIRECTIVE.match(first)
        if not found or found["name"] in _UNSEEN:
            return None
        lines = rest.split("\n")
        while lines and (not lines[0].strip() or _OPTION.match(lines[0])):
            lines.pop(0)
        return cls(found["name"], found["argument"].strip(), dedent("\n".join(lines)))

    @property
    def unfolds(self) -> bool:
        """Whether its argument is a title that unfolds its body."""
        return bool(self.argument) and self.name in _UNFOLDING

    @property
    def is_code(self) -> bool:
        """Whether its body is code."""
        return self.name in _CODE

    @property
    def language(self) -> str:
        """The language of its code; "" for none."""
        return self.argument if _LANGUAGE.fullmatch(self.argument) else ""

    @property
    def text(self) -> str:
        """What it shows, as reStructuredText."""
        if label := _VERSIONS.get(self.name, ""):
            version, _, rest = self.argument.partition(" ")
            shown = f"*{label} {version}*"
            return f"{shown}: {rest}\n{self.body}" if rest or self.body.strip() else shown
        if not self.argument or self.unfolds:
            return self.body
        is_title = _TITLED.search(self.name) and "`" not in self.argument
        return f"{'**' if is_title else ''}{self.argument}{'**' if is_title else ''}\n\n{self.body}"
