"""Forms, which Discord calls modals, as plain values. What members enter comes back through `routes`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.discord_ui import limits
from bot.discord_ui.payload import Option, PayloadError
from bot.replies import length, shorten


@dataclass(frozen=True, slots=True)
class TextField:
    """A field for text."""

    name: str
    """Identifies the field in `entered`."""
    label: str
    value: str = ""
    """What the field is filled with; see `fits_field`."""
    hint: str = ""
    long: bool = False
    """Whether the text may have several lines."""
    required: bool = True
    limit: int = limits.FORM_VALUE


@dataclass(frozen=True, slots=True)
class PickField:
    """A list from which the member picks one option."""

    name: str
    label: str
    options: tuple[Option, ...]
    """One to 25. The values differ."""
    hint: str = ""


Field = TextField | PickField


@dataclass(frozen=True, slots=True)
class Form:
    """A form of one to five fields."""

    custom_id: str
    title: str
    fields: tuple[Field, ...]


def fits_field(text: str) -> bool:
    """Whether a field can be filled with a text."""
    return length(text) <= limits.FORM_VALUE


def modal_of(form: Form) -> ui.Modal:
    """The form as discord.py sends it. Raises PayloadError, which lists what Discord would reject."""
    if faults := list(_faults(form)):
        raise PayloadError("; ".join(faults))
    modal = ui.Modal(title=shorten(form.title, limits.FORM_TITLE), custom_id=form.custom_id, timeout=None)
    for field in form.fields:
        modal.add_item(ui.Label(text=field.label, description=field.hint or None, component=_component(field)))
    return modal


def entered(interaction: discord.Interaction) -> Mapping[str, tuple[str, ...]]:
    """What a member entered into a form, or selected in a message: the values by the name of the field.

    Untrusted: every value must be checked again.
    """
    data: Mapping[str, Any] = interaction.data or {}
    found: dict[str, tuple[str, ...]] = {}
    for component in _leaves(data.get("components", [])):
        values = component.get("values", [component["value"]] if component.get("value") else [])
        found[str(component.get("custom_id", ""))] = tuple(map(str, values))
    return found


def _leaves(components: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for component in components:
        if "component" in component:
            yield from _leaves([component["component"]])
        elif "components" in component:
            yield from _leaves(component["components"])
        else:
            yield component


def _component(field: Field) -> ui.Item[Any]:
    if isinstance(field, PickField):
        select: ui.Select[ui.View] = ui.Select(custom_id=field.name, required=True)
        for option in field.options:
            select.add_option(label=option.label, value=option.value, description=option.description or None)
        return select
    return ui.TextInput(
        custom_id=field.name,
        style=discord.TextStyle.paragraph if field.long else discord.TextStyle.short,
        default=field.value or None,
        required=field.required,
        max_length=max(field.limit, length(field.value)),
    )


def _faults(form: Form) -> Iterator[str]:
    if not 1 <= len(form.fields) <= limits.FORM_FIELDS:
        yield f"the form has {len(form.fields)} fields, must have 1 to {limits.FORM_FIELDS}"
    if not 1 <= length(form.custom_id) <= limits.CUSTOM_ID:
        yield "the custom id has the wrong length"
    if len({field.name for field in form.fields}) < len(form.fields):
        yield "two fields have the same name"
    for field in form.fields:
        if not 1 <= length(field.label) <= limits.FORM_LABEL or length(field.hint) > limits.FORM_HINT:
            yield f"a label or hint of the field {field.name} has the wrong length"
        if isinstance(field, TextField) and not fits_field(field.value):
            yield f"the value of the field {field.name} is too long"
        if isinstance(field, PickField):
            yield from _option_faults(field)


def _option_faults(field: PickField) -> Iterator[str]:
    if not 1 <= len(field.options) <= limits.SELECT_OPTIONS:
        yield f"the field {field.name} has {len(field.options)} options"
    if len({option.value for option in field.options}) < len(field.options):
        yield f"two options of the field {field.name} have the same value"
    for option in field.options:
        sizes = (
            (option.label, limits.OPTION_LABEL),
            (option.value, limits.OPTION_VALUE),
            (option.description or "-", limits.OPTION_DESCRIPTION),
        )
        if not all(1 <= length(text) <= most for text, most in sizes):
            yield f"an option of the field {field.name} has the wrong length"
