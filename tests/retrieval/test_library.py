"""The public face of the package, as a library: saving, loading, and the examples of its page."""

import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.knowledge import KnowledgeBase
from bot.language import Language
from bot.retrieval import DEFAULT_PARAMS, LoadError, RankingParams, Retriever, saving
from bot.retrieval.meaning import Encoder
from bot.storage import read_archive, write_archive
from tests.retrieval.bases import GREENHOUSE, LIBRARY, built
from tests.retrieval.synonym_encoder import SynonymEncoder

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "bot" / "retrieval" / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```python\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
ASKED = ("late fines", "renwe a novle", "Where can I print documents?", "zeppelin", "is my cactus thirsty", "")
ENCODER = SynonymEncoder("fines penalties", "late tardy")


class Saved(NamedTuple):
    """A retriever that ranks by meaning, and the file that it was saved to."""

    retriever: Retriever
    path: Path


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Saved:
    found = Saved(Retriever.build(LIBRARY, encoder=ENCODER), tmp_path_factory.mktemp("saved") / "library.faq-index")
    found.retriever.save(found.path)
    return found


def run(example: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    exec(compile(example, "README.md", "exec"), {})  # noqa: S102 - our own page
    return capsys.readouterr().out.splitlines()


def test_the_first_example_searches_the_shipped_file(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    *hits, confidence = run(EXAMPLES[0], capsys)
    assert len(hits) == 3
    assert 0 < float(confidence) < 1


def test_the_second_example_saves_and_loads(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    shown, answer = run(EXAMPLES[1], capsys)
    assert shown == "<Retriever: 2 entries, 2 questions, by words, 0.0 MB>"
    assert re.fullmatch(r"At nine\. \d+%", answer)


def test_the_third_example_labels_questions(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(EXAMPLES) == 3
    (confidence,) = run(EXAMPLES[2], capsys)
    assert 0 < float(confidence) < 1


@pytest.mark.parametrize("base", [LIBRARY, GREENHOUSE], ids=["single questions", "several phrasings"])
def test_a_loaded_retriever_ranks_as_the_saved_one_did(base: KnowledgeBase, tmp_path: Path) -> None:
    built(base).save(tmp_path / "saved")
    again = Retriever.load(tmp_path / "saved")
    assert again.base == base
    assert [again.rank(text) for text in ASKED] == [built(base).rank(text) for text in ASKED]
    assert [again.search(text) for text in ASKED] == [built(base).search(text) for text in ASKED]


def test_so_does_one_that_ranks_by_meaning(saved: Saved) -> None:
    again = Retriever.load(str(saved.path), ENCODER)
    assert again.uses_meaning
    assert [again.rank(text) for text in ASKED] == [saved.retriever.rank(text) for text in ASKED]


def test_loading_does_not_import_scikit_learn(tmp_path: Path) -> None:
    built(LIBRARY).save(tmp_path / "saved")
    steps = f"""
import sys
from bot.retrieval import Retriever
print(Retriever.load({str(tmp_path / "saved")!r}).rank("late fines").hits[0].entry.id)
print([name for name in ("sklearn", "scipy.sparse") if name in sys.modules])
"""
    ran = subprocess.run([sys.executable, "-c", steps], check=True, capture_output=True, text=True, cwd=ROOT)  # noqa: S603
    assert ran.stdout.splitlines() == ["1", "[]"]


def test_the_representation_tells_entries_what_ranks_and_the_size(saved: Saved) -> None:
    assert re.fullmatch(r"<Retriever: 8 entries, 8 questions, by words and meaning, \d+\.\d MB>", repr(saved.retriever))


def test_other_parameters_cannot_be_saved(tmp_path: Path) -> None:
    other = Retriever.build(LIBRARY, params=RankingParams(answer=0.0))
    with pytest.raises(ValueError, match="default parameters"):
        other.save(tmp_path / "saved")
    assert not any(tmp_path.iterdir())
    assert RankingParams() == DEFAULT_PARAMS


def test_a_missing_file_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Retriever.load(tmp_path / "missing")


@pytest.mark.parametrize("place", [0, 40, -10], ids=["no such file", "directory", "array"])
def test_a_damaged_file_says_what_to_do(place: int, saved: Saved, tmp_path: Path) -> None:
    damaged = bytearray(saved.path.read_bytes())
    damaged[place] ^= 0xFF
    (tmp_path / "damaged").write_bytes(damaged + b"x")
    with pytest.raises(LoadError, match="build the retriever again"):
        Retriever.load(tmp_path / "damaged", ENCODER)


@pytest.mark.parametrize("name", ["base.questions.counts", "retriever.ranker.noun_shares", "retriever.base"])
def test_a_file_without_an_array_says_what_to_do(name: str, saved: Saved, tmp_path: Path) -> None:
    arrays = dict(read_archive(saved.path))
    del arrays[name]
    write_archive(tmp_path / "lacking", arrays)
    with pytest.raises(LoadError, match="build the retriever again"):
        Retriever.load(tmp_path / "lacking", ENCODER)


def test_an_archive_of_something_else_is_no_retriever(tmp_path: Path) -> None:
    write_archive(tmp_path / "other", built(LIBRARY).state())
    with pytest.raises(LoadError, match="does not hold a retriever"):
        Retriever.load(tmp_path / "other")


def test_a_file_of_another_version_says_which(saved: Saved, monkeypatch: pytest.MonkeyPatch) -> None:
    version = saving.code_version()
    monkeypatch.setattr(saving, "code_version", lambda: "9.9.9+0")
    with pytest.raises(LoadError, match=re.escape(f"version {version} of the bot, and this is 9.9.9+0")):
        Retriever.load(saved.path, ENCODER)


@pytest.mark.parametrize(
    ("encoder", "reason"),
    [(None, "no such encoder is installed"), (SynonymEncoder(name="another"), "“another” is another encoder")],
)
def test_without_its_encoder_it_says_which_is_missing(
    encoder: Encoder | None, reason: str, saved: Saved, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "encoder_for", lambda _base: None)
    with pytest.raises(LoadError, match=f"built with the encoder “{ENCODER.name}”, and {reason}"):
        Retriever.load(saved.path, encoder)


def test_another_language_is_refused(saved: Saved) -> None:
    with pytest.raises(LoadError, match="built for the language “en”"):
        Retriever.load(saved.path, ENCODER, Language("de"))
