"""The menus of /topics: pages of topics, and pages of a topic's questions."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from bot.answering import Assistant
from bot.discord_ui import custom_ids, limits
from bot.discord_ui.capabilities import Capabilities
from bot.discord_ui.payload import Button, Option, Payload, Row, Select
from bot.discord_ui.rendering import option, render
from bot.knowledge import Topic
from bot.replies import Reply, count, shorten, topic_reply, topics_reply, words

T = TypeVar("T")


def menu(assistant: Assistant, place: str, page: int, capabilities: Capabilities) -> Payload:
    """A page of the topic list, or of one topic's questions. If that topic is gone, a page of the topic list.

    The first page is 0. A page beyond the last shows the last.
    """
    topics = topics_by_key(assistant.topics)
    topic = topics.get(place)
    if topic:
        return _question_list(topic, place, page, capabilities)
    return _topic_list(topics, page, "" if place == custom_ids.TOPIC_LIST else words.TOPIC_GONE, capabilities)


def topics_by_key(topics: Sequence[Topic]) -> Mapping[str, Topic]:
    """Topics by their keys, in the same order. Topics with the same name are merged."""
    found: dict[str, Topic] = {}
    for topic in topics:
        key = custom_ids.topic_key(topic)
        entries = (*found[key].entries, *topic.entries) if key in found else topic.entries
        found[key] = Topic(topic.name, entries)
    return found


def _topic_list(topics: Mapping[str, Topic], page: int, notice: str, capabilities: Capabilities) -> Payload:
    """A page of topics, below the notice if there is one."""
    shown, page, last = _paginate(list(topics.items()), page)
    options = tuple(_topic_option(key, topic) for key, topic in shown)
    rows: tuple[Row, ...] = (
        Select(custom_ids.TOPICS, words.PICK_TOPIC, options),
        *_page_buttons(custom_ids.TOPIC_LIST, page, last),
    )
    reply = topics_reply(topics.values())
    body = "\n\n".join(filter(None, (notice, reply.body)))
    return _render_menu(replace(reply, body=body, note=_page_note(page, last)), rows, capabilities)


def _question_list(topic: Topic, place: str, page: int, capabilities: Capabilities) -> Payload:
    shown, page, last = _paginate(topic.entries, page)
    options = tuple(option(entry.id, entry.question) for entry in shown)
    buttons = _page_buttons(place, page, last)
    back = Button(custom_ids.page(custom_ids.TOPIC_LIST, 0), words.ALL_TOPICS)
    rows = (Select(custom_ids.CHOICES, words.PICK_QUESTION, options), (*(buttons[0] if buttons else ()), back))
    reply = replace(topic_reply(Topic(topic.name, tuple(shown))), note=_page_note(page, last))
    return _render_menu(reply, rows, capabilities)


def _topic_option(key: str, topic: Topic) -> Option:
    return Option(key, shorten(topic.name, limits.OPTION_LABEL), count(len(topic.entries), words.QUESTIONS))


def _page_buttons(place: str, page: int, last: int) -> tuple[tuple[Button, ...], ...]:
    """A row with the buttons Previous and Next; no row if there is only one page."""
    buttons = []
    if page > 0:
        buttons.append(Button(custom_ids.page(place, page - 1), words.PREVIOUS_PAGE))
    if page < last:
        buttons.append(Button(custom_ids.page(place, page + 1), words.NEXT_PAGE))
    return (tuple(buttons),) if buttons else ()


def _paginate(items: Sequence[T], page: int) -> tuple[Sequence[T], int, int]:
    """The items of a page, the number of that page after clamping, and the number of the last page."""
    last = (len(items) - 1) // limits.SELECT_OPTIONS
    page = min(page, last)
    start = page * limits.SELECT_OPTIONS
    return items[start : start + limits.SELECT_OPTIONS], page, last


def _page_note(page: int, last: int) -> str:
    return words.PAGE.format(page=page + 1, pages=last + 1) if last else ""


def _render_menu(reply: Reply, rows: tuple[Row, ...], capabilities: Capabilities) -> Payload:
    """The menu as one message. A title or text that is too long is shortened: the options repeat it in full."""
    fitting = replace(reply, title=shorten(reply.title, limits.EMBED_TITLE), body=shorten(reply.body, limits.MENU_TEXT))
    return replace(render(fitting, capabilities)[0], rows=rows)
