"""Autocompletes a half-typed question."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, islice

from bot.knowledge import Entry, KnowledgeBase


class Completer:
    """Finds stored questions that contain every word typed so far. A typed word may be the beginning of a word."""

    def __init__(self, base: KnowledgeBase) -> None:
        """Take the knowledge base whose questions to offer."""
        self._entries = base.entries

    def begun(self, text: str, limit: int) -> list[Entry]:
        """Up to `limit` entries in file order; those with a phrasing that begins with the text come first."""
        typed = text.casefold().split()
        if not typed:
            return list(self._entries[:limit])
        starts = dict.fromkeys(islice(self._owners_of(f"\n {' '.join(typed)}"), limit))
        if len(starts) < limit:
            holding = self._owners_of(f" {max(typed, key=len)}", [f" {word}" for word in typed])
            starts |= dict.fromkeys(islice((owner for owner in holding if owner not in starts), limit - len(starts)))
        return [self._entries[owner] for owner in starts]

    @cached_property
    def _lines(self) -> tuple[str, list[int], list[int]]:
        """All questions as one text, the offset of each line, and the entry number of each line.

        Each question is one line with a space before every word. Searching one text is much faster than searching many.
        The text is built when a member first types.
        """
        asked = [
            (owner, f" {' '.join(question.casefold().split())}")
            for owner, entry in enumerate(self._entries)
            for question in entry.questions
        ]
        begins = accumulate((1 + len(line) for _, line in asked), initial=0)
        return "\n".join(("", *(line for _, line in asked), "")), list(begins), [owner for owner, _ in asked]

    def _owners_of(self, part: str, words: Sequence[str] = ()) -> Iterator[int]:
        """The numbers of the entries with a line that has `part` and all `words`, in file order, without repeats."""
        text, begins, owners = self._lines
        last, place = -1, text.find(part)
        while place >= 0:
            number = bisect_right(begins, place) - 1
            end = begins[number + 1]
            if owners[number] != last and all(text.find(word, begins[number], end) >= 0 for word in words):
                last = owners[number]
                yield last
            place = text.find(part, end)
