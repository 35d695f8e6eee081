"""Gives each entry its id: the owner's own, or one that is made from its first question."""

from collections.abc import Iterable, Iterator, Sequence

from bot.knowledge.draft import Draft
from bot.knowledge.entry import Entry, made_id
from bot.knowledge.problem import Problem, Severity, excerpt


def entries_of(drafts: Sequence[tuple[str, Draft]]) -> Iterator[Entry]:
    """The entries, in order, of drafts with the names of their files.

    Where several would have the same id, all but the first get an ordinal; ids of the owner's own come first.
    """
    taken = {draft.id for _, draft in drafts if draft.id}
    given: set[str] = set()
    ordinals: dict[str, int] = {}
    for source, draft in drafts:
        questions = tuple(question.text for question in draft.questions)
        if draft.id and draft.id not in given:
            entry_id = draft.id
        else:
            entry_id = _free(draft.id or made_id(questions[0]), taken, ordinals)
        taken.add(entry_id)
        given.add(entry_id)
        line = draft.questions[0].number
        yield Entry(entry_id, questions, draft.answer, draft.topic, source, line, draft.synonyms)


def _free(wanted: str, taken: set[str], ordinals: dict[str, int]) -> str:
    """The id, with an ordinal if it is taken."""
    candidate = wanted
    ordinals.setdefault(wanted, 1)
    while candidate in taken:
        ordinals[wanted] += 1
        candidate = f"{wanted}-{ordinals[wanted]}"
    return candidate


def shared_ids(drafts: Iterable[tuple[str, Draft]]) -> Iterator[Problem]:
    """An error for each draft, given with the path of its file, whose own id another one has already."""
    first: dict[str, tuple[str, int]] = {}
    for path, draft in drafts:
        if not draft.id:
            continue
        line = draft.questions[0].number
        where, above = first.setdefault(draft.id, (path, line))
        if (where, above) != (path, line):
            place = f"line {above}" if where == path else f"{where}:{above}"
            message = f"the same id as in {place}: {excerpt(draft.id)}"
            yield Problem(path, line, Severity.ERROR, message, "give each entry an id of its own")
