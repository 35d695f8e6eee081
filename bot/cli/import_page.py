"""`import`: makes a knowledge file of one page of the web, for its owner to look through."""

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
Fetches one page, reads its questions and answers as a file of that format is read, and writes them into a new file.
Each entry keeps the address of the page, so that its source is a link. Look the file through before you use it: what
the bot quotes is the file, and nothing is fetched when it runs.

The site's robots.txt is heeded. A page may have 8 MiB and take 30 seconds. Addresses of this computer and of private
networks are refused, also behind redirects, unless you give --local. The exit code is 1 if nothing was written.
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
"""The format of a page by what its server calls it."""
_UNTYPED = frozenset({"", "text/plain", "application/octet-stream", "binary/octet-stream"})
"""Types that tell nothing: then the end of the address does."""
_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?(?P<name>[\w.:-]{1,40})""", re.IGNORECASE)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("address", metavar="URL", help="the address of the page, from https:// on")
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help="a file that does not exist yet (default: named after the page, .md)",
    )
    parser.add_argument("--local", action="store_true", help="also fetch from this computer and private networks")


def execute(arguments: argparse.Namespace) -> int:
    """Fetch, read and write, or say why not."""
    output = arguments.output or Path(_name_of(arguments.address))
    if output.suffix.lower() not in WRITERS:
        print_error("The page is not imported", [f"{output}: choose one of the endings {', '.join(WRITERS)}"])
        return exits.USAGE
    if output.exists():
        print_error("The page is not imported", [f"{output} exists already: choose another name, or move it away"])
        return exits.FAILED
    try:
        page = fetch(arguments.address, local=arguments.local)
        entries, problems = read_page(page)
    except FetchError as error:
        print_error("The page is not imported", [str(error)])
        return exits.FAILED
    told = [f"{problem.line}: {problem.message}" for problem in problems if problem.severity is not Severity.NOTE]
    if not entries:
        print_error("The page holds no question that can be read", told or [page.address])
        return exits.FAILED
    return _write(output, page, entries, told)


def _write(output: Path, page: Page, entries: list[Entry], told: list[str]) -> int:
    try:
        text = write(_topics(entries), output.suffix.lower())
        with output.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except (WritingError, OSError) as error:
        reason = str(error) if isinstance(error, WritingError) else error.strerror or "unknown error"
        print_error("The file cannot be written", [f"{output}: {reason}"])
        return exits.FAILED
    if told:
        print_error("Some of the page could not be read", told)
    print(printable(f"wrote {output} with {len(entries)} entries from {page.address}"))
    print(printable(f"Look it through, then: python -m bot check {output}"))
    return exits.OK


def read_page(page: Page) -> tuple[list[Entry], list[Problem]]:
    """The entries of a page, each with its address. Raises FetchError for a format that is not read."""
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
    """The entries by their topics; those without one are put under a name for all of them."""
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
    raise FetchError(f"the page is of a type that is not read: {page.content_type or 'unknown'}")


def _text(page: Page) -> str:
    """The text of a page, in the encoding that its server or the page itself names, else UTF-8."""
    declared = _DECLARED.search(page.body[:4096])
    names = [page.charset, declared["name"].decode() if declared else "", "utf-8-sig"]
    for name in filter(None, names):
        try:
            return page.body.decode("utf-8-sig" if name.lower().replace("-", "") == "utf8" else name)
        except (LookupError, UnicodeError, ValueError):
            continue
    raise FetchError("the page is in an encoding that cannot be read")


def _name_of(address: str) -> str:
    """The name of the file for a page: its host and its path in plain letters."""
    try:
        parts = urlsplit(address)
        name = f"{parts.hostname or ''}-{unquote(parts.path)}"
    except ValueError:
        name = ""
    plain = re.sub(r"\.(?:html?|md|php|aspx?)$", "", name, flags=re.IGNORECASE)
    return f"{re.sub(r'[^A-Za-z0-9]+', '-', plain).strip('-')[:80] or 'page'}.md"
