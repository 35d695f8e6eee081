"""The conversation of a terminal, without the terminal: a line in, what to say out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.answering import Assistant
from bot.knowledge import Entry, Problem, Topic
from bot.replies import (
    Reply,
    Tone,
    about_reply,
    entry_reply,
    gone_reply,
    help_reply,
    nothing_asked_reply,
    reply_to,
    words,
)

QUIT = ("/quit", "/exit", "quit", "exit")
"""The last two are what people try first."""
Option = Entry | Topic


@dataclass(frozen=True, slots=True)
class Turn:
    """What is said, and what the numbers below it stand for."""

    reply: Reply
    options: tuple[Option, ...] = ()
    """The first has number 1."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The numbered lines that offer the options."""
        return tuple(f"{number}) {_label(option)}" for number, option in enumerate(self.options, start=1))


class Conversation:
    """Remembers one thing: what the numbers stand for."""

    def __init__(self, assistant: Assistant) -> None:
        """Start with nothing to pick."""
        self._assistant = assistant
        self._problems: Sequence[Problem] = ()
        self._options: tuple[Option, ...] = ()
        self._commands: dict[str, Callable[[], Turn]] = {
            "/help": lambda: Turn(help_reply(words.TERMINAL_WAYS)),
            "/about": self._about,
            "/topics": self._topics,
        }

    def take(self, assistant: Assistant, problems: Sequence[Problem]) -> None:
        """Go on with newer notes; `problems` are why still newer ones cannot be used."""
        self._assistant, self._problems = assistant, problems

    def greeting(self) -> Turn:
        """What is said before the first line: how to use it, and a few stored questions to pick."""
        reply = replace(
            nothing_asked_reply(self._assistant),
            title=words.TERMINAL_GREETING,
            body=words.TERMINAL_USE,
            tone=Tone.INFORMATION,
        )
        return self._said(self._with_entries(reply))

    def answer(self, line: str) -> Turn | None:
        """The turn that follows a line; None if it ends the conversation.

        A line is a command, the number of an option, or a question.
        """
        text = line.strip()
        if text.lower() in QUIT:
            return None
        return self._said(self._turn(text))

    def _turn(self, text: str) -> Turn:
        if text.startswith("/"):
            return self._commands.get(text.lower(), _unknown_command)()
        if self._options and text.isascii() and text.isdecimal():
            return self._picked(text)
        outcome = self._assistant.ask(text)
        reply = reply_to(self._assistant, outcome, name=words.TERMINAL_NAME, ways=words.TERMINAL_WAYS)
        return self._with_entries(reply)

    def _said(self, turn: Turn) -> Turn:
        """Let the numbers stand for the turn's options; a turn without any leaves the old ones in force."""
        self._options = turn.options or self._options
        return turn

    def _picked(self, digits: str) -> Turn:
        chosen = next((option for number, option in enumerate(self._options, 1) if str(number) == digits), None)
        if chosen is None:
            body = words.TERMINAL_NUMBERS.format(last=len(self._options))
            return Turn(Reply(words.TERMINAL_NO_SUCH_NUMBER, body, Tone.PROBLEM))
        if isinstance(chosen, Topic):
            return Turn(Reply(chosen.name, words.TERMINAL_PICK_QUESTION, Tone.INFORMATION), chosen.entries)
        # The notes may have changed since it was offered.
        entry = self._assistant.base.get(chosen.id)
        return self._with_entries(entry_reply(self._assistant, entry)) if entry else Turn(gone_reply())

    def _about(self) -> Turn:
        waiting = bool(self._problems)
        return Turn(about_reply(self._assistant, words.TERMINAL_NAME, waiting=waiting, problems=self._problems))

    def _topics(self) -> Turn:
        return Turn(Reply(words.TOPICS, words.TERMINAL_PICK_TOPIC, Tone.INFORMATION), self._assistant.topics)

    def _with_entries(self, reply: Reply) -> Turn:
        found = (self._assistant.base.get(choice.entry_id) for choice in reply.choices)
        return Turn(reply, tuple(entry for entry in found if entry))


def _unknown_command() -> Turn:
    return Turn(Reply(words.TERMINAL_NO_SUCH_COMMAND, words.TERMINAL_COMMANDS, Tone.PROBLEM))


def _label(option: Option) -> str:
    if isinstance(option, Entry):
        return option.question
    return words.TERMINAL_TOPIC.format(topic=option.name, count=len(option.entries))
