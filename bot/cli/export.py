"""`export`: writes the knowledge base as one file, in any format."""

import argparse
import sys
from pathlib import Path

from bot.cli import exits
from bot.cli.console import print_error, progress
from bot.cli.inputs import data_paths, load_moderated, read_settings
from bot.knowledge.writers import WRITERS, WritingError, write, write_synonyms

DESCRIPTION = """\
Writes every entry with its questions, answer, topic, synonyms, url and related questions, and with its id if you gave
it one. Topics that the bot found by itself are included, and you can rename them. The bot reads the same entries from
the new file, in the order of the topics. If the format cannot hold an entry, the command names the entry and writes
nothing. Synonyms that belong to no entry go into a file synonyms.txt next to the output.
"""
EXAMPLES = """\
examples:
  %(prog)s
  %(prog)s --output FAQ.md
  %(prog)s --data docs --data more.txt --output faq.csv
  %(prog)s --format jsonl > faq.jsonl
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    formats = [extension.removeprefix(".") for extension in WRITERS]
    parser.add_argument("--format", choices=formats, help="the format (default: the extension of FILE, or else txt)")
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help="a file that does not exist yet (default: standard output)"
    )


def execute(arguments: argparse.Namespace) -> int:
    """Write the file, or say why not. Raises OSError if standard output cannot be written."""
    extension = _extension(arguments)
    if extension not in WRITERS:
        formats = ", ".join(WRITERS)
        hint = f"choose one of {formats}, or name the format with --format"
        print_error("The file cannot be written", [f"{arguments.output}: no “{extension}” can be written; {hint}"])
        return exits.USAGE
    settings = read_settings()
    base, _ = load_moderated(data_paths(arguments, settings), settings)
    from bot.retrieval import find_topics

    try:
        with progress("Writing"):
            text = write(find_topics(base), extension)
        _put(text, arguments.output)
        _put_synonyms(write_synonyms(base), arguments.output)
    except WritingError as error:
        print_error("The knowledge base cannot be written", [str(error)])
        return exits.FAILED
    except FileExistsError as error:
        print_error("The file exists already", [f"{error.filename}: choose another name, or move the file away"])
        return exits.FAILED
    except OSError as error:
        if arguments.output is None:
            raise
        print_error("The file cannot be written", [f"{error.filename}: {error.strerror or 'unknown error'}"])
        return exits.FAILED
    return exits.OK


def _extension(arguments: argparse.Namespace) -> str:
    """The extension of the format that `--format` or the name of the file asks for."""
    if arguments.format:
        return f".{arguments.format}"
    return (arguments.output.suffix.lower() if arguments.output else "") or ".txt"


def _put(text: str, output: Path | None) -> None:
    """Write to a new file, or to standard output. Raises OSError."""
    if output is None:
        sys.stdout.write(text)
        return
    with output.open("x", encoding="utf-8", newline="") as file:
        file.write(text)


def _put_synonyms(text: str, output: Path | None) -> None:
    """Write the synonyms that belong to no entry, if there are any, next to the output. Raises OSError."""
    if not text:
        return
    if output is None:
        print_error(
            "These synonyms belong to no entry and are left out; put them into a file synonyms.txt", text.splitlines()
        )
    else:
        _put(text, output.with_name("synonyms.txt"))
