"""Shortcodes of Hugo and tags of Liquid that open a block."""

from bot.knowledge.markdown.generators.openings import HIDDEN, LIQUID, LOOP, RAW, SHORTCODE, Opening, opening_of

_CLOSINGS = {"for": LOOP, "tablerow": LOOP, "capture": HIDDEN, "comment": HIDDEN, "raw": RAW}


def shortcode_at(text: str, paired: frozenset[str]) -> Opening | None:
    """The block that the line opens; None for another line, and for what is closed nowhere.

    `paired` holds what is closed somewhere in the document.
    """
    found = SHORTCODE.match(text) or LIQUID.match(text)
    if not found:
        return None
    name, rest = found["name"].lower(), text[found.end() :].strip()
    is_liquid = found.re is LIQUID
    closing = f"end{name}" if is_liquid else f"/{name}"
    if closing not in paired:
        return None
    return opening_of(name, found["attributes"], _CLOSINGS.get(name, closing) if is_liquid else closing, rest)


def language_of(text: str) -> str | None:
    """The language of code that the line begins; None for a line that begins none, "" where it does not tell."""
    found = SHORTCODE.match(text) or LIQUID.match(text)
    if not found or found["name"] != "highlight":
        return None
    language = found["attributes"].split()[:1]
    return language[0] if language and language[0].isalnum() else ""
