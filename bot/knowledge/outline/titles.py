"""Recognises titles that name no subject: of an FAQ, of a table of contents, of a section about the project."""

import re


def _words(text: str, separator: str = " ") -> frozenset[str]:
    return frozenset(text.split(separator))


_FAQ = re.compile(
    r"\b(?:faqs?|f\.a\.q|q\s?(?:&|and|n|\+)\s?a|questions|frequently\W+asked|häufig\w*\W+(?:gestellte\W+)?fragen"
    r"|fragen\W+(?:und|&)\W+antworten|foire\W+aux\W+questions|preguntas|perguntas|domande|veelgestelde\W+vragen|vragen"
    r"|pytania|вопрос(?:ы|ов|-ответ)|чаво|чзв|запитання|sorular|sss|frågor|spørgsmål|spørsmål|kysymykset|otázky|dotazy"
    r"|kérdések|gyik|întrebări|ερωτήσεις|pertanyaan|soalan|câu\W+hỏi"
    r"|usein\W+kysyttyä|küsimused|klausimai|jautājumi|preguntes|pitanja|vprašanja|въпроси|питања)\b"
    r"|常[见見用]?[问問]|常[见見]疑[问難难]|[问問]题解答|[问問]答|よくある|質問|자주\s?묻는|질문|الأسئلة|שאלות|प्रश्न|سوالات|پرسش|คำถาม",
    re.IGNORECASE,
)
_FAQ_WORDS = _words(
    "a and answer answers asked common commonly f faq faqs frequent frequently my n of our page q question "
    "questions some the your section list most help hilfe aide ayuda ajuda aiuto hulp pomoc помощь "
    "antworten die fragen gestellte gestellten häufig häufige "
    "häufigste häufigsten meistgestellte oft und wichtige wichtigsten aux courantes et foire fréquemment "
    "fréquentes les posées réponses souvent con frecuentes frecuencia hechas las más preguntas realizadas "
    "respuestas y e as frequentes mais perguntas respostas comuns comunes domande frequenti le più risposte "
    "antwoorden de en gestelde meest veel veelgestelde vragen częste częściej i najczęstsze najczęściej "
    "odpowiedzi pytania zadawane вопрос вопросы вопросов задаваемые и на ответ ответы популярные "
    "распространённые распространенные часто частые чаво чзв запитання й та питання поширені часті відповіді "
    "çok cevaplar sık sorulan sorular sss ve frågor och svar vanliga ofte og spørgsmål spørsmål stillede "
    "stilte vanlige kysymykset kysytyt usein vastaukset ja často časté dotazy kladené odpovědi odpovede "
    "otázky gyakori gyakran gyik ismételt kérdések válaszok és frecvente întrebări răspunsuri și απαντήσεις "
    "ερωτήσεις και συχνές diajukan pertanyaan sering umum yang lazim soalan câu gặp hỏi thường những các "
    "الأسئلة الشائعة المتكررة נפוצות שאלות ותשובות अक्सर जाने पूछे प्रश्न वाले 자주 묻는 질문 하는 질문들 "
    "질문과 답변 sıkça usein kysyttyä korduma kippuvad küsimused dažniausiai užduodami klausimai biežāk "
    "uzdotie jautājumi preguntes freqüents respostes i često postavljana postavljena najčešća pitanja odgovori pogosta "
    "pogosto zastavljena vprašanja odgovori in често задавани въпроси отговори питања честа سوالات متداول پرسش های"
)
_FAQ_CJK = re.compile(
    r"(?:faqs?|q\s*&\s*a|常见|常見|常用|常问|常問|问题|問題|问答|問答|解答|疑问|疑問|与|與|和|及|的|集|汇总|彙總|列表|大全|答疑"
    r"|คำถามที่พบบ่อย|よくある|ご?質問|ご?回答|と|集|[\s\W])+",
    re.IGNORECASE,
)
_BESIDE = frozenset(
    (
        *("license", "licence", "licensing", "copyright", "contributing", "contributors", "credits", "authors"),
        *("acknowledgements", "acknowledgments", "references", "changelog", "translations"),
    )
)
_SECTIONS = _words(
    "introduction, intro, preface, foreword, overview, background, about, about this faq, about this document, "
    "about this page, summary, conclusion, tl;dr, tldr, tips, tips and tricks, notes, goals, non-goals, anti-goals, "
    "see also, further reading, related links, disclaimer, changelog, "
    "revision history, version history, related, related articles, related posts, related pages, "
    "related questions, related topics, recent posts, comments, leave a comment, leave a reply, share this, share this "
    "page, table of figures, einleitung, einführung, vorwort, introducción, introduzione, "
    "introdução, inleiding, введение, 前言, 简介, 介绍, はじめに",
    ", ",
)
"""Titles of sections that hold no answer if the sections beside them do."""
_INVITATION = re.compile(
    r"(?:do you |you )?(?:still )?(?:have|got)? ?(?:(?:any|more|other|further) )+(?:questions?|doubts?)(?: left)?"
    r"|(?:still (?:have questions|need help)|need (?:more|further) help|ask us(?: anything)?|contact(?: us)?)"
    r"|(?:noch|weitere) fragen|kontakt|(?:encore des|d['’]autres) questions|contactez[- ]nous"
    r"|(?:tienes )?más (?:preguntas|dudas)|contáctanos|contacto|(?:hai )?ancora (?:dei dubbi|domande)|contatt(?:i|aci)"
    r"|mais (?:dúvidas|perguntas)|contato|nog vragen|остались вопросы|контакты|联系我们|お問い合わせ|문의하기",
    re.IGNORECASE,
)
"""A sentence that invites readers to write to the authors."""
_CONTENTS = _words(
    "table of contents, contents, content, toc, index, on this page, quick links, jump to, "
    "list of questions, questions index, quick navigation, in this article, in this document, inhalt, "
    "inhaltsverzeichnis, übersicht, inhaltsübersicht, sommaire, table des matières, contenido, contenidos, "
    "índice, indice, tabla de contenidos, tabla de contenido, conteúdo, sumário, índice de conteúdo, "
    "sommario, indice dei contenuti, inhoud, inhoudsopgave, spis treści, содержание, оглавление, зміст, "
    "içindekiler, innehåll, innehållsförteckning, indhold, innhold, sisällys, sisällysluettelo, obsah, "
    "tartalom, tartalomjegyzék, cuprins, περιεχόμενα, daftar isi, mục lục, 目录, 目錄, 目次, もくじ, 목차, "
    "المحتويات, תוכן עניינים, isi kandungan",
    ", ",
)
_BACK_WORDS = _words(
    "back to top the of page return go up index contents table toc menu home faq faqs list questions "
    "question start beginning this section document jump main all click here scroll nav navigation overview "
    "quick links zurück nach oben zum zur anfang inhalt inhaltsverzeichnis übersicht seitenanfang retour "
    "revenir haut en au de du la sommaire début remonter volver arriba al inicio índice subir ir a regresar "
    "voltar ao topo início torna su inizio indice naar boven terug wróć do góry na górę наверх вверх назад к "
    "началу оглавлению содержанию вернуться в начало вгору başa dön yukarı tillbaka till toppen 返回 "
    "返回顶部 回到顶部 返回目录 回到目录 回到頂部 返回頂部 回目录 目录 顶部 トップへ戻る トップに戻る "
    "先頭へ戻る 目次へ戻る 目次に戻る 上へ戻る ページトップへ 맨 위로 목차로 처음으로 돌아가기"
)
_MOST_BACK_WORDS = 7


def is_faq(title: str) -> bool:
    """Whether a document or section with this title contains questions."""
    return bool(_FAQ.search(title.replace("_", " ").replace("-", " ")))


def says_only_faq(title: str) -> bool:
    """Whether the title only says that there are questions. It then names no topic."""
    if not is_faq(title):
        return False
    return _FAQ_WORDS.issuperset(re.findall(r"\w+", title.lower())) or bool(_FAQ_CJK.fullmatch(title))


def is_contents(title: str) -> bool:
    """Whether it is the heading of a table of contents."""
    return _bare(title) in _CONTENTS


def is_beside(title: str) -> bool:
    """Whether a section with this title at the end of a document is about the project, not an answer."""
    return _bare(title) in _BESIDE


def is_section(title: str) -> bool:
    """Whether a section with this title is not an answer beside sections that ask, such as an introduction."""
    return re.sub(r"^\d+ (?=comments?$)", "", _bare(title)) in _SECTIONS


def is_invitation(title: str) -> bool:
    """Whether it only invites readers to write to the authors, as below the last question of many pages."""
    sentences = [_bare(sentence) for sentence in re.split(r"(?<=\w)[?？.!！。:;]\s*", title)]
    return any(sentences) and all(_INVITATION.fullmatch(sentence) for sentence in sentences if sentence)


def leads_back(text: str) -> bool:
    """Whether the text of a link only says that it leads to the top of the page or to its contents.

    A single arrow says so too.
    """
    words = re.findall(r"\w+", text.lower())
    return len(words) <= _MOST_BACK_WORDS and _BACK_WORDS.issuperset(words)


def _bare(title: str) -> str:
    """The title in lower case, without emoji and punctuation around it."""
    return re.sub(r"^\W+|\W+$", "", title).lower()
