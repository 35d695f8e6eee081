"""What moderators wrote goes back into the owner's files, and nothing else of them changes."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.knowledge import KnowledgeBase, load
from bot.overlay import Author, Editor, apply_edits, content_of, revision_of
from bot.overlay.writing_back import Applied, NotApplied, write_back
from bot.store import Content, open_store
from bot.store.store import Store

ANN = Author("Ann")
TEXT = """\
# Orders
How do I return a parcel?
Can I send something back?
Print the label.

Hand it in.


# Shop
When are you open?
[id: hours]
From nine to five.
Where can I park?
Behind the shop.
"""
MARKDOWN = """\
Welcome to our **FAQ**.

# Orders

### How do I return a parcel?

* Print the label.
* Hand it in.

# Shop

### When are you open?

From nine to five.
"""
TABLE = """\
topic;question;phrasings;answer;note
Orders;How do I return a parcel?;;"Print the label; hand it in.";seen
"Shop";"When are you open?";"Opening hours?|Open?";From nine to five.;
"""


class Owner:
    """An owner's file, with an editor of it."""

    def __init__(self, file: Path, store: Store) -> None:
        """Start with the file as it is."""
        self.file, self.store = file, store
        self.editor = Editor(store, self.load)

    def load(self) -> KnowledgeBase:
        """What the file says."""
        return load([self.file])

    def base(self) -> KnowledgeBase:
        """What the bot says."""
        return apply_edits(self.load(), self.store.history().result())

    def change(self, question: str, content: Callable[[Content], Content]) -> None:
        """Edit the entry with this question."""
        entry = next(entry for entry in self.base().entries if question in entry.questions)
        self.editor.change(entry.id, content(content_of(entry)), revision_of(entry), ANN).result()

    def write(self) -> tuple[tuple[Applied, ...], tuple[NotApplied, ...]]:
        """Write the edits into the file; the bot says the same before and after."""
        before = [content_of(entry) for entry in self.base().entries]
        done, left = write_back([self.file], self.store.history().result())
        for each in done:
            self.store.mark_applied(each.edits).result()
        assert sorted(map(repr, map(content_of, self.base().entries))) == sorted(map(repr, before))
        return done, left


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "state" / "faq-bot.sqlite3")
    yield store
    store.close()


FORMATS = {"faq.txt": TEXT, "faq.md": MARKDOWN, "faq.csv": TABLE}


@pytest.fixture(params=[(name, end) for name in FORMATS for end in ("\n", "\r\n")], ids=str)
def owner(request: pytest.FixtureRequest, tmp_path: Path, store: Store) -> Owner:
    name, end = request.param
    file = tmp_path / name
    file.write_bytes(FORMATS[name].replace("\n", end).encode())
    return Owner(file, store)


def lines(file: Path) -> list[str]:
    return file.read_bytes().decode().splitlines(keepends=True)


def test_a_phrasing_changes_no_other_line(owner: Owner) -> None:
    before = lines(owner.file)
    entry = owner.load().entries[0]
    owner.editor.add_phrasings(entry.id, ["May I bring it back?", "returns please"], ANN).result()
    done, left = owner.write()
    assert ([each.question for each in done], left) == ([entry.question], ())
    assert owner.load().entries[0].questions == (*entry.questions, "May I bring it back?", "returns please")
    gone = [line for line in before if line not in lines(owner.file)]
    assert len(gone) == (1 if owner.file.suffix == ".csv" else 0)
    assert owner.load() == owner.base()
    assert {line[-2:] == "\r\n" for line in lines(owner.file)} == {"\r\n" in before[0]}


def test_an_answer_and_a_question_are_rewritten_in_their_place(owner: Owner) -> None:
    owner.change("When are you open?", lambda old: replace(old, answer="From nine to six.\n\nNot on Sunday."))
    owner.write()
    assert owner.load().entries[1].answer == "From nine to six.\n\nNot on Sunday."
    entry = owner.load().entries[1]
    owner.change("When are you open?", lambda old: replace(old, questions=("What are your hours?", "Open today?")))
    done, left = owner.write()
    if owner.file.suffix != ".csv":
        assert owner.load().entries[1].id == entry.id
    assert (len(done), left) == (1, ())
    assert owner.load().entries[1].questions == ("What are your hours?", "Open today?")


def test_an_entry_is_removed_with_its_lines_alone(owner: Owner) -> None:
    before = lines(owner.file)
    entry = owner.load().entries[0]
    owner.editor.remove(entry.id, revision_of(entry), ANN).result()
    done, left = owner.write()
    assert (len(done), left) == (1, ())
    assert entry.id not in {each.id for each in owner.load().entries}
    rest = iter(before)
    assert all(line in rest for line in lines(owner.file))


@pytest.mark.parametrize("topic", ["Orders", "Shop", "Parking"])
def test_an_added_entry_stands_with_its_topic(owner: Owner, topic: str) -> None:
    before = lines(owner.file)
    new = Content(("Where are the bicycles?", "Bike stand"), "In the yard.\n\n# Not a heading", topic)
    owner.editor.add(new, ANN).result()
    done, left = owner.write()
    assert (len(done), left) == (1, ())
    assert new in [content_of(entry) for entry in owner.load().entries]
    after = lines(owner.file)
    assert [line for line in before if line not in after] == []


def test_many_edits_are_written_at_once(owner: Owner) -> None:
    first, second = owner.load().entries[:2]
    owner.editor.add_phrasings(second.id, ["Today?"], ANN).result()
    owner.editor.add(Content(("Do you sell stamps?",), "Yes.", "Shop"), ANN).result()
    owner.change(first.question, lambda old: replace(old, answer="No."))
    done, left = owner.write()
    assert (len(done), left) == (3, ())
    assert owner.store.revision().result()[1] == 3
    assert owner.load() == owner.base()
    assert owner.write() == ((), ())


def test_what_no_file_can_hold_stays_in_the_overlay(tmp_path: Path, store: Store) -> None:
    file = tmp_path / "faq.csv"
    file.write_text("question,answer\nOpen?,Yes.\n", encoding="utf-8")
    owner = Owner(file, store)
    owner.editor.add_phrasings(owner.load().entries[0].id, ["Open today?"], ANN).result()
    before = file.read_bytes()
    done, (left,) = owner.write()
    assert (done, left.question, left.edits) == ((), "Open?", (1,))
    assert left.why == "faq.csv cannot hold it without other changes"
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("faq.jsonl", b'{"question": "Open?", "answer": "Yes."}\n'),
        ("faq.csv", "question,answer\nOpen?,Où\n".encode("cp1252")),
    ],
)
def test_other_formats_and_encodings_are_left_alone(tmp_path: Path, store: Store, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    owner = Owner(tmp_path / name, store)
    owner.change("Open?", lambda old: replace(old, answer="No."))
    done, (left,) = owner.write()
    assert done == ()
    assert left.why == f"{name} has a format in which single entries cannot be rewritten"
    assert owner.file.read_bytes() == content


def test_a_byte_order_mark_and_a_missing_last_line_end_stay(tmp_path: Path, store: Store) -> None:
    (tmp_path / "faq.txt").write_bytes("\ufeffOpen?\nYes.".encode())
    owner = Owner(tmp_path / "faq.txt", store)
    owner.editor.add_phrasings(owner.load().entries[0].id, ["Open today"], ANN).result()
    owner.write()
    assert (tmp_path / "faq.txt").read_bytes().decode() == "\ufeffOpen?\nQ: Open today\nYes."


def test_a_question_without_a_mark_leaves_the_next_entry_alone(tmp_path: Path, store: Store) -> None:
    (tmp_path / "faq.txt").write_text(TEXT, encoding="utf-8")
    owner = Owner(tmp_path / "faq.txt", store)
    owner.change("When are you open?", lambda old: replace(old, questions=("opening hours",), answer="# From nine"))
    assert owner.write()[1] == ()
    new = TEXT.replace("When are you open?", "Q: opening hours").replace("From nine to five.", "\\# From nine")
    assert owner.file.read_text(encoding="utf-8") == new
