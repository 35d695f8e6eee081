"""What a half-typed question may become."""

from bot.knowledge import Entry, KnowledgeBase


class Completer:
    """Finds stored questions that hold every word typed so far, the last one perhaps unfinished."""

    def __init__(self, base: KnowledgeBase) -> None:
        """Take the knowledge base whose questions are to be offered."""
        self._entries = [
            (entry, [f" {' '.join(text.casefold().split())}" for text in entry.questions]) for entry in base.entries
        ]

    def begun(self, text: str, limit: int) -> list[Entry]:
        """Up to `limit` entries, in file order; those first with a phrasing that begins with the text."""
        typed = text.casefold().split()
        starts, holds = list[Entry](), list[Entry]()
        for entry, phrasings in self._entries:
            if any(phrasing.startswith(f" {' '.join(typed)}") for phrasing in phrasings):
                starts.append(entry)
            elif any(all(f" {word}" in phrasing for word in typed) for phrasing in phrasings):
                holds.append(entry)
            if len(starts) >= limit:
                break
        return [*starts, *holds][:limit]
