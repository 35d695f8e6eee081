import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.discord_ui import custom_ids, limits
from bot.discord_ui.payload import Button, Payload, Select
from bot.discord_ui.rendering import render, render_all
from bot.discord_ui.surface import Surface
from bot.discord_ui.validation import check_payload
from bot.replies import Choice, Reply, Tone, words

EMBEDS, PLAIN = Surface(), Surface(embeds=False)
ANSWER = Reply(
    "When?",
    "At nine.",
    Tone.SURE,
    note="High confidence · 93 %",
    source="a.txt, line 1",
    choices_title="Related",
    choices=(Choice("e1", "Where?"),),
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
    read_as=st.just("") | _lines(200),
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
        for embed in payload.embeds:
            parts += [embed.title, embed.description, embed.footer]
        if payload.attachment:
            parts.append(payload.attachment.text)
    return "\n".join(parts)


def parts_of(reply: Reply) -> tuple[str, ...]:
    """What a reply says, but for its choices."""
    return reply.title, reply.body, reply.read_as, reply.note, reply.source


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
        assert surface.embeds or not payload.embeds
        assert surface.files or payload.attachment is None
    assert len(payloads) <= limits.MESSAGES


@settings(deadline=None)
@given(REPLIES, SURFACES)
def test_nothing_of_a_reply_is_lost_unless_it_says_so(reply: Reply, surface: Surface) -> None:
    everything = bare(shown(render(reply, surface)))
    whole = all(bare(text) in everything for text in parts_of(reply))
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
    (embed,) = payload.embeds
    assert (embed.title, embed.description) == ("When?", "At nine.")
    assert embed.footer == "High confidence · 93 %\na.txt, line 1"


def test_how_the_question_was_read_stands_in_a_line_of_its_own() -> None:
    reply = replace(ANSWER, read_as="Read as: when")
    assert render(reply, EMBEDS)[0].embeds[0].footer.startswith("Read as: when\nHigh confidence")
    assert "-# Read as: when\n-# High confidence" in render(reply, PLAIN)[0].content


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
    (embed,) = payload.embeds
    assert embed.description == "Pick.\n\n**Did you mean**"


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
    (embed,) = payload.embeds
    assert embed.title.endswith("…")
    assert embed.description.startswith(title.strip())


def test_a_long_answer_goes_on_in_more_messages() -> None:
    payloads = render(replace(ANSWER, body="word " * 2000), EMBEDS)
    assert len(payloads) == 3
    assert [bool(payload.embeds[0].title) for payload in payloads] == [True, False, False]
    assert [bool(payload.embeds[0].footer) for payload in payloads] == [False, False, True]


def test_an_answer_of_more_than_five_messages_is_attached_whole() -> None:
    body = "word " * 10_000
    (payload,) = render(replace(ANSWER, body=body), EMBEDS)
    assert payload.attachment
    assert payload.attachment.name == "answer.txt"
    assert body in payload.attachment.text
    (embed,) = payload.embeds
    assert embed.description.endswith(words.WHOLE_ANSWER_ATTACHED)


@pytest.mark.parametrize("embeds", [True, False])
def test_where_files_are_not_allowed_a_very_long_answer_is_cut_and_says_where_the_whole_stands(
    embeds: bool,  # noqa: FBT001 - a column of the table
) -> None:
    payloads = render(replace(ANSWER, body="word " * 10_000), Surface(embeds, files=False))
    assert len(payloads) == limits.MESSAGES
    assert words.CUT_SHORT in shown(payloads[-1:])
    assert ANSWER.source in shown(payloads[-1:])
    assert payloads[-1].rows


OTHER = replace(ANSWER, title="Where?", body="Here.", source="a.txt, line 9", choices_title="", choices=())
UNSURE = Reply(
    "Which?", "Pick.", Tone.UNSURE, choices_title="Did you mean", choices=(Choice("e2", "Why?"), Choice("e3", "Who?"))
)
VERY_LONG = replace(ANSWER, body="word " * 10_000)


@settings(deadline=None)
@given(REPLIES, REPLIES, SURFACES)
def test_any_two_replies_fit_into_discord_and_nothing_of_them_is_lost(
    one: Reply, other: Reply, surface: Surface
) -> None:
    payloads = render_all((one, other), surface)
    assert 1 <= len(payloads) <= limits.MESSAGES
    for payload in payloads:
        check_payload(payload)
    everything = bare(shown(payloads))
    whole = all(bare(text) in everything for text in (*parts_of(one), *parts_of(other)))
    assert whole or (not surface.files and bare(words.CUT_SHORT) in everything)


def test_two_short_replies_are_one_message_with_an_embed_each() -> None:
    (payload,) = render_all((OTHER, UNSURE), EMBEDS)
    assert [embed.title for embed in payload.embeds] == ["Where?", "Which?"]
    assert payload.rows == render(UNSURE, EMBEDS)[0].rows


def test_two_short_replies_are_one_plain_text_where_embeds_are_not_allowed() -> None:
    (payload,) = render_all((OTHER, UNSURE), PLAIN)
    assert payload.content == f"{render(OTHER, PLAIN)[0].content}\n\n{render(UNSURE, PLAIN)[0].content}"


def test_choices_of_two_replies_stand_on_one_message_if_they_fit() -> None:
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


def test_two_very_long_replies_share_the_messages_where_files_are_not_allowed() -> None:
    payloads = render_all((VERY_LONG, VERY_LONG), Surface(files=False))
    assert len(payloads) == 4
    assert shown(payloads).count(words.CUT_SHORT) == 2
