"""Saves knowledge bases and fitted assistants as arrays in files, for the next start or another process."""

from bot.index_cache.assistants import EncoderFor, SavedAssistants, key, no_encoder
from bot.retrieval.saving import pack_base, unpack_base

__all__ = ["EncoderFor", "SavedAssistants", "key", "no_encoder", "pack_base", "unpack_base"]
