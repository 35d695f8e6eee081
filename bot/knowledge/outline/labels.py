"""What stands before a question or an answer to say that it is one: "Q:", "Frage 3:", "A1.", "答：", numbers, signs."""

import re
from dataclasses import dataclass
from functools import lru_cache

_QUESTION_WORDS = (
    "question|frage|pregunta|domanda|pergunta|vraag|pytanie|вопрос|питання|запитання|soru|fråga|spørgsmål|"
    "spørsmål|kysymys|otázka|kérdés|întrebare|ερώτηση|प्रश्न|सवाल|câu hỏi|hỏi|pertanyaan|soalan|السؤال|سؤال|"
    "שאלה|问题|问|問題|問|質問|질문|ques"
)
_ANSWER_WORDS = (
    "answer|antwort|respuesta|réponse|reponse|risposta|resposta|antwoord|odpowiedź|ответ|відповідь|cevap|"
    "yanıt|svar|vastaus|odpověď|odpoveď|válasz|răspuns|απάντηση|उत्तर|जवाब|câu trả lời|trả lời|đáp|jawaban|"
    "jawapan|الجواب|جواب|الإجابة|תשובה|答案|回答|答|답변|답|ans"
)
_LETTERS = {"A": "QF", "R": "QPDI", "О": "В", "O": "P", "C": "S", "S": "F", "В": "П", "J": "T", "Đ": "H", "V": "O"}
"""The one-letter labels of answers in various languages, with those of the questions that they go with."""
_SIGNS = r"[>»▶►➤➔➜→▸▹❯❱☛•‣◦·▪■◆◇●○◉★☆✦✧❖⚫*+–—-]"
_NUMBER = r"(?:\s?[#№]?\s?\d{1,4})?"
_COLON = r"\s?[:：﹕]"
_STRONG = r"(?:\*{1,3}|_{1,3})"
_LETTER_LABEL = re.compile(r"^[^\w\n]{0,10}([A-ZĐА-Я])(?:\s?\d{1,4})?(?:\*\*|__)?[:：](?![\\/])", re.MULTILINE)
_NUMBERED = (
    r"(?:\d{1,4}(?:\.\d{1,4}){0,5}[.):、．]|\d{1,4}(?:\.\d{1,4}){1,5}|[A-Z]\d{1,3}[.):])\s+|\d{1,4}[、．]\s*"
    r"|[(（]\d{1,4}[)）]\s*|#\d{1,4}(?:\.\d{1,4}){0,5}[.):]?\s+(?:[-–—]\s+)?|[①-⑳]\s*"
)
NUMBER = re.compile(_NUMBERED)
"""A number before a question."""
SIGNS = re.compile(rf"(?:{_SIGNS}+\s*)+(?=[^\W_])|(?:{_SIGNS}+\s*)+(?=[\"'“”‘’«„(¿¡`])")
"""Arrows and bullets before a question."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one document: letters other than Q and A are labels only where both sides of a pair are used."""

    question: re.Pattern[str]
    """At the beginning of plain words."""
    answer: re.Pattern[str]
    """At the beginning of plain words."""
    answer_line: re.Pattern[str]
    """At the beginning of a line of Markdown; the group `open` is the emphasis around the label, or that it begins."""
    inner_answer: re.Pattern[str]
    """Inside a line of Markdown, behind a question."""

    @classmethod
    def of(cls, text: str) -> "Labels":
        """The labels of a document with that text."""
        used = set(_LETTER_LABEL.findall(text))
        pairs = [
            (question, answer)
            for answer, questions in _LETTERS.items()
            for question in questions
            if {question, answer} <= used
        ]
        return _labels("".join(sorted({one for one, _ in pairs})), "".join(sorted({other for _, other in pairs})))


@lru_cache(maxsize=64)
def _labels(questions: str, answers: str) -> Labels:
    letters = f"[Q{questions}]"
    question = (
        rf"(?:{letters}{_NUMBER}{_COLON}|(?:Q|Question){_NUMBER}\s?[.)](?=\s)|(?i:{_QUESTION_WORDS}){_NUMBER}{_COLON}"
        rf"|(?:[Qq]|(?i:{_QUESTION_WORDS}))\s?[#№]?\d{{1,4}}\s?[.)、:：]|(?:Q|Question){_NUMBER}\s[-–—](?=\s))\s*(?=\S)"
    )
    label = rf"(?:[A{answers}]|(?i:{_ANSWER_WORDS}))"
    answer = rf"{label}{_NUMBER}{_COLON}|{label}\s?[#№]?\d{{1,4}}\s?[.)、]"
    line = (
        rf"\s*(?:\#{{1,6}}\s+|[-*+>]\s+)?(?:(?P<open>{_STRONG})(?:{label}{_NUMBER}"
        rf"(?:{_COLON}\s?(?P=open)|(?P=open)(?:{_COLON}|[.)](?=\s|$))|[.)]\s?(?P=open))|(?:{answer})(?!\s*(?P=open)))"
        rf"|(?:{answer}))\s*"
    )
    inner = rf"(?<=[?？؟.!。])(?:\*\*|__)?\s+(?:\*\*|__)?{label}{_NUMBER}{_COLON}(?:\*\*|__)?\s*"
    return Labels(re.compile(question), re.compile(answer), re.compile(line), re.compile(inner))


DEFAULT_LABELS = _labels("", "")
