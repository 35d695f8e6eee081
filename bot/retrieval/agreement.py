"""Whether a question asks what an entry's questions ask, or something else in nearly the same words.

An entry with several questions agrees if one of them does.
"""

from collections.abc import Sequence

from bot.retrieval.entry_terms import EntryTerms, StoredQuestion
from bot.retrieval.words.analysis import Word
from bot.retrieval.words.contrasts import answer_type, antonyms, asks_for_definition, is_reversed, types_clash
from bot.retrieval.words.nouns import is_name_position

MENTION_AGREEMENT = 0.7
"""Agreement of a question with one content word that only the answer holds: "and on the phone?"."""
CONTRARY_AGREEMENT = 0.3
"""Agreement of a question that asks for the opposite, for another kind of answer (who instead of when), or the other
way round (what A said about B instead of what B said about A). This value and the one above did best on the community
sets."""


def agreement(question: Sequence[Word], entry: int, terms: EntryTerms, *, contrary: bool | None = None) -> float:
    """How well a question agrees with an entry's questions, in [0, 1].

    `contrary`: whether `is_contrary` or `asks_other_type` holds; None computes it. Three things lower the agreement: a
    contrary question; a content word in place of a name ("do you deliver to Sweden" against "do you deliver to
    Norway"); and a name or negation that the entry lacks ("at the congress of Vienna", "why did he not"). Other verbs
    ("ship" instead of "deliver") and missing words do not.
    """
    language, vocabulary = terms.language, terms.vocabulary
    held, stored = terms.columns(entry), terms.questions(entry)
    resembled, missing, foreign, content = set[int](), 0.0, 0.0, 0.0
    for place, word in enumerate(question):
        if word.folded in language.empty_words:
            continue
        similar = terms.resembled(word.stem)
        resembled |= similar
        weight = vocabulary.idf_of(word.stem)
        content += weight
        if not similar & held or (word.folded in language.denials and _is_new(word.stem, stored)):
            missing += weight
            named = is_name_position(question, place, language)
            foreign += weight if named or word.folded in language.negations else 0.0
    if contrary is None:
        contrary = is_contrary(question, entry, terms) or asks_other_type(question, entry, terms)
    whole = CONTRARY_AGREEMENT if contrary else 1.0
    if _is_mere_mention(question, entry, terms):
        whole *= MENTION_AGREEMENT
    if not missing:
        return whole
    replaced = (sum(vocabulary.idf[name] for name in each.names - resembled) for each in stored)
    return whole * (1 - max(foreign, min(missing, *replaced)) / content)


def is_contrary(question: Sequence[Word], entry: int, terms: EntryTerms) -> bool:
    """Whether a question asks for the opposite, or swaps the roles, compared with every question of an entry."""
    said = [word.stem for word in question]
    stems = frozenset(said)
    return all(
        is_reversed(said, stored.relations) or _has_antonym(stems, stored, entry, terms)
        for stored in terms.questions(entry)
    )


def asks_other_type(question: Sequence[Word], entry: int, terms: EntryTerms) -> bool:
    """Whether a question asks for another type of answer than every question of an entry: who instead of when.

    False if the question contains words that only this entry's answer has. The type of the stored question does not
    matter then.
    """
    stored, asked = terms.questions(entry), answer_type(question, terms.language)
    content = frozenset(word.stem for word in question) - terms.language.stop_stems
    unique, columns = terms.unique(entry), terms.vocabulary.columns
    if any(columns.get(stem) in unique and _is_new(stem, stored) for stem in content):
        return False
    return all(types_clash(asked, each.answer_type) for each in stored)


def has_other_numbers(question: Sequence[Word], entry: int, terms: EntryTerms) -> bool:
    """Whether a question has a number that the entry lacks, and every question of the entry has another number."""
    asked = {word.folded for word in question if _has_digit(word.folded)}
    columns, held = terms.vocabulary.columns, terms.columns(entry)
    return any(columns.get(terms.language.stem(number)) not in held for number in asked) and all(
        any(map(_has_digit, stored.stems - asked)) for stored in terms.questions(entry)
    )


def explains(question: Sequence[Word], entry: int, terms: EntryTerms) -> bool:
    """False if a question asks what something is, but no question of the entry does. The entry may only mention it."""
    asks = asks_for_definition(question, terms.language)
    return not asks or any(stored.asks_for_definition for stored in terms.questions(entry))


def _is_mere_mention(question: Sequence[Word], entry: int, terms: EntryTerms) -> bool:
    """Whether a question has one content word, and none of the entry's questions has it."""
    content = {word.stem for word in question if word.folded not in terms.language.stop_words}
    if len(content) != 1:
        return False
    resembled = {terms.vocabulary.stems[column] for column in terms.resembled(*content)}
    return all(resembled.isdisjoint(stored.stems) for stored in terms.questions(entry))


def _has_antonym(stems: frozenset[str], stored: StoredQuestion, entry: int, terms: EntryTerms) -> bool:
    """Whether a word of a question is the opposite of a word in a stored question.

    A content word in the entry's answer does not count as an opposite: the answer covers both.
    """
    columns = terms.vocabulary.columns
    return any(
        (antonyms(stem, terms.language) & stored.stems) - stems
        and (stem in terms.language.stop_stems or columns.get(stem) not in terms.columns(entry))
        for stem in stems - stored.stems
    )


def _is_new(stem: str, stored: Sequence[StoredQuestion]) -> bool:
    """Whether none of the questions has a word."""
    return all(stem not in each.stems for each in stored)


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))
