"""The conversation in a terminal, without input and output: takes a line, returns the replies."""

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
    replies_to,
    words,
)

QUIT = ("/quit", "/exit", "quit", "exit")
"""The last two are what people try first, without the slash."""
Option = Entry | Topic


@dataclass(frozen=True, slots=True)
class Turn:
    """One reply, and the numbered options below it."""

    reply: Reply
    options: tuple[Option, ...] = ()
    first: int = 1
    """The number of the first option."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The options as numbered lines."""
        return tuple(f"{number}) {_label(option)}" for number, option in enumerate(self.options, start=self.first))


class Conversation:
    """A conversation. It remembers only the numbered options."""

    def __init__(self, assistant: Assistant) -> None:
        """Start without options."""
        self._assistant = assistant
        self._problems: Sequence[Problem] = ()
        self._options: tuple[Option, ...] = ()
        self._commands: dict[str, Callable[[], Turn]] = {
            "/help": lambda: Turn(help_reply(words.TERMINAL_WAYS)),
            "/about": self._about,
            "/topics": self._topics,
        }

    def use(self, assistant: Assistant, problems: Sequence[Problem]) -> None:
        """Answer from newer notes. `problems` says why even newer ones cannot be used; empty if there are none."""
        self._assistant, self._problems = assistant, problems

    def greeting(self) -> Turn:
        """The first turn: how to use the chat, and a few stored questions to pick."""
        reply = replace(
            nothing_asked_reply(self._assistant),
            title=words.TERMINAL_GREETING,
            body=words.TERMINAL_USE,
            tone=Tone.INFORMATION,
        )
        turn = self._with_entries(reply)
        self._offer((turn,))
        return turn

    def answer(self, line: str) -> tuple[Turn, ...] | None:
        """The turns that reply to a line: one, or two if it asks two things; None if the line ends the conversation.

        A line is a command, the number of an option, or a question.
        """
        text = line.strip()
        if text.lower() in QUIT:
            return None
        turns = self._turns(text)
        self._offer(turns)
        return turns

    def _turns(self, text: str) -> tuple[Turn, ...]:
        if text.startswith("/"):
            return (self._commands.get(text.lower(), _unknown_command)(),)
        if self._options and text.isascii() and text.isdecimal():
            return (self._picked(text),)
        outcomes = self._assistant.answer(text)
        turns: list[Turn] = []
        for reply in replies_to(self._assistant, outcomes, name=words.TERMINAL_NAME, ways=words.TERMINAL_WAYS):
            offered = sum(len(turn.options) for turn in turns)
            turns.append(replace(self._with_entries(reply), first=offered + 1))
        return tuple(turns)

    def _offer(self, turns: Sequence[Turn]) -> None:
        """Number the options of these turns. If they have none, the earlier numbers stay valid."""
        self._options = tuple(option for turn in turns for option in turn.options) or self._options

    def _picked(self, digits: str) -> Turn:
        chosen = next((option for number, option in enumerate(self._options, 1) if str(number) == digits), None)
        if chosen is None:
            body = words.TERMINAL_NUMBERS.format(last=len(self._options))
            return Turn(Reply(words.TERMINAL_NO_SUCH_NUMBER, body, Tone.PROBLEM))
        if isinstance(chosen, Topic):
            return Turn(Reply(chosen.name, words.TERMINAL_PICK_QUESTION, Tone.INFORMATION), chosen.entries)
        # The notes may have changed since the option was offered.
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
