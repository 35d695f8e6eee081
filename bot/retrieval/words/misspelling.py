"""Whether a word may be told to stand for another, since it is a misspelling or another form of it."""

LETTERS_A_SLIP = 4
"""One slip of the keyboard may stand in a word of so many letters, two in one of twice as many."""
MOST_SLIPS = 3
SHORTEST_ROOT = 4
"""Letters of a word that is the beginning of another: "attend" in "attendance"."""


def may_stand_for(word: str, other: str) -> bool:
    """Whether two stems are the same, or differ by few slips, or one goes on where the other ends."""
    shorter, longer = sorted((word, other), key=len)
    if len(shorter) >= SHORTEST_ROOT and longer.startswith(shorter):
        return True
    return slips(word, other) <= min(MOST_SLIPS, len(shorter) // LETTERS_A_SLIP)


def slips(word: str, other: str) -> int:
    """How many letters to put in, leave out, replace or swap with the next to make one of the other.

    The optimal string alignment distance (Damerau 1964).
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
