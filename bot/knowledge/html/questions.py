"""Finds the elements for questions, and those that repeat and hold one with its answer each, as accordions do."""

import re
from collections import Counter
from itertools import islice

from bot.knowledge.html.pieces import HEADINGS
from bot.knowledge.html.tree import BLOCKS, Node
from bot.knowledge.markdown_rows import escaped
from bot.knowledge.outline.wording import is_worded_as_question

LONGEST_QUESTION = 300
"""Characters. A longer text in an element for questions is not a question."""
MOST_INSIDE = 100
"""Elements to look at inside an element that may be a question. One with more has blocks inside, or a long text."""
MOST_IN_ENTRY = 300
"""Elements to look at inside an element that may hold one entry. One with more holds several, or a long text."""
_ASKING_CLASS = re.compile(
    r"(?:^|[-_ ])(?:question|faq[-_]?(?:q|title|head\w*)|accordion[-_]?(?:title|button|head\w*|toggle))\b"
)
_SPACE = re.compile(r"\s+")
_TAGS = frozenset({"div", "section", "article"})


def question_of(node: Node) -> str:
    """The text of an element for questions, such as the button above a collapsible answer; "" for other elements."""
    names = f"{node.attributes.get('class', '')} {node.attributes.get('data-toggle', '')}".lower()
    is_made = (
        node.tag in {"button", "summary"} or bool(_ASKING_CLASS.search(names)) or "aria-expanded" in node.attributes
    )
    if node.tag == "p" or not (is_made or node.tag in {"div", "dt"}):
        return ""
    if any(
        each.tag in BLOCKS and each.tag not in {"div", "button", "p"}
        for each in islice(node.elements(), 1, MOST_INSIDE)
    ):
        return ""
    if next(islice(node.elements(), MOST_INSIDE, None), None):
        return ""
    text = _SPACE.sub(" ", node.text()).strip()
    asks = is_worded_as_question(text, by_first_word=is_made)
    return escaped(text) if text and len(text) <= LONGEST_QUESTION and asks and "? " not in text else ""


def repeated(node: Node) -> list[Node]:
    """The children of an element that have the same tag and class as another one, in order."""
    children = [child for child in node.children if isinstance(child, Node) and child.tag in _TAGS]
    counts = Counter((child.tag, child.attributes.get("class", "")) for child in children)
    return [child for child in children if counts[child.tag, child.attributes.get("class", "")] > 1]


def lone_question(container: Node) -> tuple[Node, str] | None:
    """The only element for a question inside an element, and its text; None for none or several."""
    found: list[tuple[Node, str]] = []
    inside: set[int] = set()
    elements = list(islice(container.elements(), 1, MOST_IN_ENTRY + 2))
    if len(elements) > MOST_IN_ENTRY:
        return None
    for element in elements:
        if id(element) in inside:
            continue
        if element.tag in HEADINGS or element.tag == "details":
            return None
        if text := question_of(element):
            found.append((element, text))
            inside.update(map(id, element.elements()))
    return found[0] if len(found) == 1 else None


def begins_with_question(container: Node) -> bool:
    """Whether the first element inside is a heading that asks."""
    first = next((child for child in container.children if isinstance(child, Node)), None)
    return first is not None and first.tag in HEADINGS and is_worded_as_question(" ".join(first.text().split()))
