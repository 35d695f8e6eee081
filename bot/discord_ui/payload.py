"""One Discord message as plain values, and the check that every message passes before it is sent.

The check exists because Discord rejects a whole message for one part that is too long, and the answer would be lost.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from bot.discord_ui import limits
from bot.replies import length

_WEB_ADDRESS = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+(?::\d{1,5})?(?:[/?#]\S*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Embed:
    """An embed. An empty part is left out."""

    title: str = ""
    description: str = ""
    footer: str = ""
    colour: int | None = None
    """0xRRGGBB. It repeats what the text says, and never carries information of its own."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button in an action row."""

    custom_id: str
    label: str


@dataclass(frozen=True, slots=True)
class LinkButton:
    """A button that opens an address; the bot hears nothing of it."""

    url: str
    """It begins with http:// or https://."""
    label: str


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a select."""

    value: str
    label: str
    description: str = ""
    chosen: bool = False
    """Whether it is the one that is picked now."""


@dataclass(frozen=True, slots=True)
class Select:
    """A dropdown menu from which the member picks one option, or any number of them."""

    custom_id: str
    placeholder: str
    options: tuple[Option, ...]
    several: bool = False
    """Whether the member can pick any number of options, and none."""


class Pickable(Enum):
    """What Discord lists in a select by itself."""

    CHANNELS = "channels for text, and forums"
    TEXT_CHANNELS = "channels for text"
    ROLES = "roles"


@dataclass(frozen=True, slots=True)
class PickSelect:
    """A select from which the member picks up to `most` channels or roles of the server, or none."""

    custom_id: str
    placeholder: str
    kind: Pickable
    chosen: tuple[int, ...] = ()
    """The ids of those that are picked now."""
    most: int = 1


Row = Select | PickSelect | tuple[Button | LinkButton, ...]
"""One action row: one select, or buttons side by side."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A text file or a picture."""

    name: str
    text: str = ""
    data: bytes = b""
    """The picture, instead of a text."""


@dataclass(frozen=True, slots=True)
class Payload:
    """One message."""

    content: str = ""
    embeds: tuple[Embed, ...] = ()
    rows: tuple[Row, ...] = ()
    attachment: Attachment | None = None


class PayloadError(ValueError):
    """Discord would reject the payload. The message names parts and sizes, never their content."""


def check_payload(payload: Payload) -> Payload:
    """Return the payload unchanged. Raises PayloadError, which lists everything that is wrong with it."""
    _raise_if_any(list(_payload_faults(payload)))
    return payload


def fits(payload: Payload) -> bool:
    """Whether Discord would accept the payload."""
    return not any(_payload_faults(payload))


def check_choices(choices: Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    """Return the names and values of autocomplete choices. Raises PayloadError if Discord would reject them."""
    faults = list(_count("autocomplete choices", len(choices), 0, limits.AUTOCOMPLETE_CHOICES))
    for name, value in choices:
        faults += _size("choice name", name, 1, limits.AUTOCOMPLETE_NAME)
        faults += _size("choice value", value, 1, limits.AUTOCOMPLETE_VALUE)
    _raise_if_any(faults)
    return choices


def _raise_if_any(faults: list[str]) -> None:
    if faults:
        raise PayloadError("; ".join(faults))


def _payload_faults(payload: Payload) -> Iterator[str]:
    if not (payload.content or payload.embeds or payload.rows or payload.attachment):
        yield "the payload is empty"
    yield from _size("content", payload.content, 0, limits.CONTENT)
    yield from _count("embeds", len(payload.embeds), 0, limits.EMBEDS)
    for embed in payload.embeds:
        yield from _embed_faults(embed)
    yield from _size("all embeds", "".join(map(_text_of, payload.embeds)), 0, limits.EMBED_SUM)
    yield from _count("rows", len(payload.rows), 0, limits.ROWS)
    custom_ids: list[str] = []
    for row in payload.rows:
        yield from _row_faults(row)
        custom_ids += _custom_ids(row) if isinstance(row, tuple) else [row.custom_id]
    if len(set(custom_ids)) < len(custom_ids):
        yield "two components have the same custom id"


def _embed_faults(embed: Embed) -> Iterator[str]:
    yield from _size("embed title", embed.title, 0, limits.EMBED_TITLE)
    yield from _size("embed description", embed.description, 0, limits.EMBED_DESCRIPTION)
    yield from _size("embed footer", embed.footer, 0, limits.EMBED_FOOTER)
    yield from _size("embed", _text_of(embed), 1, limits.EMBED_SUM)


def _text_of(embed: Embed) -> str:
    return embed.title + embed.description + embed.footer


def _row_faults(row: Row) -> Iterator[str]:
    if isinstance(row, Select):
        yield from _size("custom id", row.custom_id, 1, limits.CUSTOM_ID)
        yield from _size("placeholder", row.placeholder, 0, limits.PLACEHOLDER)
        yield from _count("options", len(row.options), 1, limits.SELECT_OPTIONS)
        for option in row.options:
            yield from _option_faults(option)
        if len({option.value for option in row.options}) < len(row.options):
            yield "two options have the same value"
    elif isinstance(row, PickSelect):
        yield from _size("custom id", row.custom_id, 1, limits.CUSTOM_ID)
        yield from _size("placeholder", row.placeholder, 0, limits.PLACEHOLDER)
        yield from _count("most", row.most, 1, limits.SELECT_OPTIONS)
        yield from _count("chosen", len(row.chosen), 0, row.most)
    else:
        yield from _count("buttons", len(row), 1, limits.BUTTONS_IN_ROW)
        for button in row:
            yield from _button_faults(button)


def _custom_ids(row: tuple[Button | LinkButton, ...]) -> list[str]:
    return [button.custom_id for button in row if isinstance(button, Button)]


def _button_faults(button: Button | LinkButton) -> Iterator[str]:
    if isinstance(button, LinkButton):
        yield from _size("button address", button.url, 1, limits.BUTTON_URL)
        if not _WEB_ADDRESS.fullmatch(button.url):
            yield "button address is no web address"
    else:
        yield from _size("custom id", button.custom_id, 1, limits.CUSTOM_ID)
    yield from _size("button label", button.label, 1, limits.BUTTON_LABEL)


def _option_faults(option: Option) -> Iterator[str]:
    yield from _size("option value", option.value, 1, limits.OPTION_VALUE)
    yield from _size("option label", option.label, 1, limits.OPTION_LABEL)
    yield from _size("option description", option.description, 0, limits.OPTION_DESCRIPTION)


def _size(part: str, text: str, least: int, most: int) -> Iterator[str]:
    yield from _count(f"length of {part}", length(text) if text.strip() else 0, least, most)


def _count(part: str, number: int, least: int, most: int) -> Iterator[str]:
    if not least <= number <= most:
        yield f"{part} is {number}, must be {least} to {most}"
