"""What was read and fitted, as arrays in files: found again instead of fitted anew, or handed to another process."""

from bot.saved.assistants import SavedAssistants, key
from bot.saved.bases import pack_base, unpack_base

__all__ = ["SavedAssistants", "key", "pack_base", "unpack_base"]
