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
_QUESTION_CLASS = re.compile(r"question|faq|accordion|collaps|toggle")
_ANSWER_CLASS = re.compile(r"answer|body|content|panel|item|list|section|wrapper|container")
_QUESTION_TAGS = frozenset({"a", "button", "div", "dt", "p", "span", "strong"})
_SIGNS_AFTER = re.compile(r"(?<=\S)\s*[+−–×✕✖▼▾▸▹›»⌄↓↑→]+$")
"""Signs that show that something unfolds."""
_SPACE = re.compile(r"\s+")
_TAGS = frozenset({"div", "section", "article"})


def question_of(node: Node, classes: frozenset[str] = frozenset()) -> str:
    """The text of an element for questions, such as the button above a collapsible answer; "" for other elements.

    Elements of one of the `classes` need not ask.
    """
    names = f"{_class_of(node)} {node.attributes.get('data-toggle', '').lower()}"
    is_known = _class_of(node) in classes
    is_made = (
        node.tag in {"button", "summary"} or bool(_ASKING_CLASS.search(names)) or "aria-expanded" in node.attributes
    )
    if not is_known and (node.tag == "p" or not (is_made or node.tag in {"div", "dt"})):
        return ""
    if any(
        each.tag in BLOCKS and each.tag not in {"div", "button", "p"}
        for each in islice(node.elements(), 1, MOST_INSIDE)
    ):
        return ""
    if next(islice(node.elements(), MOST_INSIDE, None), None):
        return ""
    text = _SIGNS_AFTER.sub("", _SPACE.sub(" ", node.text()).strip())
    asks = is_known or is_worded_as_question(text, by_first_word=is_made)
    return escaped(text) if text and len(text) <= LONGEST_QUESTION and asks and "? " not in text else ""


def question_classes(root: Node) -> frozenset[str]:
    """The classes of a page's elements for questions: their names say so, and most of their elements ask."""
    counts: Counter[str] = Counter()
    asking: Counter[str] = Counter()
    for node in root.elements():
        name = _class_of(node)
        if node.tag in _QUESTION_TAGS and name and _QUESTION_CLASS.search(name) and not _ANSWER_CLASS.search(name):
            counts[name] += 1
            if next(islice(node.elements(), MOST_INSIDE, None), None):
                continue
            text = _SPACE.sub(" ", node.text()).strip()[: LONGEST_QUESTION + 1]
            asking[name] += len(text) <= LONGEST_QUESTION and is_worded_as_question(_SIGNS_AFTER.sub("", text))
    return frozenset(name for name, count in counts.items() if asking[name] > 1 and 2 * asking[name] >= count)


def _class_of(node: Node) -> str:
    return " ".join(node.attributes.get("class", "").lower().split())


def repeated(node: Node) -> list[Node]:
    """The children of an element that have the same tag and class as another one, in order."""
    children = [child for child in node.children if isinstance(child, Node) and child.tag in _TAGS]
    counts = Counter((child.tag, child.attributes.get("class", "")) for child in children)
    return [child for child in children if counts[child.tag, child.attributes.get("class", "")] > 1]


def lone_question(container: Node, classes: frozenset[str]) -> tuple[Node, str] | None:
    """The only element for a question inside an element, and its text; None for none or several.

    `classes`: see `question_of`. A heading around such an element belongs to it.
    """
    found: list[tuple[Node, str]] = []
    inside: set[int] = set()
    elements = list(islice(container.elements(), 1, MOST_IN_ENTRY + 2))
    if len(elements) > MOST_IN_ENTRY:
        return None
    for element in elements:
        if id(element) in inside:
            continue
        is_heading = element.tag in HEADINGS
        parts = islice(element.elements(), 1, MOST_INSIDE) if is_heading else [element]
        text = next((text for each in parts if (text := question_of(each, classes))), "")
        if element.tag == "details" or (is_heading and not text):
            return None
        if text:
            found.append((element, text))
            inside.update(map(id, element.elements()))
    return found[0] if len(found) == 1 else None


def begins_with_question(container: Node) -> bool:
    """Whether the first element inside is a heading that asks."""
    first = next((child for child in container.children if isinstance(child, Node)), None)
    return first is not None and first.tag in HEADINGS and is_worded_as_question(" ".join(first.text().split()))
