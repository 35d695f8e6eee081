"""Reads the settings that are addresses. All functions raise ValueError."""

import re
from ipaddress import ip_address as parse_ip_address

DATABASE_SCHEMES = ("postgres", "postgresql", "postgresql+psycopg")
PORTS = 2**16


def web_address(raw: str) -> str:
    """A web address."""
    if not re.fullmatch(r"https?://[^\s/]+\.[^\s/]+(?:/\S*)?", raw, re.IGNORECASE):
        raise ValueError(f"“{raw}” is not a web address; write one with https://, such as https://example.org/docs/")
    return raw


def proxy(raw: str) -> str:
    """The address of a proxy, without a slash at the end."""
    if not re.fullmatch(r"https?://[^\s/?#]+(?:/[^\s?#]*)?", raw, re.IGNORECASE):
        raise ValueError(f"“{raw}” is not the address of a proxy; write one such as http://localhost:8080")
    return raw.rstrip("/")


def database_url(raw: str) -> str:
    """The address of a PostgreSQL database."""
    # The message must not repeat the address, which holds a password.
    if raw.partition("://")[0] not in DATABASE_SCHEMES or "://" not in raw:
        raise ValueError("not the address of a PostgreSQL database; write postgresql://user:password@host/name")
    if re.search(r"%(?![0-9A-Fa-f]{2})", raw):
        raise ValueError("contains “%” without two hexadecimal digits; write “%25” for a “%” in the password")
    return raw


def port(raw: str) -> int:
    """A port."""
    if not re.fullmatch(r"\d{1,5}", raw, re.ASCII) or not 0 < int(raw) < PORTS:
        raise ValueError(f"“{raw}” is not a port; write a number from 1 to {PORTS - 1}, such as 9100")
    return int(raw)


def ip_address(raw: str) -> str:
    """An IP address in its usual form."""
    try:
        return str(parse_ip_address(raw))
    except ValueError:
        raise ValueError(
            f"“{raw}” is not an IP address; write 127.0.0.1 for this machine, or 0.0.0.0 for all"
        ) from None
