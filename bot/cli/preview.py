"""`preview`: runs the bot in a simulated Discord in the browser."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from bot.cli import exits
from bot.cli.console import print_error
from bot.cli.inputs import data_paths, read_settings
from bot.cli.live_knowledge import live_knowledge
from bot.cli.parser import whole_number
from bot.cli.reading_summary import tell_reading
from bot.store.opening import FILE

DESCRIPTION = """\
Runs the bot in a simulated Discord that only this computer can reach, and opens it in the browser. Ctrl-C stops it.
"""
EXAMPLES = """\
examples:
  %(prog)s
  %(prog)s --data my-faq.txt --port 9000
  %(prog)s --no-browser
"""
HIGHEST_PORT = 65535


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument(
        "--port",
        type=whole_number(0, HIGHEST_PORT),
        default=8765,
        help="the port on 127.0.0.1 (default: %(default)s; 0: any)",
    )
    parser.add_argument("--no-browser", action="store_true", help="print the address without opening a browser")


def execute(arguments: argparse.Namespace) -> int:
    """Serve until Ctrl-C."""
    settings = read_settings()
    from bot.preview import PreviewError, run_preview
    from bot.store import open_store

    # Edits in the preview must not reach the members of a real server, so they are discarded at the end.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        store = open_store(Path(folder) / FILE)
        live = live_knowledge(arguments, settings, separate_process=True, store=store)
        paths = data_paths(arguments, settings)
        try:
            return run_preview(
                live,
                store,
                port=arguments.port,
                open_browser=not arguments.no_browser,
                announce=_announcer(paths, settings.base_url),
            )
        except PreviewError as error:
            print_error("The preview cannot start", [str(error)])
            return exits.FAILED
        finally:
            store.close()


def _announcer(paths: Sequence[Path], base_url: str) -> Callable[[str], None]:
    """Prints the lines of the preview; after the first one, also what was read."""
    is_first = True

    def announce(line: str) -> None:
        nonlocal is_first
        print(line, flush=True)
        if is_first:
            is_first = False
            tell_reading(paths, partial(print, file=sys.stderr), base_url)

    return announce
