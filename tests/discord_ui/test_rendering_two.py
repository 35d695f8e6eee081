"""Two replies to one message are one Discord message if they fit."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from bot.discord_ui import limits
from bot.discord_ui.capabilities import Capabilities
from bot.discord_ui.payload import check_payload
from bot.discord_ui.rendering import render, render_all
from bot.replies import Choice, Reply, Tone, words
from tests.discord_ui.replies import ANSWER, CAPABILITIES, EMBEDS, PLAIN, REPLIES, bare, parts_of, shown

OTHER = replace(ANSWER, title="Where?", body="Here.", source="a.txt, line 9", choices_title="", choices=())
UNSURE = Reply(
    "Which?", "Pick.", Tone.UNSURE, choices_title="Did you mean", choices=(Choice("e2", "Why?"), Choice("e3", "Who?"))
)
VERY_LONG = replace(ANSWER, body="word " * 10_000)


@settings(deadline=None)
@given(REPLIES, REPLIES, CAPABILITIES)
def test_any_two_replies_fit_discords_limits_and_are_shown_in_full(
    one: Reply, other: Reply, capabilities: Capabilities
) -> None:
    payloads = render_all((one, other), capabilities)
    assert 1 <= len(payloads) <= limits.REPLY_MESSAGES
    for payload in payloads:
        check_payload(payload)
    everything = bare(shown(payloads))
    whole = all(bare(text) in everything for text in (*parts_of(one), *parts_of(other)))
    assert whole or (not capabilities.files and bare(words.CUT_SHORT) in everything)


def test_two_short_replies_are_one_message_with_an_embed_each() -> None:
    (payload,) = render_all((OTHER, UNSURE), EMBEDS)
    assert [embed.title for embed in payload.embeds] == ["Where?", "Which?"]
    assert payload.rows == render(UNSURE, EMBEDS)[0].rows


def test_without_embeds_two_short_replies_are_one_plain_text() -> None:
    (payload,) = render_all((OTHER, UNSURE), PLAIN)
    assert payload.content == f"{render(OTHER, PLAIN)[0].content}\n\n{render(UNSURE, PLAIN)[0].content}"


def test_choices_of_two_replies_are_on_one_message_if_they_fit() -> None:
    (payload,) = render_all((UNSURE, replace(UNSURE, choices=(Choice("e4", "How?"),))), EMBEDS)
    assert len(payload.rows) == 3


@pytest.mark.parametrize(
    "pair",
    [
        (UNSURE, UNSURE),
        (UNSURE, replace(UNSURE, choices=tuple(Choice(f"f{n}", "How?") for n in range(4)))),
        (ANSWER, replace(OTHER, choices_title="Related", choices=ANSWER.choices)),
        (replace(OTHER, body="word " * 700), replace(OTHER, body="word " * 700)),
    ],
    ids=["the same buttons", "six rows", "two selects", "more than 6,000 characters"],
)
def test_two_replies_that_do_not_fit_into_one_message_are_two(pair: tuple[Reply, Reply]) -> None:
    assert render_all(pair, EMBEDS) == (*render(pair[0], EMBEDS), *render(pair[1], EMBEDS))


def test_of_two_replies_a_very_long_one_is_attached_to_its_own_message() -> None:
    first, second = render_all((VERY_LONG, OTHER), EMBEDS)
    assert first.attachment
    assert VERY_LONG.body in first.attachment.text
    assert second == render(OTHER, EMBEDS)[0]


def test_without_files_two_very_long_replies_share_the_messages() -> None:
    payloads = render_all((VERY_LONG, VERY_LONG), Capabilities(files=False))
    assert len(payloads) == 4
    assert shown(payloads).count(words.CUT_SHORT) == 2
