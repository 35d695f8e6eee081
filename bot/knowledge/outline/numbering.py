"""Numbers, letters, emoji and other signs before a question, which are not part of it."""

import re
from itertools import pairwise

_NUMBERED = (
    r"(?:\d{1,4}(?:\.\d{1,4}){0,5}[.):、．]|\d{1,4}(?:\.\d{1,4}){1,5}|[A-Z]\d{1,3}[.):])\s+|\d{1,4}[、．]\s*"
    r"|[(（]\d{1,4}[)）]\s*|#\d{1,4}(?:\.\d{1,4}){0,5}[.):]?\s+(?:[-–—]\s+)?|[①-⑳]\s*"
    r"|\d{1,3}[.)](?=[A-ZÀ-Þ][a-zà-ÿ]|[¿А-Я一-鿿])|\d{1,3}\s?[-–—]\s+(?=[^\W\d])|\[\d{1,3}\]\s+|§\s?\d{1,3}\.?\s+"
    r"|\d{1,2}\ufe0f?\u20e3\s*|[一二三四五六七八九十]{1,3}[、．]\s*|[(（][一二三四五六七八九十]{1,3}[)）]\s*"
)
NUMBER = re.compile(_NUMBERED)
"""A number before a question."""
NUMBER_OR_COUNT = re.compile(rf"{_NUMBERED}|\d{{1,3}}\s+(?=[^\W\d])")
"""A number before a question, perhaps without punctuation, as in "2 Licence"."""
LETTERED = re.compile(r"(?:[a-z]\)|[ivx]{1,5}\.|[IVX]{2,5}\.|[IVX]{1,5}\))\s+(?=\S+\s)")
"""A letter or Roman number before a question; before other text, it is part of a list in an answer."""

_PICTURES = (
    r"\u2190-\u21ff\u231a\u231b\u23e9-\u23fa\u2460-\u24ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff\U0001f000-\U0001faff"
)
"""Arrows, bullets and emoji, as a part of a character class. Mathematical and technical signs are not included."""
_PICTURE = (
    rf"[{_PICTURES}\u200d\ufe0f\u20e3\U000e0020-\U000e007f]|<a?:\w{{2,32}}:\d{{15,21}}>|:[a-z][\w+-]{{1,40}}:(?=\s)"
)
"""A sign, or an emoji in the notation of Discord or GitHub."""
_BULLET = r"[-=~]{1,3}>|[>»•‣◦·❯❱※]|[*+=–—~|-]{1,200}(?=\s)|\*{1,6}|[–—-](?=[^\W\d_])"
_START = r"(?=[^\W_]|[\"'“”‘’«„(¿¡`])"
_BOX = r"\[[ xX✓]?\](?=\s)"
SIGNS = re.compile(rf"#{{2,6}}(?=[^\W\d_])|(?:(?:{_PICTURE}|{_BULLET}|{_BOX})\s*+)++{_START}")
"""Arrows, bullets, boxes to tick and emoji before a question."""
SEPARATOR = r"(?:[-=~]{1,2}>|[→⇒➔➜»|:：;=/]|[–—-]{1,3}|::)"
"""A sign between a question and its answer on one line, as a part of a regular expression."""
SIGNS_AFTER = re.compile(rf"(?<=[?？؟])(?:\s*+(?:{_PICTURE}|[+−×]))++$")
"""Emoji after a question."""

_COUNTED = re.compile(
    r"^(?:(?:#{1,6}[ \t]+|\*\*)(?P<marked>\d{1,3})[ \t]+[^\W\d]"
    r"|(?P<bare>\d{1,3})[ \t]+[^\W\d][^\n]*\n(?:={3,}|-{3,})[ \t]*$)",
    re.MULTILINE,
)


def is_counted(text: str) -> bool:
    """Whether headings of a document begin with consecutive numbers without punctuation."""
    numbers = [int(found["marked"] or found["bare"]) for found in _COUNTED.finditer(text)]
    return any(after == number + 1 for number, after in pairwise(numbers))
