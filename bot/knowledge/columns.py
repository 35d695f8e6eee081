"""Finds out what each column of a table holds, by its name or by its cells."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import mean

from bot.knowledge.codes import Code
from bot.knowledge.field_names import (
    LIKELY,
    LONGEST_NAME,
    POSSIBLE,
    QUESTIONS,
    UNKNOWN,
    choose_roles,
    loose_role_of,
    normal,
    role_in_sentence,
    role_of,
)
from bot.knowledge.lines import is_question
from bot.knowledge.outline.wording import is_worded_as_question
from bot.knowledge.problem import excerpt

IN_ORDER = ("question", "answer", "topic", "phrasings", "id", "synonyms")
"""The roles of the columns of a table without column names."""
OUR_NAMES = frozenset(
    {
        *("question", "q", "questions", "answer", "answers", "a", "topic", "category", "section"),
        *("phrasings", "phrasing", "alternatives", "alternative", "variants", "other wordings"),
        *("id", "synonyms", "synonym", "url", "related"),
    }
)
"""The bot's own names. Only columns with other names get a note."""
_OF_EXPORTS = frozenset({"prompts", "qna id"})
"""Columns that lead to other rows. `rows` reads them."""
MOST_NAMED = 20
"""Maximum number of ignored columns in a message."""
MOST_TITLES = 4
"""Maximum number of rows, such as a title, above the row of column names."""
LEAST_ASKING = 0.5
"""Minimum share of questions among the cells of a column of questions."""
LONGER_THAN_NAME = 3
"""Minimum ratio of the average length of a column's cells to the length of its name."""
LEAST_TEXT = 20
"""Minimum average length in characters of the cells in a column of texts."""
LEAST_FORM = 2
"""A table with more columns may come from a form, whose columns have the names of its questions."""
LEAST_DIFFERENT = 0.8
"""Minimum share of different cells in a column of questions that do not ask. Topics and states repeat."""
MOST_TOPICS = 0.7
"""Maximum share of different cells in a column of topics."""
_NO_TEXT = re.compile(r"@|://|\d[-/.:]\d")
"""A cell with this and without a space is an address, a date or a time."""
_SENTENCE_ENDS = (".", "!", "。", "！", "…")
_NAME_THEM = "name the columns “question” and “answer” in the first row"


@dataclass(frozen=True, slots=True)
class Columns:
    """The roles of the columns of a table."""

    roles: Sequence[str]
    """The role of each column; "" for an ignored one. Without a question and an answer, there are no entries."""
    header: int = -1
    """The index of the row of column names; -1 for none. Entries begin below it."""
    remark: str = ""
    """A message to the owner about the roles, in one line; "" for none."""
    hint: str = ""
    code: Code = Code.HOW_READ

    is_by_asking: bool = False
    """Whether the roles come from the cells, and one column holds questions."""

    @property
    def missing(self) -> str:
        """The required role that no column has; "" if none is missing."""
        if not QUESTIONS & set(self.roles):
            return "question"
        return "" if "answer" in self.roles else "answer"


def find_columns(rows: Sequence[Sequence[str]]) -> Columns:
    """The columns of a table that begins with these rows. At least one row is needed; more make the result surer."""
    for place, fields in enumerate(rows[: MOST_TITLES + 1]):
        if roles := named_roles(place, fields):
            return Columns(roles, place, *_remark_on_names(fields, roles))
    return _by_content(rows)


def named_roles(place: int, fields: Sequence[str]) -> list[str] | None:
    """The role of each column, if the row names questions and answers. Only a first row may have vague names."""
    limit = LIKELY if place else POSSIBLE
    ways = [role_of] if place else [role_of, loose_role_of]
    if not place and len(fields) > LEAST_FORM:
        ways.append(role_in_sentence)
    for way in ways:
        roles = choose_roles([way(field.strip()) for field in fields], limit)
        if "answer" in roles and QUESTIONS & set(roles):
            return _with_numbered(fields, roles)
    return None


def _with_numbered(fields: Sequence[str], roles: list[str]) -> list[str]:
    """The roles, with further columns such as "question2" as phrasings."""
    asking = next(field for field, role in zip(fields, roles, strict=True) if role in QUESTIONS)
    stem = _stem(asking)
    return [role or ("phrasings" if _stem(field) == stem else "") for field, role in zip(fields, roles, strict=True)]


def _stem(name: str) -> str:
    """A column's name without its number."""
    return normal(name.strip()).rstrip("0123456789").strip(" #.")


def _remark_on_names(fields: Sequence[str], roles: Sequence[str]) -> tuple[str, str]:
    """A message with the columns that have other names than the bot's own, and the ignored columns; and a hint."""
    pairs = [(field.strip(), role) for field, role in zip(fields, roles, strict=True)]
    parts = [f"{excerpt(field)} is the {role}" for field, role in pairs if role and normal(field) not in OUR_NAMES]
    parts = [", ".join(parts)] if parts else []
    ignored = [field for field, role in pairs if field and not role and normal(field) not in _OF_EXPORTS]
    if ignored:
        parts.append(f"ignored: {_listed(ignored)}")
    return f"columns: {'; '.join(parts)}" if parts else "", "rename a column if that is wrong"


def _listed(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(map(excerpt, names[:MOST_NAMED])) + (f" and {more:,} more" if more > 0 else "")


def _by_content(rows: Sequence[Sequence[str]]) -> Columns:
    """The columns of a table in which no row names both questions and answers."""
    first, width = rows[0], max(map(len, rows))
    # If questions end in a question mark, a column name may begin like a question: "What we hear", "How we answer".
    asks = is_question if _most_asking(rows, range(width), is_question) is not None else _asks_by_words
    is_entry = any(map(asks, first))
    named = choose_roles([(UNKNOWN, "") if is_entry else loose_role_of(field.strip()) for field in first], LIKELY)
    named += [""] * (width - len(named))
    below = rows if is_entry else rows[1:] or rows
    asking = next((place for place, role in enumerate(named) if role in QUESTIONS), None)
    answering = named.index("answer") if "answer" in named else None
    free = [place for place, role in enumerate(named) if not role]
    has_names = asking is not None or answering is not None
    if asking is None:
        asking = _most_asking(below, free, asks)
    if asking is None and "topic" in named and _is_different(below, named.index("topic")):
        # A column such as "Topic" or "Subject" beside the answers holds what the entries are called.
        asking = named.index("topic")
        named[asking] = "question"
    has_names = has_names or (below is not rows and _names_columns(first, below, asking))
    if not has_names and not asking:
        return Columns(IN_ORDER) if asks(first[0]) else _in_order(first)
    worded = [place for place in free if is_worded(below, place)] or free
    if answering is None:
        others = [place for place in worded if place != asking]
        answering = _longest(others if asking is not None or len(others) > 1 else free, below)
    if asking is None:
        asking = _most_different([place for place in worded if place != answering], below)
    if asking is None or answering is None:
        return Columns(named, 0)
    roles = ["" if role in ("answer", *QUESTIONS) else role for role in named]
    roles[asking], roles[answering] = named[asking] or "question", "answer"
    if "topic" not in roles:
        roles = [
            role or ("topic" if place < asking and _repeats(below, place) else "") for place, role in enumerate(roles)
        ]
        roles = [role if role != "topic" or roles.index("topic") == place else "" for place, role in enumerate(roles)]
    found = _told_by_content(first, roles, has_names=has_names)
    return replace(found, is_by_asking=_most_asking(below, [asking], asks) is not None)


def _told_by_content(first: Sequence[str], roles: Sequence[str], *, has_names: bool) -> Columns:
    def name(place: int) -> str:
        return excerpt(first[place].strip()) if has_names and place < len(first) else f"column {place + 1}"

    taken = [f"{name(place)} is the {role}" for place, role in enumerate(roles) if role]
    ignored = [place for place, role in enumerate(roles) if not role]
    remark = f"columns, guessed from their cells: {', '.join(taken)}"
    if ignored:
        more = len(ignored) - MOST_NAMED
        remark += f"; ignored: {', '.join(map(name, ignored[:MOST_NAMED]))}{f' and {more:,} more' if more > 0 else ''}"
    return Columns(roles, 0 if has_names else -1, remark, _NAME_THEM, Code.GUESSED_COLUMNS)


def _in_order(first: Sequence[str]) -> Columns:
    """The columns of a table without a row of names, in which no column but perhaps the first holds questions."""
    remark = f"no row names the columns; the first row is read as an entry: {excerpt(first[0].strip())}"
    return Columns(IN_ORDER, -1, remark, _NAME_THEM, Code.GUESSED_COLUMNS)


def _cells(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    return [text for fields in rows if place < len(fields) and (text := fields[place].strip())]


def _asks_by_words(text: str) -> bool:
    return is_worded_as_question(text, by_first_word=True)


def _most_asking(rows: Sequence[Sequence[str]], places: Sequence[int], asks: Callable[[str], bool]) -> int | None:
    """The index of the column with the largest share of questions; None if no share is large enough."""
    shares = {place: mean(map(asks, cells)) for place in places if (cells := _cells(rows, place))}
    best = max(shares, key=lambda place: (shares[place], -place), default=None)
    return best if best is not None and shares[best] >= LEAST_ASKING else None


def _longest(places: Sequence[int], rows: Sequence[Sequence[str]]) -> int | None:
    lengths = {place: mean(map(len, cells)) for place in places if (cells := _cells(rows, place))}
    return max(lengths, key=lambda place: (lengths[place], -place), default=None)


def is_worded(rows: Sequence[Sequence[str]], place: int) -> bool:
    """Whether most cells of a column are texts, and not numbers, dates, addresses or e-mail addresses."""
    cells = _cells(rows, place)
    return bool(cells) and mean(map(_is_text, cells)) > 1 / 2


def _is_text(cell: str) -> bool:
    return " " in cell if _NO_TEXT.search(cell) else any(map(str.isalpha, cell))


def _repeats(rows: Sequence[Sequence[str]], place: int) -> bool:
    """Whether a column of short texts has few different ones, as topics do."""
    cells = _cells(rows, place)
    different = len(set(cells))
    is_short = bool(cells) and max(map(len, cells)) <= LONGEST_NAME * 2 and is_worded(rows, place)
    return is_short and 1 < different <= MOST_TOPICS * len(cells)


def _most_different(places: Sequence[int], rows: Sequence[Sequence[str]]) -> int | None:
    """The index of the first column with hardly any text twice; without one, of the first column."""
    return next((place for place in places if _is_different(rows, place)), next(iter(places), None))


def _is_different(rows: Sequence[Sequence[str]], place: int) -> bool:
    cells = _cells(rows, place)
    return bool(cells) and len(set(cells)) >= LEAST_DIFFERENT * len(cells)


def _names_columns(first: Sequence[str], below: Sequence[Sequence[str]], asking: int | None) -> bool:
    """Whether the first row looks like column names: short, no questions or sentences, unlike the rows below."""
    texts = [field.strip() for field in first]
    if any(len(text) > LONGEST_NAME or text.endswith(_SENTENCE_ENDS) for text in texts):
        return False
    if asking is not None:
        return asking < len(texts)
    longest = _longest(range(len(texts)), below)
    average = mean(map(len, _cells(below, longest))) if longest is not None else 0
    return longest is not None and average >= max(LEAST_TEXT, LONGER_THAN_NAME * len(texts[longest]))
