"""The names that owners give to the columns of a table and the fields of an object, in many languages."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

LONGEST_NAME = 40
"""Characters. A longer text is not a column name."""

QUESTIONS = frozenset({"question", "questions"})
"""The roles of a single question and of several phrasings."""

_EXACT: Mapping[str, str] = {
    "question": """question|q|frage|pregunta|pergunta|questao|domanda|vraag|fraga|sporgsmal|spørgsmål|kysymys|pytanie
        |otazka|вопрос|питання|запитання|soru|ερωτηση|سؤال|السؤال|שאלה|प्रश्न|सवाल|問題|问题|问|問|提问|質問|质问|问句
        |질문|cau hoi|pertanyaan|soalan|คำถาม|intrebare|kerdes|въпрос|pitanje|vprasanje|pregunta frecuente
        |klausimas|jautajums|kusimus|galdera|spurning|swali|سوال|پرسش|প্রশ্ন|கேள்வி|ప్రశ్న|tanong|კითხვა|հարց|сұрақ
        |pyetje|питање|прашање|ceist|cwestiwn|savol|sual|demando|ques|質問文""",
    "questions": """questions|fragen|preguntas|perguntas|domande|vragen|fragor|вопросы|patterns|utterances|examples
        |training phrases|user says|示例问题""",
    "answer": """answer|answers|a|antwort|antworten|respuesta|respuestas|resposta|respostas|reponse|reponses|risposta
        |risposte|antwoord|antwoorden|svar|vastaus|odpowiedz|odpoved|ответ|ответы|відповідь|cevap|yanit|yanıt|απαντηση|جواب
        |الجواب|إجابة|الإجابة|תשובה|उत्तर|जवाब|答案|答|回答|回复|解答|답변|답|cau tra loi|tra loi|jawaban
        |jawapan|คำตอบ|raspuns|valasz|отговор|odgovor
        |atsakymas|atbilde|vastus|erantzuna|jibu|پاسخ|উত্তর|பதில்|సమాధానం|sagot|პასუხი|պատասխան|жауап|pergjigje|одговор
        |freagra|ateb|javob|cavab|respondo|ans|回答文""",
    "topic": """topic|category|section|thema|kategorie|rubrik|bereich|categoria|tema|seccion|categorie|theme|rubrique
        |argomento|sezione|onderwerp|kategori|kategoria|temat|категория|категорія|тема|раздел|类别|分类|主题|類別|分類|カテゴリ
        |カテゴリー|카테고리|분류|chu de|danh muc|area
        |kapitel|gebiet|modul|module""",
    "phrasings": """phrasings|phrasing|alternatives|alternative|variants|variations|other wordings|alternate question
        |alternate questions|alternative question|alternative questions|similar question|similar questions
        |other questions|alternate phrasings|other phrasings|paraphrases|alternativfragen|aliases|相似问题|相似问
        |相似问法""",
    "id": "id",
    "synonyms": "synonyms|synonym",
    "url": "url|link|source url|page url|href|permalink",
    "related": "related|related questions|see also",
}
"""Names that always mean their role."""
_LIKELY: Mapping[str, str] = {
    "question": """prompt|query|instruction|utterance|user question|customer question|faq|faq question|pattern|trigger
        |question text|user input|user|user message|command|ask|asked|concern|problem
        |probleme|problema|проблема|probleem|ongelma|sorun|duda|dudas|duvida|duvidas|demande|demandes|consulta|quesito
        |anfrage|fragestellung|zapytanie|dotaz|запрос|问题描述|用户问题|質問内容|お問い合わせ内容|문의""",
    "answer": """completion|response|responses|reply|replies|solution|resolution|bot response|bot|answer text|assistant
        |faq answer|accepted answer|antworttext|ai response|fix|losung|losungen|solucion|solucao|soluzione|explanation
        |erklarung|conclusion statement|fulfillment text|решение|解决方法|解决方案|解决办法|解決方法|解決策|対処法
        |回答内容|标准答案|해결 방법|rozwiazanie|oplossing|løsning|losning|ratkaisu|cozum|workaround|remedy""",
    "topic": "group|chapter|department|thematik|faq category|question type",
}
"""Names that mean their role only if another column or field has the other half of an entry."""
_POSSIBLE: Mapping[str, str] = {
    "question": """title|subject|heading|headline|key|keyword|name|summary|titel|titulo|titre|titolo|input|label|issue
        |term|stichwort|begriff|front|header|заголовок|标题|標題|제목""",
    "answer": """body|text|content|contents|description|value|message|output|details|inhalt|beschreibung|contenido
        |conteudo|contenu|contenuto|texto|texte|testo|definition|meaning|back|bedeutung|html|desc|info|result|resp|copy
        |correct answer|descricao|descripcion|descrizione|текст|内容|內容|내용""",
}
"""Names that mean their role only if no column or field has a better name for it."""


EXACT, LIKELY, POSSIBLE, UNKNOWN = range(4)
"""How surely a name means its role; the surest is first."""
_ACCENTS = re.compile("[\u0300-\u036f]")


@cache
def normal(name: str) -> str:
    """A name in lower case, with spaces between its words and without accents on its letters."""
    parted = name if name.isupper() else re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    plain = unicodedata.normalize("NFKD", parted.casefold())
    return " ".join(re.sub(r"[_\-\s:：*]+", " ", unicodedata.normalize("NFC", _ACCENTS.sub("", plain))).split())


@cache
def _roles() -> Mapping[str, tuple[int, str]]:
    """How sure each name is, and its role."""
    roles: dict[str, tuple[int, str]] = {}
    for sureness, names in enumerate((_EXACT, _LIKELY, _POSSIBLE)):
        for role, listed in names.items():
            for name in listed.split("|"):
                roles.setdefault(normal(name), (sureness, role))
    return MappingProxyType(roles)


def role_of(name: str) -> tuple[int, str]:
    """How sure a name is, and its role; `UNKNOWN` and "" for a name without a role."""
    return _roles().get(normal(name), (UNKNOWN, "")) if len(name) <= LONGEST_NAME else (UNKNOWN, "")


def loose_role_of(name: str) -> tuple[int, str]:
    """Like `role_of`, but also for a longer name that contains one sure name, such as "FAQ question (en)"."""
    sureness, role = role_of(name)
    if role or len(name) > LONGEST_NAME or "?" in name:
        return sureness, role
    words = re.findall(r"[^\W\d_]{2,}", normal(name))
    known = [found for found in map(role_of, words) if found[0] == EXACT]
    return known[0] if len(known) == 1 else (UNKNOWN, "")


def role_in_sentence(name: str) -> tuple[int, str]:
    """Like `loose_role_of`, but also for a name that asks, such as "What is your question?"."""
    return loose_role_of(name.replace("?", ""))


def choose_roles(named: Sequence[tuple[int, str]], limit: int = POSSIBLE) -> list[str]:
    """The role of each column or field; "" for ignored ones. `named` has the result of `role_of` for each.

    If several could hold the question, or the answer, the surest gets the role; among equally sure ones, the first.
    Names that are less sure than `limit` are ignored.
    """
    best: dict[str, tuple[int, int]] = {}
    for place, (sureness, role) in enumerate(named):
        if role and sureness <= limit:
            best[role] = min(best.get(role, (UNKNOWN, 0)), (sureness, place))
    asking = min(best[role] for role in QUESTIONS if role in best) if best.keys() & QUESTIONS else None
    roles = [""] * len(named)
    for role, (sureness, place) in best.items():
        is_beside_a_surer_one = role in QUESTIONS and asking is not None and sureness > asking[0]
        if not is_beside_a_surer_one:
            roles[place] = role
    return roles
