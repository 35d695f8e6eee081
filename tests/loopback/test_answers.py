"""Questions and answers over real sockets, with failing requests and lost connections."""

from typing import Any

import pytest

from bot.knowledge import Entry, KnowledgeBase
from tests.loopback.conftest import Supervise
from tests.loopback.fake_discord import BOT, FakeDiscord, Refusal

REFERENCE_GONE = Refusal(
    400,
    {
        "code": 50035,
        "message": "Invalid Form Body",
        "errors": {"message_reference": {"_errors": [{"code": "REPLIES_UNKNOWN_MESSAGE", "message": "Unknown"}]}},
    },
)
# Without Via it would be Cloudflare's, and discord.py would not try again.
RATE_LIMITED = Refusal(429, {"message": "slow down", "retry_after": 0.01, "global": False}, {"Via": "1.1 google"})
SERVER_ERROR = Refusal(500)


@pytest.fixture
def entry(shipped_base: KnowledgeBase) -> Entry:
    return shipped_base.entries[0]


def shows(post: dict[str, Any], entry: Entry) -> bool:
    embed = post["embeds"][0]
    return bool(embed["title"] == entry.question and entry.answer in embed["description"])


async def test_a_mention_is_answered(fake: FakeDiscord, supervise: Supervise, entry: Entry) -> None:
    async with supervise():
        await fake.until(lambda: bool(fake.identifies))
        question = await fake.ask(f"<@{BOT}> {entry.question}")
        await fake.until(lambda: bool(fake.posts))
    assert shows(fake.posts[0], entry)
    assert fake.posts[0]["message_reference"]["message_id"] == int(question)


@pytest.mark.parametrize("comment", ["", " please", " can you answer this? 🙂"])
async def test_a_forward_with_a_mention_is_answered(
    fake: FakeDiscord, supervise: Supervise, entry: Entry, comment: str
) -> None:
    async with supervise():
        await fake.until(lambda: bool(fake.identifies))
        await fake.ask(f"<@{BOT}>{comment}", forwards=f"hi all\n{entry.question}")
        await fake.until(lambda: bool(fake.posts))
    assert shows(fake.posts[0], entry)


@pytest.mark.parametrize("refusal", [RATE_LIMITED, SERVER_ERROR], ids=["429", "500"])
async def test_an_answer_arrives_after_one_rejected_request(
    fake: FakeDiscord, supervise: Supervise, entry: Entry, refusal: Refusal
) -> None:
    fake.post_refusals.append(refusal)
    async with supervise():
        await fake.until(lambda: bool(fake.identifies))
        await fake.ask(f"<@{BOT}> {entry.question}")
        await fake.until(lambda: bool(fake.posts))
    assert fake.posts_begun == 2
    assert [shows(post, entry) for post in fake.posts] == [True]


async def test_the_answer_to_a_deleted_question_has_no_reference(
    fake: FakeDiscord, supervise: Supervise, entry: Entry
) -> None:
    fake.post_refusals.append(REFERENCE_GONE)
    async with supervise():
        await fake.until(lambda: bool(fake.identifies))
        await fake.ask(f"<@{BOT}> {entry.question}")
        await fake.until(lambda: bool(fake.posts))
    assert [shows(post, entry) for post in fake.posts] == [True]
    assert "message_reference" not in fake.posts[0]


async def test_questions_asked_during_a_disconnect_are_answered_once(
    fake: FakeDiscord, supervise: Supervise, entry: Entry
) -> None:
    async with supervise():
        await fake.until(lambda: bool(fake.identifies))
        await fake.reconnect()
        await fake.ask(f"<@{BOT}> {entry.question}")
        await fake.until(lambda: len(fake.posts) == 1)
        await fake.reconnect()
        await fake.ask(f"<@{BOT}> {entry.question}")
        await fake.until(lambda: len(fake.posts) == 2)
    assert [shows(post, entry) for post in fake.posts] == [True, True]
    assert (len(fake.identifies), fake.resumes) == (1, 2)
