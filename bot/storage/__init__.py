"""Saved indexes: named arrays in one file, and the folder that keeps such files. A leaf: it imports nothing of ours."""

from bot.storage.archive import read_archive, write_archive
from bot.storage.cache import Cache, cache_folder
from bot.storage.key import key_of
from bot.storage.layout import Arrays, Unusable
from bot.storage.parts import add_prefix, strip_prefix
from bot.storage.strings import Strings, pack

__all__ = [
    "Arrays",
    "Cache",
    "Strings",
    "Unusable",
    "add_prefix",
    "cache_folder",
    "key_of",
    "pack",
    "read_archive",
    "strip_prefix",
    "write_archive",
]
