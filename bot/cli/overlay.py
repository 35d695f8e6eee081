"""`overlay`: shows moderators' edits, undoes them, and writes them into the files."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli import exits
from bot.cli.console import print_error
from bot.cli.inputs import data_paths, read_settings
from bot.cli.parser import whole_number
from bot.cli.state import open_state
from bot.knowledge import load
from bot.store import Content, Edit, EditKind
from bot.terminal.text import on_one_line

if TYPE_CHECKING:
    from bot.overlay import Written
    from bot.store.store import Store

DESCRIPTION = """\
Moderators' edits take effect at once and do not change your files. Without an option, the command lists the edits in
effect. --history also lists the edits that were undone or written into the files.

--apply writes edits into .txt, .md and .csv files if nothing else in the file has to change. It lists the edits that it
could not write. These stay in effect. `export` writes everything to one new file.

--undo undoes the last edit in effect, or the one with this number if no later edit builds on it.

JSON: one object per edit with number, at, by, kind, entry, question, before, after, undone, applied, undoes, stale.
before and after have questions, answer and topic, or are null. stale is true if your file has changed the entry since.
"""
EXAMPLES = """\
examples:
  %(prog)s
  %(prog)s --history --json
  %(prog)s --undo
  %(prog)s --apply --data my-faq.txt
"""
TERMINAL = "the terminal"
"""The editor's name in the history."""
LAST = 0
_DID = {
    EditKind.ADD: "added",
    EditKind.EDIT: "edited",
    EditKind.REMOVE: "removed",
    EditKind.PHRASE: "added phrasings to",
    EditKind.UNDO: "undid an edit of",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    action = parser.add_mutually_exclusive_group()
    action.add_argument("--apply", action="store_true", help="write the edits into the files")
    action.add_argument(
        "--undo",
        nargs="?",
        type=whole_number(1),
        const=LAST,
        metavar="NUMBER",
        help="undo the last edit, or the one with this number",
    )
    action.add_argument("--history", action="store_true", help="list all edits, not only those in effect")
    parser.add_argument("--json", action="store_true", help="list the edits as one JSON object per line")


def execute(arguments: argparse.Namespace) -> int:
    """List, apply or undo edits. Raises StoreError."""
    settings = read_settings()
    paths = data_paths(arguments, settings)
    store = open_state(paths, settings)
    try:
        if arguments.apply:
            return _apply(paths, store)
        if arguments.undo is not None:
            return _undo(paths, store, arguments.undo)
        return _list(paths, store, everything=arguments.history, as_json=arguments.json)
    finally:
        store.close()


def _list(paths: Sequence[Path], store: "Store", *, everything: bool, as_json: bool) -> int:
    from bot.overlay import stale_edits

    history = store.history().result()
    stale = {edit.number for edit in stale_edits(load(paths), history)}
    listed = [edit for edit in history if everything or edit.in_effect]
    for edit in listed:
        if as_json:
            print(json.dumps(_record(edit, is_stale=edit.number in stale), ensure_ascii=False))
        else:
            print(_line(edit, is_stale=edit.number in stale))
    if not listed and not as_json:
        print("There are no edits." if everything else "There are no edits in effect.")
    return exits.OK


def _apply(paths: Sequence[Path], store: "Store") -> int:
    from bot.overlay.writing_back import write_back

    done, left = write_back(paths, store.history().result())
    store.mark_applied([number for each in done for number in each.edits]).result()
    for each in done:
        print(f"{each.file}: {on_one_line(each.question)}")
    print(f"Entries written: {len(done)}.")
    if left:
        problems = [f"{on_one_line(each.question)}: {each.why}" for each in left]
        print_error("These edits were not written and stay in effect; write them yourself, or use `export`", problems)
    return exits.FAILED if left else exits.OK


def _undo(paths: Sequence[Path], store: "Store", number: int) -> int:
    from bot.overlay import Author, Editor

    written = Editor(store, lambda: load(paths)).undo(Author(TERMINAL), number or None).result()
    if isinstance(written, Edit):
        undone = next(edit for edit in store.history().result() if edit.number == written.undoes)
        print(f"Undone: {_line(undone)}")
        return exits.OK
    print_error("Nothing was undone", [refusal_text(written)])
    return exits.FAILED


def refusal_text(written: "Written") -> str:
    """Why an edit was not written."""
    from bot.overlay import Conflict, Refused

    if isinstance(written, Conflict):
        by = f"edit {written.by.number} by {written.by.by or 'a moderator'}" if written.by else "an edit of the file"
        return f"{by} has changed the entry in the meantime; look at it first"
    if isinstance(written, Refused) and written.entry:
        return f"{written.why.value}: {on_one_line(written.entry.question)}"
    return written.why.value if isinstance(written, Refused) else ""


def _line(edit: Edit, *, is_stale: bool = False) -> str:
    marks = [name for name, on in (("undone", edit.undone), ("in the files", edit.applied)) if on]
    marks += ["your file has changed it since"] if is_stale else []
    who, when = edit.by or "a moderator", f"{edit.at:%Y-%m-%d %H:%M}"
    text = f"{edit.number}  {when}  {who} {_DID[edit.kind]} “{_question(edit)}”"
    if edit.kind is EditKind.PHRASE and edit.after:
        text += f": {', '.join(edit.after.questions)}"
    return on_one_line(text) + (f"  ({', '.join(marks)})" if marks else "")


def _question(edit: Edit) -> str:
    for content in (edit.before, edit.after):
        if content:
            return content.questions[0]
    return edit.entry


def _record(edit: Edit, *, is_stale: bool) -> dict[str, object]:
    return {
        "number": edit.number,
        "at": edit.at.isoformat(),
        "by": edit.by,
        "kind": edit.kind.value,
        "entry": edit.entry,
        "question": _question(edit),
        "before": _content(edit.before),
        "after": _content(edit.after),
        "undone": edit.undone,
        "applied": edit.applied,
        "undoes": edit.undoes or None,
        "stale": is_stale,
    }


def _content(content: Content | None) -> dict[str, object] | None:
    if content is None:
        return None
    return {"questions": content.questions, "answer": content.answer, "topic": content.topic}
