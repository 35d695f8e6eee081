"""Buttons and selects. They are persistent: their custom ids hold everything that they need."""

import re
from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, Self, TypeVar, cast

import discord
from discord import ui

from bot.discord_ui import custom_ids
from bot.discord_ui.payload import Button, LinkButton, Row, Select


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


Action = ShowAnswer | ShowMenu
"""What a member wants who uses a component."""


ItemT_co = TypeVar("ItemT_co", bound=ui.Item[Any], covariant=True)

_NEVER = "(?!)"
"""Matches no custom id: the base class has no components of its own."""


class _ActionRunner(Protocol):
    """The client, as components see it."""

    async def run_action(self, interaction: discord.Interaction, action: Action) -> None: ...


class _Component(ui.DynamicItem[ItemT_co], template=_NEVER):
    """A component that discord.py rebuilds from its custom id each time it is used."""

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """Wrap the component that was used."""
        del match
        return cls(cast("ItemT_co", item))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Pass the action to the client."""
        await cast("_ActionRunner", interaction.client).run_action(interaction, self.action())

    @abstractmethod
    def action(self) -> Action:
        """What the member wants."""


class AnswerButton(_Component[ui.Button[ui.View]], template=custom_ids.ANSWER_PATTERN):
    """Shows the answer of the entry in its custom id."""

    def action(self) -> Action:
        """Show the entry of the custom id."""
        return ShowAnswer(_match(self)["entry"])


class PageButton(_Component[ui.Button[ui.View]], template=custom_ids.PAGE_PATTERN):
    """Opens the menu page in its custom id."""

    def action(self) -> Action:
        """Show the place and page of the custom id."""
        found = _match(self)
        return ShowMenu(found["place"], int(found["page"]))


class ChoiceSelect(_Component[ui.Select[ui.View]], template=custom_ids.CHOICES_PATTERN):
    """Shows the answer of the selected entry."""

    def action(self) -> Action:
        """Show the entry of the selected option."""
        return ShowAnswer(self.item.values[0])


class TopicSelect(_Component[ui.Select[ui.View]], template=custom_ids.TOPICS_PATTERN):
    """Opens the selected topic."""

    def action(self) -> Action:
        """Show the first page of the selected topic."""
        return ShowMenu(self.item.values[0], 0)


COMPONENTS = (AnswerButton, PageButton, ChoiceSelect, TopicSelect)
"""Register these at every start, so that the components of older messages work."""


def view_of(rows: Sequence[Row]) -> ui.View:
    """The components of a message, as a view that discord.py does not need to keep in memory."""
    view = ui.View(timeout=None)
    for number, row in enumerate(rows):
        for item in (_select(row, number),) if isinstance(row, Select) else [_button(button, number) for button in row]:
            view.add_item(item)
    return view


def _button(button: Button | LinkButton, row: int) -> ui.Item[Any]:
    if isinstance(button, LinkButton):
        return ui.Button(label=button.label, url=button.url, row=row)
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
        raise ValueError("the custom id does not match the component's pattern")
    return found
