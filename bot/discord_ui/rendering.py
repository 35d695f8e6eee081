"""Draws replies: platform-neutral replies in, the messages that hold them out.

Nothing of a reply's text is lost, but where no file may be attached an answer that is too long for messages is cut,
and says where to get the whole.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.discord_ui import custom_ids, limits
from bot.discord_ui.payload import Attachment, Button, Embed, Option, Payload, Row, Select
from bot.discord_ui.surface import Surface
from bot.discord_ui.validation import fits
from bot.replies import Choice, Reply, Tone, length, shorten, split, words

COLOURS = {
    Tone.SURE: 0x2E8B57,
    Tone.LIKELY: 0x3B82C4,
    Tone.UNSURE: 0xD9A21B,
    Tone.INFORMATION: 0x5865F2,
    Tone.PROBLEM: 0xC0392B,
}

_FOOTER = limits.EMBED_SUM - limits.EMBED_TITLE - limits.EMBED_DESCRIPTION
"""So long may a footer be that the sum cannot be exceeded; it is less than `limits.EMBED_FOOTER`."""


@dataclass(frozen=True, slots=True)
class _Page:
    """A reply as running text, before it is cut into messages."""

    title: str
    """For the embed; "" in plain text, where it leads the text."""
    text: str
    closing: str
    """What must stand on the last message, below the text."""
    footer: str
    """For the embed; "" in plain text, where it is part of the closing."""
    limit: int
    """Of one message's text."""

    def whole(self) -> str:
        return _paragraphs(self.text, self.closing)


def render_all(replies: Sequence[Reply], surface: Surface) -> tuple[Payload, ...]:
    """The messages of the replies to one message: one message for all if they fit into it, else each in its own."""
    if len(replies) == 1:
        return render(replies[0], surface)
    share = limits.MESSAGES // len(replies)
    payloads = tuple(payload for reply in replies for payload in render(reply, surface, share))
    together = Payload(
        "\n\n".join(payload.content for payload in payloads if payload.content),
        tuple(embed for payload in payloads for embed in payload.embeds),
        tuple(row for payload in payloads for row in payload.rows),
    )
    # One attachment says "the attached file": beside another text it would not be clear whose it is.
    attached = any(payload.attachment for payload in payloads)
    return payloads if attached or not fits(together) else (together,)


def render(reply: Reply, surface: Surface, most: int = limits.MESSAGES) -> tuple[Payload, ...]:
    """The messages of a reply, at least one and at most `most`; its choices, note and source stand on the last."""
    rows = choice_rows(reply)
    page = _embed_page(reply, rows) if surface.embeds else _plain_page(reply, rows)
    parts = split(page.whole(), page.limit) or [""]
    attachment = None
    if len(parts) > most:
        if surface.files:
            attachment = Attachment(words.ANSWER_FILE, _paragraphs(reply.title, reply.body, *_small_print(reply)))
            parts = [_ending(page, page.text, words.WHOLE_ANSWER_ATTACHED)]
        else:
            *others, last = split(page.text, page.limit)[:most]
            parts = [*others, _ending(page, last, words.CUT_SHORT)]
    return tuple(_messages(page, parts, reply.tone, rows, attachment))


def choice_rows(reply: Reply) -> tuple[Row, ...]:
    """The choices to press.

    Where an answer is shown they are an aside: a select. Where they are the point of the reply they are buttons, which
    are seen at once, if every question fits on one.
    """
    choices = tuple({choice.entry_id: choice for choice in reply.choices}.values())[: limits.SELECT_OPTIONS]
    if not choices:
        return ()
    if _as_buttons(reply.tone, choices):
        return tuple((Button(custom_ids.answer(choice.entry_id), choice.question),) for choice in choices)
    placeholder = shorten(reply.choices_title, limits.PLACEHOLDER)
    options = tuple(option(choice.entry_id, choice.question) for choice in choices)
    return (Select(custom_ids.CHOICES, placeholder, options),)


def option(value: str, text: str) -> Option:
    """One line of a select: what the label cannot hold of the text goes on in the description, as far as it fits."""
    label = shorten(text, limits.OPTION_LABEL)
    if label == text:
        return Option(value, label)
    rest = text[len(label) - 1 :].strip()
    return Option(value, label, shorten(f"…{rest}", limits.OPTION_DESCRIPTION))


def _as_buttons(tone: Tone, choices: tuple[Choice, ...]) -> bool:
    fits = len(choices) <= limits.ROWS and all(length(choice.question) <= limits.BUTTON_LABEL for choice in choices)
    return fits and tone not in (Tone.SURE, Tone.LIKELY)


def _embed_page(reply: Reply, rows: tuple[Row, ...]) -> _Page:
    title = shorten(reply.title, limits.EMBED_TITLE)
    text = reply.body if title == reply.title else _paragraphs(reply.title, reply.body)
    footer = "\n".join(_small_print(reply))
    heading = _heading(reply, rows)
    if length(footer) > _FOOTER:
        return _Page(title, text, _paragraphs(footer, heading), "", limits.EMBED_DESCRIPTION)
    return _Page(title, text, heading, footer, limits.EMBED_DESCRIPTION)


def _plain_page(reply: Reply, rows: tuple[Row, ...]) -> _Page:
    small_print = "\n".join(f"-# {line}" for line in _small_print(reply))
    text = _paragraphs(f"**{reply.title}**", reply.body)
    return _Page("", text, _paragraphs(small_print, _heading(reply, rows)), "", limits.CONTENT)


def _small_print(reply: Reply) -> list[str]:
    """The lines below the answer: how the question was read, how sure the answer is, and where it stands."""
    source = reply.source
    if source and reply.version:
        source = words.VERSION.format(source=source, version=reply.version)
    return [line for line in (reply.read_as, reply.note, source) if line]


def _heading(reply: Reply, rows: tuple[Row, ...]) -> str:
    """What heads the choices in the text; a select that has room for it bears it itself."""
    on_select = any(isinstance(row, Select) and row.placeholder == reply.choices_title for row in rows)
    return f"**{reply.choices_title}**" if reply.choices_title and not on_select else ""


def _ending(page: _Page, text: str, pointer: str) -> str:
    """The last message of a text that goes on elsewhere: the beginning of the text, where to, and the closing."""
    closing = shorten(_paragraphs(pointer, page.closing), page.limit // 2)
    room = page.limit - length(closing) - len("\n\n")
    return _paragraphs(*split(text, room)[:1], closing)


def _messages(
    page: _Page, parts: list[str], tone: Tone, rows: tuple[Row, ...], attachment: Attachment | None
) -> Iterable[Payload]:
    for number, part in enumerate(parts, start=1):
        last = number == len(parts)
        embeds: tuple[Embed, ...] = ()
        if page.limit == limits.EMBED_DESCRIPTION:
            embeds = (Embed(page.title if number == 1 else "", part, page.footer if last else "", COLOURS[tone]),)
        yield Payload(
            content="" if embeds else part,
            embeds=embeds,
            rows=rows if last else (),
            attachment=attachment if last else None,
        )


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part.strip())
