"""Rules of the code that neither ruff nor the import contracts check."""

import ast
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import bot

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "bot"
MODULES = sorted(HOUSE.rglob("*.py"))
LONGEST_MODULE = 250
"""Lines. A longer module has more than one purpose."""

_IMPORT_ALL = """
import importlib, logging, pkgutil, signal, sys, threading
import bot
before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
for module in pkgutil.walk_packages(bot.__path__, "bot."):
    importlib.import_module(module.name)
assert not logging.getLogger().handlers, "a log handler"
assert not any(
    logger.handlers for name, logger in logging.root.manager.loggerDict.items()
    if name.startswith("bot") and isinstance(logger, logging.Logger)
), "a log handler of ours"
assert threading.active_count() == 1, "a thread"
assert before == (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)), "a signal handler"
"""


def name_of(module: Path) -> str:
    return module.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_no_module_is_too_long_to_hold_one_purpose(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


def test_importing_every_module_does_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-W", "ignore::DeprecationWarning", "-c", _IMPORT_ALL]
    environ = {"PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "PATH": ""}
    done = subprocess.run(  # noqa: S603  # our own
        command, cwd=tmp_path, env=environ, capture_output=True, check=False, text=True, timeout=60
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_only_the_command_line_reads_the_environment(module: Path) -> None:
    if module.parent == HOUSE / "cli":
        return
    read = [
        node.lineno
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "environb", "getenv"}
    ]
    assert read == []


def test_the_picture_of_the_house_shows_every_room() -> None:
    rooms = {module.name for module in pkgutil.iter_modules(bot.__path__)}
    shown = set(re.findall(r"\w+", bot.__doc__ or ""))
    assert rooms - shown == set()


def test_every_value_that_the_core_hands_out_is_frozen() -> None:
    loose = []
    for room in ("knowledge", "retrieval", "answering", "replies", "store", "overlay"):
        for module in sorted((HOUSE / room).rglob("*.py")):
            for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    kinds = [ast.unparse(decorator) for decorator in node.decorator_list]
                    loose += [node.name for kind in kinds if "dataclass" in kind and "frozen=True" not in kind]
    assert loose == []
