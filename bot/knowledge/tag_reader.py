"""Reads a file that is one entry as a whole, as in the folders of tags that community bots use."""

import re
from pathlib import PurePath

from bot.knowledge.draft import Draft, Line
from bot.knowledge.drafting import Pieces, assemble
from bot.knowledge.markdown.front_matter import read_front_matter
from bot.knowledge.outline.titles import is_faq
from bot.knowledge.outline.wording import is_worded_as_question
from bot.knowledge.problem import Findings
from bot.knowledge.structured.tree import Object, Value

_FOLDERS = frozenset({"tag", "tags", "snippets", "canned responses", "canned"})
"""Names of folders with one tag per file, with spaces instead of punctuation."""
_TAG_FIELDS = frozenset({"aliases", "triggers", "embed"})
"""Fields in the front matter of a tag."""


def read_tag(text: str, path: str, questions: int) -> list[Draft]:
    """The entry of a Markdown file that is one as a whole; [] for other files.

    These are files in a folder of tags, and files whose front matter has a title that asks, or any title in the folder
    of an FAQ.
    `questions` is the number of questions in the text. In a folder of tags, a file with aliases or an embed is one
    entry even if its text asks. The first question is the title, or else the file name. The file name and the aliases
    are phrasings.
    """
    name = PurePath(path)
    folder = re.sub(r"[-_]+", " ", name.parent.name.lower())
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if folder not in _FOLDERS and (questions or not lines[0].startswith(("---", "+++"))):
        return []
    front = read_front_matter(lines)
    title = _title(front.tree)
    if folder in _FOLDERS:
        is_entry = not questions or not _TAG_FIELDS.isdisjoint(front.tree)
    else:
        is_entry = bool(title) and (is_faq(folder) or is_worded_as_question(title))
    if not is_entry:
        return []
    called = re.sub(r"[-_]+", " ", name.stem).strip()
    asked = [title or called, *([called] if folder in _FOLDERS else []), *_aliases(front.tree)]
    questions_asked = tuple(Line(1, question) for question in asked)
    pieces = Pieces(questions_asked, "\n".join(lines[front.length :]), front.length + 1)
    draft = assemble(pieces, Findings(path).add)
    return [draft] if draft else []


def _title(front: Object) -> str:
    """The title of a tag or of its embed; "" for none."""
    embed = front.get("embed")
    named = (front.get("title"), embed.get("title") if isinstance(embed, Object) else None)
    return next((text.strip() for text in named if isinstance(text, str) and text.strip()), "")


def _aliases(front: Object) -> list[str]:
    found: Value = front.get("aliases") or front.get("triggers") or []
    return [each for each in ([found] if isinstance(found, str) else found) if isinstance(each, str)]
