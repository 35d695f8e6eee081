"""How far a line is indented."""

TAB_WIDTH = 4
"""Columns, as Markdown counts them."""


def indent_of(line: str) -> int:
    """The columns of white space that a line begins with."""
    expanded = line.expandtabs(TAB_WIDTH) if "\t" in line else line
    return len(expanded) - len(expanded.lstrip(" "))


def without_indent(line: str, columns: int) -> str:
    """The line without so many columns of its indentation, or without all of it."""
    line = line.expandtabs(TAB_WIDTH) if line[:1] == "\t" else line
    return line[min(columns, indent_of(line)) :]
