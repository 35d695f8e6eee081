"""`import`: one page of a server on this computer, and the addresses that are refused."""

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from bot.cli import page_fetch
from bot.cli.page_fetch import FetchError, fetch
from bot.knowledge import load
from tests.cli.conftest import Run

PAGE = """<html><head><title>Tent FAQ</title></head><body><nav>Home?</nav><h1>FAQ</h1><h2>Setup</h2>
<h3>How do I set it up?</h3><p>Unfold it, see <a href="/guide">the guide</a>.</p>
<h3>Is it h\u00e4rd?</h3><p>No.</p></body></html>"""
Answer = tuple[int, dict[str, str], bytes]


class Site(dict[str, Answer]):
    """What a server says about each path, and what it was asked for."""

    address = ""
    asked: list[str]


@pytest.fixture
def site() -> Iterator[Site]:
    """A server with a page, on this computer."""
    pages = Site({"/faq": (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE.encode())})
    pages.asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            pages.asked.append(self.path)
            status, headers, body = pages.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    pages.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield pages
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_page_becomes_a_file_with_links_to_it(run: Run, site: Site) -> None:
    result = run("import", "--local", f"{site.address}/faq", "--output", "faq.md")
    assert (result.code, result.err) == (0, "")
    assert "Wrote faq.md: 2 entries" in result.out
    first, second = load([Path("faq.md")]).entries
    assert (first.question, first.topic) == ("How do I set it up?", "Setup")
    assert first.url.partition("#")[0] == f"{site.address}/faq"
    assert first.answer == f"Unfold it, see [the guide]({site.address}/guide)."
    assert second.question == "Is it h\u00e4rd?"


def test_the_file_is_named_after_the_page_and_never_overwritten(run: Run, site: Site) -> None:
    assert run("import", "--local", f"{site.address}/faq").code == 0
    (written,) = Path().glob("127-0-0-1-faq.md")
    before = written.read_text(encoding="utf-8")
    again = run("import", "--local", f"{site.address}/faq")
    assert (again.code, "already exists" in again.err) == (1, True)
    assert written.read_text(encoding="utf-8") == before
    assert run("import", "--local", f"{site.address}/faq", "--output", "faq.pdf").code == 2


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/faq",
        "http://localhost/faq",
        "http://[::1]/faq",
        "http://10.0.0.7/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://0.0.0.0/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://2130706433/",
        "http://100.64.0.1/",
    ],
)
def test_addresses_of_this_computer_and_private_networks_are_refused(address: str) -> None:
    with pytest.raises(FetchError, match=r"private network|no host"):
        fetch(address)


@pytest.mark.parametrize(
    "address", ["ftp://example.org/", "file:///etc/passwd", "faq.html", "http://", "http://u:p@example.org/"]
)
def test_what_is_no_page_is_refused(address: str) -> None:
    with pytest.raises(FetchError, match=r"not the address|password"):
        fetch(address)


def test_a_redirect_is_checked_as_the_first_address_is(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site["/out"] = (302, {"Location": "http://169.254.169.254/secret"}, b"")
    site["/file"] = (302, {"Location": "file:///etc/passwd"}, b"")
    site["/round"] = (302, {"Location": "/round"}, b"")
    site["/on"] = (301, {"Location": "/faq"}, b"")
    assert fetch(f"{site.address}/on", local=True).address == f"{site.address}/faq"
    with pytest.raises(FetchError, match="redirects"):
        fetch(f"{site.address}/round", local=True)
    with pytest.raises(FetchError, match="not the address"):
        fetch(f"{site.address}/file", local=True)
    # Only this server counts as public.
    monkeypatch.setattr(page_fetch, "_is_public", lambda number: number == "127.0.0.1")
    with pytest.raises(FetchError, match="private network"):
        fetch(f"{site.address}/out")


def resolve(monkeypatch: pytest.MonkeyPatch, *replies: list[str]) -> list[str]:
    """Let every name resolve to the next of these lists of addresses. Returns the list of names that were resolved."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def getaddrinfo(host: str, port: int, *rest: Any, **named: Any) -> list[Any]:  # noqa: ANN401 - as of `socket`
        if not host.endswith(".example"):
            return real(host, port, *rest, **named)
        asked.append(host)
        numbers = replies[min(len(asked), len(replies)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in numbers]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def test_a_name_of_a_private_address_is_refused_even_beside_a_public_one(monkeypatch: pytest.MonkeyPatch) -> None:
    resolve(monkeypatch, ["93.184.216.34", "10.0.0.7"])
    with pytest.raises(FetchError, match=r"10\.0\.0\.7\) is on this computer or in a private network"):
        fetch("http://inside.example/faq")


def test_a_name_that_changes_its_address_reaches_no_private_network(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The name is public for robots.txt and private for the page. Only this server counts as public.
    resolve(monkeypatch, ["127.0.0.1"], ["169.254.169.254"])
    monkeypatch.setattr(page_fetch, "_is_public", lambda number: number == "127.0.0.1")
    with pytest.raises(FetchError, match="private network"):
        fetch(site.address.replace("127.0.0.1", "rebind.example") + "/faq")
    assert site.asked == ["/robots.txt"]


def test_a_name_in_any_script_is_resolved_as_dns_knows_it(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(site.address.rpartition(":")[2])
    asked = resolve(monkeypatch, ["127.0.0.9", "127.0.0.1"])

    def connect(place: tuple[str, int], timeout: float) -> socket.socket:
        if place[0] == "127.0.0.9":
            raise ConnectionRefusedError
        connected = socket.socket()
        connected.settimeout(timeout)
        connected.connect(place)
        return connected

    monkeypatch.setattr(socket, "create_connection", connect)
    assert fetch(f"http://m\u00fcnchen.example:{port}/faq", local=True).body == PAGE.encode()
    assert set(asked) == {"xn--mnchen-3ya.example"}


def test_robots_are_heeded(site: Site) -> None:
    site["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /faq\n")
    site["/open"] = site["/faq"]
    with pytest.raises(FetchError, match=r"robots\.txt"):
        fetch(f"{site.address}/faq", local=True)
    assert "/faq" not in site.asked
    assert fetch(f"{site.address}/open", local=True).body
    site["/robots.txt"] = (503, {}, b"")
    with pytest.raises(FetchError, match="503"):
        fetch(f"{site.address}/open", local=True)


def test_size_and_time_are_limited(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_fetch, "LARGEST_PAGE", 2**20)
    site["/large"] = (200, {"Content-Type": "text/html"}, b"x" * (2**20 + 1))
    site["/bomb"] = (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(b"x" * 2**26))
    for path in ("/large", "/bomb"):
        with pytest.raises(FetchError, match="larger than 1 MiB"):
            fetch(f"{site.address}{path}", local=True)
    site["/packed"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(PAGE.encode()))
    assert fetch(f"{site.address}/packed", local=True).body == PAGE.encode()
    monkeypatch.setattr(page_fetch, "DEADLINE", 0.0)
    with pytest.raises(FetchError, match="longer than"):
        fetch(f"{site.address}/faq", local=True)


def test_other_formats_and_encodings_are_read(run: Run, site: Site) -> None:
    site["/a.csv"] = (200, {"Content-Type": "text/plain"}, b"question,answer\nOpen?,Yes.\n")
    site["/b"] = (
        200,
        {"Content-Type": "text/html; charset=latin-1"},
        "<h2>Ist es h\u00e4rter?</h2>Ja.".encode("latin-1"),
    )
    site["/c"] = (200, {"Content-Type": "image/png"}, b"x")
    site["/d"] = (200, {"Content-Type": "text/html"}, b"<p>Nothing.</p>")
    assert run("import", "--local", f"{site.address}/a.csv", "--output", "a.jsonl").code == 0
    assert run("import", "--local", f"{site.address}/b", "--output", "b.csv").code == 0
    assert [entry.question for entry in load([Path("a.jsonl"), Path("b.csv")]).entries] == [
        "Open?",
        "Ist es h\u00e4rter?",
    ]
    assert (
        "type that the bot cannot read: image/png"
        in run("import", "--local", f"{site.address}/c", "--output", "c.md").err
    )
    nothing = run("import", "--local", f"{site.address}/d", "--output", "d.md")
    assert (nothing.code, "no question" in nothing.err, Path("d.md").exists()) == (1, True, False)
    gone = run("import", "--local", f"{site.address}/gone", "--output", "e.md")
    assert (gone.code, "404" in gone.err) == (1, True)


def test_a_server_that_drips_is_left_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_fetch, "DEADLINE", 0.5)
    listening = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        connected, _ = listening.accept()
        with connected, suppress(OSError):
            for _ in range(100):
                connected.sendall(b"H")
                time.sleep(0.1)

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    start = time.monotonic()
    with pytest.raises(FetchError):
        fetch(f"http://127.0.0.1:{listening.getsockname()[1]}/", local=True)
    assert time.monotonic() - start < 5
    listening.close()
    thread.join()
