"""What one Discord message holds, as plain values: made by `rendering` and `menus`, checked, then sent."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Embed:
    """The framed part of a message. "" leaves a part out."""

    title: str = ""
    description: str = ""
    footer: str = ""
    colour: int | None = None
    """0xRRGGBB; it underlines what the words say and never says anything alone."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button that stands in a row with its neighbours."""

    custom_id: str
    label: str


@dataclass(frozen=True, slots=True)
class Option:
    """One line of a select."""

    value: str
    label: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Select:
    """A menu from which one option is picked."""

    custom_id: str
    placeholder: str
    options: tuple[Option, ...]


Row = Select | tuple[Button, ...]
"""One action row: a select alone, or buttons side by side."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A text file."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Payload:
    """One message."""

    content: str = ""
    embeds: tuple[Embed, ...] = ()
    rows: tuple[Row, ...] = ()
    attachment: Attachment | None = None
