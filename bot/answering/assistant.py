"""Answers questions from one knowledge base."""

from dataclasses import dataclass

from bot.answering.outcome import Answered, Evidence, Outcome, Suggested, Unanswered
from bot.knowledge import Entry, KnowledgeBase, Topic
from bot.retrieval import Retriever, find_topics

ANSWER_AT = 0.5
SUGGEST_AT = 0.25
CHOICES = 3
RELATED = 4


@dataclass(frozen=True)
class Assistant:
    """One knowledge base, ready to be asked. Immutable, so any number of threads may share it."""

    base: KnowledgeBase
    retriever: Retriever
    topics: tuple[Topic, ...]
    """Every entry stands in exactly one."""

    @classmethod
    def build(cls, base: KnowledgeBase) -> "Assistant":
        """Fit everything that is fitted on the knowledge base; the slow step."""
        return cls(base, Retriever.build(base), find_topics(base))

    def ask(self, question: str) -> Outcome:
        """Decide what to say to a question. Takes any text, and never raises for it."""
        ranking = self.retriever.rank(question)
        evidence = Evidence(ranking.matched, ranking.unknown)
        common = (question, ranking.hits, ranking.confidence, evidence)
        entries = tuple(hit.entry for hit in ranking.hits[:CHOICES])
        if ranking.confidence >= ANSWER_AT:
            return Answered(*common, entries[0], self.related(entries[0]))
        if ranking.confidence >= SUGGEST_AT:
            return Suggested(*common, entries)
        return Unanswered(*common, ())

    def related(self, entry: Entry) -> tuple[Entry, ...]:
        """Up to four other entries, most alike first, none with an answer that is already shown."""
        return self.retriever.related(entry, RELATED)

    def complete(self, text: str, limit: int = 25) -> tuple[Entry, ...]:
        """Entries to offer while a question is being typed, best first; the first ones of the file for no text."""
        if not text.strip():
            return self.base.entries[:limit]
        return tuple(hit.entry for hit in self.retriever.search(text, limit))
