"""Matching and conversation take their words from a `Language`, and hold none themselves."""

import ast
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

import bot
from bot.language import ENGLISH

HOUSE = Path(bot.__file__).parent
MODULES = sorted(
    module
    for place in ("retrieval", "answering", "language", "replies/small_talk.py", "discord_ui/gate.py")
    for module in ((HOUSE / place).rglob("*.py") if (HOUSE / place).is_dir() else (HOUSE / place,))
    if module.parent != HOUSE / "language" / "english"
)
ENGLISH_WORDS = frozenset(
    word
    for word in chain(
        ENGLISH.stop_words,
        ENGLISH.placeholders,
        ENGLISH.shorthand,
        ENGLISH.chat.abbreviations,
        ENGLISH.questions.auxiliaries,
        ENGLISH.courtesies.closing_ends,
    )
    if len(word) > 1  # one letter may as well be the type of an array
)
ARRAYS = frozenset(("about",))
"""Names of arrays in saved state."""


def literals(module: Path) -> Iterator[tuple[int, str]]:
    """The line and text of each string literal that is neither a docstring nor part of a message."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    skipped = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    messages = (node.values for node in ast.walk(tree) if isinstance(node, ast.JoinedStr))
    skipped.update(map(id, chain.from_iterable(messages)))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node.lineno, node.value


def patterns(module: Path) -> Iterator[tuple[int, str]]:
    """The line and text of each literal in a regular expression."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
            for part in ast.walk(node):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.lineno, part.value


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.relative_to(HOUSE).as_posix())
def test_no_module_outside_english_holds_an_english_word(module: Path) -> None:
    alone = [
        (line, text) for line, text in literals(module) if text.split() and set(text.split()) <= ENGLISH_WORDS - ARRAYS
    ]
    matched = [
        (line, text)
        for line, text in patterns(module)
        if ENGLISH_WORDS.intersection(re.findall(r"[a-z]+", re.sub(r"\\.", " ", text)))
    ]
    assert alone + matched == []
