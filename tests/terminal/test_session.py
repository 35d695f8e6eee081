"""`chat` as a process, with pipes and in a terminal."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.replies import words

ROOT = Path(__file__).parent.parent.parent
COMMAND = [sys.executable, "-m", "bot", "chat", "--data", "data"]
QUESTION = "Why did JFK meet with Khrushchev?"


def chat(typed: str) -> str:
    done = subprocess.run(COMMAND, input=typed, capture_output=True, check=True, cwd=ROOT, text=True, timeout=60)  # noqa: S603  # our own
    assert done.stderr == ""
    return done.stdout


def test_piped_output_has_no_prompts_and_no_ansi_sequences() -> None:
    said = chat(f"{QUESTION}\n\n/topics\n")
    assert said.startswith(words.TERMINAL_GREETING)
    assert f"\n\n{QUESTION}\nKennedy knew" in said
    assert words.TERMINAL_PICK_TOPIC in said
    assert "\x1b" not in said
    assert words.TERMINAL_PROMPT not in said


def test_nothing_is_printed_after_quit() -> None:
    assert QUESTION not in chat(f"/quit\n{QUESTION}\n").removeprefix(words.TERMINAL_GREETING)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_in_a_terminal_lines_can_be_edited_and_recalled_and_ctrl_d_quits(tmp_path: Path) -> None:
    arrow_up, backspace, end = "\x1b[A", "\x7f", "\x04"
    typed = [f"{QUESTION[:-1]}x{backspace}?\r", f"{arrow_up}\r", end]
    screen = _at_a_terminal(typed, {**os.environ, "HOME": str(tmp_path), "TERM": "xterm"})
    assert screen.count("Kennedy knew that the Cuban invasion") == 2
    assert f"\x1b[1m{QUESTION}\x1b[0m" in screen
    assert list(tmp_path.iterdir()) == []


def _at_a_terminal(typed: list[str], environ: dict[str, str]) -> str:
    """Type each line after the prompt appears. Returns all that the terminal showed."""
    ours, theirs = os.openpty()
    screen = b""
    with subprocess.Popen(COMMAND, stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT, env=environ) as process:  # noqa: S603  # our own
        os.close(theirs)
        prompts = 0
        while True:
            try:
                got = os.read(ours, 4096)
            except OSError:  # Linux's way to say that nobody is left at the other end
                break
            if not got:
                break
            screen += got
            if typed and screen.endswith(words.TERMINAL_PROMPT.encode()) and screen.count(b"\r\n> ") > prompts:
                prompts = screen.count(b"\r\n> ")
                os.write(ours, typed.pop(0).encode())
        os.close(ours)
        assert process.wait(timeout=60) == 0
    return screen.decode()
