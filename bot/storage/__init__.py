"""Saved indexes: a file of named arrays, and the folder of such files. Imports no other package of the bot."""

from bot.storage.archive import read_archive, write_archive
from bot.storage.cache import Cache, cache_folder, key_of
from bot.storage.layout import Arrays, Unusable
from bot.storage.packing import Strings, add_prefix, pack, strip_prefix

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
