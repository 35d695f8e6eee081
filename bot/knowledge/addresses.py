"""The addresses of published documents: resolves relative links, and links entries to their pages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote, urljoin, urlsplit

_REPOSITORY = re.compile(r"/(?:blob|tree|src|raw)/")
"""Part of the address of a folder in a repository."""
_HOME_OF_REPOSITORY = re.compile(r"https?://(?P<host>github\.com|gitlab\.com)/[^/\s]+/[^/\s]+/?", re.IGNORECASE)
_DOCUMENT = re.compile(r"(?:(?<=/)(?:index|README|_index))?\.(?:md|mdx|markdown)(?=$|[#?])", re.IGNORECASE)
"""The part of a file name that sites omit from the address of a page."""


@dataclass(frozen=True, slots=True)
class Published:
    """The addresses of one document."""

    page: str = ""
    """The address of the document itself; "" if unknown."""
    links: str = ""
    """The base of its relative links; "" if unknown."""
    has_pages: bool = False
    """Whether it is a site, where a link to "guide.md" leads to a page "guide"."""

    def absolute(self, target: str) -> str:
        """The absolute target of a link; unchanged with a scheme, within the document, or without a known base."""
        try:
            if not self.links or target.startswith("#") or urlsplit(target).scheme:
                return target
            found = urljoin(self.links, target)
        except ValueError:  # no address at all, such as "//[x"
            return target
        return _DOCUMENT.sub("", found) if self.has_pages else found


def published(front: Mapping[str, str], base_url: str = "", source: str = "") -> Published:
    """The addresses of a document, from its front matter, or from the address of its folder and its path below that.

    In the front matter, `url` is the address of the document, and `base_url` that of its folder.
    """
    own = front.get("url", "") if is_web_address(front.get("url", "")) else ""
    given = front.get("base_url", "")
    if given:
        page = _page(given, PurePosixPath(source).name) if source and is_web_address(given) else ""
        return Published(own or page, given)
    if not is_web_address(base_url):
        return Published(own, own)
    folder = _folder(base_url)
    is_site = not _REPOSITORY.search(folder)
    fixed = front.get("permalink", "") or front.get("slug", "")
    page = urljoin(folder, fixed.lstrip("/")) if fixed and is_site else _page(folder, source)
    return Published(own or page, urljoin(folder, quote(source)), is_site)


def is_web_address(text: str) -> bool:
    """Whether it is the complete address of a page or folder on the web."""
    return bool(re.match(r"https?://[^\s/]+\.[^\s/]+", text, re.IGNORECASE))


def anchor_of(heading: str) -> str:
    """The anchor of a heading, as GitHub and most sites make it."""
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", heading.strip().lower()))


def _folder(base_url: str) -> str:
    """The address of a folder, ending in a slash. The home page of a repository becomes the address of its files."""
    if found := _HOME_OF_REPOSITORY.fullmatch(base_url):
        middle = "-/blob" if found["host"].lower() == "gitlab.com" else "blob"
        base_url = f"{base_url.rstrip('/')}/{middle}/HEAD"
    return f"{base_url.rstrip('/')}/".replace("/tree/", "/blob/", 1)


def _page(base_url: str, source: str) -> str:
    folder = _folder(base_url)
    address = urljoin(folder, quote(source))
    return address if _REPOSITORY.search(folder) else _DOCUMENT.sub("", address)
