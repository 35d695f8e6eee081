"""Answers questions from one knowledge base."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bot.answering.completion import Completer
from bot.answering.outcome import Answered, Asked, Evidence, Outcome, Suggested, Unanswered
from bot.answering.packing import pack_topics, unpack_topics
from bot.answering.strictness import Strictness
from bot.knowledge import Entry, KnowledgeBase, Topic
from bot.knowledge.progress import Progress, silent
from bot.retrieval import DEFAULT, OTHER, Ingredients, Labelled, Ranking, Retriever, State
from bot.storage import nested, part

CHOICES = 3
"""Questions offered where the bot is not sure."""
RELATED = 4
"""Questions shown beside an answer."""
NEAR_TIE = 0.03
"""Two entries with different answers whose scores differ by a smaller share than this are both offered."""
CHOICE_SHARE = 0.4
"""An entry that scores less than this share of the best is not offered beside it."""
KEPT = 0.9
"""Where a question keeps less of what an entry's asks for, the entry is only offered: whether "do you deliver to
Sweden" is answered by "do you deliver to Norway" is for the member to say."""


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
    def build(
        cls,
        base: KnowledgeBase,
        strictness: Strictness = Strictness.BALANCED,
        labelled: Sequence[Labelled] = (),
        ingredients: Ingredients = DEFAULT,
        show: Progress = silent,
    ) -> "Assistant":
        """Fit everything that is fitted on the knowledge base: the slow step."""
        return cls.around(base, Retriever.build(base, labelled, ingredients, show), strictness)

    @classmethod
    def around(cls, base: KnowledgeBase, retriever: Retriever, strictness: Strictness) -> "Assistant":
        """What answers from what a retriever of that knowledge base finds."""
        return cls(base, retriever, retriever.topics(), Completer(base), strictness)

    @classmethod
    def restore(cls, base: KnowledgeBase, state: State, strictness: Strictness = Strictness.BALANCED) -> "Assistant":
        """What `build` once made of this knowledge base, of its `state`; nothing is fitted.

        The arrays are kept, not copied. Raises ValueError if the state does not fit the knowledge base.
        """
        retriever = Retriever.restore(base, part("retriever", state))
        return cls(base, retriever, unpack_topics(base, part("topics", state)), Completer(base), strictness)

    def state(self) -> State:
        """Everything that was fitted, as arrays; the strictness is no part of it."""
        topics = pack_topics(self.base, self.topics)
        return {**nested("retriever", self.retriever.state()), **nested("topics", topics)}

    def ask(self, question: str) -> Outcome:
        """Decide what to say. Takes any text and never raises for it."""
        return self.decide(question, self.retriever.rank(question), self.strictness)

    def decide(self, question: str, ranking: Ranking, strictness: Strictness) -> Outcome:
        """Decide what to say, given what was found."""
        common = Asked(question, ranking.hits, ranking.confidence, Evidence(ranking.matched, ranking.unknown))
        need = strictness.thresholds
        if ranking.confidence >= need.answer and not _doubtful(ranking):
            entry = ranking.hits[0].entry
            return Answered(*common.parts(), entry, self.related(entry))
        entries = _different(ranking)
        if ranking.confidence >= need.suggest:
            return Suggested(*common.parts(), entries, doubtful=ranking.confidence >= need.answer)
        known, unknown = len(ranking.matched), len(ranking.unknown)
        is_near = known > unknown or (known == unknown > 0 and ranking.confidence >= need.nearest)
        return Unanswered(*common.parts(), entries if is_near else ())

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
            found |= dict.fromkeys(hit.entry for hit in self.retriever.search(text, limit))
        return tuple(found)[:limit]


def _doubtful(ranking: Ranking) -> bool:
    """Torn between two answers, or asked about something else than the entry: to be offered, not answered."""
    return not ranking.exact and (ranking.lead < NEAR_TIE or ranking.kept < KEPT)


def _different(ranking: Ranking) -> tuple[Entry, ...]:
    """The best entries that come near the first, of those with one answer only the best."""
    answers: dict[str, Entry] = {}
    for hit in ranking.hits:
        if hit.score >= CHOICE_SHARE * ranking.hits[0].score:
            answers.setdefault(hit.entry.answer, hit.entry)
    return tuple(answers.values())[:CHOICES]
