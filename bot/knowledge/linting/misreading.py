"""Finds lines of plain text that look like questions or headings but were read as part of an answer."""

import re
from collections.abc import Iterator, Sequence

from bot.knowledge.codes import Code
from bot.knowledge.draft import Draft
from bot.knowledge.lines import bare, prose_lines
from bot.knowledge.linting.discord import LONGEST_QUESTION
from bot.knowledge.problem import Finding, excerpt

_LIKE_HEADING = re.compile(r"(?P<marks>#{1,6})(?P<title>[^\W\d_].{0,80})")
_CHANNEL = re.compile(r"#[^\sA-Z]+")
_ASKING = (
    r"(?:what|which|who|whose|why|how|where|when|is|are|was|were|do|does|did|can|may|should|will|has|have)\s"
    r"[^.:;?]{0,200}"
)
_MARK_NOT_LAST = re.compile(rf"{_ASKING}[?？؟](?:[”’»\"')\]]+|\s*[(\[][^()\[\]]{{0,80}}[)\]])", re.IGNORECASE)
"""A question with closing quotes, closing brackets or a remark in brackets after its question mark."""
_BARE_QUESTION = re.compile(rf"{_ASKING}[?？؟]", re.IGNORECASE)
"""A question that was not recognised only because of its markup (bold, HTML, a list)."""
_ASKED_AND_ANSWERED = re.compile(rf"{_ASKING}[?？؟]\s+\S.*", re.IGNORECASE)
_WITHOUT_MARK = re.compile(
    r"(?:what|which|who|why|how)\s(?!to\s)[^.,:;]{0,150}\w"
    r"|(?:what|which|who|why|how|where|when)\s(?:did|does|do|is|are|was|were|can|should|happened)\s[^.,:;]{0,150}\w[.!;]",
    re.IGNORECASE,
)
"""A question without a question mark: no mark at all, or a verb in second place and a full stop."""
_PERSON = (
    r"(?:i|you|we|they|he|she|it|anyone|someone|everyone|members?|guests?|visitors?|people|students?|players?|"
    r"parents|children|kids|beginners|newcomers)\b"
)
_SUBJECT = rf"(?:{_PERSON}|(?:there|this|that|these|those|the|an?|my|your|our|their|any)\b)"
_OPENS_PARAGRAPH = re.compile(
    r"(?:(?:where|when)(?:['’]s|\s(?:is|are|was|were|am|do|does|did|can|could|may|should|will|would|must|has|have))\s"
    rf"|(?:is|are|was|were|does|did)\s(?!(?:not|so)\b)|(?:do|have)\s{_PERSON}|am\si\b"
    rf"|(?:can|could|has|will|would|may|must|shall)\s{_SUBJECT}|should\s(?!you\b){_SUBJECT})"
    r"[^.,:;!]*[\w\"'”’»)]",
    re.IGNORECASE,
)
"""A question without its question mark, told by the order of its words: “Can I pay by card”, not “When you arrive”."""
_MOST_IN_SHORT_LINE = 80
"""Maximum characters of a line that may be a question at the start of a paragraph. Longer lines are usually prose."""
_BEHIND_AN_ANSWER = re.compile(rf".{{120,}}?[.!…][”’»\"')\]]*\s+{_ASKING}[?？؟]", re.IGNORECASE)
_BEHIND_A_SENTENCE = re.compile(
    r"(?P<sentence>\S.*\w(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bProf)(?<!\bSt)(?<!\bvs)(?<!\bNo)[.!…]+[”’»\"')\]]*)"
    r"\s+(?P<tail>[^\W\da-z_][^.!?…]*[?？؟])"
)
"""One or more sentences, then a question."""
_LEAST_WORDS, _LEAST_WORDS_BEFORE_REMARK = 3, 2
"""Minimum words of the sentences before a question, and before a remark such as “Still stuck?”."""
_MEMBER = re.compile(r"\b(?:i|my|me|mine)\b", re.IGNORECASE)
"""A member describes a problem before the question: “I lost my key. What now?” is a question."""
_BEGINS_ASKING = re.compile(rf"(?:if\s|{_ASKING})", re.IGNORECASE)
_MARKUP = re.compile(r"</?[a-z][^<>]{0,200}>|[*_`]{1,3}|^(?:[-*+>]|\d{1,3}[.)])\s+", re.IGNORECASE)
_MARK_IT = "end it with “?” if it is a question"
_END = "if it is a question, end it with “?” and nothing after it"


def run_together(draft: Draft, last_line: int) -> Iterator[Finding]:
    """Questions that begin with an answer, or with its last sentence, and so took them away from the answer.

    `last_line` is the line where the answer above ends; a question directly below it may be the end of that answer.
    """
    above = last_line
    for number, question in draft.questions:
        if len(question) <= LONGEST_QUESTION and _BEHIND_AN_ANSWER.fullmatch(question):
            message = f"a question of several sentences: {excerpt(question)}"
            yield number, Code.SENTENCES_BEFORE_QUESTION, message, "start a new line before the question"
        elif number == above + 1 and _ends_an_answer(question):
            message = f"taken as a question, with the sentence before it: {excerpt(question)}"
            hint = "if it is part of an answer, join it with the next line, or end it without “?”"
            yield number, Code.SENTENCES_BEFORE_QUESTION, message, hint
        above = number


def misread_lines(draft: Draft) -> Iterator[Finding]:
    """Lines of the answer that were probably misread."""
    lines = draft.answer.split("\n")
    is_long = len(lines) > 1
    for offset, line in prose_lines(draft.answer):
        text = bare(line)
        hint = _hint(text, follows=offset > 0, is_long=is_long) if text else ""
        if not hint and offset > 0 and not bare(lines[offset - 1]) and _is_unmarked_question(text, lines[offset + 1 :]):
            hint = _MARK_IT
        if hint:
            message = f"taken as part of an answer: {excerpt(text)}"
            yield draft.answer_line + offset, Code.MISREAD_LINE, message, hint


def _ends_an_answer(question: str) -> bool:
    """Whether a line read as a question holds a statement before its question."""
    found = _BEHIND_A_SENTENCE.fullmatch(question) if len(question) <= LONGEST_QUESTION else None
    if not found or _MEMBER.search(found["sentence"]) or _BEGINS_ASKING.match(question):
        return False
    least = _LEAST_WORDS if _BARE_QUESTION.fullmatch(found["tail"]) else _LEAST_WORDS_BEFORE_REMARK
    return len(found["sentence"].split()) >= least


def _is_unmarked_question(text: str, below: Sequence[str]) -> bool:
    """Whether a line at the start of a paragraph is worded as a question and has text below it that is not its rest."""
    rest = next(filter(None, map(bare, below)), "")
    goes_on = text[:1].isupper() and rest[:1].islower()
    return bool(rest) and not goes_on and len(text) <= _MOST_IN_SHORT_LINE and bool(_OPENS_PARAGRAPH.fullmatch(text))


def _hint(text: str, *, follows: bool, is_long: bool) -> str:
    """The hint for a line; "" if nothing is wrong. `follows`: it is not the first line of the answer."""
    if _is_like_heading(text):
        return "put a space after the “#” if it is a heading"
    plain = _MARKUP.sub("", text)
    if _MARK_NOT_LAST.fullmatch(text) or (plain != text and _BARE_QUESTION.fullmatch(plain)):
        return _END
    if follows and _ASKED_AND_ANSWERED.fullmatch(text):
        return "if it is a question with its answer, put the answer on the next line"
    return _MARK_IT if is_long and _WITHOUT_MARK.fullmatch(text) else ""


def _is_like_heading(text: str) -> bool:
    """Whether a line looks like a heading without its space, not like a sentence or a channel (#general)."""
    return bool(_LIKE_HEADING.fullmatch(text)) and text[-1] not in ".!,:;" and not _CHANNEL.fullmatch(text)
