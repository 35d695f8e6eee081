"""Finds lines of a text file with consecutive numbers, in any notation."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

_CHINESE = "一二三四五六七八九"
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_LEAST = 2
_MOST_ABOVE = 3
"""Maximum lines of a title above the first number."""


def _chinese(number: str) -> int:
    tens, ten, ones = number.rpartition("十")
    return (_CHINESE.find(tens) + 1 or 1) * len(ten) * 10 + (_CHINESE.find(ones) + 1 if ones else 0)


def _roman(number: str) -> int:
    values = [_ROMAN[sign] for sign in number]
    return sum(-one if one < max(values[place:]) else one for place, one in enumerate(values))


def _letter(number: str) -> int:
    return ord(number.lower()) - ord("a") + 1


def _circled(number: str) -> int:
    return ord(number) - ord("①") + 1


_NOTATIONS: tuple[tuple[re.Pattern[str], Callable[[str], int]], ...] = (
    (re.compile(r"[ \t]*(?P<number>\d{1,3})[.)]{1,2}[ \t]+(?P<text>\S.*)"), int),
    (re.compile(r"[ \t]*(?:#|[Nn][°º])[ \t]?(?P<number>\d{1,3})[.):]?[ \t]+(?P<text>\S.*)"), int),
    (re.compile(r"[ \t]*[(（\[【](?P<number>\d{1,3})[)）\]】][ \t]*(?P<text>\S.*)"), int),
    (re.compile(r"[ \t]*(?P<number>\d{1,3})[ \t]?[-–—:][ \t]+(?P<text>\S.*)"), int),
    (re.compile(r"[ \t]*(?P<number>\d{1,3})[、．][ \t]*(?P<text>\S.*)"), int),
    (re.compile(r"[ \t]*(?P<number>\d{1,2})\ufe0f?\u20e3[ \t]*(?P<text>\S.*)"), int),
    (re.compile(r"[ \t]*(?P<number>[①-⑳])[ \t]*(?P<text>\S.*)"), _circled),
    (re.compile(rf"[ \t]*[(（]?(?P<number>[{_CHINESE}十]{{1,3}})[)）、．.][ \t]*(?P<text>\S.*)"), _chinese),
    (re.compile(r"[ \t]*(?P<number>[IVXLC]{1,6})[.)][ \t]+(?P<text>\S.*)"), _roman),
    (re.compile(r"[ \t]*(?P<number>[a-z])[.)][ \t]+(?P<text>\S.*)"), _letter),
    (re.compile(r"[ \t]*(?P<number>[A-Z])[.)][ \t]+(?P<text>\S.*)"), _letter),
)


def counted(lines: Sequence[str]) -> Iterator[tuple[Mapping[int, str], bool]]:
    """For each notation, the lines with the numbers 1, 2, 3 …, without them, if there are at least two.

    Also whether no paragraph but a title is above the first one, and none begins without a number.
    """
    for notation, value in _NOTATIONS:
        numbered = [(place, found) for place, line in enumerate(lines) if (found := notation.fullmatch(line.rstrip()))]
        if len(numbered) < _LEAST:
            continue
        is_apart = all(not place or not lines[place - 1].strip() for place, found in numbered if "?" in found["text"])
        texts: dict[int, str] = {}
        last = 0
        for place, found in numbered:
            is_start = not place or not lines[place - 1].strip()
            if value(found["number"]) == last + 1 and (is_start or not is_apart):
                last += 1
                texts[place] = found["text"]
        if len(texts) >= _LEAST:
            above = [line for line in lines[: next(iter(texts))] if line.strip()]
            yield texts, is_apart and len(above) <= _MOST_ABOVE
