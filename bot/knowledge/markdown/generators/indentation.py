"""The indentation of a line."""

TAB_WIDTH = 4
"""Columns per tab, as in Markdown."""


def indent_of(line: str) -> int:
    """The number of columns of white space at the beginning of a line."""
    expanded = line.expandtabs(TAB_WIDTH) if "\t" in line else line
    return len(expanded) - len(expanded.lstrip(" "))


def without_indent(line: str, columns: int) -> str:
    """The line without the first `columns` of its indentation, or without all of it if it has fewer."""
    line = line.expandtabs(TAB_WIDTH) if line[:1] == "\t" else line
    return line[min(columns, indent_of(line)) :]
