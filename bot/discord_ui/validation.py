"""The one gate that every payload passes before it is sent: a refusal by Discord would lose the answer."""

from collections.abc import Iterator, Sequence

from bot.discord_ui import limits
from bot.discord_ui.payload import Button, Embed, Option, Payload, Row, Select
from bot.replies import length


class PayloadError(ValueError):
    """A payload that Discord would refuse. Its text names parts and numbers, never what they say."""


def check_payload(payload: Payload) -> Payload:
    """The payload itself; raises PayloadError with everything that is wrong with it."""
    _refuse(list(_payload_faults(payload)))
    return payload


def fits(payload: Payload) -> bool:
    """Whether Discord would take the payload."""
    return not any(_payload_faults(payload))


def check_choices(choices: Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    """Names and values of an autocomplete answer, if Discord would take them; else raises PayloadError."""
    faults = list(_count("autocomplete choices", len(choices), 0, limits.AUTOCOMPLETE_CHOICES))
    for name, value in choices:
        faults += _size("choice name", name, 1, limits.AUTOCOMPLETE_NAME)
        faults += _size("choice value", value, 1, limits.AUTOCOMPLETE_VALUE)
    _refuse(faults)
    return choices


def _refuse(faults: list[str]) -> None:
    if faults:
        raise PayloadError("; ".join(faults))


def _payload_faults(payload: Payload) -> Iterator[str]:
    if not (payload.content or payload.embeds or payload.rows or payload.attachment):
        yield "nothing to send"
    yield from _size("content", payload.content, 0, limits.CONTENT)
    yield from _count("embeds", len(payload.embeds), 0, limits.EMBEDS)
    for embed in payload.embeds:
        yield from _embed_faults(embed)
    yield from _size("all embeds", "".join(map(_text_of, payload.embeds)), 0, limits.EMBED_SUM)
    yield from _count("rows", len(payload.rows), 0, limits.ROWS)
    custom_ids: list[str] = []
    for row in payload.rows:
        yield from _row_faults(row)
        custom_ids += [row.custom_id] if isinstance(row, Select) else [button.custom_id for button in row]
    if len(set(custom_ids)) < len(custom_ids):
        yield "two components with one custom id"


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
            yield "two options with one value"
    else:
        yield from _count("buttons", len(row), 1, limits.BUTTONS_IN_ROW)
        for button in row:
            yield from _button_faults(button)


def _button_faults(button: Button) -> Iterator[str]:
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
        yield f"{part} is {number}, not {least} to {most}"
