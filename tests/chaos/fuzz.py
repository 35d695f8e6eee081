"""Answers many random texts from random notes, and checks each reply: `python -m tests.chaos --fuzz 100000`.

Everything runs that runs for a message, except Discord: the gate, the assistant, the replies, and the payloads.
"""

import random
import re
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.answering import Assistant
from bot.discord_ui.capabilities import Capabilities
from bot.discord_ui.gate import question_text
from bot.discord_ui.payload import Payload, check_payload
from bot.discord_ui.rendering import render_all
from bot.knowledge import Entry, KnowledgeBase, load
from bot.replies import for_public, replies_to, words
from bot.runtime import gc_paused
from tests.chaos.bench import ROOT

LONGEST_QUESTION = 6000
"""Characters: the longest option of a command (interactions/application-commands)."""
LONGEST_ANSWER = 20_000
READ_SECONDS, ALL_SECONDS = 0.005, 0.025
"""How long a text may take to be cleaned, and to be answered in all: processor time, for other programs run too."""
MAX_SECONDS = 0.5
"""No text may take this long. The first ones build what later ones find in memory."""
INJECTIONS = (
    *("@everyone", "@here", "<@123456789012345678>", "<@!1>", "<@&42>", "<#77>", "</ask:9>", "<:a:1>", "<t:1:R>"),
    *("[free nitro](https://evil.example/a)", "[x](<https://evil.example>)", "https://evil.example/?a=1"),
    *("www.evil.io", "discord.gg/abcdef", "**bold**", "# Heading", "||spoiler||", "`code`", "```\ncode\n```"),
    *("> quote", "~~gone~~", "\u202egnp.exe", "\u2066x\u2069", "\u200bzero\u200c", "a\u0300" * 20, "\x1b[31mred"),
    *("\x00", "\r\n2026 ERROR forged", "\ufdfa" * 30, "\U0001f600" * 30, "\ud800", "[a](" * 200, "(" * 500),
    *("'; DROP TABLE votes;--", "{0.__class__}", "%s%n", "$(id)"),
)
LIVE = re.compile(r"@everyone|@here|<@[!&]?\d+>|<#\d+>|</[^>]+:\d+>|evil\.|discord\.gg/")
"""What may never be in a reply, because the notes do not have it."""


@dataclass
class Result:
    """What the texts did."""

    texts: int = 0
    answers: int = 0
    errors: int = 0
    live: int = 0
    """Replies with a ping, a link, or a character that members cannot see."""
    slow: int = 0
    """Texts that took longer than they may."""
    slowest_read: float = 0.0
    slowest: float = 0.0
    """Seconds."""
    example: str = ""
    """What went wrong first."""


def fuzz(texts: int, seed: int, tell: Callable[[str], None]) -> bool:
    """Print one line. Returns whether nothing went wrong."""
    chance = random.Random(seed)  # noqa: S311 - not used for security
    result = Result()
    for base in _bases(chance, max(1, texts // 1000)):
        with gc_paused(freeze=True):  # as `run` does
            assistant = Assistant.build(base)
        for _ in range(min(1000, texts)):
            _answer(assistant, _text(chance, base), result)
    tell(
        f"{result.texts} texts, {result.answers} messages; {result.errors} errors, {result.live} with a ping, a link "
        f"or an invisible character; processor time: reading at most {1000 * result.slowest_read:.1f} ms, all at most "
        f"{1000 * result.slowest:.1f} ms, {result.slow} slower than they may. Seed {seed}. "
        f"{result.example}"
    )
    return not (result.errors or result.live) and result.slowest < MAX_SECONDS


def _bases(chance: random.Random, count: int) -> Iterator[KnowledgeBase]:
    """The shipped notes, and random ones with long answers."""
    shipped = load([ROOT / "data"])
    yield shipped
    terms = sorted({word for entry in shipped.entries for word in f"{entry.question} {entry.answer}".split()})
    for _ in range(count - 1):
        entries = [
            Entry(
                f"{number:08x}",
                (" ".join(chance.choices(terms, k=chance.randint(3, 12))) + "?",),
                " ".join(chance.choices(terms, k=chance.randint(1, 4000)))[:LONGEST_ANSWER],
                chance.choice(["", "Boats", "Trains"]),
                "notes.txt",
                number,
            )
            for number in range(1, chance.randint(3, 20))
        ]
        yield KnowledgeBase(tuple(entries))


def _text(chance: random.Random, base: KnowledgeBase) -> str:
    """A question with something hostile in it, or only that."""
    parts = [chance.choice(INJECTIONS) for _ in range(chance.randint(1, 4))]
    parts += [chance.choice(base.entries).question for _ in range(chance.randint(0, 2))]
    parts += ["".join(chr(chance.randrange(0x11_0000)) for _ in range(chance.randint(0, 20)))]
    chance.shuffle(parts)
    text = chance.choice([" ", "", "\n"]).join(parts)
    return (text * 1000)[:LONGEST_QUESTION] if chance.random() < 0.1 else text


def _answer(assistant: Assistant, raw: str, result: Result) -> None:
    result.texts += 1
    began = time.thread_time()
    try:
        text = question_text(raw)
        read = time.thread_time()
        payloads = _payloads(assistant, text)
    except Exception as error:  # noqa: BLE001 - they are counted
        result.errors += 1
        result.example = result.example or f"{type(error).__name__}: {error} in {raw!r}"
        return
    took = time.thread_time() - began
    result.slowest_read, result.slowest = max(result.slowest_read, read - began), max(result.slowest, took)
    result.slow += read - began > READ_SECONDS or took > ALL_SECONDS
    for payload in payloads:
        result.answers += 1
        if wrong := [part for part in _texts(payload) if LIVE.search(part) or not _is_visible(part)]:
            result.live += 1
            result.example = result.example or repr(wrong[0])


def _payloads(assistant: Assistant, text: str) -> Sequence[Payload]:
    if not text:
        return ()
    outcomes = [for_public(outcome, assistant.language) for outcome in assistant.answer(text)]
    replies = replies_to(assistant, outcomes, name="Bot", ways=words.DISCORD_WAYS, remembers=True)
    return [check_payload(payload) for payload in render_all(replies, Capabilities(votes=True))]


def _texts(payload: Payload) -> Iterator[str]:
    yield payload.content
    for embed in payload.embeds:
        yield from (embed.title, embed.description, embed.footer)


def _is_visible(text: str) -> bool:
    hidden = {"Cc", "Cf", "Cs", "Co"}
    return not any(unicodedata.category(each) in hidden for each in text if each not in "\n\u200d\u200b")
