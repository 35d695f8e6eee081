"""Reads a file that is one entry as a whole, as in the folders of tags that community bots use."""

import re
from pathlib import PurePath

import yaml

from bot.knowledge.draft import Draft, Line
from bot.knowledge.drafting import Pieces, assemble
from bot.knowledge.outline.titles import is_faq
from bot.knowledge.problem import Findings
from bot.knowledge.structured.tree import Object, Value
from bot.knowledge.structured.yaml_tree import UnusableError, parse_yaml

_FOLDERS = frozenset({"tag", "tags", "snippets", "canned responses", "canned"})
"""Names of folders with one tag per file, with spaces instead of punctuation."""
_TAG_FIELDS = frozenset({"aliases", "triggers", "embed"})
"""Fields in the front matter of a tag."""
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<front>.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)


def read_tag(text: str, path: str, questions: int) -> list[Draft]:
    """The entry of a Markdown file in a folder of tags, or with a title in the folder of an FAQ; [] for other files.

    `questions` is the number of questions in the text. In a folder of tags, a file with aliases or an embed is one
    entry even if its text asks. The first question is the title, or else the file name. The file name and the aliases
    are phrasings.
    """
    name = PurePath(path)
    folder = re.sub(r"[-_]+", " ", name.parent.name.lower())
    if folder not in _FOLDERS and not is_faq(folder):
        return []
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    found = _FRONT_MATTER.match(plain)
    front = _front(found["front"]) if found else Object(1)
    title = _title(front)
    is_tag = folder in _FOLDERS and (not questions or not _TAG_FIELDS.isdisjoint(front))
    if not is_tag and not (is_faq(folder) and title and not questions):
        return []
    called = re.sub(r"[-_]+", " ", name.stem).strip()
    asked = [title or called, *([called] if folder in _FOLDERS else []), *_aliases(front)]
    line = 1 + (found[0].count("\n") if found else 0)
    answer = plain[found.end() :] if found else plain
    draft = assemble(Pieces(tuple(Line(1, question) for question in asked), answer, line), Findings(path).add)
    return [draft] if draft else []


def _front(text: str) -> Object:
    try:
        values = list(parse_yaml(text))
    except (yaml.YAMLError, UnusableError, RecursionError):
        values = []
    return values[0] if values and isinstance(values[0], Object) else Object(1)


def _title(front: Object) -> str:
    """The title of a tag or of its embed; "" for none."""
    embed = front.get("embed")
    named = (front.get("title"), embed.get("title") if isinstance(embed, Object) else None)
    return next((text.strip() for text in named if isinstance(text, str) and text.strip()), "")


def _aliases(front: Object) -> list[str]:
    found: Value = front.get("aliases") or front.get("triggers") or []
    return [each for each in ([found] if isinstance(found, str) else found) if isinstance(each, str)]
