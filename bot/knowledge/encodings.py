"""Guesses the encoding of a table that is not UTF-8, as old spreadsheet programs write them."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

_LOOKED_AT = 100_000
"""Bytes at the beginning of a table that show its encoding."""
_HIGH_RUN = re.compile(rb"[\x80-\xff]{3,}")
_HIGH = re.compile(rb"[\x80-\xff]")
_LEAST_IN_RUNS = 0.4
"""Minimum share of bytes outside ASCII in long runs. In Western languages, single letters have accents."""
_KANA = re.compile("[\u3041-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_SMALL_CYRILLIC = re.compile("[а-яёіїєґ]")
_OTHER = re.compile(r"[^\x00-\x7f]")
NAMES: Mapping[str, str] = MappingProxyType(
    {
        "cp1252": "Windows-1252 (cp1252)",
        "cp1251": "Windows-1251 (Cyrillic)",
        "koi8-r": "KOI8-R (Cyrillic)",
        "cp932": "Shift JIS (Japanese)",
        "euc-kr": "EUC-KR (Korean)",
        "gb18030": "GBK (Chinese)",
    }
)
"""By encoding: its name for messages."""


def encoding_of(raw: bytes) -> str:
    """The most likely encoding, as a name that Python knows."""
    beginning = raw[:_LOOKED_AT].rpartition(b"\n")[0] if len(raw) > _LOOKED_AT else raw
    count = len(_HIGH.findall(beginning))
    in_runs = sum(map(len, _HIGH_RUN.findall(beginning)))
    if not count or in_runs < _LEAST_IN_RUNS * count:
        return "cp1252"
    shares = {name: share(beginning, name) for name, share in _SHARES.items()}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] > 1 / 2 else "cp1252"


def _share(pattern: re.Pattern[str], factor: float = 1.0) -> Callable[[bytes, str], float]:
    """A function that gives the share of these characters among those outside ASCII; 0 if decoding fails."""

    def share(raw: bytes, encoding: str) -> float:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            return 0.0
        others = len(_OTHER.findall(text))
        return min(1.0, factor * len(pattern.findall(text)) / others) if others else 0.0

    return share


def _share_of_common(raw: bytes, encoding: str) -> float:
    """The share of characters that the older, smaller encoding contains, too. Hangul decoded as Chinese has many."""
    try:
        others = "".join(_OTHER.findall(raw.decode(encoding)))
    except UnicodeDecodeError:
        return 0.0
    return 0.9 * len(others.encode("gb2312", "ignore").decode("gb2312")) / len(others) if others else 0.0


_SHARES: Mapping[str, Callable[[bytes, str], float]] = MappingProxyType(
    {
        # Every second character of Japanese is kana, but hardly any of other texts decoded as Japanese.
        "cp932": _share(_KANA, 2.0),
        "cp1251": _share(_SMALL_CYRILLIC),
        "koi8-r": _share(_SMALL_CYRILLIC),
        "euc-kr": _share(_HANGUL),
        "gb18030": _share_of_common,
    }
)
