"""Renders replies: takes platform-neutral replies, returns the Discord messages that show them.

All of a reply's text is shown. The exception is an answer that is too long for messages, where the bot must not attach
files: it is cut, and says where to read all of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.discord_ui import custom_ids, limits
from bot.discord_ui.capabilities import Capabilities
from bot.discord_ui.payload import Attachment, Button, Embed, LinkButton, Option, Payload, Row, Select, fits
from bot.replies import Choice, Reply, Tone, length, shorten, split, words

COLOURS = {
    Tone.SURE: 0x2E8B57,
    Tone.LIKELY: 0x3B82C4,
    Tone.UNSURE: 0xD9A21B,
    Tone.INFORMATION: 0x5865F2,
    Tone.PROBLEM: 0xC0392B,
}

_FOOTER_SEPARATOR = " · "
"""Not a line break: the preview in the browser shows a footer on one line."""
_MAX_FOOTER = limits.EMBED_SUM - limits.EMBED_TITLE - limits.EMBED_DESCRIPTION
"""A footer of this length cannot exceed the sum. It is less than `limits.EMBED_FOOTER`."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """A reply as running text, before it is split into messages."""

    title: str
    """For the embed; "" in plain text, where the title is part of the text."""
    text: str
    closing: str
    """Shown below the text of the last message."""
    footer: str
    """For the embed; "" in plain text, where it is part of the closing."""
    limit: int
    """Maximum length of one message's text."""

    def whole(self) -> str:
        return _paragraphs(self.text, self.closing)


def render_all(replies: Sequence[Reply], capabilities: Capabilities) -> tuple[Payload, ...]:
    """The messages that show all replies to one message: a single message if they fit, otherwise at least one each."""
    if len(replies) == 1:
        return render(replies[0], capabilities)
    share = limits.REPLY_MESSAGES // len(replies)
    several = sum(bool(reply.entry_id) for reply in replies) > 1
    payloads = tuple(
        payload
        for number, reply in enumerate(replies, start=1)
        for payload in render(reply, capabilities, share, number if several else 0)
    )
    together = Payload(
        "\n\n".join(payload.content for payload in payloads if payload.content),
        tuple(embed for payload in payloads for embed in payload.embeds),
        tuple(row for payload in payloads for row in payload.rows),
    )
    # A reply with a file says "the attached file". In one message, it would not be clear which reply the file is for.
    attached = any(payload.attachment for payload in payloads)
    return payloads if attached or not fits(together) else (together,)


def render(
    reply: Reply, capabilities: Capabilities, max_messages: int = limits.REPLY_MESSAGES, number: int = 0
) -> tuple[Payload, ...]:
    """The messages that show a reply, at least one. The last one has the choices, the note and the source.

    `number` tells the buttons of several answers apart; 0 for a single answer.
    """
    whole, links = reply, _links(reply)
    if links:
        reply = replace(reply, source="")
    below: tuple[Button | LinkButton, ...] = (*_votes(reply, capabilities, number), *links)
    rows: tuple[Row, ...] = (*choice_rows(reply), below) if below else choice_rows(reply)
    layout = _embed_layout(reply, rows) if capabilities.embeds else _plain_layout(reply, rows)
    parts = split(layout.whole(), layout.limit) or [""]
    attachment = None
    if len(parts) > max_messages:
        if capabilities.files:
            attachment = Attachment(
                words.ANSWER_FILE, _paragraphs(reply.title, reply.body, *_small_print(whole), whole.url)
            )
            parts = [_last_part(layout, layout.text, words.WHOLE_ANSWER_ATTACHED)]
        else:
            *others, last = split(layout.text, layout.limit)[:max_messages]
            parts = [*others, _last_part(layout, last, words.CUT_SHORT)]
    return tuple(_messages(layout, parts, reply.tone, rows, attachment))


def choice_rows(reply: Reply) -> tuple[Row, ...]:
    """The components for a reply's choices.

    Below an answer, the choices are secondary: a select. If the choices are the point of the reply, they are buttons,
    which show all questions at once. Questions that are too long for buttons go into a select.
    """
    choices = tuple({choice.entry_id: choice for choice in reply.choices}.values())[: limits.SELECT_OPTIONS]
    if not choices:
        return ()
    if _as_buttons(reply.tone, choices):
        return tuple((Button(custom_ids.answer(choice.entry_id), choice.question),) for choice in choices)
    placeholder = shorten(reply.choices_title, limits.PLACEHOLDER)
    options = tuple(option(choice.entry_id, choice.question) for choice in choices)
    return (Select(custom_ids.CHOICES, placeholder, options),)


def _links(reply: Reply) -> tuple[LinkButton, ...]:
    """The source as a button that opens it; none without an address, or with one that Discord would reject."""
    row = (LinkButton(reply.url, shorten(reply.source, limits.BUTTON_LABEL)),)
    return row if reply.url and reply.source and fits(Payload(rows=(row,))) else ()


def _votes(reply: Reply, capabilities: Capabilities, number: int) -> tuple[Button, ...]:
    """The buttons to vote on an answer; none where votes are not kept."""
    if not (capabilities.votes and reply.entry_id and reply.version):
        return ()
    ids = (
        (custom_ids.helped(reply.entry_id, reply.version), words.HELPED),
        (custom_ids.not_meant(reply.entry_id, reply.version, reply.next_best), words.NOT_MEANT),
    )
    form = words.VOTE_ON if number else "{vote}"
    return tuple(Button(custom_id, form.format(vote=label, number=number)) for custom_id, label in ids)


def option(value: str, text: str) -> Option:
    """An option of a select. A text that is too long for the label continues in the description, as far as it fits."""
    label = shorten(text, limits.OPTION_LABEL)
    if label == text:
        return Option(value, label)
    rest = text[len(label) - 1 :].strip()
    return Option(value, label, shorten(f"…{rest}", limits.OPTION_DESCRIPTION))


def _as_buttons(tone: Tone, choices: tuple[Choice, ...]) -> bool:
    fit = len(choices) <= limits.ROWS and all(length(choice.question) <= limits.BUTTON_LABEL for choice in choices)
    return fit and tone not in (Tone.SURE, Tone.LIKELY)


def _embed_layout(reply: Reply, rows: tuple[Row, ...]) -> _Layout:
    title = shorten(reply.title, limits.EMBED_TITLE)
    text = reply.body if title == reply.title else _paragraphs(reply.title, reply.body)
    footer = _FOOTER_SEPARATOR.join(_small_print(reply))
    heading = _choices_heading(reply, rows)
    if length(footer) > _MAX_FOOTER:
        return _Layout(title, text, _paragraphs(footer, heading), "", limits.EMBED_DESCRIPTION)
    return _Layout(title, text, heading, footer, limits.EMBED_DESCRIPTION)


def _plain_layout(reply: Reply, rows: tuple[Row, ...]) -> _Layout:
    small_print = "\n".join(f"-# {line}" for line in _small_print(reply))
    text = _paragraphs(f"**{reply.title}**", reply.body)
    return _Layout("", text, _paragraphs(small_print, _choices_heading(reply, rows)), "", limits.CONTENT)


def _small_print(reply: Reply) -> list[str]:
    """The lines below the answer: how the bot read the question, how sure it is, and the source."""
    return [line for line in (reply.read_as, reply.note, reply.source) if line]


def _choices_heading(reply: Reply, rows: tuple[Row, ...]) -> str:
    """The heading of the choices; "" if it is the placeholder of a select already."""
    on_select = any(isinstance(row, Select) and row.placeholder == reply.choices_title for row in rows)
    return f"**{reply.choices_title}**" if reply.choices_title and not on_select else ""


def _last_part(layout: _Layout, text: str, pointer: str) -> str:
    """The last message of a text that is too long: as much text as fits, where to read the rest, and the closing."""
    closing = shorten(_paragraphs(pointer, layout.closing), layout.limit // 2)
    room = layout.limit - length(closing) - len("\n\n")
    return _paragraphs(*split(text, room)[:1], closing)


def _messages(
    layout: _Layout, parts: list[str], tone: Tone, rows: tuple[Row, ...], attachment: Attachment | None
) -> Iterable[Payload]:
    for number, part in enumerate(parts, start=1):
        last = number == len(parts)
        embeds: tuple[Embed, ...] = ()
        if layout.limit == limits.EMBED_DESCRIPTION:
            embeds = (Embed(layout.title if number == 1 else "", part, layout.footer if last else "", COLOURS[tone]),)
        yield Payload(
            content="" if embeds else part,
            embeds=embeds,
            rows=rows if last else (),
            attachment=attachment if last else None,
        )


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part.strip())
