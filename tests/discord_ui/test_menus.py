"""The menus of /topics."""

from dataclasses import replace

import pytest
from simcord.results import InteractionResult, ResponseMessage

from bot.answering import Assistant
from bot.discord_ui import FaqBot, custom_ids
from bot.discord_ui.capabilities import Capabilities
from bot.discord_ui.menus import menu
from bot.discord_ui.payload import Select, check_payload
from bot.knowledge import Entry, KnowledgeBase, Topic, load
from bot.replies import words
from tests.discord_ui.server import OPEN, PUNCTURE, Server


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Thirty topics. The first has sixty questions."""
    counts = [60] + [1] * 29
    text = "\n".join(
        f"# Topic {topic}\n" + "\n".join(f"What is number {topic}.{n}?\nIt is {topic}.{n}." for n in range(count))
        for topic, count in enumerate(counts)
    )
    path = tmp_path_factory.mktemp("large") / "large.txt"
    path.write_text(text, encoding="utf-8")
    return Assistant.build(load([path]))


def shown(result: InteractionResult) -> ResponseMessage:
    assert result.response
    return result.response


def key_of(server: Server, name: str) -> str:
    return next(custom_ids.topic_key(topic) for topic in server.bot.assistant.topics if topic.name == name)


def options_of(message: ResponseMessage) -> list[str]:
    return [option["label"] for option in message.components[0]["components"][0]["options"]]


async def test_topics_are_listed_in_private(server: Server) -> None:
    result = await server.alice.slash(server.channel, "topics")
    assert shown(result).embeds[0].title == words.TOPICS
    assert options_of(shown(result)) == ["Visiting", "Repairs", "Riding"]
    assert shown(result).ephemeral


async def test_a_member_gets_from_topics_to_a_question_to_its_answer(server: Server) -> None:
    result = await server.alice.slash(server.channel, "topics")
    await server.alice.select(shown(result), [key_of(server, "Repairs")], custom_id=custom_ids.TOPICS)
    assert shown(result).embeds[0].title == "Repairs"
    assert PUNCTURE in options_of(shown(result))
    entry_id = next(entry.id for entry in server.bot.assistant.base.entries if entry.question == PUNCTURE)
    picked = await server.alice.select(shown(result), [entry_id], custom_id=custom_ids.CHOICES)
    assert shown(picked).embeds[0].title == PUNCTURE
    assert shown(picked).ephemeral


async def test_a_topic_leads_back_to_all_topics(server: Server) -> None:
    result = await server.alice.slash(server.channel, "topics")
    await server.alice.select(shown(result), [key_of(server, "Visiting")], custom_id=custom_ids.TOPICS)
    assert options_of(shown(result))[0] == OPEN
    await server.alice.click(shown(result), label=words.ALL_TOPICS)
    assert shown(result).embeds[0].title == words.TOPICS


async def test_many_topics_and_questions_have_pages(server: Server, large: Assistant) -> None:
    server.bot.assistant = large
    result = await server.alice.slash(server.channel, "topics")
    assert len(options_of(shown(result))) == 25
    await server.alice.click(shown(result), label=words.NEXT_PAGE)
    assert len(options_of(shown(result))) == 5
    await server.alice.click(shown(result), label=words.PREVIOUS_PAGE)
    await server.alice.select(shown(result), [key_of(server, "Topic 0")], custom_id=custom_ids.TOPICS)
    await server.alice.click(shown(result), label=words.NEXT_PAGE)
    await server.alice.click(shown(result), label=words.NEXT_PAGE)
    assert options_of(shown(result))[0] == "What is number 0.50?"
    assert shown(result).embeds[0].footer.text == "Page 3 of 3"


async def test_menus_work_after_a_restart(server: Server, large: Assistant) -> None:
    server.bot.assistant = large
    result = await server.alice.slash(server.channel, "topics")
    await server.env.restart_bot(FaqBot(large))
    await server.alice.click(shown(result), label=words.NEXT_PAGE)
    assert len(options_of(shown(result))) == 5
    await server.alice.select(shown(result), [key_of(server, "Topic 29")], custom_id=custom_ids.TOPICS)
    assert options_of(shown(result)) == ["What is number 29.0?"]


async def test_a_removed_topic_shows_the_current_topics(server: Server, large: Assistant) -> None:
    result = await server.alice.slash(server.channel, "topics")
    key = key_of(server, "Repairs")
    server.bot.assistant = large
    await server.alice.select(shown(result), [key], custom_id=custom_ids.TOPICS)
    assert words.TOPIC_GONE in (shown(result).embeds[0].description or "")
    assert options_of(shown(result))[0] == "Topic 0"


@pytest.mark.parametrize("capabilities", [Capabilities(), Capabilities(embeds=False)])
@pytest.mark.parametrize("number", [0, 1, 2, 999_999])
def test_every_page_is_one_message_and_fits_discords_limits(
    large: Assistant, capabilities: Capabilities, number: int
) -> None:
    for place in (custom_ids.TOPIC_LIST, custom_ids.topic_key(large.topics[0]), "0000000000"):
        payload = check_payload(menu(large, place, number, capabilities))
        assert isinstance(payload.rows[0], Select)


def test_the_menu_announces_as_many_questions_as_the_topics_have(shipped_assistant: Assistant) -> None:
    payload = menu(shipped_assistant, custom_ids.TOPIC_LIST, 0, Capabilities())
    (select,) = payload.rows
    assert isinstance(select, Select)
    counted = sum(int(option.description.split()[0]) for option in select.options)
    assert payload.embeds[0].description.startswith(f"{counted} questions in {len(select.options)} topics.")


@pytest.mark.parametrize("capabilities", [Capabilities(), Capabilities(embeds=False)])
def test_long_names_and_questions_fit_too(assistant: Assistant, capabilities: Capabilities) -> None:
    name = "Everything about " * 40
    entries = tuple(Entry(f"{n:010x}", (f"{n} " + "Why " * 99 + "?",), "So.", name, "a.txt", n + 1) for n in range(30))
    topics = (Topic(name, entries[:20]), Topic(name, entries[20:]))
    wordy = replace(assistant, base=KnowledgeBase(entries), topics=topics)
    for place in (custom_ids.TOPIC_LIST, custom_ids.topic_key(topics[0])):
        check_payload(menu(wordy, place, 0, capabilities))
