"""The labels before questions and answers: "Q:", "Frage 3:", "A1.", "答：", numbers, signs."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.knowledge.outline.numbering import NUMBER, NUMBER_OR_COUNT, is_counted
from bot.knowledge.outline.own_labels import OwnLabels, own_labels

_QUESTION_WORDS = (
    "question|frage|pregunta|domanda|pergunta|vraag|pytanie|вопрос|питання|запитання|въпрос|питање|прашање|сұрақ|"
    "soru|sual|savol|fråga|spørgsmål|spørsmål|spurning|kysymys|küsimus|klausimas|jautājums|otázka|kérdés|întrebare|"
    "pitanje|vprašanje|galdera|ερώτηση|კითხვა|հարց|प्रश्न|सवाल|প্রশ্ন|கேள்வி|คำถาม|ถาม|câu hỏi|hỏi|pertanyaan|soalan|"
    "tanong|swali|demando|السؤال|سؤال|سوال|پرسش|שאלה|问题|问|問題|問|質問|ご質問|질문|ques"
)
_ANSWER_WORDS = (
    "answer|antwort|respuesta|réponse|reponse|risposta|resposta|antwoord|odpowiedź|ответ|відповідь|отговор|одговор|"
    "жауап|cevap|cavab|javob|yanıt|svar|vastaus|vastus|atsakymas|atbilde|odpověď|odpoveď|válasz|răspuns|odgovor|"
    "erantzuna|απάντηση|პასუხი|պատասխան|उत्तर|जवाब|উত্তর|பதில்|คำตอบ|ตอบ|câu trả lời|trả lời|đáp|jawaban|jawapan|"
    "sagot|jibu|respondo|الجواب|جواب|الإجابة|پاسخ|תשובה|答案|回答|ご回答|答|답변|답|ans"
)
LABEL_WORDS = f"{_QUESTION_WORDS}|{_ANSWER_WORDS}"
"""The words before a colon, as alternatives of a regular expression. Case does not matter."""
_LETTERS = {"A": "QF", "R": "QPDI", "О": "В", "O": "P", "C": "S", "S": "F", "В": "П", "J": "T", "Đ": "H", "V": "O"}
_LETTERS |= {"ج": "س", "ת": "ש", "Α": "Ε"}
"""One-letter labels of answers in various languages, with the matching labels of questions."""
_PAIRS = tuple((question, answer) for answer, questions in _LETTERS.items() for question in questions)
_NUMBER = r"(?:\s?(?:[#№-]|(?i:n[°ºo]\.?|nr\.?))?\s?\d{1,4})?"
_ORDINALS = r"(?i:one|two|three|four|five|six|seven|eight|nine|ten)|[IVX]{1,5}|ال(?:أول|أولى|ثاني|ثالث|رابع|خامس)\w?"
_COLON = r"\s?[:：﹕]"
_STRONG = r"(?:\*{1,3}|_{1,3})"
_LETTER_LABEL = re.compile(r"^[^\w\n]{0,10}([A-ZĐА-ЯΑΕسجשת])(?:\s?\d{1,4})?(?:\*\*|__)?\s?[:：](?![\\/])", re.MULTILINE)
_LOOSE_LABELS = tuple(
    re.compile(rf"^\W{{0,10}}{word}(?:\s?\d{{0,4}}\s[-–—]\s|\d{{1,4}}\s+(?=[^\W\d]))", re.MULTILINE)
    for word in ("(?:Q|Question)", "(?:A|Answer)")
)
_STOPPED = re.compile(
    r"(?:^[^\w\n]{0,10}|[?？؟]\s+)(?P<letter>[A-ZĐА-ЯΑΕ])(?:\s?\d{1,4})?(?:\*\*|__)?(?:[.)]|\s[-–—])(?:\s?\d{1,4}[.):]?)?"
    r"(?:\*\*|__)?\s+(?=(?P<rest>\S[^\n]*))",
    re.MULTILINE,
)
_BOLD_ANSWERS = re.compile(r"^\*\*A:\*\*", re.MULTILINE)
_BOLD_ANSWER = r"\s*\*\*A\*\*\s+(?=\S)"
"""The label of an answer without its colon."""
_LEAST_BOLD = 2
"""Minimum number of bold labels with a colon. One without it is then a slip."""
_SEARCHED = 2**20
"""Maximum characters to search for unusual labels. A longer document uses them from its beginning."""


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
    bare_question: re.Pattern[str]
    """Matches a whole text that is only the label of a question, such as "Q1" or "Frage:"."""
    bare_answer: re.Pattern[str]
    """Matches a whole text that is only the label of an answer."""
    number: re.Pattern[str] = NUMBER
    """Matches a number before a question, without punctuation only if the document numbers its headings so."""

    @classmethod
    def of(cls, text: str) -> "Labels":
        """The labels of a document with this text."""
        used = set(_LETTER_LABEL.findall(text))
        pairs = [pair for pair in _PAIRS if used.issuperset(pair)]
        beginning = text[:_SEARCHED]
        is_loose = all(pattern.search(beginning) for pattern in _LOOSE_LABELS)
        labels = _labels(
            ("".join(sorted({asking for asking, _ in pairs})), "".join(sorted({telling for _, telling in pairs}))),
            stopped=_stopped_pair(beginning),
            is_loose=is_loose,
            is_counted=is_counted(beginning),
            own=own_labels(beginning),
        )
        if len(_BOLD_ANSWERS.findall(beginning)) < _LEAST_BOLD:
            return labels
        return replace(labels, answer_line=re.compile(rf"{labels.answer_line.pattern}|{_BOLD_ANSWER}"))


def _stopped_pair(text: str) -> tuple[str, str]:
    """The letters that are labels with a full stop, such as "P." and "R."; ("", "") for none.

    Lines with these letters alternate, and the first one asks.
    """
    lines = [(found["letter"], "?" in found["rest"]) for found in _STOPPED.finditer(text)]
    for pair in (("Q", "A"), *_PAIRS):
        own = [line for line in lines if line[0] in pair]
        is_turn_by_turn = all(letter == pair[place % 2] for place, (letter, _) in enumerate(own))
        is_begun = len(own) > 1 and own[0][0] == pair[0] and pair[1] in dict(own)
        if is_begun and (pair[0] == "Q" or (is_turn_by_turn and own[0][1])):
            return pair
    return ("", "")


@lru_cache(maxsize=64)
def _labels(
    more: tuple[str, str] = ("", ""),
    *,
    stopped: tuple[str, str] = ("", ""),
    is_loose: bool = False,
    is_counted: bool = False,
    own: OwnLabels = OwnLabels(),  # noqa: B008 - a tuple
) -> Labels:
    """The labels of a document with more letters before a colon, and with the letters `stopped` before a full stop.

    `is_loose`: "A - " and "A1 " are labels, too, because there is "Q - " or "Q1 ". `is_counted`: bare numbers are.
    `own`: further words before a colon, or before a full stop.
    """
    questions, answers = more
    asking = f"{_QUESTION_WORDS}|{re.escape(own.question)}" if own.question else _QUESTION_WORDS
    telling = f"{_ANSWER_WORDS}|{re.escape(own.answer)}" if own.answer else _ANSWER_WORDS
    stopped_words = (rf"|(?i:{re.escape(word)}){_NUMBER}(?:\s?[.)]|\s[-–—])(?=\s)" for word in own[:2])
    asking_stopped, telling_stopped = stopped_words if own.is_stopped else ("", "")
    letters = f"[QＱ{questions}]"
    spaced = r"|Q\d{1,4}(?=\s+[^\W\d])" if is_loose else ""
    question = (
        rf"(?:{letters}{_NUMBER}{_COLON}|(?:[Q{stopped[0]}]|Question){_NUMBER}(?:\s?[.)]|\s[-–—])(?=\s)"
        rf"|(?i:{asking})(?:\s(?:{_ORDINALS}))?{_NUMBER}{_COLON}|FAQ\s?#?\d{{1,4}}{_COLON}"
        rf"|(?:[Qq]|(?i:{asking}))\s?[#№-]?\d{{1,4}}\s?[.)、:：]"
        rf"{asking_stopped}{spaced}|第\d{{1,4}}[问問题題]{_COLON}"
        rf"|Q\.\s?\d{{1,4}}(?:{_COLON}|[.)]|(?=\s))|[\[【［(（](?:{letters}|(?i:{asking})){_NUMBER}[\]】］)）][:：]?"
        r"|Ｑ\s?\d{0,4}(?:[．.]|\u3000))"
        r"\s*(?=\S)"
    )
    label = rf"(?:[AＡ{answers}]|(?i:{telling}))"
    bold = rf"(?:[AＡ{answers}{stopped[1]}]|(?i:{telling}))"
    answer = (
        rf"{label}{_NUMBER}{_COLON}|{label}\s?[#№-]?\d{{1,4}}\s?[.)、]|[\[【［(（]{label}{_NUMBER}[\]】］)）](?!\()[:：]?"
        r"|Ａ\s?\d{0,4}(?:[．.]|\u3000)"
    )
    answer += telling_stopped
    answer += r"|(?:A|Answer)(?:\s?\d{0,4}\s[-–—](?=\s)|\d{1,4}(?=\s+[^\W\d]))" if is_loose else ""
    answer += rf"|{stopped[1]}{_NUMBER}(?:\s?[.)]|\s[-–—])(?=\s|$)" if stopped[1] else ""
    line = (
        rf"\s*(?:\#{{1,6}}\s+|[-*+]\s+|>\s*)?(?:(?P<open>{_STRONG})(?:{bold}{_NUMBER}"
        rf"(?:{_COLON}\s?(?P=open)|(?P=open)(?:{_COLON}|[.)](?=\s|$))|[.)]\s?(?P=open))|(?:{answer})(?!\s*(?P=open)))"
        rf"|(?:{answer}))\s*"
    )
    end = rf"(?:{_COLON}|[.)](?=\s))" if stopped[1] else _COLON
    inner = rf"(?<=[?？؟.!。])(?:\*\*|__)?\s+(?:\*\*|__)?{bold}{_NUMBER}{end}(?:\*\*|__)?\s*"
    bare_question = rf"(?:[QＱ{questions}{stopped[0]}]|(?i:{asking})){_NUMBER}\s?[:：.)]?"
    bare_answer = rf"{bold}{_NUMBER}\s?[:：.)]?"
    return Labels(
        re.compile(question),
        re.compile(answer),
        re.compile(line),
        re.compile(inner),
        re.compile(bare_question),
        re.compile(bare_answer),
        NUMBER_OR_COUNT if is_counted else NUMBER,
    )


DEFAULT_LABELS = _labels()
