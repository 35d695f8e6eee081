"""Finds the rules that end answers: those between entries, and the one above the last lines of a document."""

import re
from collections.abc import Sequence

from bot.knowledge.lines import bare
from bot.knowledge.outline.marks import Kind, Mark
from bot.knowledge.outline.role import Role

_BETWEEN = frozenset({Kind.BOLD, Kind.PREFIXED})
"""Kinds of questions that authors separate by rules. Headings need none."""
_MOST_FOOTER_LINES = 6
"""Maximum lines of text below the last rule of a document that are not part of the last answer."""
_ABOUT_ITSELF = re.compile(
    r"[*_>(\s]*(?:more (?:detailed )?(?:questions|answers|entries)\b.*\b(?:soon|added|come|follow)\b.*"
    r"|(?:more )?coming soon\b.*|last (?:updated|modified|edited|reviewed)\b.*|to be continued\b.*)",
    re.IGNORECASE,
)
"""A last paragraph about the FAQ itself, such as “Last updated in May” or “More questions will be added”."""
RULE = re.compile(r"\s*([-*_])(?:\s*\1){2,}\s*")
"""A line that is a rule. Directly below a paragraph, a parser may take it for the mark of a heading."""
"""A line that is a rule. Directly below a paragraph it may mean a heading to a parser, but hardly to an author."""


class Rules:
    """The rules of a document."""

    def __init__(
        self, lines: Sequence[str], empty: Sequence[int], marks: Sequence[Mark], roles: Sequence[Role]
    ) -> None:
        """Take the lines, for each whether it is no text, and the marks with their roles."""
        self._lines, self._empty, self._marks = lines, empty, marks
        self._asked = [mark for mark, role in zip(marks, roles, strict=True) if role is Role.QUESTION]
        self._is_between = self._are_between_entries()

    def end_of_answer(self, place: int, end: int, *, is_last: bool) -> int | None:
        """The line of the rule or remark that ends the answer of that mark; None for none.

        `end`: the line where the answer ends otherwise. `is_last`: this is the end of the document.
        """
        question = self._marks[place]
        rules = [line for line in range(question.end.line, end) if self._is_rule(line)]
        if rules and self._is_between and question.kind in _BETWEEN:
            return rules[0]
        if not is_last:
            return None
        return rules[-1] if rules and self._is_above_footer(rules[-1], question) else self._remark(question, end)

    def _remark(self, question: Mark, end: int) -> int | None:
        """The line where a last paragraph begins that is about the document itself; None for none."""
        line = end - 1
        while line > question.end.line and not self._lines[line].strip():
            line -= 1
        while line > question.end.line and self._lines[line - 1].strip():
            line -= 1
        above = self._lines[question.end.line : line]
        return line if _ABOUT_ITSELF.match(self._lines[line]) and any(map(str.strip, above)) else None

    def _is_rule(self, line: int) -> bool:
        return bool(self._empty[line] and RULE.fullmatch(self._lines[line]))

    def _are_between_entries(self) -> bool:
        """Whether a rule is right above most questions except the first."""
        starts = [mark.start.line for mark in self._asked if mark.kind in _BETWEEN]
        ruled = 0
        for start in starts[1:]:
            line = start - 1
            while line >= 0 and not self._lines[line].strip():
                line -= 1
            ruled += line >= 0 and self._is_rule(line)
        return ruled > 0 and 2 * ruled >= len(starts) - 1

    def _is_above_footer(self, rule: int, question: Mark) -> bool:
        """Whether few lines follow a rule in the last answer, and no other answer contains a rule."""
        said = sum(bool(bare(text)) for text in self._lines[rule + 1 :])
        if not 0 < said <= _MOST_FOOTER_LINES or question is self._asked[0]:
            return False
        starts = {mark.start.line for mark in self._marks}
        for line in range(self._asked[0].start.line, question.start.line):
            if self._is_rule(line):
                below = line + 1
                while not self._lines[below].strip():
                    below += 1
                if below not in starts:
                    return False
        return True
