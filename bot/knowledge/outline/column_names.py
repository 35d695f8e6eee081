"""What people call the columns of a table of questions and answers, in lower case."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split("|"))


QUESTIONS = _names(
    "question|questions|q|faq|ask|asked|user question|common question|frage|fragen|pregunta|preguntas|domanda|"
    "domande|pergunta|perguntas|vraag|vragen|pytanie|pytania|вопрос|вопросы|питання|запитання|soru|sorular|"
    "fråga|frågor|spørgsmål|spørsmål|kysymys|otázka|kérdés|întrebare|ερώτηση|प्रश्न|câu hỏi|pertanyaan|السؤال|"
    "سؤال|שאלה|问题|問題|問|质问|質問|질문|prompt|problem"
)
ANSWERS = _names(
    "answer|answers|a|reply|response|responses|antwort|antworten|respuesta|respuestas|réponse|réponses|reponse|"
    "risposta|risposte|resposta|respostas|antwoord|antwoorden|odpowiedź|odpowiedzi|ответ|ответы|відповідь|"
    "cevap|cevaplar|yanıt|svar|vastaus|odpověď|odpoveď|válasz|răspuns|απάντηση|उत्तर|trả lời|câu trả lời|"
    "jawaban|الجواب|جواب|الإجابة|תשובה|答案|回答|答|解答|답변|답|completion|solution"
)
TOPICS = _names(
    "topic|category|section|area|group|thema|kategorie|bereich|tema|categoría|categoria|catégorie|thème|sujet|"
    "argomento|onderwerp|categorie|temat|kategoria|тема|категория|раздел|konu|ämne|kategori|emne|aihe|téma|"
    "kategória|分类|分類|类别|主题|カテゴリ|カテゴリー|카테고리|분류"
)
