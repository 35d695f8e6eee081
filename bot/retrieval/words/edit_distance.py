"""Whether one word is a misspelling or another form of a second one."""

LETTERS_PER_EDIT = 4
"""Letters of a word per allowed edit: one edit in a word of four letters, two in a word of eight."""
MAX_EDITS = 3
SHORTEST_ROOT = 4
"""Minimum letters of a word that is the beginning of another one: "attend" in "attendance"."""


def is_variant(word: str, other: str) -> bool:
    """Whether two stems are equal, differ by few edits, or one begins with the other."""
    shorter, longer = sorted((word, other), key=len)
    if len(shorter) >= SHORTEST_ROOT and longer.startswith(shorter):
        return True
    return edit_distance(word, other) <= min(MAX_EDITS, len(shorter) // LETTERS_PER_EDIT)


def edit_distance(word: str, other: str) -> int:
    """The number of letters to insert, delete, replace or swap with the next one to turn one word into the other.

    This is the optimal string alignment distance (Damerau 1964).
    """
    before, last = [0] * (len(other) + 1), list(range(len(other) + 1))
    for row, letter in enumerate(word, 1):
        now = [row]
        for column, its in enumerate(other, 1):
            least = min(last[column] + 1, now[-1] + 1, last[column - 1] + (letter != its))
            if row > 1 and column > 1 and letter == other[column - 2] and word[row - 2] == its:
                least = min(least, before[column - 2] + 1)
            now.append(least)
        before, last = last, now
    return last[-1]
