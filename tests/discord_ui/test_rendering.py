from dataclasses import replace

import pytest
from hypothesis import given, settings

from bot.discord_ui import custom_ids, limits
from bot.discord_ui.capabilities import Capabilities
from bot.discord_ui.payload import Button, LinkButton, Select, check_payload
from bot.discord_ui.rendering import render
from bot.replies import Choice, Reply, Tone, words
from tests.discord_ui.replies import ANSWER, CAPABILITIES, EMBEDS, PLAIN, REPLIES, bare, parts_of, shown


@settings(deadline=None)
@given(REPLIES, CAPABILITIES)
def test_any_reply_fits_discords_limits(reply: Reply, capabilities: Capabilities) -> None:
    payloads = render(reply, capabilities)
    assert payloads
    for payload in payloads:
        check_payload(payload)
        assert capabilities.embeds or not payload.embeds
        assert capabilities.files or payload.attachment is None
    assert len(payloads) <= limits.REPLY_MESSAGES


@settings(deadline=None)
@given(REPLIES, CAPABILITIES)
def test_all_of_a_reply_is_shown_unless_it_says_that_it_was_cut(reply: Reply, capabilities: Capabilities) -> None:
    everything = bare(shown(render(reply, capabilities)))
    whole = all(bare(text) in everything for text in parts_of(reply))
    assert whole or (not capabilities.files and bare(words.CUT_SHORT) in everything)


@settings(deadline=None)
@given(REPLIES, CAPABILITIES)
def test_choices_are_on_the_last_message_and_lead_to_their_entries(reply: Reply, capabilities: Capabilities) -> None:
    *others, last = render(reply, capabilities)
    assert not any(payload.rows for payload in others)
    values = []
    for row in last.rows:
        if isinstance(row, Select):
            values += [option.value for option in row.options]
        elif isinstance(row, tuple):
            buttons = [button for button in row if isinstance(button, Button)]
            values += [button.custom_id.removeprefix("faq:answer:") for button in buttons]
    assert values == list(dict.fromkeys(choice.entry_id for choice in reply.choices))


def test_an_answer_is_an_embed_with_its_note_and_source_below() -> None:
    (payload,) = render(ANSWER, EMBEDS)
    (embed,) = payload.embeds
    assert (embed.title, embed.description) == ("When?", "At nine.")
    assert embed.footer == "High confidence · 93% · a.txt, line 1"


def test_read_as_comes_first() -> None:
    reply = replace(ANSWER, read_as="Read as: when")
    assert render(reply, EMBEDS)[0].embeds[0].footer.startswith("Read as: when · High confidence")
    assert "-# Read as: when\n-# High confidence" in render(reply, PLAIN)[0].content


def test_without_embeds_a_reply_is_plain_text() -> None:
    (payload,) = render(ANSWER, PLAIN)
    assert payload.content == "**When?**\n\nAt nine.\n\n-# High confidence · 93%\n-# a.txt, line 1"


@pytest.mark.parametrize("capabilities", [EMBEDS, PLAIN])
def test_related_questions_are_a_select_under_their_heading(capabilities: Capabilities) -> None:
    (payload,) = render(ANSWER, capabilities)
    (row,) = payload.rows
    assert isinstance(row, Select)
    assert (row.custom_id, row.placeholder) == (custom_ids.CHOICES, "Related")


def test_suggested_questions_are_buttons_one_below_the_other() -> None:
    choices = (Choice("e1", "Where?"), Choice("e2", "Why?"))
    unsure = Reply("Which?", "Pick.", Tone.UNSURE, choices_title="Did you mean", choices=choices)
    (payload,) = render(unsure, EMBEDS)
    assert payload.rows == ((Button("faq:answer:e1", "Where?"),), (Button("faq:answer:e2", "Why?"),))
    (embed,) = payload.embeds
    assert embed.description == "Pick.\n\n**Did you mean**"


def test_suggested_questions_too_long_for_buttons_are_a_select() -> None:
    unsure = Reply("Which?", "", Tone.UNSURE, choices_title="Did you mean", choices=(Choice("e1", "w" * 81),))
    (payload,) = render(unsure, EMBEDS)
    assert isinstance(payload.rows[0], Select)


def test_a_long_option_continues_in_its_description() -> None:
    question = "What " + "very " * 30 + "long question is this?"
    (payload,) = render(replace(ANSWER, choices=(Choice("e1", question),)), EMBEDS)
    assert isinstance(payload.rows[0], Select)
    (option,) = payload.rows[0].options
    assert option.label.removesuffix("…") + " " + option.description.removeprefix("…") == question


def test_a_long_title_is_shortened_and_repeated_in_full_above_the_text() -> None:
    title = "Why " * 100
    (payload,) = render(replace(ANSWER, title=title.strip()), EMBEDS)
    (embed,) = payload.embeds
    assert embed.title.endswith("…")
    assert embed.description.startswith(title.strip())


def test_a_long_answer_continues_in_more_messages() -> None:
    payloads = render(replace(ANSWER, body="word " * 2000), EMBEDS)
    assert len(payloads) == 3
    assert [bool(payload.embeds[0].title) for payload in payloads] == [True, False, False]
    assert [bool(payload.embeds[0].footer) for payload in payloads] == [False, False, True]


def test_an_answer_of_more_than_five_messages_is_attached_in_full() -> None:
    body = "word " * 10_000
    (payload,) = render(replace(ANSWER, body=body), EMBEDS)
    assert payload.attachment
    assert payload.attachment.name == "answer.txt"
    assert body in payload.attachment.text
    (embed,) = payload.embeds
    assert embed.description.endswith(words.WHOLE_ANSWER_ATTACHED)


@pytest.mark.parametrize("embeds", [True, False])
def test_a_very_long_answer_is_cut_without_files_and_says_where_to_read_it(
    embeds: bool,  # noqa: FBT001 - a column of the table
) -> None:
    payloads = render(replace(ANSWER, body="word " * 10_000), Capabilities(embeds, files=False))
    assert len(payloads) == limits.REPLY_MESSAGES
    assert words.CUT_SHORT in shown(payloads[-1:])
    assert ANSWER.source in shown(payloads[-1:])
    assert payloads[-1].rows


def test_an_answer_with_an_address_has_its_source_on_a_button_that_opens_it() -> None:
    linked = replace(ANSWER, source="faq.md, line 3", version="v1", url="https://x.example/faq#open")
    (payload,) = render(linked, EMBEDS)
    assert payload.rows[-1] == (LinkButton("https://x.example/faq#open", "faq.md, line 3"),)
    assert "faq.md" not in payload.embeds[0].footer


@pytest.mark.parametrize(
    "url", ["https://x", f"https://x.example/{'x' * 600}", "https://x.example/a b", "ftp://x.example"]
)
def test_an_address_that_discord_would_reject_leaves_the_source_as_text(url: str) -> None:
    (payload,) = render(replace(ANSWER, source="faq.md, line 3", url=url), EMBEDS)
    assert not any(isinstance(button, LinkButton) for row in payload.rows if isinstance(row, tuple) for button in row)
    assert "faq.md, line 3" in payload.embeds[0].footer
