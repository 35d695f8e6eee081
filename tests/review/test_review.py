"""From questions that went unanswered to an answer for the next member."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.answering import Answered, Assistant
from bot.knowledge import Entry, KnowledgeBase
from bot.overlay import Author, Editor, Refusal, Refused, apply_edits
from bot.review import Group, Reviewer, waiting
from bot.store import Asked, Content, Decision, Edit, Outcome, Vote, open_store
from bot.store.store import Store

FILES = KnowledgeBase(
    (
        Entry("hours", ("When are you open?",), "From nine to five.", "Shop", "faq.txt", 2),
        Entry("returns", ("How do I return a parcel?",), "Print the label.", "Orders", "faq.txt", 6),
        Entry("parking", ("Where can I park my car?",), "Behind the shop.", "Shop", "faq.txt", 9),
        Entry("gift", ("Can I pay with a gift card?",), "Yes, at the counter.", "Orders", "faq.txt", 12),
    )
)
SERVER = 7
ANN = Author("Ann", 1, SERVER)
TODAY = datetime.now(UTC).date()


class Shop:
    """A bot that collects questions."""

    def __init__(self, store: Store) -> None:
        """Start without edits."""
        self.store = store
        store.set_collecting(SERVER, 30).result()
        self.reviewer = Reviewer(store, Editor(store, lambda: FILES))

    @property
    def assistant(self) -> Assistant:
        """What answers now."""
        return Assistant.build(apply_edits(FILES, self.store.history().result()))

    def ask(self, *texts: str, outcome: Outcome = Outcome.UNANSWERED, answer: str = "") -> None:
        """Collect questions of different members."""
        for user, text in enumerate(texts, start=100):
            self.store.collect(Asked(user, SERVER, text, outcome, answer)).result()

    def vote(self, answer: str, *, helped: bool) -> None:
        """Vote on an answer."""
        self.store.vote(Vote(answer, 5, helped, "hours", "v1", SERVER)).result()

    def groups(self, today: date = TODAY) -> tuple[Group, ...]:
        """What waits."""
        return waiting(self.assistant, self.store.questions(SERVER).result(), today)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    store = open_store(tmp_path / "faq-bot.sqlite3")
    yield Shop(store)
    store.close()


WIFI = ("what is the wifi password", "wifi password please", "is there a password for the wifi?")


def test_questions_that_ask_the_same_are_one_group_the_largest_first(shop: Shop) -> None:
    shop.ask("do you sell stamps", *WIFI, "WIFI password  please")
    groups = shop.groups()
    assert [len(group.questions) for group in groups] == [4, 1]
    assert groups[0].texts[0] == "wifi password please"
    assert set(groups[0].texts) == set(WIFI)
    assert groups[0].key == str(groups[0].questions[0].number)
    assert (groups[0].first_day, groups[0].last_day) == (TODAY, TODAY)


def test_a_written_answer_answers_the_fourth_member(shop: Shop) -> None:
    shop.ask(*WIFI)
    assert not isinstance(shop.assistant.ask("whats the password of your wifi"), Answered)
    (group,) = shop.groups()
    content = Content((group.texts[0], *group.texts[1:]), "It is on the receipt.")
    assert isinstance(shop.reviewer.write_answer(group, content, ANN).result(), Edit)
    outcome = shop.assistant.ask("whats the password of your wifi")
    assert isinstance(outcome, Answered)
    assert outcome.entry.answer == "It is on the receipt."
    assert shop.groups() == ()
    assert {(label.text, label.entry) for label in shop.store.labels().result()} == {
        (text, outcome.entry.id) for text in WIFI
    }


def test_adding_a_phrasing_answers_the_next_member(shop: Shop) -> None:
    shop.ask("may i send stuff back to you", "i want to send my stuff back")
    (group,) = shop.groups()
    assert isinstance(shop.reviewer.add_phrasings(group, "returns", ANN, group.texts[:1]).result(), Edit)
    outcome = shop.assistant.ask("can i send stuff back")
    assert isinstance(outcome, Answered)
    assert outcome.entry.id == "returns"
    assert shop.groups() == ()
    assert len(shop.store.labels().result()) == 1


def test_a_refused_decision_changes_nothing(shop: Shop) -> None:
    shop.ask("do you sell stamps")
    (group,) = shop.groups()
    assert shop.reviewer.add_phrasings(group, "gone", ANN).result() == Refused(Refusal.GONE)
    assert shop.groups() == (group,)
    assert shop.store.labels().result() == ()


def test_nothing_is_learned_before_a_moderator_decides(shop: Shop) -> None:
    shop.ask("may i send stuff back", answer="1")
    shop.store.pick("1", SERVER, "returns").result()
    shop.vote("1", helped=False)
    assert shop.assistant.base == FILES
    assert shop.store.labels().result() == ()


def test_a_picked_entry_is_the_first_candidate(shop: Shop) -> None:
    shop.ask("may i park the parcel", answer="1")
    shop.ask("may i park the parcel", answer="2")
    assert shop.groups()[0].candidates[0].id != "gift"
    shop.store.pick("2", SERVER, "gift").result()
    (group,) = shop.groups()
    assert group.candidates[0].id == "gift"
    assert len(group.candidates) == 3


def test_what_was_answered_waits_only_if_it_was_voted_down_or_another_entry_was_picked(shop: Shop) -> None:
    for number, text in enumerate(("when open", "return a parcel", "park my car")):
        shop.ask(text, outcome=Outcome.ANSWERED, answer=str(number))
    assert shop.groups() == ()
    shop.vote("0", helped=False)
    shop.vote("1", helped=True)
    shop.store.pick("2", SERVER, "gift").result()
    assert {group.texts[0] for group in shop.groups()} == {"when open", "park my car"}


def test_a_suggestion_that_was_opened_waits_no_longer(shop: Shop) -> None:
    shop.ask("gift card for the parcel", outcome=Outcome.SUGGESTED, answer="1")
    assert len(shop.groups()) == 1
    assert shop.store.opened("1", SERVER, "gift").result()
    assert shop.groups() == ()


def test_an_ignored_group_stays_away_with_what_is_like_it(shop: Shop) -> None:
    shop.ask(*WIFI[:2])
    (group,) = shop.groups()
    shop.reviewer.ignore(group).result()
    shop.ask(WIFI[2], "do you sell stamps")
    assert [group.texts for group in shop.groups()] == [("do you sell stamps",)]


def test_a_postponed_group_comes_back(shop: Shop) -> None:
    shop.ask(*WIFI)
    (group,) = shop.groups()
    shop.reviewer.later(group, TODAY, days=7).result()
    assert shop.groups(TODAY + timedelta(6)) == ()
    (again,) = shop.groups(TODAY + timedelta(7))
    assert again.texts == group.texts
    assert {question.decision for question in again.questions} == {Decision.LATER}
