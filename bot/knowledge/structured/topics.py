"""Finds the topic of a list in a tree, in the names and titles around it."""

from collections.abc import Mapping

from bot.knowledge.field_names import normal
from bot.knowledge.outline.titles import says_only_faq
from bot.knowledge.structured.tree import Value

_WRAPPERS = frozenset(
    (
        *("faq", "faqs", "questions", "question", "items", "item", "data", "entries", "intents", "qna", "qnas", "qa"),
        *("list", "results", "result", "content", "contents", "docs", "documents", "rows", "records", "children"),
        *("sections", "categories", "topics", "groups", "knowledge base", "knowledgebase", "kb", "main entity"),
        *("@graph", "generic", "commands", "tags", "qna list", "qna documents", "assets", "guild", "global", "pairs"),
        *("q&a", "questions and answers", "frequently asked questions", "messages", "articles", "answers", "values"),
        *("nodes", "edges", "payload", "response", "body", "dataset", "train", "test", "props", "conversations"),
        *("qas", "paragraphs", "subcategories", "subsections", "fields", "attributes", "resource", "options", "tags"),
    )
)
"""Names of lists and objects that say nothing about their content."""
_TITLES = ("title", "name", "category", "topic", "section", "heading", "group", "label", "titel", "titulo", "thema")
"""The names of the field with the topic, in an object that contains a list of entries."""
_TECHNICAL = frozenset(
    (
        "id",
        "slug",
        "icon",
        "key",
        "type",
        "description",
        "desc",
        "url",
        "link",
        "image",
        "anchor",
        "lang",
        "class",
        "color",
    )
)
"""Names of fields whose text is no topic."""
_LONGEST_TOPIC = 60
"""Characters."""


def says_nothing(name: str) -> bool:
    """Whether the name of a list or an object says nothing about its content."""
    return normal(name) in _WRAPPERS | {""}


def title_of(found: Mapping[str, Value], *, can_be_first: bool) -> str | None:
    """The title of an object around a list; None for none. `can_be_first`: the first text may be one, too."""
    title = next((text for key in _TITLES if isinstance(text := found.get(key), str)), None)
    title = title or (_first_text(found) if can_be_first else None)
    return None if not title or says_only_faq(title) else title


def _first_text(found: Mapping[str, Value]) -> str | None:
    """The first text of an object around a list, if it may be the topic of the list."""
    name, text = next(((name, text) for name, text in found.items() if isinstance(text, str)), ("id", ""))
    is_topic = (
        normal(name) not in _TECHNICAL
        and name[:1] != "@"
        and text[:1].isupper()
        and len(text) <= _LONGEST_TOPIC
        and text[-1] not in ".!?"
    )
    return text if is_topic else None
