"""Holds a conversation on standard input and output."""

import contextlib
import importlib
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.live import LiveKnowledge
from bot.replies import words
from bot.terminal.conversation import Conversation, Turn
from bot.terminal.drawing import draw, wants_style
from bot.terminal.text import terminal_width


def chat(live: LiveKnowledge, environ: Mapping[str, str]) -> None:
    """Chat until the input ends or the user quits.

    In a terminal, readline edits and recalls lines if Python has it. The history is only in memory. With piped input
    or output, there are no prompts and no ANSI sequences. Each line first checks whether the notes were edited.
    """
    conversation = Conversation(live.loaded.assistant)
    styled = wants_style(sys.stdout, environ)
    typed = sys.stdin.isatty() and sys.stdout.isatty()
    _show((conversation.greeting(),), styled=styled)
    for line in _typed() if typed else _piped():
        if not line.strip():
            continue
        if live.check(_pause):
            conversation.use(live.loaded.assistant, live.loaded.problems)
        turns = conversation.answer(line)
        if turns is None:
            return
        _show(turns, styled=styled)


def _pause(seconds: float) -> bool:
    time.sleep(seconds)
    return False


def _show(turns: Sequence[Turn], *, styled: bool) -> None:
    for turn in turns:
        print(draw(turn.reply, turn.labels, terminal_width(), styled=styled), end="\n\n", flush=True)


def _typed() -> Iterator[str]:
    with contextlib.suppress(ImportError):  # Windows has no readline
        importlib.import_module("readline")  # `input` uses it once it is imported
    while True:
        try:
            yield input(words.TERMINAL_PROMPT)
        except EOFError:
            print()
            return


def _piped() -> Iterable[str]:
    return sys.stdin
