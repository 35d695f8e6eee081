"""Reads HTML: the visible page, and its structured data for search engines."""

import json
from collections.abc import Iterator
from urllib.parse import urljoin

from bot.knowledge.addresses import published
from bot.knowledge.codes import Code
from bot.knowledge.draft import Draft, Line
from bot.knowledge.drafting import Pieces, assemble
from bot.knowledge.html.converter import Converter
from bot.knowledge.html.options import Options
from bot.knowledge.html.page import html_as_markdown, main_rows
from bot.knowledge.html.pieces import QUESTION_TYPE, marked_up
from bot.knowledge.html.tree import Node, parse_html
from bot.knowledge.links import is_address
from bot.knowledge.linting.near_duplicates import letters
from bot.knowledge.markdown import OWN_ANCHORS, read_markdown_rows
from bot.knowledge.markdown_rows import trimmed
from bot.knowledge.outline.wording import is_worded_as_question
from bot.knowledge.problem import Findings, Problem
from bot.knowledge.structured.json_tree import parse_json
from bot.knowledge.structured.shapes import ShapeReader
from bot.knowledge.structured.tree import List, Object

LARGEST = 32 * 2**20
"""Characters. The tree of a page needs many times the memory of its text."""


def read_html(
    text: str, path: str, address: str = "", base_url: str = "", source: str = ""
) -> tuple[list[Draft], list[Problem]]:
    """Parse a whole page.

    `path` is for the problems, and its name may show that the page is an FAQ. `address` is the address of the page; ""
    to use the one that the page states, or else the path `source` below the address `base_url`. Returns the drafts in
    file order, and all problems.
    """
    problems = Findings(path)
    if len(text) > LARGEST:
        problems.add(0, Code.TOO_LARGE, f"HTML of more than {LARGEST // 2**20} MiB", "split it into several")
        return [], problems.told()
    root = parse_html(text)
    title = next((node.text().strip() for node in root.elements() if node.tag == "title"), "")
    page = address or _stated_address(root) or published({}, base_url, source).page
    base = _base_of(root, page)
    front = {"title": " ".join(title.split()), "url": page, OWN_ANCHORS: "yes"}
    seen, further = read_markdown_rows(main_rows(root, base), path, front)
    for problem in further:
        problems.take(problem)
    marked = [*_microdata(root, Converter(Options(base)), problems), *_linked_data(root, path)]
    return _merged(seen, [draft._replace(url=draft.url or page) for draft in marked]), problems.told()


def _stated_address(root: Node) -> str:
    """The address that the page states; "" for none."""
    for node in root.elements():
        is_canonical = node.tag == "link" and node.attributes.get("rel", "").lower() == "canonical"
        named = node.attributes.get("href", "") if is_canonical else ""
        if node.tag == "meta" and node.attributes.get("property", "").lower() == "og:url":
            named = node.attributes.get("content", "")
        if is_address(named.strip()):
            return named.strip()
    return ""


def _base_of(root: Node, page: str) -> str:
    """The address that relative links begin with: the one that the page states for them, or its own; "" if unknown."""
    stated = next((node.attributes.get("href", "") for node in root.elements() if node.tag == "base"), "")
    try:
        base = urljoin(page, stated.strip())
    except ValueError:
        return page
    return base if is_address(base) else page


def _merged(seen: list[Draft], marked: list[Draft]) -> list[Draft]:
    """The entries of the page and of its structured data, each once, by line.

    If there is structured data, headings that are not worded as questions are probably not questions.
    """
    if not marked:
        return seen
    names = {letters(line.text) for draft in marked for line in draft.questions}
    kept = [
        draft
        for draft in seen
        if any(is_worded_as_question(line.text) or letters(line.text) in names for line in draft.questions)
    ]
    known = {letters(question.text) for draft in kept for question in draft.questions}
    for draft in marked:
        name = letters(draft.questions[0].text)
        kept += [draft] if name not in known else []
        known.add(name)
    return sorted(kept, key=lambda draft: draft.questions[0].number)


def _microdata(root: Node, converter: Converter, problems: Findings) -> Iterator[Draft]:
    """The questions in microdata."""
    for node in root.elements():
        if QUESTION_TYPE.search(node.attributes.get("itemtype", "")) and (pair := marked_up(node)):
            question, told, line = pair
            answer = "\n".join(text for text, _ in trimmed(converter.rows(told)))
            if draft := assemble(Pieces((Line(line, question),), answer, told.line), problems.add):
                yield draft


def _linked_data(root: Node, path: str) -> Iterator[Draft]:
    """The questions in JSON-LD. Invalid JSON is ignored."""
    for node in root.elements():
        if node.tag != "script" or node.attributes.get("type", "").strip().lower() != "application/ld+json":
            continue
        text = node.text()
        if "Question" not in text:
            continue
        try:
            value, _ = parse_json(text, len(text) - len(text.lstrip()), node.line)
        except (json.JSONDecodeError, RecursionError):
            continue
        if isinstance(value, Object | List):
            for draft in ShapeReader(Findings(path)).drafts(value, is_listed=True):
                is_html = "<" in draft.answer or "&" in draft.answer
                yield draft._replace(answer=html_as_markdown(draft.answer) or draft.answer) if is_html else draft
