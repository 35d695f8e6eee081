"""Replies about edits with errors, and about versions."""

import pytest

from bot.answering import Answered, Assistant, Evidence
from bot.knowledge import Code, Problem
from bot.replies import Tone, about_reply, edit_reply, entry_reply, outcome_reply, words

PROBLEMS = tuple(
    Problem("faq.txt", line, Code.NO_ANSWER, "a question without an answer", "write one") for line in range(1, 14)
)


def test_an_answer_has_the_version_that_it_is_quoted_from(shipped_assistant: Assistant) -> None:
    base = shipped_assistant.base
    answered = Answered("x", (), 0.9, Evidence(), "", base.entries[0], ())
    assert entry_reply(shipped_assistant, base.entries[0]).version == base.version
    assert outcome_reply(answered, base.version).version == base.version


def test_about_shows_the_owner_each_problem_with_its_line_and_fix(shipped_assistant: Assistant) -> None:
    body = about_reply(shipped_assistant, "Bot", waiting=True, problems=PROBLEMS[:2]).body
    assert words.EDIT_WAITING in body
    assert [str(problem) in body for problem in PROBLEMS[:2]] == [True, True]


@pytest.mark.parametrize("waiting", [False, True])
def test_about_tells_others_only_that_an_edit_has_errors(shipped_assistant: Assistant, *, waiting: bool) -> None:
    body = about_reply(shipped_assistant, "Bot", waiting=waiting).body
    assert (words.EDIT_WAITING in body) == waiting
    assert words.EDIT_PROBLEMS not in body


def test_many_problems_are_only_counted(shipped_assistant: Assistant) -> None:
    body = edit_reply(shipped_assistant, PROBLEMS).body
    assert body.count("faq.txt:") == 10
    assert "and 3 more" in body


def test_a_report_says_which_version_answers(shipped_assistant: Assistant) -> None:
    broken, healed = edit_reply(shipped_assistant, PROBLEMS), edit_reply(shipped_assistant, ())
    assert (broken.tone, healed.tone) == (Tone.PROBLEM, Tone.INFORMATION)
    assert shipped_assistant.base.version in broken.body
    assert shipped_assistant.base.version in healed.body
