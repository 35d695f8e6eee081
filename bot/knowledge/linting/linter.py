"""Applies the rules for warnings to characters, to entries, and to all files together."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from bot.knowledge.codes import Code
from bot.knowledge.draft import Draft, Line
from bot.knowledge.entry import folded, made_id
from bot.knowledge.lines import bare, numbered_lines, prose_lines
from bot.knowledge.linting.discord import LONGEST_ANSWER, LONGEST_QUESTION, odd_links, pings
from bot.knowledge.linting.misreading import misread_lines, run_together
from bot.knowledge.linting.missing import cut_file, lost_answers, lost_questions
from bot.knowledge.linting.near_duplicates import letters, signature
from bot.knowledge.linting.suspects import suspicions
from bot.knowledge.problem import Finding, Problem, excerpt
from bot.knowledge.readers import is_plain_text
from bot.runtime import Meter

_CUT_OFF = ("…", "...")
_LOST = "\ufffd"
_MISREAD = re.compile("â€[™œ˜“”¦\x9d\x93\x94]|Ã[\x80-\xbf]|Â[\xa0-\xbf]")
"""UTF-8 text that a program has read as Windows-1252."""
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls except the tab and line ends
    "\u00ad\u200b\u2060\ufeff"  # soft hyphen and spaces without width
    "\u2028\u2029"  # separators, which end no line here
    "\u202a-\u202e\u2066-\u2069"  # direction overrides and isolates
    f"{_LOST}]"
)
"""Invisible characters that distort words or keep the bot from finding them. Joiners and direction marks are allowed:
emoji, Persian and Hebrew need them."""


def lint_file(text: str, drafts: Iterable[Draft], path: str) -> Iterator[Problem]:
    """Warnings about the characters and the entries of a file, in this order."""
    for finding in (*_invisible(text), *_misread(text)):
        yield Problem(path, *finding)
    # Other formats do not recognise headings and questions by the start or end of a line.
    is_text = is_plain_text(path)
    checks = (_in_questions, _in_answer, suspicions, *([misread_lines] if is_text else ()))
    last_line = 0
    for draft in drafts:
        for check in checks:
            for finding in check(draft):
                yield Problem(path, *finding)
        if is_text:
            for finding in run_together(draft, last_line):
                yield Problem(path, *finding)
            last_line = draft.answer_line + draft.answer.count("\n")


def lint_sequence(drafts: Sequence[Draft], path: str) -> Iterator[Problem]:
    """Warnings about parts that seem to be missing, for formats in which an answer keeps its lines."""
    for finding in (*lost_answers(drafts), *lost_questions(drafts), *cut_file(drafts)):
        yield Problem(path, *finding)


def lint_together(files: Sequence[tuple[str, Sequence[Draft]]], meter: Meter, amount: int) -> Iterator[Problem]:
    """Warnings that need a comparison of all entries; each file is given as its path and drafts.

    `amount` is the amount of work on the meter.
    """
    count = sum(len(drafts) for _, drafts in files)
    counted = (
        (path, draft) for path, drafts in files for draft in meter.over(drafts, amount * len(drafts) // max(count, 1))
    )
    yield from _alike(counted)
    yield from _lonely((path, draft) for path, drafts in files for draft in drafts)
    yield from _unknown_related(files)


def _alike(drafts: Iterable[tuple[str, Draft]]) -> Iterator[Problem]:
    """Questions that two entries share, and near-duplicates with different answers, in one pass."""
    first: dict[str | tuple[str, ...], tuple[str, Line, Draft]] = {}
    for path, draft in drafts:
        for question in draft.questions:
            here = (path, question, draft)
            words = letters(question.text)
            same = first.setdefault(words, here)
            twin = first.setdefault(signature(words) or words, here)
            if same[2] is not draft:
                message = f"the same question as in {_place(same, path)}, with another entry: {excerpt(question.text)}"
                hint = "merge the two entries, or reword one of the questions"
                yield Problem(path, question.number, Code.SAME_QUESTION, message, hint)
            elif twin[2] is not draft and twin[2].answer != draft.answer:
                message = f"nearly the same question as in {_place(twin, path)}: {excerpt(twin[1].text)}"
                hint = "merge the two entries, or add a word that tells them apart"
                yield Problem(path, question.number, Code.NEAR_DUPLICATE, message, hint)


def _place(where: tuple[str, Line, Draft], path: str) -> str:
    """The name of a line in a message about `path`."""
    return f"line {where[1].number}" if where[0] == path else f"{where[0]}:{where[1].number}"


def _lonely(drafts: Iterable[tuple[str, Draft]]) -> Iterator[Problem]:
    """Topics with a single entry, if there are several topics."""
    members: dict[str, list[tuple[str, Draft]]] = {}
    for path, draft in drafts:
        if draft.topic:
            members.setdefault(draft.topic, []).append((path, draft))
    for topic, group in members.items():
        if len(group) == 1 < len(members):
            ((path, draft),) = group
            message = f"the only entry of the topic {excerpt(topic)}"
            hint = "put it under a heading with more entries"
            yield Problem(path, draft.questions[0].number, Code.LONELY_TOPIC, message, hint)


def _unknown_related(files: Sequence[tuple[str, Sequence[Draft]]]) -> Iterator[Problem]:
    """Names of related entries that are neither the first question nor the id of an entry."""
    if not any(draft.related for _, drafts in files for draft in drafts):
        return
    entries = [draft for _, drafts in files for draft in drafts]
    known = {draft.id for draft in entries} | {folded(draft.questions[0].text) for draft in entries}
    known |= {made_id(draft.questions[0].text) for draft in entries}
    for path, draft in ((path, draft) for path, drafts in files for draft in drafts):
        for name in draft.related:
            if name not in known and folded(name) not in known:
                message = f"no entry has this related question: {excerpt(name)}"
                hint = "write the first question or the id of an entry"
                yield Problem(path, draft.questions[0].number, Code.UNKNOWN_RELATED, message, hint)


def _invisible(text: str) -> Iterator[Finding]:
    """A warning for each kind of character, at its first occurrence."""
    places: dict[str, list[int]] = {}
    for number, line in numbered_lines(text) if _INVISIBLE.search(text) else ():
        for char in dict.fromkeys(_INVISIBLE.findall(line)):
            places.setdefault(char, []).append(number)
    for char, lines in places.items():
        name = unicodedata.name(char, "control character").lower()
        more = f", and {len(lines) - 1} more like it" if len(lines) > 1 else ""
        if char == _LOST:
            message = f"a character was lost here and became “{_LOST}”{more}"
            yield lines[0], Code.LOST_CHARACTER, message, "replace it with the right character"
        else:
            message = f"an invisible character (U+{ord(char):04X}, {name}){more}"
            yield lines[0], Code.INVISIBLE_CHARACTER, message, "delete it"


def _misread(text: str) -> Iterator[Finding]:
    """The first line with characters of another encoding."""
    if found := _MISREAD.search(text):
        line = sum(1 for _ in numbered_lines(text[: found.start()]))
        yield line, Code.MISREAD_ENCODING, f"characters of another encoding: {excerpt(found[0])}", "correct them"


def _in_questions(draft: Draft) -> Iterator[Finding]:
    for question in draft.questions:
        for code, message, hint in pings(question.text):
            yield question.number, code, message, hint
        if len(question.text) > LONGEST_QUESTION:
            message = f"a question of {len(question.text)} characters; Discord shows {LONGEST_QUESTION}"
            hint = "shorten it; if it belongs to an answer, end its line without “?”"
            yield question.number, Code.LONG_QUESTION, message, hint


def _in_answer(draft: Draft) -> Iterator[Finding]:
    for offset, line in prose_lines(draft.answer):
        number, text = draft.answer_line + offset, bare(line)
        if "@" in text or "/" in text or "](" in text:
            for code, message, hint in (*pings(text), *odd_links(text)):
                yield number, code, message, hint
    if len(draft.answer) > LONGEST_ANSWER and _is_closed(draft.answer):
        message = f"an answer of {len(draft.answer)} characters; one message shows {LONGEST_ANSWER}"
        yield draft.answer_line, Code.LONG_ANSWER, message, "shorten it, or split it into several entries"
    if draft.answer.endswith(_CUT_OFF):
        last = draft.answer_line + draft.answer.count("\n")
        message = "this answer ends in “…”, as if it were cut off"
        yield last, Code.CUT_ANSWER, message, "write it in full, or end it with a full stop"


def _is_closed(answer: str) -> bool:
    """Whether its code blocks are closed. An open one is reported elsewhere, and makes the answer too long."""
    behind = answer.count("\n") + 1
    return any(offset == behind for offset, _ in prose_lines(f"{answer}\n."))
