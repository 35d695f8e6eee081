"""`index`: builds, shows or deletes the saved index of the knowledge files."""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli import exits
from bot.cli.console import print_error, progress
from bot.cli.inputs import data_paths, encoder_of, labelled_questions, load_moderated, read_settings, saved_assistants
from bot.config import ConfigError
from bot.knowledge import KnowledgeBase
from bot.terminal.text import printable

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.index_cache import SavedAssistants
    from bot.storage import Cache

DESCRIPTION = """\
Commands that answer questions save the index of the knowledge files in the folder of the setting CACHE_DIR. They use it
until the files, the labelled questions or the versions change. `build` saves the index ahead of time. `info` reports
whether it is saved. `clear` deletes all indexes in the folder, including those of other files. A running bot keeps
working.

JSON of build and info: {"saved": true if the index can be used, "wrong": why not or null, "entries": their number,
"path": the file, "bytes": its size or null, "folder": {"indexes": their number, "bytes": their size}}. JSON of clear:
{"indexes", "bytes"}, the number and size of the deleted indexes.
"""
EXAMPLES = """\
examples:
  %(prog)s build
  %(prog)s build --data my-faq.txt
  %(prog)s info --json
  %(prog)s clear
"""


ACTIONS = ("build", "info", "clear")
KILO = 1000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("action", choices=ACTIONS, help="what to do")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true", help="write one JSON object")


def execute(arguments: argparse.Namespace) -> int:
    """Perform the action, and print the result."""
    if arguments.serve:
        from bot.cli.builder_process import serve_builds

        return serve_builds(arguments.data)
    settings = read_settings()
    if arguments.action == "build":
        return _build(arguments, settings)
    return _info(arguments, settings) if arguments.action == "info" else _clear(arguments, settings)


def _build(arguments: argparse.Namespace, settings: "Settings") -> int:
    """Save the index unless it is saved already."""
    from bot.answering import Assistant
    from bot.index_cache import key
    from bot.storage import Unusable

    paths = data_paths(arguments, settings)
    saved, cache = _saved(paths, settings)
    base, learned = load_moderated(paths, settings)
    labelled = labelled_questions(base, settings, learned)
    if saved.open(base, labelled) is None:
        with progress("Learning") as show:
            assistant = Assistant.build(base, saved.strictness, labelled, show=show, encoder=saved.encoder_for(base))
        try:
            with progress("Saving"):
                saved.save(assistant, labelled)
        except (OSError, Unusable) as error:
            reason = (error.strerror if isinstance(error, OSError) else str(error)) or "unknown error"
            hint = "fix that, or name another folder in CACHE_DIR"
            print_error("The index cannot be saved", [f"{cache.folder}: {reason}; {hint}"])
            return exits.FAILED
    _tell(cache, base, key(base, labelled, encoder=saved.encoder_for(base)), as_json=arguments.json)
    return exits.OK


def _info(arguments: argparse.Namespace, settings: "Settings") -> int:
    from bot.index_cache import key

    paths = data_paths(arguments, settings)
    _, cache = _saved(paths, settings)
    base, learned = load_moderated(paths, settings)
    found = key(base, labelled_questions(base, settings, learned), encoder=encoder_of(base, settings))
    _tell(cache, base, found, as_json=arguments.json)
    return exits.OK


def _clear(arguments: argparse.Namespace, settings: "Settings") -> int:
    _, cache = _saved((Path(),), settings)
    count, freed = cache.clear()
    if arguments.json:
        _print_json({"indexes": count, "bytes": freed})
    else:
        print(f"Deleted: {_counted(count, freed)}.")
    return exits.OK


def _saved(paths: Sequence[Path], settings: "Settings") -> "tuple[SavedAssistants, Cache]":
    """The saved indexes and their cache. Raises ConfigError if there is no folder for them."""
    saved = saved_assistants(paths, settings)
    if saved.cache is None:
        raise ConfigError("CACHE_DIR: no folder is set; name one, or set auto")
    return saved, saved.cache


def _tell(cache: "Cache", base: KnowledgeBase, key: str, *, as_json: bool) -> None:
    """Print what is saved under this key and in the whole folder."""
    path, files, wrong = cache.path(key), cache.saved(), _wrong(cache, key)
    size = None if wrong else files.get(path)
    if as_json:
        held = {"indexes": len(files), "bytes": sum(files.values())}
        record = {"saved": not wrong, "wrong": wrong, "entries": len(base.entries), "path": str(path), "bytes": size}
        _print_json({**record, "folder": held})
        return
    print(f"Not saved: {wrong}." if wrong else f"Saved: {len(base.entries):,} entries, {_amount(size or 0)}.")
    print(printable(str(path)))
    print(f"In the folder: {_counted(len(files), sum(files.values()))}.")


def _wrong(cache: "Cache", key: str) -> str | None:
    """Why no index can be used; None if one can."""
    from bot.storage import Unusable

    try:
        return None if cache.open(key) is not None else "no command has built it yet"
    except Unusable as error:
        return str(error)


def _print_json(record: Mapping[str, object]) -> None:
    print(json.dumps(record, ensure_ascii=False))


def _counted(count: int, size: int) -> str:
    return f"{count} {'index' if count == 1 else 'indexes'}, {_amount(size)}"


def _amount(size: int) -> str:
    kilobytes = size / KILO
    return f"{kilobytes / KILO:,.1f} MB" if kilobytes >= KILO else f"{kilobytes:.1f} kB"
