"""Answers questions from one knowledge base."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from bot.answering.completion import Completer
from bot.answering.outcome import Answered, Asked, Evidence, Outcome, Suggested, Unanswered
from bot.answering.packing import pack_topics, unpack_topics
from bot.answering.strictness import Strictness
from bot.knowledge import Entry, KnowledgeBase, Topic
from bot.knowledge.progress import Progress, silent
from bot.language.reading import Span, read
from bot.retrieval import DEFAULT, OTHER, Encoder, Ingredients, Labelled, Ranking, Retriever, State
from bot.storage import nested, part

CHOICES = 3
"""Questions offered where the bot is not sure."""
RELATED = 4
"""Questions shown beside an answer."""
CHOICE_SHARE = 0.4
"""An entry that scores less than this share of the best is not offered beside it."""
OBVIOUS = 0.6
"""The share of a message's words from which on it need not be told which of them were read ..."""
FEW_WORDS = 4
"""... nor where so few were left out: "hi all", "thanks in advance"."""


@dataclass(frozen=True, slots=True)
class RankedReading:
    """One reading of a message, and what was found for it."""

    span: Span
    ranking: Ranking


@dataclass(frozen=True, slots=True)
class RankedMessage:
    """A message, every way to read it, and what was found for each."""

    message: str
    readings: tuple[RankedReading, ...]
    """One at least; the surest first."""


@dataclass(frozen=True)
class Assistant:
    """One knowledge base, ready to be asked. Immutable, so that threads may share it."""

    base: KnowledgeBase
    retriever: Retriever
    topics: tuple[Topic, ...]
    """Every entry stands in exactly one."""
    completer: Completer = field(repr=False)
    strictness: Strictness = Strictness.BALANCED

    @classmethod
    def build(  # noqa: PLR0913 - all but the first have defaults
        cls,
        base: KnowledgeBase,
        strictness: Strictness = Strictness.BALANCED,
        labelled: Sequence[Labelled] = (),
        ingredients: Ingredients = DEFAULT,
        *,
        show: Progress = silent,
        encoder: Encoder | None = None,
    ) -> "Assistant":
        """Fit everything that is fitted on the knowledge base: the slow step."""
        retriever = Retriever.build(base, labelled, ingredients, show=show, encoder=encoder)
        return cls.around(base, retriever, strictness)

    @classmethod
    def around(cls, base: KnowledgeBase, retriever: Retriever, strictness: Strictness) -> "Assistant":
        """What answers from what a retriever of that knowledge base finds."""
        return cls(base, retriever, retriever.topics(), Completer(base), strictness)

    @classmethod
    def restore(
        cls,
        base: KnowledgeBase,
        state: State,
        strictness: Strictness = Strictness.BALANCED,
        encoder: Encoder | None = None,
    ) -> "Assistant":
        """What `build` once made of this knowledge base with the same encoder, of its `state`; nothing is fitted.

        The arrays are kept, not copied. Raises ValueError if the state does not fit the knowledge base.
        """
        retriever = Retriever.restore(base, part("retriever", state), encoder)
        return cls(base, retriever, unpack_topics(base, part("topics", state)), Completer(base), strictness)

    def state(self) -> State:
        """Everything that was fitted, as arrays; the strictness is no part of it."""
        topics = pack_topics(self.base, self.topics)
        return {**nested("retriever", self.retriever.state()), **nested("topics", topics)}

    def ask(self, message: str) -> Outcome:
        """Decide what to say to the surest question of a message. Takes any text and never raises for it."""
        return self.decide(self.rank(message), self.strictness)

    def answer(self, message: str) -> tuple[Outcome, ...]:
        """Decide what to say to each question of a message: one outcome, or two in its order, if it asks two."""
        ranked = self.rank(message)
        first = self.decide(ranked, self.strictness)
        second = self._second(ranked)
        if second is None:
            return (first,)
        other = self._outcome(message, second, self.strictness)
        if isinstance(other, Unanswered):
            return (first,)
        in_order = second.span.first > ranked.readings[0].span.first
        return (first, other) if in_order else (other, first)

    def rank(self, message: str) -> RankedMessage:
        """Read a message and look for every reading of it."""
        reading = read(message)
        spans = reading.spans or (Span(reading.text, 0, 0, asks=False),)
        if self.retriever.is_stored(message):
            spans = (Span(message, 0, spans[-1].last, asks=True),)
        whole = reading.text if len(spans) > 1 else spans[0].text
        rankings = self.retriever.rank_readings([span.text for span in spans], whole)
        if not reading.spans:  # nothing but courtesy, which is near to whatever else is short
            rankings = [replace(ranking, relevance=ranking.confidence) for ranking in rankings]
        found = [RankedReading(span, ranking) for span, ranking in zip(spans, rankings, strict=True)]
        found.sort(key=lambda each: (-each.ranking.confidence, not each.ranking.exact))
        return RankedMessage(message, tuple(found))

    def decide(self, ranked: RankedMessage, strictness: Strictness) -> Outcome:
        """Decide what to say to the surest reading of a message."""
        return self._outcome(ranked.message, ranked.readings[0], strictness, ranked)

    def _outcome(
        self, message: str, reading: RankedReading, strictness: Strictness, whole: RankedMessage | None = None
    ) -> Outcome:
        ranking, need = reading.ranking, strictness.thresholds
        evidence = Evidence(ranking.matched, ranking.unknown, ranking.by_meaning)
        common = Asked(message, ranking.hits, ranking.confidence, evidence, _read_as(reading.span, message))
        if ranking.confidence >= need.answer:
            entry = ranking.hits[0].entry
            return Answered(*common.parts(), entry, self.related(entry))
        relevance = max(each.ranking.relevance for each in (whole.readings if whole else (reading,)))
        if ranking.hits and relevance >= need.suggest:
            return Suggested(*common.parts(), _different(ranking), likely=ranking.confidence >= need.likely)
        return Unanswered(*common.parts())

    def _second(self, ranked: RankedMessage) -> RankedReading | None:
        """The surest reading of another question in the message; None where the message is one question.

        It stands apart from the first and asks, and both are likely to be answered, each by another entry.
        """
        first, *others = ranked.readings
        need = self.strictness.thresholds
        shown = {hit.entry.answer for hit in first.ranking.hits[:1]}
        for other in others:
            apart = other.span.first > first.span.last or other.span.last < first.span.first
            if not apart or not other.span.asks or not other.ranking.hits:
                continue
            if other.ranking.hits[0].entry.answer in shown:
                continue
            if other.ranking.confidence >= need.likely and first.ranking.confidence >= need.likely:
                return other
        return None

    def related(self, entry: Entry) -> tuple[Entry, ...]:
        """Up to four other entries, none with an answer that is already shown.

        First those that share words with the entry, most alike first; then its neighbours in the topic, in file order.
        """
        found = list(self.retriever.related(entry, RELATED))
        if len(found) == RELATED:  # then nobody need know the neighbours of a million entries
            return tuple(found)
        answers = {entry.answer, *(other.answer for other in found)}
        for other in self._neighbours.get(entry.id, ()):
            if len(found) == RELATED:
                break
            if other.answer not in answers:
                answers.add(other.answer)
                found.append(other)
        return tuple(found)

    @cached_property
    def _neighbours(self) -> Mapping[str, tuple[Entry, ...]]:
        """For each id of an entry the entries of its topic; none for "Other", which says nothing."""
        named = (topic for topic in self.topics if topic.name != OTHER)
        return {entry.id: topic.entries for topic in named for entry in topic.entries}

    def complete(self, text: str, limit: int = 25) -> tuple[Entry, ...]:
        """Entries to offer while a question is being typed, best first; the first of the file for no text."""
        found = dict.fromkeys(self.completer.begun(text, limit))
        if len(found) < limit:
            found |= dict.fromkeys(hit.entry for hit in self.retriever.search_by_words(text, limit))
        return tuple(found)[:limit]


def _read_as(span: Span, message: str) -> str:
    """What a message was read as; "" where that is obvious: most of its words, or all but a few."""
    words, left = len(message.split()), len(message.split()) - len(span.text.split())
    return "" if left <= max(FEW_WORDS, (1 - OBVIOUS) * words) else span.text


def _different(ranking: Ranking) -> tuple[Entry, ...]:
    """The best entries that come near the first, of those with one answer only the best."""
    answers: dict[str, Entry] = {}
    for hit in ranking.hits:
        if hit.score >= CHOICE_SHARE * ranking.hits[0].score:
            answers.setdefault(hit.entry.answer, hit.entry)
    return tuple(answers.values())[:CHOICES]
