"""Finds the entries in a tree of any structure."""

from collections.abc import Iterator, Mapping, Sequence

from bot.knowledge.codes import Code
from bot.knowledge.columns import Columns, find_columns, is_worded
from bot.knowledge.draft import Draft, Line
from bot.knowledge.drafting import Pieces, assemble, tolerant
from bot.knowledge.field_names import EXACT, LIKELY, POSSIBLE
from bot.knowledge.outline.titles import says_only_faq
from bot.knowledge.problem import Findings
from bot.knowledge.prompts import resolved
from bot.knowledge.rows import SAMPLE, read_rows
from bot.knowledge.structured.kinds import (
    MapKind,
    chat_turns,
    flat_pairs,
    in_turn,
    is_container,
    is_conversation,
    is_entry,
    is_row,
    is_switched_off,
    map_kind,
    numbered_pairs,
    parallel_lists,
)
from bot.knowledge.structured.records import RecordReader, answering_field, is_language, roles_of, trigger_field
from bot.knowledge.structured.report import OWN_NAMES, Report
from bot.knowledge.structured.topics import says_nothing, title_of
from bot.knowledge.structured.tree import List, Object, Value, kind
from bot.knowledge.unlabelling import without_labels

MOST_FIELDS = 200
"""Maximum number of unknown field names whose texts are looked at."""
QUESTION = "question"
_TELLING = frozenset({"question", "questions", "answer", "topic", "phrasings"})
"""Fields of the bot's own that other programs' objects hardly have."""
_EXTRAS = ("topic", "id", "synonyms", "phrasings", "url", "related")
"""Fields of an entry besides its question and its answer."""
PLAIN_ROLES: Mapping[str, str] = {"question": QUESTION, "answer": "answer"}
"""The roles in an object that is made from a name and its value."""
_INTO_OBJECT = "write “question” and “answer” into {}"


class ShapeReader:
    """Reads the tree of one file."""

    def __init__(self, problems: Findings) -> None:
        """Take the collector of problems."""
        self._problems = problems
        self._report = Report(problems)
        self._records = RecordReader(problems, self._report)

    def drafts(self, value: Value, name: str = "", line: int = 1, *, is_listed: bool = False) -> Iterator[Draft]:
        """Each entry of a value, in order.

        `name` is its name in reports, and `line` its first line. `is_listed`: it is one of several.
        """
        if isinstance(value, Object) or is_container(value) or flat_pairs(value):
            yield from self._walk(value, name, None, in_list=is_listed)
        else:
            self._problems.add(line, Code.FIELD, f"{name or 'this'} is {kind(value)}, not an object", _INTO_OBJECT)

    def record(self, name: str, line: int, value: Mapping[str, Value], roles: Mapping[str, str]) -> Iterator[Draft]:
        """The entry of an object whose fields have these roles, which must include a question and an answer."""
        self._report.took(line, roles)
        if pieces := self._records.pieces(name, line, value, roles):
            yield from self._assembled(pieces)

    def guessed(self) -> Iterator[Draft]:
        """The entries of objects with unknown field names, guessed from their texts. Use it if there are no others."""
        names = list(dict.fromkeys(name for found in self._report.unread for name in found))
        if len(names) > MOST_FIELDS:
            return
        rows = [[str(found.get(name) or "") for name in names] for found in self._report.unread]
        columns = find_columns([names, *rows[:SAMPLE]]) if rows else None
        named = dict(zip(names, columns.roles, strict=False)) if columns else {}
        taken = [name for name, role in named.items() if role]
        holds_lists = any(isinstance(found.get(name), List | Object) for found in self._report.unread for name in taken)
        if columns and _is_likely(columns, rows) and not holds_lists:
            lines = [found.line for found in self._report.unread]
            self._report.unread = []
            yield from read_rows(iter([(lines[0], names), *zip(lines, rows, strict=True)]), self._problems)

    def finish(self, drafts: list[Draft]) -> list[Draft]:
        """Report how the file was read. Returns its entries, with the questions of those that they lead to."""
        self._report.finish(is_empty=not drafts)
        return without_labels(resolved(drafts, self._records.numbers) if self._records.numbers else drafts)

    def _assembled(self, pieces: Pieces, topic: str | None = None) -> Iterator[Draft]:
        if draft := assemble(pieces, tolerant(self._problems.add), "write its “answer” in the same object"):
            yield draft._replace(answer_line=pieces.answer_line, topic=draft.topic or topic)

    def _walk(self, value: Value, name: str, topic: str | None, *, in_list: bool) -> Iterator[Draft]:
        if isinstance(value, List):
            yield from self._list(value, name, topic)
        elif isinstance(value, Object):
            yield from self._object(value, name, topic, in_list=in_list)

    def _list(self, values: List, name: str, topic: str | None) -> Iterator[Draft]:
        if values and all(map(is_row, values)):
            rows = ((row.line, ["" if field is None else str(field) for field in row]) for row in values)
            yield from self._titled(read_rows(rows, self._problems), topic)
            return
        if turns := chat_turns(values) or flat_pairs(values):
            for line, question, answer in turns:
                yield from self._assembled(Pieces((Line(line, question),), answer, line), topic)
            return
        for place, each in enumerate(in_turn(values) or values):
            where = f"{name}[{place}]"
            if isinstance(each, Object) or (isinstance(each, List) and any(isinstance(one, Object) for one in each)):
                yield from self._walk(each, where, topic, in_list=True)
            else:
                message = f"{where} is {kind(each)}, not an object"
                self._problems.add(values.line, Code.FIELD, message, _INTO_OBJECT)

    def _object(self, found: Object, name: str, topic: str | None, *, in_list: bool) -> Iterator[Draft]:
        self._report.check(found)
        if is_switched_off(found):
            self._report.switched_off.append(found.line)
            return
        roles = roles_of(tuple(found), POSSIBLE if in_list or "@type" in found else LIKELY)
        if not in_list and (pairs := parallel_lists(found, roles)):
            for question, answer in pairs:
                pieces = Pieces((Line(found.line, question),), answer, found.line)
                yield from self._assembled(pieces, topic)
        elif roles and is_entry(found, roles):
            yield from self._titled(self.record(name, found.line, found, roles), topic)
            yield from self._below(found, topic)
        elif is_conversation(found):
            yield from self._conversations(found, topic)
        elif which := map_kind(found, is_root=not name):
            yield from self._map(found, name, topic, which)
        elif pairs := numbered_pairs(found):
            for question, answer in pairs:
                values = {QUESTION: found[question], "answer": found[answer]}
                yield from self._titled(self.record(name, found.lines[question], values, PLAIN_ROLES), topic)
        elif any(map(is_container, found.values())):
            yield from self._container(found, name, topic, in_list=in_list)
        else:
            yield from self._incomplete(found, name, in_list=in_list)

    def _titled(self, drafts: Iterator[Draft], topic: str | None) -> Iterator[Draft]:
        return (draft._replace(topic=draft.topic or topic) for draft in drafts)

    def _below(self, found: Object | List, topic: str | None) -> Iterator[Draft]:
        """The entries inside an entry, such as the follow-ups of an answer."""
        for value in found.values() if isinstance(found, Object) else found:
            if isinstance(value, Object) and (roles := roles_of(tuple(value), EXACT)) and is_entry(value, roles):
                yield from self._titled(self.record("", value.line, value, roles), topic)
            if isinstance(value, Object | List):
                yield from self._below(value, topic)

    def _conversations(self, found: Object, topic: str | None) -> Iterator[Draft]:
        """The first question of each conversation, with the reply to it."""
        categories = found.get("categories")
        named = categories[0] if isinstance(categories, List) and categories else categories
        for line in found["conversations"]:
            question, answer, *others = (str(each or "") for each in line)
            self._report.alternatives += len(others)
            pieces = Pieces((Line(line.line, question),), answer, line.line)
            yield from self._assembled(pieces, named if isinstance(named, str) else topic)

    def _map(self, found: Object, name: str, topic: str | None, which: MapKind) -> Iterator[Draft]:
        """The entries of an object whose names are questions."""
        if which is MapKind.WORDS:
            message = "the names are read as questions, and their texts as answers"
            hint = "write a list of objects with “question” and “answer” if that is wrong"
            self._problems.add(found.line, Code.GUESSED_COLUMNS, message, hint)
        for question, value in found.items():
            line, where = found.lines[question], f"{name}.{question}" if name else question
            if isinstance(value, Object) and (field := answering_field(tuple(value))):
                roles = {**{key: key for key in _EXTRAS if key in value}, "question": QUESTION, "answer": field}
                if other_names := trigger_field(tuple(value)):
                    roles.setdefault("phrasings", other_names)
                values = {**{key: each for key, each in value.items() if key in roles.values()}, QUESTION: question}
                yield from self._titled(self.record(where, line, values, roles), topic)
            elif isinstance(value, Object) or (isinstance(value, List) and any(isinstance(e, Object) for e in value)):
                yield from self._walk(value, where, question, in_list=True)
            else:
                yield from self._titled(
                    self.record(where, line, {QUESTION: question, "answer": value}, PLAIN_ROLES), topic
                )

    def _container(self, found: Object, name: str, topic: str | None, *, in_list: bool) -> Iterator[Draft]:
        """The entries of the lists and objects in an object."""
        inner = {key: value for key, value in found.items() if isinstance(value, Object | List)}
        is_named = in_list or not says_nothing(name.rpartition(".")[2])
        title = title_of(found, can_be_first=in_list and not topic and len(inner) == 1) if is_named else None
        # A map from ids or names to entries is treated like a list of entries.
        entries = [each for each in inner.values() if isinstance(each, Object) and roles_of(tuple(each), POSSIBLE)]
        are_alike = len(entries) > len(inner) / 2 and len(inner) > 1
        is_empty = True
        for key, value in inner.items():
            is_wrapper = says_nothing(key) or key.isdigit() or is_language(key) or says_only_faq(key)
            is_one = isinstance(value, Object) and bool(roles_of(tuple(value), POSSIBLE if are_alike else LIKELY))
            below = title or topic if is_wrapper or is_one else key
            for draft in (
                self._walk(value, f"{name}.{key}" if name else key, below, in_list=are_alike)
                if is_container(value)
                else ()
            ):
                is_empty = False
                yield draft
        if is_empty and (OWN_NAMES if in_list else _TELLING).intersection(found):
            self._report.unread.append(found)

    def _incomplete(self, found: Object, name: str, *, in_list: bool) -> Iterator[Draft]:
        """No entries. Reports an object that lacks its question or its answer."""
        has_other_texts = any(isinstance(each, str) for name, each in found.items() if name not in OWN_NAMES)
        is_half = not _TELLING.isdisjoint(found) or (
            in_list and not has_other_texts and not OWN_NAMES.isdisjoint(found)
        )
        if not found or is_half:
            roles = {field: field for field in found if field in OWN_NAMES}
            yield from self.record(name, found.line, found, {"answer": "answer", **roles})
        elif (in_list or not name) and "alterations" not in found:  # synonyms of an export
            self._report.unread.append(found)


def _is_likely(columns: Columns, rows: Sequence[Sequence[str]]) -> bool:
    """Whether the values of unknown fields ask, or the names of the fields contain words for questions and answers."""
    taken = [place for place, role in enumerate(columns.roles) if role in {QUESTION, "answer"}]
    is_named = columns.code is Code.HOW_READ and len(rows) > 1 and not columns.missing
    return columns.is_by_asking or (is_named and all(is_worded(rows, place) for place in taken))
