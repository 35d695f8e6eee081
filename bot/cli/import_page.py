"""`import`: saves the questions and answers of a web page as a knowledge file, for its owner to review."""

import argparse
import re
from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from bot.cli import exits
from bot.cli.console import print_error
from bot.cli.page_fetch import FetchError, Page, fetch
from bot.knowledge import Entry, Problem, Severity, Topic
from bot.knowledge.draft import Draft
from bot.knowledge.identity import entries_of
from bot.knowledge.readers import READERS, SHEETS, read_bytes, reader_of
from bot.knowledge.writers import WRITERS, WritingError, write
from bot.terminal.text import printable

DESCRIPTION = """\
Fetches one page, finds its questions and answers, and writes them to a new file. Each entry keeps the address of the
page, so its source is a link. Review the file before you use it: the bot quotes this file, and fetches nothing while it
runs.

The command obeys the site's robots.txt. A page can have up to 8 MiB and take up to 30 seconds. Without --local, the
command refuses addresses of this computer and of private networks, even behind redirects. The exit code is 1 if nothing
was written.
"""
EXAMPLES = """\
examples:
  %(prog)s https://example.org/faq
  %(prog)s https://example.org/faq --output data/faq.md
  %(prog)s --local http://127.0.0.1:8000/faq.html --output faq.csv
"""
_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/markdown": ".md",
    "application/json": ".json",
    "application/ld+json": ".json",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/yaml": ".yaml",
    "text/x-rst": ".rst",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
}
"""The format of a page, by the content type that the server sends."""
_UNTYPED = frozenset({"", "text/plain", "application/octet-stream", "binary/octet-stream"})
"""Content types that do not tell the format. The extension in the address does."""
_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?(?P<name>[\w.:-]{1,40})""", re.IGNORECASE)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("address", metavar="URL", help="the address of the page, beginning with https://")
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help="a file that does not exist yet (default: a .md file named after the page)",
    )
    parser.add_argument("--local", action="store_true", help="also fetch from this computer and private networks")


def execute(arguments: argparse.Namespace) -> int:
    """Fetch, read and write, or say why not."""
    output = arguments.output or Path(_name_of(arguments.address))
    if output.suffix.lower() not in WRITERS:
        print_error("The page was not imported", [f"{output}: choose one of the extensions {', '.join(WRITERS)}"])
        return exits.USAGE
    if output.exists():
        print_error("The page was not imported", [f"{output} already exists: choose another name, or move it away"])
        return exits.FAILED
    try:
        page = fetch(arguments.address, local=arguments.local)
        entries, problems = read_page(page)
    except FetchError as error:
        print_error("The page was not imported", [str(error)])
        return exits.FAILED
    warnings = [f"{problem.line}: {problem.message}" for problem in problems if problem.severity is not Severity.NOTE]
    if not entries:
        print_error("The bot finds no questions on the page", warnings or [page.address])
        return exits.FAILED
    return _write(output, page, entries, warnings)


def _write(output: Path, page: Page, entries: list[Entry], warnings: list[str]) -> int:
    try:
        text = write(_topics(entries), output.suffix.lower())
        with output.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except (WritingError, OSError) as error:
        reason = str(error) if isinstance(error, WritingError) else error.strerror or "unknown error"
        print_error("The file cannot be written", [f"{output}: {reason}"])
        return exits.FAILED
    if warnings:
        print_error("The bot could not read all of the page", warnings)
    print(printable(f"Wrote {output}: {len(entries)} entries from {page.address}"))
    print(printable(f"Review the file, then run: python -m bot check {output}"))
    return exits.OK


def read_page(page: Page) -> tuple[list[Entry], list[Problem]]:
    """The entries of a page, each with its address. Raises FetchError for a format that the bot cannot read."""
    extension = _extension(page)
    name = f"page{extension}"
    if extension in SHEETS:
        drafts, problems = read_bytes(page.body, name)
    elif extension == ".html":
        from bot.knowledge.markup.html_reader import read_html

        drafts, problems = read_html(_text(page), name, page.address)
    else:
        drafts, problems = reader_of(extension)(_text(page), name)
    addressed = [_with_address(draft, page.address) for draft in drafts]
    return list(entries_of([(name, addressed)])), problems


def _with_address(draft: Draft, address: str) -> Draft:
    return draft if draft.url else draft._replace(url=address)


def _topics(entries: list[Entry]) -> list[Topic]:
    """The entries by topic. Entries without a topic share one."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.topic or "FAQ", []).append(replace(entry, topic=entry.topic or "FAQ"))
    return [Topic(name, tuple(members)) for name, members in found.items()]


def _extension(page: Page) -> str:
    called = PurePosixPath(urlsplit(page.address).path).suffix.lower()
    if page.content_type in _UNTYPED and called in READERS:
        return called
    if page.content_type in _TYPES:
        return _TYPES[page.content_type]
    if page.content_type == "text/plain":
        return ".txt"
    raise FetchError(f"the page has a type that the bot cannot read: {page.content_type or 'unknown'}")


def _text(page: Page) -> str:
    """The text of a page, decoded as the server or the page itself says, or else as UTF-8."""
    declared = _DECLARED.search(page.body[:4096])
    names = [page.charset, declared["name"].decode() if declared else "", "utf-8-sig"]
    for name in filter(None, names):
        try:
            return page.body.decode("utf-8-sig" if name.lower().replace("-", "") == "utf8" else name)
        except (LookupError, UnicodeError, ValueError):
            continue
    raise FetchError("the page has an encoding that the bot cannot read")


def _name_of(address: str) -> str:
    """The file name for a page: its host and its path in plain letters."""
    try:
        parts = urlsplit(address)
        name = f"{parts.hostname or ''}-{unquote(parts.path)}"
    except ValueError:
        name = ""
    plain = re.sub(r"\.(?:html?|md|php|aspx?)$", "", name, flags=re.IGNORECASE)
    return f"{re.sub(r'[^A-Za-z0-9]+', '-', plain).strip('-')[:80] or 'page'}.md"
