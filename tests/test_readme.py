"""The README tells the truth: its commands, its link, its tables, its transcript."""

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import discord
import pytest

from bot.cli.parser import COMMANDS, parser
from bot.config import VARIABLES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
GATE = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
PAGES = [page.relative_to(ROOT).as_posix() for page in sorted(ROOT.glob("bot/**/*.md"))]
"""The pages beside the code, from the folder of the README."""


def blocks_of(page: str) -> list[tuple[str, str]]:
    """The code blocks of a page: their language and their text."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(r"^ *```(\w+)\n(.*?)^ *```$", text, flags=re.MULTILINE | re.DOTALL)


BLOCKS = blocks_of("README.md")
LINES = [line.strip() for language, block in BLOCKS if language == "sh" for line in block.splitlines()]
OF_PAGES = [
    line.strip()
    for page in PAGES
    for language, block in blocks_of(page)
    if language == "sh"
    for line in block.splitlines()
]
STEPS = list(dict.fromkeys(step for line in LINES + OF_PAGES for step in line.split(" && ")))

IN_THE_GATE = {
    "python3 -m venv .venv": '"$python" -m venv "$folder"',
    ".venv/bin/pip install --no-compile --no-deps -r requirements.lock": (
        '"$quick/pip" install --quiet --no-compile --no-deps -r requirements.lock\n'
    ),
    ".venv/bin/pip install --no-deps -r requirements-dev.lock": (
        '"$dev/pip" install --quiet --no-deps -r requirements-dev.lock\n'
    ),
    ".venv/bin/python -m pytest -n 2": "\npython -m pytest -n 2 >",
}
"""What the gate runs word for word, apart from the folder of the environment."""
QUICK = ("ask", "topics", "check")
"""Commands that end by themselves, so that they can be run here."""


def is_program(step: str) -> bool:
    return step.startswith(("python -m bot ", ".venv/bin/python -m bot "))


def arguments_of(step: str) -> list[str]:
    """What stands behind `-m bot`, without redirections."""
    return shlex.split(re.sub(r"<.*", "", step).partition(" -m bot ")[2])


@pytest.mark.parametrize("step", [step for step in STEPS if is_program(step)])
def test_every_command_of_the_bot_is_understood(step: str) -> None:
    assert callable(parser().parse_args(arguments_of(step)).execute)


@pytest.mark.parametrize(
    "step", [step for step in STEPS if is_program(step) and arguments_of(step)[0] in QUICK and "my-faq" not in step]
)
def test_every_command_that_needs_only_the_clone_works(step: str) -> None:
    command = [sys.executable, "-m", "bot", *arguments_of(step)]
    questions = "Why did JFK meet with Khrushchev?\n"
    done = subprocess.run(command, cwd=ROOT, input=questions, capture_output=True, check=False, text=True, timeout=60)  # noqa: S603  # our own
    if "--strict" not in command:
        assert done.returncode == 0, done.stderr
    assert done.stdout


def test_the_command_for_ones_own_questions_starts_a_file_beside_the_data_of_the_clone(tmp_path: Path) -> None:
    section = README.partition("\n## Your own questions\n")[2]
    init = re.search(r"`python (-m bot init [^`]+)`", section)
    assert init
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "theirs.txt").write_text("Open?\nYes.\n", encoding="utf-8")
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    for arguments in (init[1], "-m bot check --strict my-faq.txt"):
        command = [sys.executable, *arguments.split()]
        subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, check=True, timeout=60)  # noqa: S603  # our own
    assert "\nFAQ_DATA=my-faq.txt\n" in (tmp_path / ".env").read_text(encoding="utf-8")


@pytest.mark.parametrize("step", [step for step in STEPS if step.startswith("docker run")])
def test_every_start_of_the_container_ends_in_a_command_of_the_bot(step: str) -> None:
    arguments = shlex.split(step.partition(" faq-bot")[2]) or ["run"]
    assert callable(parser().parse_args(arguments).execute)


def test_every_other_command_is_run_by_the_gate_or_is_a_file_of_the_clone() -> None:
    others = {step for step in STEPS if not is_program(step) and not step.startswith("docker run")}
    in_the_gate = {step for step, line in IN_THE_GATE.items() if line in GATE}
    assert others - in_the_gate == {"cp .env.example .env", "docker build -t faq-bot ."}
    assert all((ROOT / name).is_file() for name in (".env.example", "Dockerfile"))


def test_the_quick_start_is_two_commands_that_each_stand_alone() -> None:
    run, test = (line.split(" && ") for line in LINES if line.startswith("python3 -m venv"))
    assert run == [
        "python3 -m venv .venv",
        ".venv/bin/pip install --no-compile --no-deps -r requirements.lock",
        ".venv/bin/python -m bot preview",
    ]
    assert test == [
        "python3 -m venv .venv",
        ".venv/bin/pip install --no-deps -r requirements-dev.lock",
        ".venv/bin/python -m pytest -n 2",
    ]


def test_the_invitation_asks_for_exactly_the_permissions_that_are_listed() -> None:
    number = re.search(r"&scope=bot\+applications\.commands&permissions=(\d+)\n", README)
    listed = re.search(r"The link asks only for these\s+permissions: ([\w, \n]+)\.", README)
    assert number
    assert listed
    # Discord's client shows "View Channels" for what its interface and discord.py call by the singular.
    names = [re.sub(r"\s+", "_", name.strip()).lower() for name in listed[1].split(",")]
    wanted = {{"view_channels": "view_channel"}.get(name, name): True for name in names}
    assert discord.Permissions(**wanted).value == int(number[1])


def test_the_table_of_settings_is_that_of_the_code() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \| (.*?) \| (.*?) \|$", README, flags=re.MULTILINE)
    assert rows == [
        (variable.name, f"`{variable.default}`" if variable.default else "none", variable.meaning)
        for variable in VARIABLES
    ]


def test_the_table_of_commands_names_each_of_them() -> None:
    named = re.findall(r"^\| `python -m bot (\w+)` \|", README, flags=re.MULTILINE)
    assert named == list(COMMANDS)


def test_the_table_of_dependencies_names_each_of_them() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    table = (ROOT / "bot" / "README.md").read_text(encoding="utf-8").rpartition("| Dependency |")[2].lower()
    assert [name for name in (re.split(r"[\[<>=]", one)[0] for one in wanted) if name.lower() not in table] == []


@pytest.mark.parametrize(
    "name", ["README.md", ".github/CONTRIBUTING.md", ".github/CHANGELOG.md", "data/README.md", *PAGES]
)
def test_every_link_and_picture_leads_to_a_file(name: str) -> None:
    document = ROOT / name
    targets = re.findall(r"\]\((?!https?://)([^)#]+)", document.read_text(encoding="utf-8"))
    assert [target for target in targets if not (document.parent / target).is_file()] == []


def test_the_transcript_is_what_the_terminal_shows() -> None:
    transcript = next(block for language, block in BLOCKS if language == "text" and block.startswith("> "))
    turns = [turn.strip().partition("\n") for turn in transcript[2:].split("\n> ")]
    questions = "".join(f"{question}\n" for question, _, _ in turns)
    command = [sys.executable, "-m", "bot", "chat"]
    done = subprocess.run(command, cwd=ROOT, input=questions, capture_output=True, check=True, text=True, timeout=60)  # noqa: S603  # our own
    shown = _without_percentages(done.stdout)
    assert [said for _, _, said in turns if f"\n\n{_without_percentages(said)}\n" not in shown] == []


def _without_percentages(text: str) -> str:
    """They may move by a little whenever the ranking gets better."""
    return re.sub(r"\d+ %", "… %", text)
