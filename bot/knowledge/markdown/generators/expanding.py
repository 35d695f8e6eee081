"""Rewrites generators' markup in the lines of a document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.knowledge.lines import closes_fence, opening_fence
from bot.knowledge.markdown.generators.closings import before_closing, closing_at, closing_names
from bot.knowledge.markdown.generators.container import Expansion
from bot.knowledge.markdown.generators.indentation import indent_of
from bot.knowledge.markdown.generators.openings import (
    HIDDEN,
    INDENTED,
    LOOP,
    QUOTED,
    RAW,
    Opening,
    opened_by,
    opening_of,
)
from bot.knowledge.markdown.generators.phrases import TRIGGERS, Phrases
from bot.knowledge.markdown.generators.shortcodes import language_of, shortcode_at
from bot.knowledge.markdown.generators.signs import FRAME, FRAMED, GENERATED, LONG_SHORTCODE, OPTION, SLOT, TRIGGER
from bot.knowledge.markdown.generators.stack import Block, Stack
from bot.knowledge.markdown.generators.statements import statement_length
from bot.knowledge.markdown.generators.tags import tag_at
from bot.knowledge.markdown.generators.terms import DEFINITION, Terms
from bot.knowledge.outline.wording import is_worded_as_question

_FIRST = frozenset("!?=:`~>{<ie-")
_LONGEST_TITLE = 3
"""Maximum further lines of a title between two tags."""
_LONGEST_CODE = 500
"""Maximum lines of code between two shortcodes."""


def expand(lines: Sequence[str], verbatim: Sequence[range], front: Mapping[str, str]) -> Expansion:
    """Rewrite the lines, except those of verbatim answers."""
    text = "\n".join(lines)
    if not TRIGGER.search(text):
        return Expansion(list(lines))
    text = LONG_SHORTCODE.sub(lambda found: " ".join(found[0].split()) + "\n" * found[0].count("\n"), text)
    text = SLOT.sub(r"<Slot.\g<name>>\g<content></Slot.\g<name>>", text)
    expander = _Expander(text.split("\n"), verbatim, front, text)
    return expander.expand()


@dataclass(slots=True)
class _Expander:
    lines: list[str]
    verbatim: Sequence[range]
    front: Mapping[str, str]
    text: str
    out: list[str] = field(default_factory=list)
    unknown: list[int] = field(default_factory=list)
    paired: frozenset[str] = frozenset()
    is_framed: bool = False
    """Whether several list items or quotes are only frames around entries."""
    phrases: Phrases = field(init=False)
    terms: Terms = field(init=False)
    stack: Stack = field(init=False)

    def __post_init__(self) -> None:
        """Collect the names that are closed anywhere. A tag that is never closed is a single tag."""
        self.paired = closing_names(self.text)
        frames = [found["sign"] == ">" for found in FRAMED.finditer(self.text)]
        self.is_framed = max(sum(frames), len(frames) - sum(frames)) > 1
        is_generated = bool(self.front) or bool(GENERATED.search(self.text))
        self.phrases = Phrases(self.front, is_generated, self.paired)
        self.terms = Terms(self.lines, self.out)
        self.stack = Stack(self.terms)

    def expand(self) -> Expansion:
        """Rewrite the whole document."""
        kept = {place for answer in self.verbatim for place in answer}
        place = 0
        while place < len(self.lines):
            line = self.lines[place]
            if place in kept:
                self.out.append(line)
                place += 1
                continue
            line = self.stack.peeled(place, line)
            if self.stack.fence:
                self.out.append(line)
                self.stack.fence = "" if closes_fence(line, self.stack.fence) else self.stack.fence
                place += 1
            else:
                place += self._take(place, line)
        self.stack.close(0, len(self.lines))
        containers = sorted(self.stack.closed, key=lambda container: (container.start, container.depth))
        return Expansion(self.out, containers, self.unknown)

    def _take(self, place: int, line: str) -> int:
        """Rewrite the markup that begins on a line, and return its number of lines."""
        text = line.strip()
        inside = self.stack.closing
        if inside in {RAW, LOOP, HIDDEN} and not closing_at(text)[0]:
            self.out.append(line if inside == RAW else "")
            return 1
        if self.is_framed and (found := FRAME.match(line)):
            return self._take_frame(place, line, found.end())
        if text[:1] not in _FIRST and not any(map(line.__contains__, TRIGGERS)) and "<" not in line:
            self.out.append(line)
            return 1
        steps = (self._take_closing, self._take_statement, self._take_opening, self._take_fence, self._take_tag)
        for step in (*steps, self._take_shortcode, self._take_definition):
            if length := step(place, line):
                return length
        written, unknown = self.phrases.rewritten(line)
        self.unknown += [place] if unknown else []
        self.out.append(written)
        return 1

    def _take_frame(self, place: int, line: str, column: int) -> int:
        """Remove the mark of a list item or quote that is only a frame around an entry."""
        indent = indent_of(line)
        closing = QUOTED if line.lstrip().startswith(">") else INDENTED
        self.stack.push(Block(Opening("item", "", closing), place, indent, place))
        self.lines[place] = " " * indent + line[column:]
        return self._take(place, self.lines[place])

    def _take_statement(self, place: int, _: str) -> int:
        length = 0 if self.stack.blocks else statement_length(self.lines, place)
        self.out += [""] * length
        return length

    def _take_opening(self, place: int, line: str) -> int:
        text = line.strip()
        if OPTION.match(text) and self.stack.closing[:1] in {"`", "~", ":"} and self._follows_opening(place):
            self.out.append("")
            return 1
        opening = opened_by(text)
        return self._open(place, line, opening) if opening else 0

    def _follows_opening(self, place: int) -> bool:
        """Whether there are only options between the first line of the innermost block and this line."""
        return not any(self.lines[line].strip()[:1] != ":" for line in range(self.stack.blocks[-1].body, place))

    def _take_fence(self, _: int, line: str) -> int:
        fence = opening_fence(line)
        if fence:
            self.stack.open_fence(fence)
            self.out.append(line)
        return int(bool(fence))

    def _open(self, place: int, line: str, opening: Opening, taken: int = 1) -> int:
        indent = indent_of(line)
        shown = opening.shown
        if opening.closing == QUOTED and not opening.may_ask:
            self.out.append(f"{' ' * indent}> {shown or opening.name.capitalize()}")
            return 1
        written, _ = self.phrases.rewritten(shown)
        following = self.lines[place + taken] if place + taken < len(self.lines) else ""
        ending = "  " if opening.title and following.strip() else ""
        self.out.append(f"{' ' * indent}{written}{ending}" if written else "")
        self.out += [""] * (taken - 1)
        self.stack.push(Block(opening, place, indent, place + taken))
        return taken

    def _take_definition(self, place: int, line: str) -> int:
        """Rewrite a definition. The term above becomes the title of a block, which lasts as long as it is indented."""
        term = self.terms.definition(place, line.strip(), is_inside=self.stack.defines)
        if term is None:
            return 0
        self.out.append(line.strip()[1:].strip())
        if term:
            opening = Opening(DEFINITION, term, INDENTED, folds=True)
            self.stack.push(Block(opening, self.terms.place, indent_of(line), place))
        return 1

    def _take_closing(self, place: int, line: str) -> int:
        """Close the innermost block or blocks that the line closes."""
        rest, is_closing = line.strip(), False
        while rest:
            name, behind = closing_at(rest)
            if not self.stack.close_by(name, rest, place) and not name:
                break
            rest, is_closing = behind, True
        if is_closing:
            self.out.append(self.phrases.rewritten(rest)[0])
        return int(is_closing)

    def _take_tag(self, place: int, line: str) -> int:
        text = line.strip()
        tag = tag_at(self.lines, place, text) if text.startswith("<") else None
        if not tag:
            return 0
        opening = opening_of(tag.name, tag.attributes, tag.name, tag.rest)
        if tag.is_empty or tag.name not in self.paired:
            return self._take_empty(place, line, opening, tag.answer if tag.is_empty else "", tag.lines)
        length = tag.lines
        text, more = tag.rest, self.lines[place + length : place + length + _LONGEST_TITLE]
        while opening.heads and more and f"</{tag.name}" not in text:
            text, length = f"{text} {more.pop(0).strip()}", length + 1
        before, closing, _ = text.partition(f"</{tag.name}")
        if closing:
            return self._take_empty(place, line, opening, before.strip(), length)
        length = self._open(place, line, opening, tag.lines)
        if tag.rest and self.stack.blocks:
            shown = self.out[-length].rstrip()
            one = self.stack.blocks[-1]
            self.out[-length] = f"{shown} {self.phrases.rewritten(tag.rest)[0]}".strip()
            one.column = len(shown) + 1 if shown else 0
            one.body = place if one.column else one.body
        return length

    def _take_empty(self, place: int, line: str, opening: Opening, answer: str, length: int) -> int:
        """Rewrite a block on a single line: its title, if it has one, and its content."""
        inside, _ = self.phrases.rewritten(answer)
        if opening.heads and is_worded_as_question(inside):
            inside = f"**{inside.replace('**', '')}**"
        shown = opening.shown
        self.out.append(" " * indent_of(line) + " ".join(filter(None, (shown, inside))))
        self.out += [""] * (length - 1)
        if inside:
            self.stack.keep(opening, place, place + length, inside)
        elif opening.rest:
            self.out[-length] = self.phrases.rewritten(opening.rest)[0]
        return length

    def _take_shortcode(self, place: int, line: str) -> int:
        text = line.strip()
        if not text.startswith("{"):
            return 0
        opening = shortcode_at(text, self.paired)
        if not opening:
            return 0
        self.unknown += [place] if opening.closing == LOOP else []
        language = language_of(text)
        before = before_closing(opening.rest)
        if before is not None:
            self._take_empty(place, line, opening, before, 1)
        elif language is None or not self._take_code(place, line, language):
            self._open(place, line, opening)
        return 1

    def _take_code(self, place: int, line: str, language: str) -> bool:
        """Turn code between two shortcodes into a code block."""
        for end in range(place + 1, min(len(self.lines), place + _LONGEST_CODE)):
            if "highlight" not in self.lines[end]:
                continue
            if not closing_at(self.lines[end].strip())[0].endswith("highlight"):
                break
            indent = " " * indent_of(line)
            self.stack.open_fence("```")
            self.out.append(f"{indent}```{language}")
            self.lines[end] = f"{indent}```"
            return True
        return False
