"""Tables whose first column says of each row whether it is a question or an answer: "Q1", "A1"."""

from collections.abc import Iterator, Sequence

from bot.knowledge.field_names import EXACT, QUESTIONS, normal, role_of

LEAST_ROWS = 4
"""Minimum number of such rows at the beginning of a table. A table with columns may have a row or two of them."""
_NAMES = ("question", "answer")


def are_labelled(rows: Sequence[tuple[int, Sequence[str]]]) -> bool:
    """Whether the first cells of all rows are labels, and questions and answers are about as frequent."""
    roles = [_role(fields) for _, fields in rows if any(field.strip() for field in fields)]
    return (
        len(roles) >= LEAST_ROWS and all(roles) and abs(sum(role in QUESTIONS for role in roles) * 2 - len(roles)) <= 1
    )


def in_columns(rows: Iterator[tuple[int, Sequence[str]]]) -> Iterator[tuple[int, Sequence[str]]]:
    """The same table with a column of questions and one of answers, which its first row names.

    An answer may have several rows.
    """
    line, question, answers = 0, "", list[str]()
    for place, (number, fields) in enumerate(rows):
        if not place:
            yield number, _NAMES
        text = "\n".join(field.strip() for field in fields[1:] if field.strip())
        if _role(fields) in QUESTIONS:
            if line:
                yield line, [question, "\n".join(answers)]
            line, question, answers = number, text, []
        elif line:
            answers.append(text)
        else:
            yield number, ["", text]
    if line:
        yield line, [question, "\n".join(answers)]


def _role(fields: Sequence[str]) -> str:
    """What the label of a row says: that it is a question or an answer; "" for neither."""
    label = normal(fields[0].strip() if fields else "").rstrip("0123456789 .)#")
    sureness, role = role_of(label)
    return role if sureness == EXACT and (role == "answer" or role in QUESTIONS) else ""
