import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.discord_ui import custom_ids, limits
from bot.discord_ui.payload import Button, Payload, Select
from bot.discord_ui.rendering import render
from bot.discord_ui.surface import Surface
from bot.discord_ui.validation import check_payload
from bot.replies import Choice, Reply, Tone, words

EMBEDS, PLAIN = Surface(), Surface(embeds=False)
ANSWER = Reply(
    "When?", "At nine.", Tone.SURE, "High confidence · 93 %", "a.txt, line 1", "Related", (Choice("e1", "Where?"),)
)


def _texts(most: int) -> st.SearchStrategy[str]:
    """Texts of any length up to many times a message, quickly made: a short pattern repeated."""
    pattern = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=12)
    joint = st.sampled_from(["", " ", "\n", "\n\n", ". "])
    return st.builds(
        lambda word, between, count: between.join([word] * count)[:most], pattern, joint, st.integers(1, most)
    )


def _lines(most: int) -> st.SearchStrategy[str]:
    return _texts(most).map(lambda text: " ".join(text.split()))


REPLIES = st.builds(
    Reply,
    title=_lines(6000),
    body=st.just("") | _texts(30_000),
    tone=st.sampled_from(Tone),
    note=st.just("") | _lines(3000),
    source=st.just("") | _lines(3000),
    choices_title=st.just("") | _lines(300),
    choices=st.lists(
        st.builds(Choice, st.from_regex(r"[0-9a-f]{10}(-[2-9])?", fullmatch=True), _lines(400)), max_size=4
    ).map(tuple),
)
SURFACES = st.builds(Surface, st.booleans(), st.booleans())


def shown(payloads: tuple[Payload, ...]) -> str:
    """Everything that can be read in some messages and their files."""
    parts = []
    for payload in payloads:
        parts.append(payload.content)
        if payload.embed:
            parts += [payload.embed.title, payload.embed.description, payload.embed.footer]
        if payload.attachment:
            parts.append(payload.attachment.text)
    return "\n".join(parts)


def bare(text: str) -> str:
    """A text without what splitting and marking up may change."""
    return re.sub(r"[\s*`~#-]", "", text)


@settings(deadline=None)
@given(REPLIES, SURFACES)
def test_any_reply_fits_into_discord(reply: Reply, surface: Surface) -> None:
    payloads = render(reply, surface)
    assert payloads
    for payload in payloads:
        check_payload(payload)
        assert surface.embeds or payload.embed is None
        assert surface.files or payload.attachment is None
    assert len(payloads) <= limits.MESSAGES


@settings(deadline=None)
@given(REPLIES, SURFACES)
def test_nothing_of_a_reply_is_lost_unless_it_says_so(reply: Reply, surface: Surface) -> None:
    everything = bare(shown(render(reply, surface)))
    whole = all(bare(text) in everything for text in (reply.title, reply.body, reply.note, reply.source))
    assert whole or (not surface.files and bare(words.CUT_SHORT) in everything)


@settings(deadline=None)
@given(REPLIES, SURFACES)
def test_choices_stand_on_the_last_message_and_lead_to_their_entries(reply: Reply, surface: Surface) -> None:
    *others, last = render(reply, surface)
    assert not any(payload.rows for payload in others)
    values = []
    for row in last.rows:
        if isinstance(row, Select):
            values += [option.value for option in row.options]
        else:
            values += [button.custom_id.removeprefix("faq:answer:") for button in row]
    assert values == list(dict.fromkeys(choice.entry_id for choice in reply.choices))


def test_an_answer_is_an_embed_with_its_note_and_source_below() -> None:
    (payload,) = render(ANSWER, EMBEDS)
    assert payload.embed
    assert (payload.embed.title, payload.embed.description) == ("When?", "At nine.")
    assert payload.embed.footer == "High confidence · 93 %\na.txt, line 1"


def test_without_embeds_the_same_is_said_in_plain_text() -> None:
    (payload,) = render(ANSWER, PLAIN)
    assert payload.content == "**When?**\n\nAt nine.\n\n-# High confidence · 93 %\n-# a.txt, line 1"


@pytest.mark.parametrize("surface", [EMBEDS, PLAIN])
def test_related_questions_are_a_select_under_their_heading(surface: Surface) -> None:
    (payload,) = render(ANSWER, surface)
    (row,) = payload.rows
    assert isinstance(row, Select)
    assert (row.custom_id, row.placeholder) == (custom_ids.CHOICES, "Related")


def test_suggested_questions_are_buttons_one_below_the_other() -> None:
    choices = (Choice("e1", "Where?"), Choice("e2", "Why?"))
    unsure = Reply("Which?", "Pick.", Tone.UNSURE, choices_title="Did you mean", choices=choices)
    (payload,) = render(unsure, EMBEDS)
    assert payload.rows == ((Button("faq:answer:e1", "Where?"),), (Button("faq:answer:e2", "Why?"),))
    assert payload.embed
    assert payload.embed.description == "Pick.\n\n**Did you mean**"


def test_suggested_questions_too_long_for_buttons_are_a_select() -> None:
    unsure = Reply("Which?", "", Tone.UNSURE, choices_title="Did you mean", choices=(Choice("e1", "w" * 81),))
    (payload,) = render(unsure, EMBEDS)
    assert isinstance(payload.rows[0], Select)


def test_an_option_goes_on_in_its_description() -> None:
    question = "What " + "very " * 30 + "long question is this?"
    (payload,) = render(replace(ANSWER, choices=(Choice("e1", question),)), EMBEDS)
    assert isinstance(payload.rows[0], Select)
    (option,) = payload.rows[0].options
    assert option.label.removesuffix("…") + " " + option.description.removeprefix("…") == question


def test_a_title_too_long_is_shortened_and_stands_in_full_above_the_text() -> None:
    title = "Why " * 100
    (payload,) = render(replace(ANSWER, title=title.strip()), EMBEDS)
    assert payload.embed
    assert payload.embed.title.endswith("…")
    assert payload.embed.description.startswith(title.strip())


def test_a_long_answer_goes_on_in_more_messages() -> None:
    payloads = render(replace(ANSWER, body="word " * 2000), EMBEDS)
    assert len(payloads) == 3
    assert [bool(payload.embed and payload.embed.title) for payload in payloads] == [True, False, False]
    assert [bool(payload.embed and payload.embed.footer) for payload in payloads] == [False, False, True]


def test_an_answer_of_more_than_five_messages_is_attached_whole() -> None:
    body = "word " * 10_000
    (payload,) = render(replace(ANSWER, body=body), EMBEDS)
    assert payload.attachment
    assert payload.attachment.name == "answer.txt"
    assert body in payload.attachment.text
    assert payload.embed
    assert payload.embed.description.endswith(words.WHOLE_ANSWER_ATTACHED)


@pytest.mark.parametrize("embeds", [True, False])
def test_where_files_are_not_allowed_a_very_long_answer_is_cut_and_says_where_the_whole_stands(
    embeds: bool,  # noqa: FBT001 - a column of the table
) -> None:
    payloads = render(replace(ANSWER, body="word " * 10_000), Surface(embeds, files=False))
    assert len(payloads) == limits.MESSAGES
    assert words.CUT_SHORT in shown(payloads[-1:])
    assert ANSWER.source in shown(payloads[-1:])
    assert payloads[-1].rows
