"""Gives each entry its id: the owner's, or one made from its first question."""

from collections.abc import Iterator, Sequence
from itertools import count

from bot.knowledge.codes import Code
from bot.knowledge.draft import Draft
from bot.knowledge.entry import Entry, made_id
from bot.knowledge.problem import Problem, excerpt


def entries_of(files: Sequence[tuple[str, Sequence[Draft]]]) -> Iterator[Entry]:
    """The entries of files, in order. Each file is given as its name and drafts.

    If several entries would have the same id, all but the first get a number. The owner's ids take precedence.
    """
    taken = {draft.id for _, drafts in files for draft in drafts if draft.id}
    given: set[str] = set()
    ordinals: dict[str, int] = {}
    for source, draft in _each(files):
        questions, answer, _, topic, own, synonyms, url, related = draft
        line, question = questions[0]
        if own and own not in given:
            entry_id = own
            given.add(own)
        else:
            entry_id = own or made_id(question)
            if entry_id in taken:
                entry_id = _free(entry_id, taken, ordinals)
            taken.add(entry_id)
        asked = (question,) if len(questions) == 1 else tuple(each.text for each in questions)
        yield Entry(entry_id, asked, answer, topic, source, line, synonyms, url, related=related)


def _free(wanted: str, taken: set[str], ordinals: dict[str, int]) -> str:
    """The id with the first free number appended."""
    for ordinal in count(ordinals.get(wanted, 2)):
        if f"{wanted}-{ordinal}" not in taken:
            break
    ordinals[wanted] = ordinal + 1
    return f"{wanted}-{ordinal}"


def shared_ids(files: Sequence[tuple[str, Sequence[Draft]]]) -> Iterator[Problem]:
    """A problem for each draft whose own id is taken. Each file is given as its path and drafts.

    It is an error, unless the id is a number: files and sheets count their rows. A file gets one warning about those.
    """
    first: dict[str, tuple[str, int]] = {}
    numbers: dict[str, Problem] = {}
    for path, draft in _each(files):
        if not draft.id:
            continue
        line = draft.questions[0].number
        where, above = first.setdefault(draft.id, (path, line))
        if (where, above) != (path, line):
            place = f"line {above}" if where == path else f"{where}:{above}"
            message = f"the same id as in {place}: {excerpt(draft.id)}"
            problem = Problem(path, line, _code_of(draft.id), message, "give each entry its own id")
            if problem.code is Code.SHARED_ID:
                yield problem
            else:
                numbers.setdefault(path, problem)
    yield from numbers.values()


def _code_of(shared: str) -> Code:
    return Code.SHARED_NUMBER if shared.isdecimal() else Code.SHARED_ID


def _each(files: Sequence[tuple[str, Sequence[Draft]]]) -> Iterator[tuple[str, Draft]]:
    return ((name, draft) for name, drafts in files for draft in drafts)
