"""What ships: the locks, the container, the secrets that stay out."""

import json
import re
import subprocess
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from dotenv import dotenv_values

from bot import metrics, preview
from bot.retrieval.meaning import choice

ROOT = Path(__file__).parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
UNLOCKED = {"benchmark"}
"""Extras that only a comparison needs, and that are too large for everyone's installation."""
LOCKED = {
    "requirements.lock": {"formats", "meaning", "preview"},
    "requirements-container.lock": {"formats", "meaning", "metrics", "postgres"},
    "requirements-dev.lock": EXTRAS.keys() - UNLOCKED,
}
"""The extras of each lock."""
LOCKS = {name: (ROOT / name).read_text(encoding="utf-8") for name in LOCKED}
GATE_LOCK = LOCKS["requirements-dev.lock"]


def dependencies(extras: Iterable[str]) -> list[str]:
    return [*PROJECT["dependencies"], *(each for name in sorted(extras) for each in EXTRAS[name])]


DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
INSTRUCTIONS = [line.split(maxsplit=1) for line in DOCKERFILE.splitlines() if line and not line.startswith("#")]


def arguments_of(instruction: str) -> list[str]:
    return [arguments for name, arguments in INSTRUCTIONS if name == instruction]


def pins_of(lock: str) -> list[str]:
    """Each locked version with its marker, hashes and comment."""
    return re.findall(r"^[a-z0-9].*?(?=^[a-z0-9]|\Z)", lock, flags=re.MULTILINE | re.DOTALL)


def name_of(requirement: str) -> str:
    return re.split(r"[\[<>= ]", requirement)[0].replace(".", "-").lower()


@pytest.mark.parametrize("requirement", dependencies(EXTRAS))
def test_every_dependency_has_bounds(requirement: str) -> None:
    assert re.search(r"==|>=.*,<", requirement)


@pytest.mark.parametrize("name", LOCKED)
def test_each_lock_has_the_runtime_and_its_extras_and_no_other(name: str) -> None:
    locked, others = set(map(name_of, pins_of(LOCKS[name]))), EXTRAS.keys() - LOCKED[name]
    assert set(map(name_of, dependencies(LOCKED[name]))) - locked == set()
    assert {name_of(each) for other in others - UNLOCKED for each in EXTRAS[other]} & locked == set()


@pytest.mark.parametrize("lock", LOCKS.values(), ids=LOCKS)
def test_the_gate_tests_the_versions_that_are_installed_elsewhere(lock: str) -> None:
    versions, tested = (set(re.findall(r"^(\S+==\S+)", each, flags=re.MULTILINE)) for each in (lock, GATE_LOCK))
    assert versions - tested == set()


@pytest.mark.parametrize("lock", LOCKS.values(), ids=LOCKS)
def test_every_locked_version_has_a_hash(lock: str) -> None:
    pins = pins_of(lock)
    assert pins
    assert [pin for pin in pins if not re.match(r"[\w.-]+==\S+ .*\\\n +--hash=sha256:[0-9a-f]{64}\b", pin)] == []


@pytest.mark.parametrize("lock", LOCKS.values(), ids=LOCKS)
def test_the_locks_name_no_address(lock: str) -> None:
    assert re.findall(r".*(?:://|--index|--find-links|--extra-index).*", lock) == []


@pytest.mark.parametrize(
    ("said", "extra"), [(metrics.INSTALL, "metrics"), (preview.INSTALL, "preview"), (choice.INSTALL, "meaning")]
)
def test_without_an_extra_the_bot_names_the_packages_to_install(said: str, extra: str) -> None:
    named = re.findall(r"[\w.-]+(?:==[\d.]+)?", said.partition("pip install ")[2])
    assert sorted(map(name_of, named)) == sorted(map(name_of, EXTRAS[extra]))
    assert {each for each in named if "==" in each} == {each for each in EXTRAS[extra] if "==" in each}


def test_the_container_runs_as_an_ordinary_user() -> None:
    assert arguments_of("USER") == ["10001"]


@pytest.mark.parametrize("instruction", ["ENTRYPOINT", "CMD"])
def test_the_container_starts_without_a_shell(instruction: str) -> None:
    (command,) = arguments_of(instruction)
    assert all(isinstance(part, str) for part in json.loads(command))


def test_the_container_watches_its_health_by_our_own_command() -> None:
    (check,) = arguments_of("HEALTHCHECK")
    assert json.loads(check.partition("CMD ")[2]) == ["python", "-m", "bot", "health"]


def test_the_example_settings_leave_alone_what_the_container_sets() -> None:
    (line,) = arguments_of("ENV")
    given = dotenv_values(ROOT / ".env.example")
    assert "HEALTH_FILE" in line
    # `docker run --env-file` lets even an empty value win over the image's own.
    assert [name for name in given if re.search(rf"\b{name}=", line)] == []


def test_everything_that_is_copied_into_the_container_is_let_through_to_the_builder() -> None:
    copied = {source for line in arguments_of("COPY") if "--from" not in line for source in line.split()[:-1]}
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {f"!{source}" for source in copied} == {line for line in ignored if line.startswith("!")}
    assert "*" in ignored
    assert all((ROOT / source).exists() for source in copied)


@pytest.mark.parametrize("name", [".env", ".env.local", "data/.env"])
def test_secrets_stay_out_of_the_repository(name: str) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("this is no clone, so git cannot tell")
    command = ["git", "check-ignore", "--quiet", name]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0  # noqa: S603  # our own; git is git


def test_every_action_is_pinned_by_commit() -> None:
    uses = re.findall(r"uses: (.*)", (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))
    assert uses
    assert [use for use in uses if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use)] == []


def test_every_base_image_is_pinned_by_digest() -> None:
    images = [line.removesuffix(" AS build") for line in arguments_of("FROM")]
    assert len(set(images)) == 1
    assert all(re.fullmatch(r"python:[\w.-]+@sha256:[0-9a-f]{64}", image) for image in images)
