"""What the key of a saved index depends on, and what happens to an unusable index."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.answering import Assistant, Strictness
from bot.index_cache import SavedAssistants, assistants, key
from bot.knowledge import Entry, KnowledgeBase
from bot.retrieval import ABLATIONS
from bot.storage import Cache
from tests.retrieval.synonym_encoder import SynonymEncoder

ROOT = Path(__file__).parent.parent.parent
ENTRY = Entry("1", ("When do you open?", "Opening hours?"), "At nine.", "Hours", "shop.txt", 1)
OTHER = Entry("2", ("When do you close?",), "At six.", None, "shop.txt", 4)
BASE = KnowledgeBase((ENTRY, OTHER), (("open", "begin"),))


@pytest.fixture
def kept(tmp_path: Path) -> SavedAssistants:
    return SavedAssistants(Cache(tmp_path, "01"), Strictness.EAGER)


@pytest.mark.parametrize(
    "changed",
    [
        replace(ENTRY, id="3"),
        replace(ENTRY, questions=("When do you open?",)),
        replace(ENTRY, questions=("Opening hours?", "When do you open?")),
        replace(ENTRY, questions=("When do you open?Opening hours?",)),
        replace(ENTRY, answer="At ten."),
        replace(ENTRY, topic=None),
        replace(ENTRY, source="other.txt"),
        replace(ENTRY, synonyms=("begin",)),
    ],
    ids=str,
)
def test_a_change_of_an_entry_changes_the_key(changed: Entry) -> None:
    assert key(KnowledgeBase((changed, OTHER), BASE.synonyms)) != key(BASE)


def test_moving_an_entry_down_the_file_keeps_the_key() -> None:
    assert key(KnowledgeBase((replace(ENTRY, line=7), OTHER), BASE.synonyms)) == key(BASE)


def test_everything_else_changes_the_key_too(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = [
        key(BASE),
        key(KnowledgeBase((OTHER, ENTRY), BASE.synonyms)),
        key(KnowledgeBase((ENTRY, OTHER))),
        key(BASE, [("open?", frozenset("1"))]),
        key(BASE, [("open?", frozenset("12"))]),
        key(BASE, [("open?", frozenset())]),
        *(key(BASE, params=params) for params in ABLATIONS.values()),
        key(BASE, encoder=SynonymEncoder(name="one")),
        key(BASE, encoder=SynonymEncoder(name="other")),
    ]
    for library in assistants.LIBRARIES:
        monkeypatch.setattr(assistants, "_version", lambda name, _, changed=library: "0" if name == changed else "1")
        assistants._code_versions.cache_clear()  # noqa: SLF001 - versions do not change during a process
        keys.append(key(BASE))
    assistants._code_versions.cache_clear()  # noqa: SLF001
    assert len(set(keys)) == len(keys)


_KEY = "from tests.index_cache.test_assistants import BASE, key; print(key(BASE, [('open?', frozenset('12'))]))"


def test_it_is_the_same_in_every_process() -> None:
    command = [sys.executable, "-c", _KEY]
    keys = {
        subprocess.run(command, cwd=ROOT, capture_output=True, check=True, env={"PYTHONHASHSEED": seed}).stdout  # noqa: S603  # our own
        for seed in "123"
    }
    assert keys == {f"{key(BASE, [('open?', frozenset('12'))])}\n".encode()}


def test_an_opened_assistant_equals_the_built_one(kept: SavedAssistants) -> None:
    built = kept.get(BASE)
    opened = kept.open(BASE)
    assert opened is not None
    assert opened is not built
    assert (opened.base, opened.topics, opened.strictness) == (built.base, built.topics, Strictness.EAGER)
    for question in ("when do you open", "close?", "opning hours", "who are you", ""):
        assert opened.ask(question) == built.ask(question)


def test_an_opened_assistant_ranks_by_meaning_like_the_built_one(tmp_path: Path) -> None:
    encoder = SynonymEncoder("open begin start")
    kept = SavedAssistants(Cache(tmp_path, "01"), encoder_for=lambda _: encoder)
    built = kept.get(BASE)
    encoder.encoded.clear()
    opened = kept.open(BASE)
    assert opened is not None
    assert encoder.encoded == []
    assert opened.retriever.uses_meaning
    for question in ("when do you start", "close?", "opning hours", "who are you", ""):
        assert opened.ask(question) == built.ask(question)


def test_an_assistant_of_another_encoder_or_none_is_not_opened(tmp_path: Path) -> None:
    cache, encoders = Cache(tmp_path, "01"), [None, SynonymEncoder(name="one"), SynonymEncoder(name="other")]
    every = [SavedAssistants(cache, encoder_for={BASE: encoder}.get) for encoder in encoders]
    for number, kept in enumerate(every):
        assert [other.open(BASE) is not None for other in every] == [place < number for place in range(len(every))]
        assert [other.holds(BASE) for other in every] == [place < number for place in range(len(every))]
        kept.get(BASE)


def test_a_saved_index_belongs_to_its_labelled_questions(kept: SavedAssistants) -> None:
    kept.get(BASE)
    assert kept.holds(BASE)
    assert not kept.holds(BASE, [("open?", frozenset("1"))])
    assert not SavedAssistants(None).holds(BASE)


def test_an_unbuilt_assistant_is_not_found(kept: SavedAssistants) -> None:
    assert kept.open(BASE) is None
    assert SavedAssistants(None).open(BASE) is None


@pytest.mark.parametrize("name", ["topics.numbers", "topics.names.ends"])
def test_a_state_without_one_of_its_arrays_is_built_again(kept: SavedAssistants, name: str) -> None:
    state = dict(kept.get(BASE).state())
    del state[name]
    assert kept.cache is not None
    kept.cache.save(key(BASE), state)
    assert kept.open(BASE) is None
    assert kept.get(BASE).topics
    assert kept.open(BASE) is not None


@pytest.mark.parametrize("of", [[0], [0, 2], [0, -1], [0, 0], [0.0, 1.0], [[0, 1]]], ids=str)
def test_topics_of_other_entries_are_refused(of: list[int]) -> None:
    state = Assistant.build(BASE).state()
    with pytest.raises(ValueError, match="topic"):
        Assistant.restore(BASE, {**state, "topics.numbers": np.array(of)})


def test_topics_keep_their_order_and_their_names(shipped_assistant: Assistant) -> None:
    opened = Assistant.restore(shipped_assistant.base, shipped_assistant.state())
    assert opened.topics == shipped_assistant.topics
