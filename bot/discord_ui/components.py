"""Buttons and selects. They are persistent: their custom ids hold everything that they need."""

import re
from collections.abc import Sequence
from typing import Any, Protocol, Self, cast

import discord
from discord import ui

from bot.discord_ui import custom_ids
from bot.discord_ui.actions import Action, action_of
from bot.discord_ui.payload import Button, LinkButton, Pickable, PickSelect, Row, Select


class _ActionRunner(Protocol):
    """The client, as components see it."""

    async def run_action(self, interaction: discord.Interaction, action: Action) -> None: ...


class Component(ui.DynamicItem[ui.Item[Any]], template=custom_ids.ANY_PATTERN):
    """A button or select that discord.py rebuilds from its custom id each time it is used.

    Register this class at every start, so that the components of older messages work.
    """

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """Wrap the component that was used."""
        del match
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Pass the action to the client, which explains unknown custom ids itself."""
        values = self.item.values if isinstance(self.item, ui.Select) else ()
        action = action_of(self.custom_id, values)
        if action is not None:
            await cast("_ActionRunner", interaction.client).run_action(interaction, action)


def view_of(rows: Sequence[Row]) -> ui.View:
    """The components of a message, as a view that discord.py does not keep in memory.

    discord.py would start a task that keeps the view of an ephemeral message for 15 minutes.
    """
    view = ui.View(timeout=None)
    for number, row in enumerate(rows):
        for item in [_button(button, number) for button in row] if isinstance(row, tuple) else [_select(row, number)]:
            view.add_item(item)
    view.stop()
    return view


def _button(button: Button | LinkButton, row: int) -> ui.Item[Any]:
    if isinstance(button, LinkButton):
        return ui.Button(label=button.label, url=button.url, row=row)
    return Component(ui.Button(label=button.label, custom_id=button.custom_id, row=row))


def _select(select: Select | PickSelect, row: int) -> ui.Item[Any]:
    if isinstance(select, PickSelect):
        return Component(_pick_select(select, row))
    item: ui.Select[ui.View] = ui.Select(custom_id=select.custom_id, placeholder=select.placeholder, row=row)
    if select.several:
        item.min_values, item.max_values = 0, len(select.options)
    for option in select.options:
        description = option.description or None
        item.add_option(label=option.label, value=option.value, description=description, default=option.chosen)
    return Component(item)


def _pick_select(select: PickSelect, row: int) -> ui.Item[Any]:
    roles = select.kind is Pickable.ROLES
    kind = discord.SelectDefaultValueType.role if roles else discord.SelectDefaultValueType.channel
    chosen = [discord.SelectDefaultValue(id=each, type=kind) for each in select.chosen]
    item: ui.RoleSelect[ui.View] | ui.ChannelSelect[ui.View]
    if roles:
        item = ui.RoleSelect(default_values=chosen)
    else:
        types = [discord.ChannelType.text, discord.ChannelType.news]
        forums = [discord.ChannelType.forum] if select.kind is Pickable.CHANNELS else []
        item = ui.ChannelSelect(channel_types=[*types, *forums], default_values=chosen)
    item.custom_id, item.placeholder, item.row = select.custom_id, select.placeholder, row
    item.min_values, item.max_values = 0, select.most
    return item
