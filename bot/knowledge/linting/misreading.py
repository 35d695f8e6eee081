"""Finds lines of plain text that look like questions or headings but were read as part of an answer."""

import re
from collections.abc import Iterator

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
_BEHIND_AN_ANSWER = re.compile(rf".{{120,}}?[.!…][”’»\"')\]]*\s+{_ASKING}[?？؟]", re.IGNORECASE)
_MARKUP = re.compile(r"</?[a-z][^<>]{0,200}>|[*_`]{1,3}|^(?:[-*+>]|\d{1,3}[.)])\s+", re.IGNORECASE)
_END = "if it is a question, end it with “?” and nothing after it"


def misread_lines(draft: Draft) -> Iterator[Finding]:
    """Lines that were probably misread."""
    for number, question in draft.questions:
        if len(question) <= LONGEST_QUESTION and _BEHIND_AN_ANSWER.fullmatch(question):
            message = f"a question of several sentences: {excerpt(question)}"
            yield number, Code.SENTENCES_BEFORE_QUESTION, message, "start a new line before the question"
    is_long = "\n" in draft.answer
    for offset, line in prose_lines(draft.answer):
        text = bare(line)
        hint = _hint(text, follows=offset > 0, is_long=is_long) if text else ""
        if hint:
            message = f"taken as part of an answer: {excerpt(text)}"
            yield draft.answer_line + offset, Code.MISREAD_LINE, message, hint


def _hint(text: str, *, follows: bool, is_long: bool) -> str:
    """The hint for a line; "" if nothing is wrong. `follows`: it is not the first line of the answer."""
    if _is_like_heading(text):
        return "put a space after the “#” if it is a heading"
    plain = _MARKUP.sub("", text)
    if _MARK_NOT_LAST.fullmatch(text) or (plain != text and _BARE_QUESTION.fullmatch(plain)):
        return _END
    if follows and _ASKED_AND_ANSWERED.fullmatch(text):
        return "if it is a question with its answer, put the answer on the next line"
    return "end it with “?” if it is a question" if is_long and _WITHOUT_MARK.fullmatch(text) else ""


def _is_like_heading(text: str) -> bool:
    """Whether a line looks like a heading without its space, not like a sentence or a channel (#general)."""
    return bool(_LIKE_HEADING.fullmatch(text)) and text[-1] not in ".!,:;" and not _CHANNEL.fullmatch(text)
