"""What is shipped: the lock, the container, the secrets that stay out."""

import json
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from dotenv import dotenv_values

ROOT = Path(__file__).parent.parent
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
UNLOCKED = {"benchmark"}
"""Extras that nothing but a comparison needs, and that are too heavy for everybody's installation."""
REQUIRED = [
    *PROJECT["dependencies"],
    *(requirement for name, extra in EXTRAS.items() if name not in UNLOCKED for requirement in extra),
]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
INSTRUCTIONS = [line.split(maxsplit=1) for line in DOCKERFILE.splitlines() if line and not line.startswith("#")]


def arguments_of(instruction: str) -> list[str]:
    return [arguments for name, arguments in INSTRUCTIONS if name == instruction]


@pytest.mark.parametrize("requirement", REQUIRED)
def test_every_dependency_has_bounds_and_is_locked(requirement: str) -> None:
    assert re.search(r"==|>=.*,<", requirement)
    name = re.split(r"[\[<>=]", requirement)[0].replace(".", "-").lower()
    assert re.search(rf"^{re.escape(name)}==", LOCK, flags=re.MULTILINE)


@pytest.mark.parametrize("requirement", [one for name in sorted(UNLOCKED) for one in EXTRAS[name]])
def test_every_other_dependency_has_bounds_too(requirement: str) -> None:
    assert re.search(r"==|>=.*,<", requirement)


def test_the_lock_is_made_of_every_other_extra() -> None:
    named = re.findall(r"--extra (\w+)", (ROOT / ".ci" / "lock").read_text(encoding="utf-8"))
    assert set(named) == EXTRAS.keys() - UNLOCKED


def test_every_locked_version_has_a_hash() -> None:
    pins = re.findall(r"^[a-z0-9].*?(?=^[a-z0-9]|\Z)", LOCK, flags=re.MULTILINE | re.DOTALL)
    assert pins
    assert [pin for pin in pins if not re.match(r"[\w.-]+==\S+ .*\\\n +--hash=sha256:[0-9a-f]{64}\b", pin)] == []


def test_the_lock_names_no_address() -> None:
    assert re.findall(r".*(?:://|--index|--find-links|--extra-index).*", LOCK) == []


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
