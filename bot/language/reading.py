"""Extracts the question from a message, without greetings, thanks, links and other noise around it."""

import re
import unicodedata
from dataclasses import dataclass

from bot.language.language import NEVER, ChatPatterns, Language

MAX_CHARACTERS = 4_000
"""Maximum characters to read, because time grows with length. It covers any chat message."""
MAX_SPANS = 6
"""Maximum readings to rank for one message. Each costs a search and an encoding."""
WHOLE = 40
"""Maximum words for reading a message of several sentences as one question."""
LED_TO = 3
"""Minimum words after a lead-in for them to be the question: "any idea how?" is not one."""
SELF_CONTAINED = 5
"""Minimum words for a question in a longer text to make sense without the rest."""
CLAUSES = 12
"""A sentence with more words than this may be split at its commas."""
TAIL = 200
"""How many characters at the end of a clause to search for thanks and afterthoughts."""

_FENCE = re.compile(r"```.*?(?:```|$)", re.DOTALL)
_QUOTED_LINE = re.compile(r"^[ \t]*>{1,3}.*$", re.MULTILINE)
_SPACES = re.compile(r"[^\S\n]+")
_LINKED = re.compile(r"\[([^\]\n]{1,200})\]\(\s*<?[a-z]+://[^)\s]*>?\s*\)", re.IGNORECASE)
_URL = re.compile(r"<?(?:\b(?:https?|ftp)://|\bwww\.)[^\s>]+>?", re.IGNORECASE)
_MENTION = re.compile(r"<(?:@[!&]?|#|id:)\w{1,20}>|</[^<>\n]{1,100}:\d{1,20}>|<t:\d+(?::\w)?>|(?<!\S)@[\w.]{2,32}")
_EMOJI = re.compile(
    r"<a?:\w{1,32}:\d{1,20}>|(?<![\w:]):[a-z0-9_+-]{2,32}:(?![\w:])|(?<!\S)<3+(?=\s*(?:$|[\n.!?,]))|(?<!\S)[:;=]['’]?-?[)(dpo/|3](?!\S)",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"\*{1,3}|_{2,3}|~{2,}|\|\||`")
_LETTERLIKE = "\u214f"
"""Up to here, signs such as ™ and № are part of a text; emoji come after them."""
_BREAK = "\n"
_NOISY = re.compile(r"[`<>\[*_~|@\n:;=]|www\.", re.IGNORECASE)
"""An ASCII message that matches none of these needs no cleaning, except for a signature."""
_END = re.compile(r"((?<![.!?…。！？؟])[.!?…。！？؟]++[\"'”’)\]]*+)(\s+|(?<=[。！？])|$)")
_NUMBERED = re.compile(r"(?:^|\s)(?:\(?\d[.)]|[•*])\s+(?=\w)|\s+\|\s+")
_QUESTION_MARK = re.compile(r"[?？؟]")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Span:
    """One way to read a message, or a part of it, as a question."""

    text: str
    first: int
    """The index of its first segment in the message, from 0."""
    last: int
    """The index of its last segment."""
    asks: bool
    """Whether it looks like a question."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A message and the ways to read it."""

    text: str
    """The cleaned text: without links, emoji, mentions, code, quoted lines and signature."""
    spans: tuple[Span, ...]
    """At most MAX_SPANS. The whole message comes first if it may be one question. Empty if nothing is left to read."""


def read(message: str, language: Language) -> Reading:
    """Read any message, up to MAX_CHARACTERS."""
    text = clean(message[:MAX_CHARACTERS], language.chat.signature)
    segments = _segments(text, language.chat)
    if not segments:
        return Reading(" ".join(text.split()), ())
    return Reading(" ".join(text.split()), _spans(segments))


def question_in(phrasing: str, language: Language) -> str:
    """The question in a stored phrasing, if it can be understood on its own; otherwise the whole phrasing, cleaned."""
    reading = read(phrasing, language)
    asking = [span for span in reading.spans if span.asks and span.first == span.last]
    if len(asking) != 1 or len(reading.spans) == 1:
        return asking[0].text if asking and len(reading.spans) == 1 else reading.text or phrasing
    words = asking[0].text.lower().split()
    return asking[0].text if len(words) >= SELF_CONTAINED and language.chat.refers.isdisjoint(words) else reading.text


def clean(message: str, signature: re.Pattern[str] = NEVER) -> str:
    """The message without noise and signature. If it consists only of a link or a quote, that text is kept."""
    text = _SPACES.sub(" ", message)
    if text.isascii() and not _NOISY.search(text):
        return _SPACES.sub(" ", _without(text, signature, ""))
    text = _LINKED.sub(r"\1", text)
    for noise, instead in ((_FENCE, _BREAK), (_QUOTED_LINE, _BREAK), (_URL, " "), (signature, "")):
        text = _without(text, noise, instead)
    text = _MENTION.sub(" ", _EMOJI.sub(_BREAK, text))
    text = _MARKUP.sub("", text)
    text = "".join(_BREAK if _is_emoji(char) else char for char in text if char not in "\ufe0f\u200d\u200b")
    return _SPACES.sub(" ", text)


def _without(text: str, noise: re.Pattern[str], instead: str) -> str:
    """The text with the noise replaced, unless only mentions and emoji would be left."""
    rest = noise.sub(instead, text)
    return rest if rest != text and _WORD.search(_MENTION.sub("", _EMOJI.sub("", rest))) else text


def _is_emoji(char: str) -> bool:
    return char > _LETTERLIKE and unicodedata.category(char) in ("So", "Sk", "Co")


def _segments(text: str, chat: ChatPatterns) -> list[tuple[str, bool]]:
    """The sentences and clauses that may contain a question, without courtesies, and whether each asks something."""
    found: list[tuple[str, bool]] = []
    for sentence in _sentences(text, chat):
        for clause in _clauses(sentence, chat):
            if chat.small_talk.match(clause):
                continue
            words = _without_courtesy(clause, chat)
            if _WORD.search(words):
                found.append((words, bool(_QUESTION_MARK.search(words) or chat.asks.search(words))))
    return found


def _sentences(text: str, chat: ChatPatterns) -> list[str]:
    found: list[str] = []
    for line in _NUMBERED.sub(_BREAK, text).split(_BREAK):
        start = 0
        for end in _END.finditer(line):
            before = line[start : end.start()].rsplit(None, 1)
            if end[1] == "." and before and (before[-1].lower() in chat.abbreviations or len(before[-1]) == 1):
                continue
            found.append(line[start : end.end(1)])
            start = end.end()
        found.append(line[start:])
    return [stripped for sentence in found if (stripped := sentence.strip())]


def _clauses(sentence: str, chat: ChatPatterns) -> list[str]:
    """A sentence, split where another question begins. Lead-ins are dropped."""
    parts = [part for part in chat.split.split(sentence) if part and part.strip()]
    found: list[str] = []
    for part in parts:
        if not chat.opens.match(part) and (leads := list(chat.lead_in.finditer(part))):
            found += _led_to(part, leads[0].end())
        elif len(part.split()) > CLAUSES and "," in part:
            found += _by_comma(part)
        else:
            found.append(part.strip())
    return found


def _led_to(clause: str, start: int) -> list[str]:
    """The text after a lead-in, together with the text before it if that names the subject of the question."""
    question = clause[start:].strip()
    return [question] if len(question.split()) >= LED_TO else [clause.strip()]


def _by_comma(sentence: str) -> list[str]:
    """A long sentence, split at its commas. A piece of fewer than three words stays with the piece before it."""
    found: list[str] = []
    for piece in re.split(r",\s+", sentence):
        if found and len(piece.split()) < 3:  # noqa: PLR2004 - "please", "of course"
            found[-1] += ", " + piece
        else:
            found.append(piece)
    return found


def _without_courtesy(clause: str, chat: ChatPatterns) -> str:
    rest = _without_match(clause, chat.before.search(clause))
    if _WORD.search(rest):
        clause = rest
    mark = "?" if _QUESTION_MARK.search(clause[-12:]) else ""
    rest = _without_match(clause, chat.after.search(clause, max(0, len(clause) - TAIL)))
    if _WORD.search(rest) and not chat.dangling.search(rest):
        clause = rest if not mark or _QUESTION_MARK.search(rest[-1:]) else rest + mark
    return clause.strip()


def _without_match(clause: str, found: re.Match[str] | None) -> str:
    return (clause[: found.start()] + clause[found.end() :] if found else clause).strip()


def _spans(segments: list[tuple[str, bool]]) -> tuple[Span, ...]:
    last = len(segments) - 1
    if not last:
        return (Span(segments[0][0], 0, 0, segments[0][1]),)
    asking = [place for place, (_, asks) in enumerate(segments) if asks] or list(range(len(segments)))
    found: dict[tuple[int, int], None] = {}
    if sum(len(text.split()) for text, _ in segments) <= WHOLE:
        found[0, last] = None
    for place in reversed(asking):
        found[place, place] = None
    for place in reversed(asking):
        if place and len(asking) < len(segments):
            found[place - 1, place] = None
    return tuple(
        Span(" ".join(text for text, _ in segments[first : end + 1]), first, end, segments[end][1])
        for first, end in list(found)[:MAX_SPANS]
    )
