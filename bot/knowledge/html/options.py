"""How HTML is converted to Markdown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """What is known about a page or a piece of HTML, and what its Markdown keeps."""

    base: str = ""
    """The address that relative links begin with; "" if unknown. They then become plain text."""
    keeps_relative: bool = False
    """Whether relative links stay if that address is unknown."""
    has_rules: bool = True
    """Whether rules stay."""
    is_markdown: bool = False
    """Whether the text is already Markdown, which needs no escapes."""
    anchors: frozenset[str] = frozenset()
    """The anchors of the headings. Tables of contents link to them."""
    classes: frozenset[str] = frozenset()
    """The classes of the elements for questions, which need not ask."""
