"""English."""

from bot.language.english import words
from bot.language.english.chat import CHAT
from bot.language.english.courtesies import COURTESIES, SMALL_TALK
from bot.language.english.spelling import stem, written_out
from bot.language.language import Language

ENGLISH = Language(
    code="en",
    common_words=words.COMMON_WORDS,
    stem=stem,
    written_out=written_out,
    shorthand=words.SHORTHAND,
    bare_contractions=words.BARE_CONTRACTIONS,
    question_words=words.QUESTION_WORDS,
    stop_words=words.STOP_WORDS,
    placeholders=words.PLACEHOLDERS,
    before_nouns=words.BEFORE_NOUNS,
    before_verbs=words.BEFORE_VERBS,
    in_labels=words.IN_LABELS,
    denials=words.DENIALS,
    negations=words.NEGATIONS,
    antonyms=words.ANTONYMS,
    antonym_prefixes=words.ANTONYM_PREFIXES,
    symmetric=words.SYMMETRIC,
    questions=words.QUESTIONS,
    courtesies=COURTESIES,
    chat=CHAT,
    small_talk=SMALL_TALK,
)
