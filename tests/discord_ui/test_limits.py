"""The lengths that the core promises fit Discord's limits."""

from bot.discord_ui import custom_ids, limits
from bot.knowledge.drafting import LONGEST_ID
from bot.knowledge.linting.discord import LONGEST_ANSWER, LONGEST_QUESTION


def test_the_longest_question_fits_a_title_and_the_longest_answer_fits_one_message() -> None:
    assert LONGEST_QUESTION <= limits.EMBED_TITLE
    assert LONGEST_ANSWER <= limits.EMBED_DESCRIPTION


def test_a_button_holds_the_longest_entry_id() -> None:
    custom_id = custom_ids.answer("a" * LONGEST_ID)
    assert custom_ids.is_known(custom_id)
    assert len(custom_id) <= limits.CUSTOM_ID
