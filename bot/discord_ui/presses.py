"""Buttons and selects: persistent, because all that they know stands in their ids."""

import re
from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, Self, TypeVar, cast

import discord
from discord import ui

from bot.discord_ui import custom_ids
from bot.discord_ui.payload import Button, Row, Select


@dataclass(frozen=True, slots=True)
class AnswerPress:
    """A member wants to see an entry's answer."""

    entry_id: str


@dataclass(frozen=True, slots=True)
class MenuPress:
    """A member wants to see a page of the menus of /topics."""

    place: str
    """`custom_ids.TOPIC_LIST`, or a topic's key, which nobody has looked up yet."""
    page: int
    """Counted from 0; perhaps beyond the last."""


Press = AnswerPress | MenuPress


ItemT_co = TypeVar("ItemT_co", bound=ui.Item[Any], covariant=True)

_NEVER = "(?!)"
"""The id pattern of a class of which there are no components, only subclasses."""


class _Pressed(Protocol):
    """The bot, as far as its components know it."""

    async def pressed(self, interaction: discord.Interaction, press: Press) -> None: ...


class _Item(ui.DynamicItem[ItemT_co], template=_NEVER):
    """A component that discord.py makes anew from its id for every press."""

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """The component that was used, as it stands on its message."""
        del match
        return cls(cast("ItemT_co", item))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Hand the press to the bot."""
        await cast("_Pressed", interaction.client).pressed(interaction, self.press())

    @abstractmethod
    def press(self) -> Press:
        """What the member wants."""


class AnswerButton(_Item[ui.Button[ui.View]], template=custom_ids.ANSWER_PATTERN):
    """Shows the answer of the entry that its id names."""

    def press(self) -> Press:
        """The entry of the id."""
        return AnswerPress(_match(self)["entry"])


class PageButton(_Item[ui.Button[ui.View]], template=custom_ids.PAGE_PATTERN):
    """Turns to the page of the menus that its id names."""

    def press(self) -> Press:
        """The place and page of the id."""
        found = _match(self)
        return MenuPress(found["place"], int(found["page"]))


class ChoiceSelect(_Item[ui.Select[ui.View]], template=custom_ids.CHOICES_PATTERN):
    """Shows the answer of the entry that was picked."""

    def press(self) -> Press:
        """The entry of the option."""
        return AnswerPress(self.item.values[0])


class TopicSelect(_Item[ui.Select[ui.View]], template=custom_ids.TOPICS_PATTERN):
    """Opens the topic that was picked."""

    def press(self) -> Press:
        """The first page of the option's topic."""
        return MenuPress(self.item.values[0], 0)


ITEMS = (AnswerButton, PageButton, ChoiceSelect, TopicSelect)
"""To be registered at every start, so that presses of older messages find their way."""


def view_of(rows: Sequence[Row]) -> ui.View:
    """The components of a message. It holds nothing that discord.py would have to remember."""
    view = ui.View(timeout=None)
    for number, row in enumerate(rows):
        for item in (_select(row, number),) if isinstance(row, Select) else [_button(button, number) for button in row]:
            view.add_item(item)
    return view


def _button(button: Button, row: int) -> ui.Item[Any]:
    item: ui.Button[ui.View] = ui.Button(label=button.label, custom_id=button.custom_id, row=row)
    return AnswerButton(item) if custom_ids.ANSWER_PATTERN.fullmatch(button.custom_id) else PageButton(item)


def _select(select: Select, row: int) -> ui.Item[Any]:
    item: ui.Select[ui.View] = ui.Select(custom_id=select.custom_id, placeholder=select.placeholder, row=row)
    for option in select.options:
        item.add_option(label=option.label, value=option.value, description=option.description or None)
    return ChoiceSelect(item) if select.custom_id == custom_ids.CHOICES else TopicSelect(item)


def _match(item: ui.DynamicItem[Any]) -> re.Match[str]:
    found = item.template.fullmatch(item.custom_id)
    if found is None:
        raise ValueError("a component with a foreign id")
    return found
