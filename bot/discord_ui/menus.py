"""The menus of /topics: topics, then a topic's questions, in pages."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from bot.answering import Assistant
from bot.discord_ui import custom_ids, limits
from bot.discord_ui.payload import Button, Option, Payload, Row, Select
from bot.discord_ui.rendering import option, render
from bot.discord_ui.surface import Surface
from bot.knowledge import Topic
from bot.replies import Reply, count, shorten, topic_reply, topics_reply, words

T = TypeVar("T")


def menu(assistant: Assistant, place: str, number: int, surface: Surface) -> Payload:
    """A page, counted from 0, of the list of topics or of one topic's questions; the list if that topic is gone.

    A page beyond the last is the last.
    """
    topics = topics_by_key(assistant.topics)
    topic = topics.get(place)
    if topic:
        return _question_list(topic, place, number, surface)
    return _topic_list(topics, number, "" if place == custom_ids.TOPIC_LIST else words.TOPIC_GONE, surface)


def topics_by_key(topics: Sequence[Topic]) -> Mapping[str, Topic]:
    """Topics under the keys that their options carry, in order; those with one name are one."""
    found: dict[str, Topic] = {}
    for topic in topics:
        key = custom_ids.topic_key(topic)
        entries = (*found[key].entries, *topic.entries) if key in found else topic.entries
        found[key] = Topic(topic.name, entries)
    return found


def _topic_list(topics: Mapping[str, Topic], number: int, notice: str, surface: Surface) -> Payload:
    """The notice comes first, if there is one."""
    shown, number, last = _page_of(list(topics.items()), number)
    options = tuple(_topic_option(key, topic) for key, topic in shown)
    rows: tuple[Row, ...] = (
        Select(custom_ids.TOPICS, words.PICK_TOPIC, options),
        *_turns(custom_ids.TOPIC_LIST, number, last),
    )
    reply = topics_reply(topics.values())
    body = "\n\n".join(filter(None, (notice, reply.body)))
    return _draw(replace(reply, body=body, note=_page_words(number, last)), rows, surface)


def _question_list(topic: Topic, place: str, number: int, surface: Surface) -> Payload:
    shown, number, last = _page_of(topic.entries, number)
    options = tuple(option(entry.id, entry.question) for entry in shown)
    turns = _turns(place, number, last)
    back = Button(custom_ids.page(custom_ids.TOPIC_LIST, 0), words.ALL_TOPICS)
    rows = (Select(custom_ids.CHOICES, words.PICK_QUESTION, options), (*(turns[0] if turns else ()), back))
    reply = replace(topic_reply(Topic(topic.name, tuple(shown))), note=_page_words(number, last))
    return _draw(reply, rows, surface)


def _topic_option(key: str, topic: Topic) -> Option:
    return Option(key, shorten(topic.name, limits.OPTION_LABEL), count(len(topic.entries), words.QUESTIONS))


def _turns(place: str, number: int, last: int) -> tuple[tuple[Button, ...], ...]:
    """A row of the buttons that turn the page; no row where there is but one page."""
    buttons = []
    if number > 0:
        buttons.append(Button(custom_ids.page(place, number - 1), words.PREVIOUS_PAGE))
    if number < last:
        buttons.append(Button(custom_ids.page(place, number + 1), words.NEXT_PAGE))
    return (tuple(buttons),) if buttons else ()


def _page_of(items: Sequence[T], number: int) -> tuple[Sequence[T], int, int]:
    """What stands on a page, the page's number after clamping, and the number of the last one."""
    last = (len(items) - 1) // limits.SELECT_OPTIONS
    number = min(number, last)
    start = number * limits.SELECT_OPTIONS
    return items[start : start + limits.SELECT_OPTIONS], number, last


def _page_words(number: int, last: int) -> str:
    return words.PAGE.format(page=number + 1, pages=last + 1) if last else ""


def _draw(reply: Reply, rows: tuple[Row, ...], surface: Surface) -> Payload:
    """The menu as one message: what is too long for it in title or text can be read in the options."""
    fitting = replace(reply, title=shorten(reply.title, limits.EMBED_TITLE), body=shorten(reply.body, limits.MENU_TEXT))
    return replace(render(fitting, surface)[0], rows=rows)
