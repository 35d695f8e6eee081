import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_ui import custom_ids
from bot.knowledge import Topic


@pytest.mark.parametrize(
    "custom_id",
    ["faq:answer:0123456789", "faq:answer:0123456789-2", "faq:choices", "faq:topics", "faq:page:topics:0"],
)
def test_ids_that_the_bot_makes_are_known(custom_id: str) -> None:
    assert custom_ids.is_known(custom_id)


@pytest.mark.parametrize(
    "custom_id",
    [
        "",
        "faq:answer:",
        "faq:answer:a b",
        "faq:answer:a:b",
        "faq:answer:" + "a" * 65,
        "faq:answer:０１",
        "faq:choices\n",
        "xfaq:choices",
        "faq:page:topics:",
        "faq:page:topics:-1",
        "faq:page:../etc:0",
        "faq:page:topics:9999999",
    ],
)
def test_other_ids_are_unknown(custom_id: str) -> None:
    assert not custom_ids.is_known(custom_id)


@given(st.text(max_size=500), st.integers(0, 999))
def test_any_topic_name_makes_a_known_id(name: str, number: int) -> None:
    assert custom_ids.is_known(custom_ids.page(custom_ids.topic_key(Topic(name, ())), number))
