"""The actions of buttons and selects, read from their custom ids."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.discord_ui import custom_ids


@dataclass(frozen=True, slots=True)
class ShowAnswer:
    """Show an entry's answer."""

    entry_id: str


@dataclass(frozen=True, slots=True)
class ShowMenu:
    """Show a page of the /topics menus."""

    place: str
    """`custom_ids.TOPIC_LIST`, or a topic key, which may be unknown."""
    page: int
    """The first page is 0. It may be beyond the last."""


@dataclass(frozen=True, slots=True)
class Helped:
    """Vote for the answer."""

    entry_id: str
    version: str
    """The version of the knowledge base that the answer quotes."""


@dataclass(frozen=True, slots=True)
class NotMeant:
    """Vote against the answer, and show other entries."""

    entry_id: str
    version: str
    others: tuple[str, ...]
    """The ids of the entries that were the next best ones; empty if they are too long for a custom id."""


@dataclass(frozen=True, slots=True)
class PickInstead:
    """Say which entry would have been right, and show its answer."""

    message_id: int
    """The message with the answer that was not meant."""
    entry_id: str
    """The entry that was not meant."""
    picked: str


@dataclass(frozen=True, slots=True)
class Privacy:
    """Change what is kept about the member."""

    choice: str
    """FORGET, OPT_OUT or OPT_IN of `custom_ids`."""


Action = ShowAnswer | ShowMenu | Helped | NotMeant | PickInstead | Privacy
"""The action of a component. Everything in it is untrusted."""

_Read = Callable[[re.Match[str], Sequence[str]], Action]
"""Takes the matched custom id, and the selected values of a select."""

_ACTIONS: tuple[tuple[re.Pattern[str], _Read], ...] = (
    (custom_ids.ANSWER_PATTERN, lambda found, _: ShowAnswer(found["entry"])),
    (custom_ids.CHOICES_PATTERN, lambda _, values: ShowAnswer(values[0])),
    (custom_ids.PAGE_PATTERN, lambda found, _: ShowMenu(found["place"], int(found["page"]))),
    (custom_ids.TOPICS_PATTERN, lambda _, values: ShowMenu(values[0], 0)),
    (custom_ids.HELPED_PATTERN, lambda found, _: Helped(found["entry"], found["version"])),
    (
        custom_ids.NOT_MEANT_PATTERN,
        lambda found, _: NotMeant(found["entry"], found["version"], tuple(filter(None, found["others"].split(",")))),
    ),
    (
        custom_ids.INSTEAD_PATTERN,
        lambda found, values: PickInstead(int(found["message"]), found["entry"], values[0]),
    ),
    (custom_ids.PRIVACY_PATTERN, lambda found, _: Privacy(found["choice"])),
)


def action_of(custom_id: str, values: Sequence[str]) -> Action | None:
    """The action of a component; None if this version of the bot does not know it."""
    for pattern, read in _ACTIONS:
        if found := pattern.fullmatch(custom_id):
            return read(found, values)
    return None
