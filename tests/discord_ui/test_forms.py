"""Forms of entries with any texts fit Discord's limits."""

from hypothesis import given
from hypothesis import strategies as st

from bot.discord_ui import limits
from bot.discord_ui.edit_forms import add_form, content_in, edit_form, phrasing_form
from bot.discord_ui.forms import Form, TextField, modal_of
from bot.knowledge import Entry
from bot.overlay import content_of

TEXTS = st.builds(lambda text, count: text * count, st.text(min_size=1, max_size=20), st.integers(1, 400))
QUESTIONS = TEXTS.map(lambda text: f"why {text}")
ENTRIES = st.builds(
    Entry,
    st.from_regex(r"[0-9a-z.-]{1,64}", fullmatch=True),
    st.lists(QUESTIONS, min_size=1, max_size=5).map(tuple),
    TEXTS,
    st.none() | TEXTS,
    st.just("a.txt"),
    st.just(1),
    url=st.just("") | st.just("https://example.org/" + "x" * 600),
)


def values_of(form: Form) -> dict[str, tuple[str, ...]]:
    """What is entered if nobody changes anything."""
    return {field.name: (field.value,) if field.value else () for field in form.fields if isinstance(field, TextField)}


@given(ENTRIES)
def test_every_entry_can_be_edited(entry: Entry) -> None:
    made = modal_of(edit_form(entry)).to_dict()
    assert len(made["custom_id"]) <= limits.CUSTOM_ID
    assert len(made["title"]) <= limits.FORM_TITLE
    assert len(made["components"]) <= limits.FORM_FIELDS


@given(ENTRIES)
def test_what_is_too_long_for_a_form_stays_as_it_is(entry: Entry) -> None:
    before = content_of(entry)
    after = content_in(values_of(edit_form(entry)), before)
    assert after.answer == before.answer.strip() or after.answer == before.answer
    if len("\n".join(entry.questions[1:])) > limits.FORM_VALUE:
        assert after.questions[1:] == before.questions[1:]


@given(TEXTS, TEXTS)
def test_any_message_can_be_saved_as_an_answer(question: str, answer: str) -> None:
    modal_of(add_form(question, answer))


@given(QUESTIONS, st.lists(ENTRIES, min_size=1, max_size=25, unique_by=lambda entry: entry.id))
def test_any_message_can_become_a_phrasing(text: str, entries: list[Entry]) -> None:
    modal_of(phrasing_form(text, entries))
