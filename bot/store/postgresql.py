"""Connections to PostgreSQL for work that must not wait behind the store's."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import psycopg

CONNECT_SECONDS = 5
DEAD_SECONDS = 15
"""A connection whose server does not answer for this long is dead. By default, TCP takes two hours to notice."""
KEEPALIVE: dict[str, Any] = {
    "connect_timeout": CONNECT_SECONDS,
    "keepalives_idle": DEAD_SECONDS // 3,
    "keepalives_interval": DEAD_SECONDS // 3,
    "keepalives_count": 2,
    "tcp_user_timeout": DEAD_SECONDS * 1000,
}
"""Parameters of libpq: how soon the client notices that the server is gone."""
SAME_FOR_SERVER = "; ".join(
    (
        f"SET tcp_keepalives_idle = {DEAD_SECONDS // 3}",
        f"SET tcp_keepalives_interval = {DEAD_SECONDS // 3}",
        "SET tcp_keepalives_count = 2",
        f"SET tcp_user_timeout = {DEAD_SECONDS * 1000}",
    )
)
"""Statements: how soon the server notices that the client is gone, and releases its locks."""


def connect(url: str) -> "psycopg.Connection":
    """Open a connection whose statements take effect at once. Raises ImportError and psycopg.Error.

    If this machine vanishes, the server ends the connection after DEAD_SECONDS, and releases its locks.
    """
    import psycopg  # noqa: PLC0415 - an optional dependency

    connection = psycopg.connect(f"postgresql://{url.partition('://')[2]}", autocommit=True, **KEEPALIVE)
    connection.execute(SAME_FOR_SERVER)
    return connection
