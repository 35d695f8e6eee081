"""Answers of text files that are indented below their questions."""

from collections.abc import Sequence


def dedent_answers(lines: list[str], starts: Sequence[int]) -> None:
    """Take the indentation off answers that are indented as a whole; one behind "A:" may have a first line without.

    `starts` are the lines of the questions and headings.
    """
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        first = next((place for place in range(start + 1, end) if lines[place].strip()), end)
        begin = first + 1 if first < end and lines[first].startswith("A:") else first
        inside = [line for line in lines[begin:end] if line.strip()]
        columns = min((len(line) - len(line.lstrip(" ")) for line in inside), default=0)
        for place in range(begin, end) if columns else ():
            lines[place] = lines[place][columns:]
