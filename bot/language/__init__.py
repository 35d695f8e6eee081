"""How people write: one `Language` holds every word and pattern of it that matching and conversation use."""

from bot.language.english import ENGLISH
from bot.language.language import AnswerType, Language, SmallTalk

__all__ = ["ENGLISH", "AnswerType", "Language", "SmallTalk"]
