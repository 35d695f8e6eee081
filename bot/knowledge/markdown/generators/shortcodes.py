"""Hugo shortcodes and Liquid tags that open a block."""

from bot.knowledge.markdown.generators.openings import HIDDEN, LIQUID, LOOP, RAW, SHORTCODE, Opening, opening_of

_CLOSINGS = {"for": LOOP, "tablerow": LOOP, "capture": HIDDEN, "comment": HIDDEN, "raw": RAW}


def shortcode_at(text: str, paired: frozenset[str]) -> Opening | None:
    """The block that the line opens; None for other lines, and if the block is never closed.

    `paired` has the names that are closed somewhere in the document.
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
    """The language of the code that begins on the line; "" if unknown; None if no code begins there."""
    found = SHORTCODE.match(text) or LIQUID.match(text)
    if not found or found["name"] != "highlight":
        return None
    language = found["attributes"].split()[:1]
    return language[0] if language and language[0].isalnum() else ""
