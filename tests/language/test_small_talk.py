"""Small talk, and the questions that look like it."""

import pytest

from bot.language import ENGLISH, Language, SmallTalk
from bot.language.small_talk import small_talk_in


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hello!", SmallTalk.GREETING),
        ("hi   there :)", SmallTalk.GREETING),
        ("What’s up?", SmallTalk.GREETING),
        ("THANK YOU!!", SmallTalk.THANKS),
        ("ok, thanks", SmallTalk.THANKS),
        ("thx works", SmallTalk.THANKS),
        ("great, thank you so much for your help!", SmallTalk.THANKS),
        ("ok thanks, bye", SmallTalk.THANKS),
        ("hi bot, how are you today?", SmallTalk.GREETING),
        ("Good morning everyone", SmallTalk.GREETING),
        ("good", None),
        ("day", None),
        ("evening", None),
        ("how is it", None),
        ("what is the day", None),
        ("thank the king", None),
        ("help", SmallTalk.HELP),
        ("/topics", SmallTalk.HELP),
        ("What can you do?", SmallTalk.HELP),
        ("/about", SmallTalk.INTRODUCTION),
        ("Who are you?", SmallTalk.INTRODUCTION),
        ("hello, when are you open?", None),
        ("who are you open for", None),
        ("help me with my invoice", None),
        ("there", None),
        ("…", None),
        ("", None),
    ],
)
def test_small_talk_is_a_whole_message(text: str, kind: SmallTalk | None) -> None:
    assert small_talk_in(text, ENGLISH) is kind


def test_a_language_without_small_talk_recognises_none() -> None:
    assert small_talk_in("hello", Language("xx")) is None
