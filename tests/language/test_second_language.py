"""A second language is one value: everything that reads or ranks takes its words from it."""

import re

import pytest

from bot.answering import Assistant
from bot.knowledge import Entry, KnowledgeBase
from bot.language import ENGLISH, AnswerType, Language, SmallTalk
from bot.language.language import ChatPatterns, Courtesies, QuestionForms, SmallTalkWords, words
from bot.language.reading import read
from bot.language.small_talk import small_talk_in
from bot.retrieval.words.analysis import Analyzer
from bot.retrieval.words.contrasts import answer_type, antonyms

GERMAN = Language(
    "de",
    stem=lambda word: word.removesuffix("en").removesuffix("e"),
    shorthand={"vllt": "vielleicht"},
    question_words=words("wann wo wie wer"),
    stop_words=words("wann wo wie wer ist sind der die das ich kann ein eine einen"),
    antonyms=(("öffnen", "schliessen"),),
    questions=QuestionForms(by_word={"wann": AnswerType.TIME, "wo": AnswerType.PLACE}),
    courtesies=Courtesies(
        opening=re.compile(r"^hallo "), closing=re.compile(r" bitte$"), opening_starts=((words("hallo"),),)
    ),
    chat=ChatPatterns(before=re.compile(r"^hallo zusammen[,! ]*", re.IGNORECASE), asks=re.compile(r"\bwo ist\b")),
    small_talk=SmallTalkWords(
        phrases={"guten tag": SmallTalk.GREETING},
        keys={SmallTalk.THANKS: words("danke")},
        fillers={SmallTalk.THANKS: words("sehr")},
    ),
)
BASE = KnowledgeBase(
    tuple(
        Entry(str(number), (question,), answer, None, "faq.txt", number)
        for number, (question, answer) in enumerate(
            (
                ("Wann ist die Bibliothek geöffnet?", "Von neun bis fünf."),
                ("Wo kann ich ein Buch zurückgeben?", "Am Schalter."),
                ("Wie kann ich einen Ausweis bekommen?", "Mit dem Formular."),
            ),
            1,
        )
    )
)


def folded(text: str, language: Language) -> list[str]:
    return [word.folded for word in Analyzer(language).analyze(text)]


def test_the_analyzer_drops_its_courtesies_and_no_other() -> None:
    assert folded("Hallo wo ist das Buch", GERMAN) == ["wo", "ist", "das", "buch"]
    assert folded("hello wo ist das Buch", GERMAN) == ["hello", "wo", "ist", "das", "buch"]


def test_words_share_its_stems() -> None:
    assert {word.stem for word in Analyzer(GERMAN).analyze("Karte Karten")} == {"kart"}


def test_contrasts_are_its_own() -> None:
    analyze = Analyzer(GERMAN).analyze
    assert answer_type(analyze("wo ist das"), GERMAN) is AnswerType.PLACE
    assert answer_type(analyze("where is it"), GERMAN) is AnswerType.ANYTHING
    assert antonyms(GERMAN.stem("öffnen"), GERMAN) == {GERMAN.stem("schliessen")}
    assert not antonyms("before", GERMAN)


def test_a_message_is_read_in_it() -> None:
    (span,) = read("Hallo zusammen, wo ist die Kasse", GERMAN).spans
    assert (span.text, span.asks) == ("wo ist die Kasse", True)


@pytest.mark.parametrize(
    ("text", "kind"), [("Guten Tag!", SmallTalk.GREETING), ("Danke sehr", SmallTalk.THANKS), ("hello", None)]
)
def test_small_talk_is_its_own(text: str, kind: SmallTalk | None) -> None:
    assert small_talk_in(text, GERMAN) is kind


def test_evidence_names_none_of_its_stop_words() -> None:
    question = "Wo kann ich die Bücher zurückgeben"
    matched = {
        language.code: Assistant.build(BASE, language=language).ask(question).evidence.matched
        for language in (GERMAN, ENGLISH)
    }
    assert matched == {"de": ("Bücher", "zurückgeben"), "en": ("Wo", "kann", "ich", "Bücher", "zurückgeben")}


def test_a_saved_index_is_restored_in_it() -> None:
    built = Assistant.build(BASE, language=GERMAN)
    again = Assistant.restore(BASE, built.state(), language=GERMAN)
    for question in ("Wo ist der Ausweis", "Wann sind die geöffnet"):
        assert again.ask(question) == built.ask(question)
