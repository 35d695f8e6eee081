"""The loop over real HTTP and websocket: three members ask, a moderator decides, the fourth is answered.

The bot restarts between the steps. Only what is in the store and in custom ids survives.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from bot.answering import Assistant
from bot.discord_ui import FaqBot
from bot.discord_ui.live_updates import LiveUpdates
from bot.discord_ui.rate_limits import RateLimiter
from bot.live import LiveKnowledge
from bot.replies import moderator_words, words
from bot.store import open_store
from tests.discord_ui.moderated import Overlay
from tests.discord_ui.server import NOTES
from tests.loopback.busy_discord import COMMAND, COMPONENT, BusyDiscord
from tests.loopback.conftest import eventually
from tests.loopback.fake_discord import CHANNEL, TOKEN, Json

MODAL = 5
"""The type of the interaction when a form is submitted."""
ANN = "201"
"""The moderator: the fake server gives everybody who uses a command all permissions."""
TYRES = ("can you pump up flat tyres", "pump up my flat tyre please", "who can pump up a flat tyre?")
FOURTH = "could somebody pump my flat tyres up"


class World:
    """A fake Discord, and what outlives a restart of the bot: the notes and the store."""

    def __init__(self, fake: BusyDiscord, folder: Path) -> None:
        self.fake = fake
        self.notes, self.state = folder / "workshop.txt", folder / "state" / "faq-bot.sqlite3"
        self.notes.write_text(NOTES, encoding="utf-8")

    @asynccontextmanager
    async def bot(self) -> AsyncIterator[FaqBot]:
        """A bot that starts anew, and stops at the end of the block."""
        store = open_store(self.state)
        live = LiveKnowledge.load([self.notes], Assistant.build, changes=Overlay(store))
        updates = LiveUpdates(live)
        bot = FaqBot(live.loaded.assistant, store=store)
        bot.rate_limiter = RateLimiter(None, None)
        updates.attach(bot)
        tasks = [asyncio.create_task(bot.start(TOKEN)), asyncio.create_task(updates.run())]
        await eventually(bot.is_ready)
        yield bot
        await bot.close()
        tasks[1].cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task
        store.close()

    async def ask(self, text: str, member: str) -> Json:
        """A member mentions the bot. Returns the answer."""
        before = len(self.fake.posts)
        await self.fake.mention(text, CHANNEL, member)
        await self.fake.until(lambda: len(self.fake.posts) > before)
        return self.fake.posts[-1]

    async def command(self, name: str, **options: int) -> Json:
        """Ann uses a command below /faq. Returns the response that replaces the placeholder."""
        given = [{"type": 4, "name": key, "value": value} for key, value in options.items()]
        data = {"id": "9", "name": "faq", "type": 1, "options": [{"type": 1, "name": name, "options": given}]}
        return await self._response(lambda: self.fake.interact(COMMAND, data, ANN))

    async def use(self, shown: Json, custom_id: str, *values: str) -> Json:
        """Ann uses a component of a message. Returns what the message then shows."""
        data = {"custom_id": custom_id, "component_type": 3 if values else 2, "values": list(values)}
        return await self._response(lambda: self.fake.interact(COMPONENT, data, ANN, message=self.message(shown)))

    async def form_of(self, shown: Json, custom_id: str) -> Json:
        """Ann presses a button that opens a form."""
        before = len(self.fake.callbacks)
        data = {"custom_id": custom_id, "component_type": 2}
        await self.fake.interact(COMPONENT, data, ANN, message=self.message(shown))
        await self.fake.until(lambda: len(self.fake.callbacks) > before)
        form: Json = self.fake.callbacks[-1]["data"]
        return form

    async def submit(self, shown: Json, form: Json, **values: str) -> Json:
        """Ann submits a form. Returns what the message from which it was opened then shows."""
        labels = [
            {"type": 18, "id": number, "component": {"type": 4, "id": 10 + number, "custom_id": name, "value": value}}
            for number, (name, value) in enumerate(values.items(), start=1)
        ]
        data = {"custom_id": form["custom_id"], "components": labels}
        return await self._response(lambda: self.fake.interact(MODAL, data, ANN, message=self.message(shown)))

    def message(self, shown: Json) -> Json:
        """A message that the bot sent, as Discord sends it along with an interaction."""
        return self.fake.message_of(shown)

    async def _response(self, act: Callable[[], object]) -> Json:
        before = len(self.fake.responses)
        action = act()
        assert asyncio.iscoroutine(action)
        await action
        await self.fake.until(lambda: len(self.fake.responses) > before)
        return self.fake.responses[-1]


@pytest.fixture
def world(busy: BusyDiscord, tmp_path: Path) -> World:
    return World(busy, tmp_path)


def title(message: Json) -> str:
    return str(message["embeds"][0]["title"])


def text(message: Json) -> str:
    return str(message["embeds"][0].get("description", ""))


def custom_ids(message: Json) -> list[str]:
    return [part["custom_id"] for row in message["components"] for part in row["components"]]


def one(message: Json, begins: str) -> str:
    """The only custom id that begins like this."""
    (found,) = (each for each in custom_ids(message) if each.startswith(begins))
    return found


async def ask_three(world: World) -> None:
    async with world.bot():
        assert title(await world.command("collect", days=30)) == words.COLLECTING_ON
        for number, question in enumerate(TYRES):
            assert title(await world.ask(question, str(300 + number))) in {words.NO_ANSWER, words.CLOSE, words.UNSURE}


async def test_a_question_becomes_a_phrasing_and_the_fourth_member_is_answered(world: World) -> None:
    await ask_three(world)
    async with world.bot():
        page = await world.command("review")
        assert world.fake.callbacks[-1]["data"]["flags"] & 64  # only Ann sees it
    assert all(question in text(page) for question in TYRES)
    async with world.bot() as bot:
        add = one(page, "faq:review:add:")
        options = page["components"][0]["components"][0]["options"]
        after = await world.use(page, add, options[0]["value"])
        assert world.fake.callbacks[-1]["type"] == 6  # the message is edited
        assert moderator_words.REVIEW_PHRASED.format(question=options[0]["label"]) in text(after)
        await eventually(lambda: any(TYRES[0] in entry.questions for entry in bot.assistant.base.entries))
        assert title(await world.ask(FOURTH, "305")) == options[0]["label"]
    async with world.bot():
        answer = await world.ask(FOURTH, "306")
        assert title(answer) == options[0]["label"]
        assert title(await world.use(answer, one(answer, "faq:helped:"))) == words.THANKS_FOR_VOTE


async def test_an_answer_is_written_in_a_form_that_outlives_a_restart(world: World) -> None:
    await ask_three(world)
    async with world.bot():
        page = await world.command("review")
        form = await world.form_of(page, one(page, "faq:review:write:"))
    async with world.bot() as bot:
        after = await world.submit(page, form, question=TYRES[0], phrasings=TYRES[1], answer="Yes, for free.")
        assert moderator_words.REVIEW_WRITTEN in text(after)
        await eventually(lambda: bot.assistant.base.entries[-1].answer == "Yes, for free.")
        assert text(await world.ask(FOURTH, "305")) == "Yes, for free."
