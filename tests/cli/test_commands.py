"""`topics`, `run`, `health` and `preview`, as far as they need no Discord."""

import json
import re
import sys
import time
from pathlib import Path

import pytest

from bot.answering import Strictness
from bot.cli.inputs import build_assistant, read_settings
from bot.cli.parser import parser
from bot.config import STRICTNESSES
from tests.cli.conftest import Run

TOKEN = "MTAwMDAwMDAw.GAbcde.fGhIjKlMnOpQrStUvWxYz"  # noqa: S105  # has the shape of one, and is none


@pytest.fixture
def health_file(workplace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The path in HEALTH_FILE; the file does not exist yet."""
    file = workplace / "health"
    monkeypatch.setenv("HEALTH_FILE", str(file))
    return file


def test_topics_lists_each_entry_once_under_its_heading(run: Run, faq: Path) -> None:
    assert run("topics", "--data", faq).out == (
        "Orders\n  • How do I return a parcel?\n  • Where is my order?\n\n"
        "Shops\n  • When are the shops open on Sunday?\n"
    )


def test_topics_as_json_is_one_object(run: Run, faq: Path) -> None:
    assert run("topics", "--json", "--data", faq).records == [
        {
            "topics": [
                {"name": "Orders", "questions": ["How do I return a parcel?", "Where is my order?"]},
                {"name": "Shops", "questions": ["When are the shops open on Sunday?"]},
            ]
        }
    ]


def test_run_without_a_token_says_what_to_do_before_anything_else(run: Run) -> None:
    result = run("run", "--data", "nowhere.txt")
    assert (result.code, result.out) == (78, "")
    assert "DISCORD_TOKEN: not set" in result.err


def test_run_reads_the_files_before_it_connects(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    result = run("run", "--data", "nowhere.txt")
    assert result.code == 1
    assert "nowhere.txt: error: no such file" in result.err
    assert TOKEN not in result.err


def test_run_writes_a_heartbeat_before_it_loads_anything(
    run: Run, health_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    assert run("run", "--data", "nowhere.txt").code == 1
    result = run("health", "--json")
    assert result.code == 1
    (shown,) = result.records
    assert (shown["status"], shown["wrong"], shown["ready"]) == ("unhealthy", ["not connected to Discord"], False)
    assert shown["ts"] == json.loads(health_file.read_text(encoding="utf-8"))["ts"]


def test_health_without_a_file_is_an_error_of_the_settings(run: Run) -> None:
    result = run("health")
    assert result.code == 78
    assert "HEALTH_FILE: not set" in result.err


@pytest.mark.parametrize(
    ("life", "code"),
    [({"ts": 0, "ready": True}, 0), ({"ts": 0, "ready": False}, 1), ({"ts": -3600, "ready": True}, 1)],
    ids=["connected", "not connected", "hung"],
)
def test_health_reports_by_its_exit_code(run: Run, health_file: Path, life: dict[str, float], code: int) -> None:
    life = {**life, "ts": time.time() + life["ts"], "latency": 0.1}
    health_file.write_text(json.dumps(life), encoding="utf-8")
    assert run("health").code == code


@pytest.mark.usefixtures("health_file")
def test_health_fails_for_a_bot_that_never_started(run: Run) -> None:
    assert run("health").code == 1


def test_preview_without_its_extra_says_how_to_install_it(run: Run, faq: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "simcord.preview", None)
    result = run("preview", "--data", faq)
    assert result.code == 1
    assert result.err.startswith("The preview cannot start:\n")
    (packages,) = re.findall(r"`pip install (.*)`", result.err)
    assert "simcord" in packages


@pytest.mark.parametrize("strictness", Strictness)
def test_the_strictness_of_the_settings_reaches_the_assistant(
    faq: Path, monkeypatch: pytest.MonkeyPatch, strictness: Strictness
) -> None:
    monkeypatch.setenv("STRICTNESS", strictness.value)
    arguments = parser().parse_args(["ask", "--data", str(faq)])
    assert build_assistant(arguments, read_settings()).strictness is strictness


def test_the_settings_know_the_same_strictnesses_as_the_assistant() -> None:
    assert [strictness.value for strictness in Strictness] == list(STRICTNESSES)
