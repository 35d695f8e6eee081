"""Fetches one web page: obeys robots.txt, enforces limits, and refuses private addresses."""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import bot

AGENT = f"grounded-faq-bot/{bot.__version__} (imports one page when its user asks)"
LARGEST_PAGE = 8 * 2**20
"""Bytes, after decompression. A page for people is smaller."""
LARGEST_ROBOTS = 512 * 2**10
"""Bytes of a robots.txt that are read; RFC 9309 requires at least 500 KiB."""
MOST_REDIRECTS = 5
DEADLINE = 30.0
"""Seconds for the whole fetch."""
_CHUNK = 65_536
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PORTS = {"http": 80, "https": 443}
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
"""IPv6 addresses that embed IPv4 addresses (RFC 6052)."""


class FetchError(Exception):
    """The page was not fetched; the message says why."""


@dataclass(frozen=True, slots=True)
class Page:
    """A fetched page."""

    address: str
    """Its address after all redirects."""
    content_type: str
    """Without parameters, in lower case; "" if the server names none."""
    charset: str
    """As the server states it; "" if it does not."""
    body: bytes


def fetch(address: str, *, local: bool = False) -> Page:
    """The page at an address that begins with http:// or https://.

    Unless `local`, refuses addresses of this computer and of private networks. It checks each redirect again, and
    connects to the IP address that it checked. Raises FetchError.
    """
    return _Fetcher(local=local).page(address)


class _Fetcher:
    def __init__(self, *, local: bool) -> None:
        self._local = local
        self._end = time.monotonic() + DEADLINE
        self._timer = threading.Timer(0, lambda: None)
        self._robots: dict[tuple[str, str], RobotFileParser] = {}

    def page(self, address: str) -> Page:
        for _ in range(MOST_REDIRECTS + 1):
            self._check_robots(address)
            status, headers, body = self._get(address, LARGEST_PAGE, "The page")
            if status in _REDIRECTS and (target := headers.get("location")):
                address = urljoin(address, target)
                continue
            if status != http.client.OK:
                meaning = http.client.responses.get(status, "")
                raise FetchError(f"the server responds with status {status} {meaning}".rstrip())
            return Page(address, headers.get_content_type(), headers.get_content_charset() or "", body)
        raise FetchError(f"more than {MOST_REDIRECTS} redirects")

    def _check_robots(self, address: str) -> None:
        """Raise FetchError if the site's robots.txt disallows the page."""
        parts = _parts(address)
        origin = (parts.scheme, parts.netloc)
        if origin not in self._robots:
            self._robots[origin] = self._robots_of(f"{parts.scheme}://{parts.netloc}/robots.txt")
        if not self._robots[origin].can_fetch(AGENT, address):
            raise FetchError("the site's robots.txt does not allow programs to fetch this page")

    def _robots_of(self, address: str) -> RobotFileParser:
        rules = RobotFileParser()
        for _ in range(MOST_REDIRECTS + 1):
            status, headers, body = self._get(address, LARGEST_ROBOTS, "")
            if status in _REDIRECTS and (target := headers.get("location")):
                address = urljoin(address, target)
                continue
            if status >= http.client.INTERNAL_SERVER_ERROR:
                raise FetchError(f"the site's robots.txt cannot be read (status {status})")
            rules.parse(body.decode("utf-8", "replace").splitlines() if status == http.client.OK else [])
            return rules
        raise FetchError("the site's robots.txt is redirected too often")

    def _get(self, address: str, largest: int, name: str) -> tuple[int, http.client.HTTPMessage, bytes]:
        """Status, headers and body. A larger body is cut off at `largest` bytes, or refused if it has a name."""
        parts = _parts(address)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection = self._connection(parts.scheme, parts.hostname or "", parts.port or _PORTS[parts.scheme])
        headers = {
            "Host": parts.netloc,
            "User-Agent": AGENT,
            "Accept": "text/html, */*;q=0.5",
            "Accept-Encoding": "identity",
        }
        try:
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            body = b""
            for piece in self._pieces(connection, response):
                body += piece
                if len(body) > largest:
                    if name:
                        raise FetchError(f"{name} is larger than {largest // 2**20} MiB")
                    body = body[:largest]
                    break
        except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
            raise FetchError(f"{parts.hostname} cannot be reached: {_reason(error)}") from None
        finally:
            self._timer.cancel()
            connection.close()
        self._seconds_left()
        return response.status, response.headers, body

    def _pieces(self, connection: http.client.HTTPConnection, response: http.client.HTTPResponse) -> Iterator[bytes]:
        """The body, decompressed if the server compresses it although the request does not allow that."""
        packing = (response.headers.get("content-encoding") or "identity").strip().lower()
        if packing not in {"identity", "gzip", "deflate"}:
            raise FetchError(f"the server compresses the page in an unknown format: {packing}")
        unpacking = zlib.decompressobj(zlib.MAX_WBITS | 32) if packing != "identity" else None
        while True:
            if connection.sock is not None:
                connection.sock.settimeout(self._seconds_left())
            piece = response.read1(_CHUNK)
            if not piece:
                return
            while piece:
                yield unpacking.decompress(piece, _CHUNK) if unpacking else piece
                piece = unpacking.unconsumed_tail if unpacking else b""
            self._seconds_left()

    def _connection(self, scheme: str, host: str, port: int) -> http.client.HTTPConnection:
        """A connection to a checked IP address of the host. A later DNS reply cannot change the address."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise FetchError(f"there is no host “{host}”") from None
        numbers = list(dict.fromkeys(str(each[4][0]) for each in found))
        for number in numbers:
            if not self._local and not _is_public(number):
                address = host if host == number else f"{host} ({number})"
                raise FetchError(f"{address} is on this computer or in a private network; allow that with --local")
        connection = http.client.HTTPConnection(host, port)
        try:
            plain = self._connected(numbers, port)
            self._end_in_time(plain)
            secure = (
                ssl.create_default_context().wrap_socket(plain, server_hostname=host) if scheme == "https" else plain
            )
        except (OSError, ValueError) as error:
            self._timer.cancel()
            raise FetchError(f"{host} cannot be reached: {_reason(error)}") from None
        connection.sock = secure
        return connection

    def _connected(self, numbers: Sequence[str], port: int) -> socket.socket:
        """A connection to the first address that accepts one. Raises OSError."""
        for number in numbers[:-1]:
            with suppress(OSError):
                return socket.create_connection((number, port), timeout=self._seconds_left() / len(numbers))
        return socket.create_connection((numbers[-1], port), timeout=self._seconds_left())

    def _end_in_time(self, connected: socket.socket) -> None:
        """Close the connection at the deadline. A server that sends a byte now and then passes every other limit."""

        def end() -> None:
            with suppress(OSError):
                connected.shutdown(socket.SHUT_RDWR)

        self._timer.cancel()
        self._timer = threading.Timer(self._seconds_left(), end)
        self._timer.daemon = True
        self._timer.start()

    def _seconds_left(self) -> float:
        left = self._end - time.monotonic()
        if left <= 0:
            raise FetchError(f"it takes longer than {DEADLINE:.0f} seconds")
        return left


def _parts(address: str) -> SplitResult:
    """The parts of an address. Raises FetchError for an address that the bot does not fetch."""
    try:
        parts = urlsplit(quote(_with_plain_host(address.strip()), safe="/%:@!$&'()*+,;=~-._?#[]"))
        is_sound = parts.scheme in _PORTS and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        is_sound = False
    if not is_sound:
        raise FetchError(f"“{address}” is not the address of a page; write it in full, beginning with https://")
    if parts.username is not None or parts.password is not None:
        raise FetchError("the address contains a user name or password; remove it")
    return parts


def _with_plain_host(address: str) -> str:
    """The address with its host in ASCII, as DNS knows "münchen.example". Raises ValueError."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    if host.isascii():
        return address
    port = f":{parts.port}" if parts.port else ""
    name = f"{parts.username}@" if parts.username is not None else ""  # refused later
    return parts._replace(netloc=f"{name}{host.encode('idna').decode()}{port}").geturl()


def _is_public(number: str) -> bool:
    """Whether an IP address is public. Also checks the IPv4 address that an IPv6 address embeds."""
    found = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        teredo = found.teredo
        inner = [found.ipv4_mapped, found.sixtofour, teredo[1] if teredo else None]
        if found in _TRANSLATED:
            inner.append(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF))
        if any(each is not None and not _is_public(str(each)) for each in inner):
            return False
        if found.ipv4_mapped or found in _TRANSLATED:
            return True
    return found.is_global and not found.is_multicast and not found.is_reserved


def _reason(error: BaseException) -> str:
    if isinstance(error, TimeoutError):
        return "it does not respond in time"
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
