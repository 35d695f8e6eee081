"""The words and patterns of a language that matching and conversation need, in one `Language`."""

from bot.language.english import ENGLISH
from bot.language.language import AnswerType, Language, SmallTalk

__all__ = ["ENGLISH", "AnswerType", "Language", "SmallTalk"]
