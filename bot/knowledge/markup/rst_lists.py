"""Joins the parts of a list that docutils reads as several lists."""

from typing import Any

_IN_ITEMS = frozenset({"block_quote", "image"})
"""Elements that may stand between the items of one list."""


def with_whole_lists(node: Any) -> list[Any]:  # noqa: ANN401 - docutils has no types
    """The children of a node. A quote or an image between two lists of one kind belongs to the item above it.

    A paragraph that is indented less than its item is a quote for docutils, and an image without indentation ends the
    list. Their authors see one list.
    """
    found: list[Any] = []
    for child in node.children:
        place = len(found) - 1
        while place >= 0 and found[place].__class__.__name__ in _IN_ITEMS:
            place -= 1
        above = found[place] if place >= 0 else None
        if above is not None and _is_bullets(above) and _is_bullets(child) and above["bullet"] == child["bullet"]:
            for each in found[place + 1 :]:
                above.children[-1].extend(each.children or [each])
            above.extend(child.children)
            del found[place + 1 :]
        else:
            found.append(child)
    return found


def _is_bullets(node: Any) -> bool:  # noqa: ANN401
    return node.__class__.__name__ == "bullet_list" and "bullet" in node and bool(node.children)
