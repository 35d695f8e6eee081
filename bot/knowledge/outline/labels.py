"""The labels before questions and answers: "Q:", "Frage 3:", "A1.", "答：", numbers, signs."""

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
_LETTERS |= {"ج": "س", "ת": "ש", "Α": "Ε"}
"""One-letter labels of answers in various languages, with the matching labels of questions."""
_SIGNS = r"[>»▶►➤➔➜→⇒➡▸▹❯❱☛👉❓❔•‣◦·▪■◆◇●○◉★☆✦✧❖⚫*+=–—\ufe0f-]"
_NUMBER = r"(?:\s?(?:[#№]|(?i:n[°ºo]\.?|nr\.?))?\s?\d{1,4})?"
_COLON = r"\s?[:：﹕]"
_STRONG = r"(?:\*{1,3}|_{1,3})"
_LETTER_LABEL = re.compile(r"^[^\w\n]{0,10}([A-ZĐА-ЯΑΕسجשת])(?:\s?\d{1,4})?(?:\*\*|__)?\s?[:：](?![\\/])", re.MULTILINE)
_LOOSE_LABELS = tuple(
    re.compile(rf"^\W{{0,10}}{letter}(?:\s?\d{{0,4}}\s[-–—]\s|\d{{1,4}}\s+(?=[^\W\d]))", re.MULTILINE)
    for letter in "QA"
)
_NUMBERED = (
    r"(?:\d{1,4}(?:\.\d{1,4}){0,5}[.):、．]|\d{1,4}(?:\.\d{1,4}){1,5}|[A-Z]\d{1,3}[.):])\s+|\d{1,4}[、．]\s*"
    r"|[(（]\d{1,4}[)）]\s*|#\d{1,4}(?:\.\d{1,4}){0,5}[.):]?\s+(?:[-–—]\s+)?|[①-⑳]\s*"
    r"|\d{1,3}[.)](?=[A-ZÀ-Þ][a-zà-ÿ]|[¿А-Я一-鿿])|\d{1,3}\s+[-–—]\s+(?=[^\W\d])|\[\d{1,3}\]\s+|§\s?\d{1,3}\.?\s+"
    r"|\d{1,2}\ufe0f?\u20e3\s*|[一二三四五六七八九十]{1,3}[、．]\s*|[(（][一二三四五六七八九十]{1,3}[)）]\s*"
)
NUMBER = re.compile(_NUMBERED)
"""A number before a question."""
LETTERED = re.compile(r"(?:[a-z]\)|[ivx]{1,5}\.|[IVX]{2,5}\.|[IVX]{1,5}\))\s+(?=\S+\s)")
"""A letter or Roman number before a question; before other text, it is part of a list in an answer."""
SIGNS = re.compile(rf"#{{2,6}}(?=[^\W\d_])|(?:{_SIGNS}+\s*)+(?=[^\W_])|(?:{_SIGNS}+\s*)+(?=[\"'“”‘’«„(¿¡`])")
"""Arrows and bullets before a question."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one document. Letters other than Q and A are labels only if the document uses both of a pair."""

    question: re.Pattern[str]
    """Matches at the beginning of plain words."""
    answer: re.Pattern[str]
    """Matches at the beginning of plain words."""
    answer_line: re.Pattern[str]
    """Matches at the beginning of a line of Markdown. The group `open` is the emphasis that opens before the label."""
    inner_answer: re.Pattern[str]
    """Matches inside a line of Markdown, after a question."""

    @classmethod
    def of(cls, text: str) -> "Labels":
        """The labels of a document with this text."""
        used = set(_LETTER_LABEL.findall(text))
        pairs = [
            (question, answer)
            for answer, questions in _LETTERS.items()
            for question in questions
            if {question, answer} <= used
        ]
        is_loose = all(pattern.search(text) for pattern in _LOOSE_LABELS)
        letters = ["".join(sorted(set(side))) for side in zip(*pairs, strict=True)] or ["", ""]
        return _labels(*letters, is_loose=is_loose)


@lru_cache(maxsize=64)
def _labels(questions: str, answers: str, *, is_loose: bool = False) -> Labels:
    """`is_loose` is whether "A - " and "A1 " are labels, too: only in a document that also has "Q - " or "Q1 "."""
    letters = f"[QＱ{questions}]"
    spaced = r"|Q\d{1,4}(?=\s+[^\W\d])" if is_loose else ""
    question = (
        rf"(?:{letters}{_NUMBER}{_COLON}|(?:Q|Question){_NUMBER}\s?[.)](?=\s)|(?i:{_QUESTION_WORDS}){_NUMBER}{_COLON}"
        rf"|(?:[Qq]|(?i:{_QUESTION_WORDS}))\s?[#№]?\d{{1,4}}\s?[.)、:：]|(?:Q|Question){_NUMBER}\s[-–—](?=\s)"
        rf"{spaced}|第\d{{1,4}}[问問题題]{_COLON}"
        rf"|Q\.\s?\d{{1,4}}(?:{_COLON}|[.)]|(?=\s))|[\[【［](?:{letters}|(?i:{_QUESTION_WORDS})){_NUMBER}[\]】］][:：]?)"
        r"\s*(?=\S)"
    )
    label = rf"(?:[AＡ{answers}]|(?i:{_ANSWER_WORDS}))"
    answer = rf"{label}{_NUMBER}{_COLON}|{label}\s?[#№]?\d{{1,4}}\s?[.)、]|[\[【［]{label}{_NUMBER}[\]】］](?!\()[:：]?"
    answer += r"|A(?:\s?\d{0,4}\s[-–—](?=\s)|\d{1,4}(?=\s+[^\W\d]))" if is_loose else ""
    line = (
        rf"\s*(?:\#{{1,6}}\s+|[-*+>]\s+)?(?:(?P<open>{_STRONG})(?:{label}{_NUMBER}"
        rf"(?:{_COLON}\s?(?P=open)|(?P=open)(?:{_COLON}|[.)](?=\s|$))|[.)]\s?(?P=open))|(?:{answer})(?!\s*(?P=open)))"
        rf"|(?:{answer}))\s*"
    )
    inner = rf"(?<=[?？؟.!。])(?:\*\*|__)?\s+(?:\*\*|__)?{label}{_NUMBER}{_COLON}(?:\*\*|__)?\s*"
    return Labels(re.compile(question), re.compile(answer), re.compile(line), re.compile(inner))


DEFAULT_LABELS = _labels("", "")
