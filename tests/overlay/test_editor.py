from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.knowledge import KnowledgeBase
from bot.overlay import Author, Conflict, Refusal, Refused, content_of, revision_of, stale_edits
from bot.store import Content, Edit, EditKind
from tests.overlay.conftest import FILES, Moderated

ANN, BOB = Author("Ann", 1, 7), Author("Bob", 2, 7)
PARKING = Content(("Where can I park?",), "Behind the shop.", "Shop")
TODAY = datetime.now(UTC).date().isoformat()


def test_an_added_entry_comes_last_and_says_that_it_is_not_from_a_file(moderated: Moderated) -> None:
    added = moderated.editor.add(PARKING, ANN).result()
    assert isinstance(added, Edit)
    *others, entry = moderated.base.entries
    assert tuple(others) == FILES.entries
    assert (content_of(entry), entry.source, entry.line, entry.edited) == (PARKING, "moderators", 0, TODAY)


def test_a_changed_entry_keeps_its_place_and_wins_over_the_file(moderated: Moderated) -> None:
    entry = moderated.entry("hours")
    new = replace(content_of(entry), answer="From nine to six.")
    moderated.editor.change("hours", new, revision_of(entry), ANN).result()
    changed, other = moderated.base.entries
    assert other == FILES.entries[1]
    assert (changed.answer, changed.source, changed.line, changed.edited) == ("From nine to six.", "faq.txt", 2, TODAY)


def test_a_phrasing_changes_nothing_else_so_that_the_owners_edits_stay_visible(moderated: Moderated) -> None:
    moderated.editor.add_phrasings("hours", ["  open\n today? ", "opening HOURS?"], ANN).result()
    (owner_edited, other) = FILES.entries
    moderated.files = KnowledgeBase((replace(owner_edited, answer="All day."), other))
    entry = moderated.entry("hours")
    assert entry.questions == ("When are you open?", "Opening hours?", "open today?")
    assert (entry.answer, entry.edited) == ("All day.", "")


def test_a_removed_entry_is_gone_but_never_the_last_one(moderated: Moderated) -> None:
    moderated.editor.remove("hours", revision_of(moderated.entry("hours")), ANN).result()
    assert [entry.id for entry in moderated.base.entries] == ["returns"]
    refused = moderated.editor.remove("returns", revision_of(moderated.entry("returns")), ANN).result()
    assert refused == Refused(Refusal.LAST)


def test_a_write_on_an_old_version_returns_what_the_other_did(moderated: Moderated) -> None:
    seen = moderated.entry("hours")
    theirs = moderated.editor.change(
        "hours", replace(content_of(seen), answer="All day."), revision_of(seen), ANN
    ).result()
    assert isinstance(theirs, Edit)
    mine = replace(content_of(seen), answer="From ten.")
    conflict = moderated.editor.change("hours", mine, revision_of(seen), BOB).result()
    assert conflict == Conflict(moderated.entry("hours"), theirs)
    assert moderated.editor.remove("hours", revision_of(seen), BOB).result() == conflict
    assert moderated.entry("hours").answer == "All day."
    done = moderated.editor.change("hours", mine, revision_of(moderated.entry("hours")), BOB).result()
    assert isinstance(done, Edit)
    assert done.before
    assert done.before.answer == "All day."


def test_the_owners_edit_of_the_file_is_a_conflict_too(moderated: Moderated) -> None:
    seen = moderated.entry("hours")
    moderated.files = KnowledgeBase((replace(seen, answer="All day."), FILES.entries[1]))
    mine = replace(content_of(seen), answer="From ten.")
    conflict = moderated.editor.change("hours", mine, revision_of(seen), BOB).result()
    assert conflict == Conflict(moderated.entry("hours"), None)


def test_an_entry_that_was_removed_in_the_meantime_is_a_conflict(moderated: Moderated) -> None:
    seen = moderated.entry("hours")
    removed = moderated.editor.remove("hours", revision_of(seen), ANN).result()
    assert isinstance(removed, Edit)
    assert moderated.editor.change("hours", PARKING, revision_of(seen), BOB).result() == Conflict(None, removed)
    assert moderated.editor.change("none", PARKING, "00000000", BOB).result() == Refused(Refusal.GONE)


def test_edits_are_undone_step_by_step_back_to_the_files(moderated: Moderated) -> None:
    moderated.editor.add(PARKING, ANN).result()
    moderated.editor.add_phrasings("hours", ["Open today?"], ANN).result()
    moderated.editor.remove("returns", revision_of(moderated.entry("returns")), ANN).result()
    for entries in (3, 3, 2):
        undone = moderated.editor.undo(BOB).result()
        assert isinstance(undone, Edit)
        assert undone.kind is EditKind.UNDO
        assert len(moderated.base.entries) == entries
    assert moderated.base == FILES
    assert moderated.editor.undo(BOB).result() == Refused(Refusal.NOTHING_TO_UNDO)
    assert [edit.by for edit in moderated.store.history().result()] == ["Ann"] * 3 + ["Bob"] * 3


def test_the_history_of_an_undo_says_what_was_there_and_what_is_there_now(moderated: Moderated) -> None:
    entry = moderated.entry("hours")
    longer = replace(content_of(entry), answer="All day.")
    moderated.editor.change("hours", longer, revision_of(entry), ANN).result()
    undone = moderated.editor.undo(BOB).result()
    assert isinstance(undone, Edit)
    assert (undone.before, undone.after) == (longer, content_of(entry))


def test_an_edit_that_others_build_on_is_undone_only_after_them(moderated: Moderated) -> None:
    added = moderated.editor.add(PARKING, ANN).result()
    assert isinstance(added, Edit)
    phrased = moderated.editor.add_phrasings(added.entry, ["Is there a car park?"], BOB).result()
    assert isinstance(phrased, Edit)
    assert moderated.editor.undo(ANN, added.number).result() == Conflict(moderated.entry(added.entry), phrased)
    assert isinstance(moderated.editor.undo(ANN, phrased.number).result(), Edit)
    assert isinstance(moderated.editor.undo(ANN, added.number).result(), Edit)
    assert moderated.base == FILES


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (Content((), "Yes."), Refusal.NO_QUESTION),
        (Content(("?!",), "Yes."), Refusal.NO_QUESTION),
        (Content(("Open?",), " \n "), Refusal.NO_ANSWER),
        (Content(("x" * 257,), "Yes."), Refusal.LONG_QUESTION),
        (Content(("Open?",), "x" * 4001), Refusal.LONG_ANSWER),
        (Content(("opening  HOURS?",), "Yes."), Refusal.TAKEN),
    ],
)
def test_what_no_entry_can_say_is_refused(moderated: Moderated, content: Content, why: Refusal) -> None:
    refused = moderated.editor.add(content, ANN).result()
    assert isinstance(refused, Refused)
    assert refused.why is why
    assert moderated.store.history().result() == ()


def test_an_edit_that_changes_nothing_is_not_written(moderated: Moderated) -> None:
    entry = moderated.entry("hours")
    same = moderated.editor.change("hours", content_of(entry), revision_of(entry), ANN).result()
    again = moderated.editor.add_phrasings("hours", ["opening hours?"], ANN).result()
    assert same == again == Refused(Refusal.UNCHANGED)


def test_an_entry_can_be_added_again_after_it_was_removed(moderated: Moderated) -> None:
    first = moderated.editor.add(PARKING, ANN).result()
    assert isinstance(first, Edit)
    moderated.editor.remove(first.entry, revision_of(moderated.entry(first.entry)), ANN).result()
    moderated.editor.add(PARKING, BOB).result()
    assert [content_of(entry) for entry in moderated.base.entries[2:]] == [PARKING]


def test_edits_whose_entry_the_owner_has_changed_or_removed_are_stale(moderated: Moderated) -> None:
    moderated.editor.add_phrasings("hours", ["Open today?"], ANN).result()
    entry = moderated.entry("hours")
    moderated.editor.change("hours", replace(content_of(entry), answer="All day."), revision_of(entry), ANN).result()
    moderated.editor.add_phrasings("returns", ["Send it back?"], ANN).result()
    history = moderated.store.history().result()
    assert stale_edits(FILES, history) == ()
    hours, _ = FILES.entries
    assert [edit.number for edit in stale_edits(KnowledgeBase((hours,)), history)] == [3]
    later = KnowledgeBase((replace(hours, answer="Closed."), FILES.entries[1]))
    assert [edit.number for edit in stale_edits(later, history)] == [2]
