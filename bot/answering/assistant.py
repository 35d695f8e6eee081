"""Answers questions from one knowledge base."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from bot.answering.completion import Completer
from bot.answering.outcome import Answered, Asked, Evidence, Outcome, Suggested, Unanswered
from bot.answering.packing import pack_topics, unpack_topics
from bot.answering.strictness import Strictness
from bot.knowledge import Entry, KnowledgeBase, Topic
from bot.language import ENGLISH, Language
from bot.language.reading import Span, read
from bot.retrieval import (
    DEFAULT_PARAMS,
    OTHER,
    Encoder,
    Labelled,
    Ranking,
    RankingParams,
    Retriever,
    ScopedRetriever,
    State,
)
from bot.runtime import Progress, silent
from bot.storage import add_prefix, strip_prefix

MAX_CHOICES = 3
"""Maximum questions to offer when the bot is not sure."""
MAX_RELATED = 4
"""Maximum related questions to show with an answer."""
MIN_CHOICE_SHARE = 0.4
"""Minimum share of the best score for an entry to be offered."""
MAX_SMALL_TALK_WORDS = 6
"""Maximum words of a message that is only small talk."""
MIN_READ_SHARE = 0.6
"""The reply omits "Read as" if the reading has at least this share of the message's words, or ..."""
MAX_UNREAD_WORDS = 4
"""... leaves out at most this many words, such as "hi all" and "thanks in advance"."""


@dataclass(frozen=True, slots=True)
class RankedReading:
    """One reading of a message, and its ranking."""

    span: Span
    ranking: Ranking


@dataclass(frozen=True, slots=True)
class RankedMessage:
    """A message and all its readings, ranked."""

    message: str
    readings: tuple[RankedReading, ...]
    """At least one. Highest confidence first."""


@dataclass(frozen=True)
class Assistant:
    """Answers questions from one knowledge base. Immutable, so threads can share it."""

    base: KnowledgeBase
    retriever: Retriever
    topics: tuple[Topic, ...]
    """Every entry is in exactly one topic."""
    completer: Completer = field(repr=False)
    strictness: Strictness = Strictness.BALANCED

    @classmethod
    def build(  # noqa: PLR0913 - all but the first have defaults
        cls,
        base: KnowledgeBase,
        strictness: Strictness = Strictness.BALANCED,
        labelled: Sequence[Labelled] = (),
        params: RankingParams = DEFAULT_PARAMS,
        *,
        show: Progress = silent,
        encoder: Encoder | None = None,
        language: Language = ENGLISH,
    ) -> "Assistant":
        """Fit everything to the knowledge base. This is the slow step."""
        retriever = Retriever.build(base, labelled, params, show=show, encoder=encoder, language=language)
        return cls.from_retriever(base, retriever, strictness)

    @classmethod
    def from_retriever(cls, base: KnowledgeBase, retriever: Retriever, strictness: Strictness) -> "Assistant":
        """An assistant that uses an existing retriever of that knowledge base."""
        return cls(base, retriever, retriever.topics(), Completer(base), strictness)

    @classmethod
    def restore(
        cls,
        base: KnowledgeBase,
        state: State,
        strictness: Strictness = Strictness.BALANCED,
        encoder: Encoder | None = None,
        language: Language = ENGLISH,
    ) -> "Assistant":
        """Restore from the `state` of an assistant built for this knowledge base with the same encoder.

        Nothing is fitted. The arrays are kept, not copied. Raises ValueError if the state belongs to another knowledge
        base.
        """
        retriever = Retriever.restore(base, strip_prefix("retriever", state), encoder, language)
        return cls(base, retriever, unpack_topics(base, strip_prefix("topics", state)), Completer(base), strictness)

    def within(self, topics: Sequence[Topic]) -> "Assistant":
        """An assistant that knows only some of its topics, at least one. Nothing is fitted again."""
        wanted = {entry.id for topic in topics for entry in topic.entries}
        entries = tuple(entry for entry in self.base.entries if entry.id in wanted)
        base = KnowledgeBase(entries, self.base.synonyms)
        return Assistant(base, ScopedRetriever(self.retriever, entries), (*topics,), Completer(base), self.strictness)

    def state(self) -> State:
        """Everything that was fitted, as arrays. The strictness is not included."""
        topics = pack_topics(self.base, self.topics)
        return {**add_prefix("retriever", self.retriever.state()), **add_prefix("topics", topics)}

    @property
    def language(self) -> Language:
        """The language of the knowledge base."""
        return self.retriever.language

    def ask(self, message: str) -> Outcome:
        """Decide how to reply to the reading with the highest confidence. Accepts any text without raising."""
        return self.decide(self.rank(message), self.strictness)

    def answer(self, message: str, strictness: Strictness | None = None) -> tuple[Outcome, ...]:
        """Decide how to reply to each question in a message: one outcome, or two in message order if it asks two.

        None as the strictness means the assistant's own.
        """
        ranked, strictness = self.rank(message), strictness or self.strictness
        first = self.decide(ranked, strictness)
        second = self._second(ranked, strictness)
        if second is None:
            return (first,)
        other = self._outcome(message, second, strictness)
        if isinstance(other, Unanswered):
            return (first,)
        in_order = second.span.first > ranked.readings[0].span.first
        return (first, other) if in_order else (other, first)

    def rank(self, message: str) -> RankedMessage:
        """Read a message, and rank the entries for each of its readings."""
        reading = read(message, self.language)
        spans = reading.spans or (Span(reading.text, 0, 0, asks=False),)
        if [span.text for span in spans] != [message] and self.retriever.is_stored(message):
            span = Span(message, 0, spans[-1].last, asks=True)
            return RankedMessage(message, (RankedReading(span, self.retriever.rank(message)),))
        whole = reading.text if len(spans) > 1 else spans[0].text
        rankings = self.retriever.rank_readings([span.text for span in spans], whole)
        if not reading.spans and len(reading.text.split()) <= MAX_SMALL_TALK_WORDS:
            # Small talk is close in meaning to any short text.
            rankings = [replace(ranking, relevance=ranking.confidence) for ranking in rankings]
        found = [RankedReading(span, ranking) for span, ranking in zip(spans, rankings, strict=True)]
        found.sort(key=lambda each: (-each.ranking.confidence, not each.ranking.exact))
        return RankedMessage(message, tuple(found))

    def decide(self, ranked: RankedMessage, strictness: Strictness) -> Outcome:
        """Decide how to reply to the reading with the highest confidence."""
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
        about = max(whole.readings if whole else (reading,), key=lambda each: each.ranking.relevance).ranking
        if about.hits and about.relevance >= need.suggest:
            return Suggested(*common.parts(), _different(about), likely=ranking.confidence >= need.likely)
        return Unanswered(*common.parts())

    def _second(self, ranked: RankedMessage, strictness: Strictness) -> RankedReading | None:
        """The most confident reading of a second question; None if the message holds only one question.

        The second reading does not overlap the first, and it asks something. Both readings are at least `likely`, and
        their answers differ.
        """
        first, *others = ranked.readings
        need = strictness.thresholds
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
        """Up to four other entries, without repeated answers.

        Those that its owner names come first. Entries that share words with this entry follow, the most similar first,
        then the other entries of its topic in file order.
        """
        found = list(self.base.related(entry)[:MAX_RELATED] if entry.related else ())
        if len(found) < MAX_RELATED:
            told = {other.answer for other in found}
            alike = (other for other in self.retriever.related(entry, MAX_RELATED) if other.answer not in told)
            found = [*found, *alike][:MAX_RELATED]
        if len(found) == MAX_RELATED:  # avoids building the neighbours of a million entries
            return tuple(found)
        answers = {entry.answer, *(other.answer for other in found)}
        for other in self._neighbours.get(entry.id, ()):
            if len(found) == MAX_RELATED:
                break
            if other.answer not in answers:
                answers.add(other.answer)
                found.append(other)
        return tuple(found)

    @cached_property
    def _neighbours(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries of each entry's topic, by entry id. The topic "Other" is left out: its entries are unrelated."""
        named = (topic for topic in self.topics if topic.name != OTHER)
        return {entry.id: topic.entries for topic in named for entry in topic.entries}

    def complete(self, text: str, limit: int) -> tuple[Entry, ...]:
        """Entries to offer while a member types a question, best first. For no text, the first entries of the file."""
        found = dict.fromkeys(self.completer.begun(text, limit))
        if len(found) < limit:
            found |= dict.fromkeys(hit.entry for hit in self.retriever.search_by_words(text, limit))
        return tuple(found)[:limit]


def _read_as(span: Span, message: str) -> str:
    """The text that was read as the question; "" if that is obvious, because it has most words or all but a few."""
    words = len(message.split())
    unread = words - len(span.text.split())
    return "" if unread <= max(MAX_UNREAD_WORDS, (1 - MIN_READ_SHARE) * words) else span.text


def _different(ranking: Ranking) -> tuple[Entry, ...]:
    """The best entries with a score close to the first. Of entries with the same answer, only the best."""
    answers: dict[str, Entry] = {}
    for hit in ranking.hits:
        if hit.score >= MIN_CHOICE_SHARE * ranking.hits[0].score:
            answers.setdefault(hit.entry.answer, hit.entry)
    return tuple(answers.values())[:MAX_CHOICES]
