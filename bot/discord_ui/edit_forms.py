"""The forms in which moderators write answers, and what they entered."""

import re
from collections.abc import Mapping, Sequence

from bot.discord_ui import limits
from bot.discord_ui.forms import Form, PickField, TextField, fits_field
from bot.discord_ui.rendering import option
from bot.knowledge import Entry
from bot.overlay import content_of, revision_of
from bot.overlay.editor import LONGEST_QUESTION
from bot.replies import moderator_words as words
from bot.replies import shorten
from bot.store import Content

QUESTION, PHRASINGS, ANSWER, TOPIC, LINK, ENTRY = "question", "phrasings", "answer", "topic", "link", "entry"
"""Names of fields."""

ADD_FORM = "faq:mod:add"
PHRASING_FORM = "faq:mod:phrase"
EDIT_PATTERN = re.compile(r"faq:mod:edit:(?P<entry>[\w.-]{1,64}):(?P<revision>[0-9a-f]{8})", re.ASCII)

_LINK = re.compile(r"https?://[^\s/?#]+\.[^\s]+", re.IGNORECASE)


def add_form(question: str = "", answer: str = "") -> Form:
    """The form for a new entry, filled with what is known. Text that is too long is cut."""
    return Form(
        ADD_FORM,
        words.ADD_FORM,
        _fields(Content((question[:LONGEST_QUESTION],) if question else ("",), shorten(answer, limits.FORM_VALUE))),
    )


def review_form(custom_id: str, texts: Sequence[str]) -> Form:
    """The form for the answer to some questions, which are filled in."""
    fields = _fields(Content(tuple(texts) or ("",)))
    return Form(custom_id, words.REVIEW_FORM, tuple(field for field in fields if field.name != LINK))


def edit_form(entry: Entry) -> Form:
    """The form that changes an entry, filled with what it says. It leaves out what is too long for a form."""
    custom_id = f"faq:mod:edit:{entry.id}:{revision_of(entry)}"
    return Form(custom_id, words.EDIT_FORM, _fields(content_of(entry)))


def phrasing_form(text: str, entries: Sequence[Entry]) -> Form:
    """The form that adds a phrasing to one of some entries, at least one and at most 25."""
    options = tuple(option(entry.id, entry.question) for entry in entries)
    return Form(
        PHRASING_FORM,
        words.PHRASING_FORM,
        (
            TextField(QUESTION, words.PHRASING_FIELD, text[:LONGEST_QUESTION], limit=LONGEST_QUESTION),
            PickField(ENTRY, words.PHRASING_OF_FIELD, options, words.PHRASING_OF_HINT),
        ),
    )


def content_in(values: Mapping[str, tuple[str, ...]], before: Content | None = None) -> Content:
    """What a moderator entered into `add_form` or `edit_form`. `before` gives what the form left out."""
    question = value_of(values, QUESTION)
    phrasings = value_of(values, PHRASINGS).splitlines()
    answer = value_of(values, ANSWER)
    if before and not fits_field(before.answer):
        answer = before.answer
    if before and not fits_field("\n".join(before.questions[1:])):
        phrasings = [*before.questions[1:]]
    return Content(
        (question, *(phrasing for phrasing in phrasings if phrasing.strip())),
        answer,
        value_of(values, TOPIC) or None,
        before.synonyms if before else (),
        value_of(values, LINK),
    )


def value_of(values: Mapping[str, tuple[str, ...]], name: str) -> str:
    """The text of a field; "" if it was left empty."""
    return next(iter(values.get(name, ())), "").strip()


def is_link(text: str) -> bool:
    """Whether a text is the address of a page."""
    return _LINK.fullmatch(text) is not None


def _fields(content: Content) -> tuple[TextField, ...]:
    first, *others = [" ".join(question.split()) for question in content.questions]
    phrasings = "\n".join(others)
    fields = (
        TextField(QUESTION, words.QUESTION_FIELD, first, limit=LONGEST_QUESTION),
        TextField(PHRASINGS, words.PHRASINGS_FIELD, phrasings, words.PHRASINGS_HINT, long=True, required=False),
        TextField(ANSWER, words.ANSWER_FIELD, content.answer, words.ANSWER_HINT, long=True),
        TextField(TOPIC, words.TOPIC_FIELD, content.topic or "", required=False, limit=limits.EMBED_TITLE),
        TextField(LINK, words.LINK_FIELD, content.url, words.LINK_HINT, required=False, limit=limits.BUTTON_URL),
    )
    return tuple(field for field in fields if fits_field(field.value))
