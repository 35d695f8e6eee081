"""The builder process of `run` and `preview`: how it starts and what it does."""

import argparse
import json
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

import pytest

from bot.cli import builder_process
from bot.cli.builder_process import SECRETS, with_a_folder
from bot.cli.inputs import read_settings, saved_assistants
from bot.cli.live_knowledge import live_knowledge
from bot.index_cache import unpack_base
from bot.knowledge import load
from bot.storage import read_archive


def reply(replies: IO[str]) -> dict[str, Any]:
    """The next reply that is not a heartbeat."""
    while "alive" in (said := json.loads(replies.readline())):
        pass
    return dict(said)


def test_it_reads_and_saves_when_asked_and_ends_with_its_input(
    faq: Path, workplace: Path, environ: Mapping[str, str]
) -> None:
    command = [sys.executable, "-m", "bot", "index", "build", "--serve", f"--data={faq}"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environ, text=True) as process:  # noqa: S603  # our own
        requests, replies = process.stdin, process.stdout
        assert requests
        assert replies
        print(json.dumps({"read": 1, "into": str(workplace / "base")}), file=requests, flush=True)
        assert reply(replies) == {"read": 1}
        assert reply(replies) == {"built": 1}
        base = load([faq])
        assert unpack_base(read_archive(workplace / "base")) == base
        assert saved_assistants([faq], read_settings()).open(base) is not None
        faq.write_text("Open?\n", encoding="utf-8")
        print(json.dumps({"read": 2, "into": str(workplace / "base")}), file=requests, flush=True)
        assert reply(replies)["problems"] == 2
        _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "")


def test_a_running_bot_uses_the_index_that_it_builds(faq: Path, cache: Path) -> None:
    live = live_knowledge(argparse.Namespace(data=[faq]), read_settings(), separate_process=True)
    assert len(list(cache.iterdir())) == 1
    faq.write_text("Open?\nYes.\n", encoding="utf-8")
    assert live.check(lambda _: False)
    assert [entry.question for entry in live.loaded.assistant.base.entries] == ["Open?"]
    assert len(list(cache.iterdir())) == 2
    live.close()


@pytest.mark.parametrize("folder", ["none", "faq.txt/cache"])
def test_without_a_cache_folder_a_temporary_one_is_used(
    faq: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    monkeypatch.setenv("CACHE_DIR", folder)
    settings = with_a_folder(read_settings())
    made = Path(settings.cache)
    assert made.is_dir()
    assert saved_assistants([faq], settings).cache
    made.rmdir()


def test_it_does_not_get_the_token(faq: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SECRETS:
        monkeypatch.setenv(name, "postgresql://secret")
    given: list[Mapping[str, str]] = []
    monkeypatch.setattr("bot.live.Builder", lambda _, environ, __: given.append(environ))
    builder_process.builder_of([faq], with_a_folder(read_settings()))
    (environ,) = given
    assert not any("secret" in value for value in environ.values())


def test_it_runs_the_same_code_from_any_folder(faq: Path, workplace: Path) -> None:
    (workplace / "bot.py").write_text("open('misled', 'w')", encoding="utf-8")
    builder = builder_process.builder_of([faq], with_a_folder(read_settings()))
    assert builder
    assert builder.read() == load([faq])
    builder.close()
    assert not (workplace / "misled").exists()


def test_it_uses_the_settings_of_its_parent_even_after_an_edit_of_dotenv(
    faq: Path, workplace: Path, cache: Path
) -> None:
    settings = with_a_folder(read_settings())
    (workplace / ".env").write_text("LABELLED_QUESTIONS=nowhere.tsv\nCACHE_DIR=none\n", encoding="utf-8")
    builder = builder_process.builder_of([faq], settings)
    assert builder
    assert builder.assistant(load([faq])) is not None
    builder.close()
    assert len(list(cache.iterdir())) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to send")
def test_sigterm_during_the_start_leaves_nothing_behind(faq: Path, workplace: Path, environ: Mapping[str, str]) -> None:
    made = workplace / "made"
    made.mkdir()
    command = [sys.executable, "-m", "bot", "preview", "--no-browser", "--port=0", f"--data={faq}"]
    env = {**environ, "CACHE_DIR": "none", "TMPDIR": str(made)}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=env) as process:  # noqa: S603  # our own
        while not list(made.rglob("*.faq-index")):
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(signal.SIGTERM)
    assert list(made.iterdir()) == []
