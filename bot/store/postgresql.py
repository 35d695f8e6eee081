"""Connects to PostgreSQL. No call waits for ever, even if the server or the network hangs."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.store.bounded import BoundedConnection

CONNECT_SECONDS = 5
DEAD_SECONDS = 15
"""A connection whose other side does not answer for this long is dead. By default, TCP takes two hours to notice."""
STATEMENT_SECONDS = 6.0
"""The server cancels a statement after this long. Waits for the lock of writers take 5 s of it at most."""
SILENCE_SECONDS = 8.0
"""The client gives up a server that says nothing for this long: it would have cancelled the statement before."""
_KEEPALIVE: dict[str, Any] = {
    "connect_timeout": CONNECT_SECONDS,
    "keepalives_idle": DEAD_SECONDS // 3,
    "keepalives_interval": DEAD_SECONDS // 3,
    "keepalives_count": 2,
    "tcp_user_timeout": DEAD_SECONDS * 1000,
}
"""Parameters of libpq: how soon the client notices that the server is gone."""
_SET_UP = "; ".join(
    (
        f"SET tcp_keepalives_idle = {DEAD_SECONDS // 3}",
        f"SET tcp_keepalives_interval = {DEAD_SECONDS // 3}",
        "SET tcp_keepalives_count = 2",
        f"SET tcp_user_timeout = {DEAD_SECONDS * 1000}",
    )
)
"""Statements: how soon the server notices that the client is gone, and releases its locks."""


def connect(
    url: str, *, autocommit: bool = True, statement: float | None = None, silence: float | None = None
) -> "BoundedConnection":
    """Open a connection. Raises ImportError and psycopg.Error, as the connection's methods do.

    With `autocommit`, statements take effect at once. `statement` and `silence` replace STATEMENT_SECONDS and
    SILENCE_SECONDS. If this machine vanishes, the server ends the connection after
    DEAD_SECONDS, and releases its locks.
    """
    from bot.store.bounded import BoundedConnection  # noqa: PLC0415 - an optional dependency

    # libpq reads the address. Everything that connects does so here, so that the address means the same everywhere.
    address = f"postgresql://{url.partition('://')[2]}"
    connection = BoundedConnection.connect(address, autocommit=True, **_KEEPALIVE)
    try:
        connection.max_silence = silence or SILENCE_SECONDS
        connection.execute(f"{_SET_UP}; SET statement_timeout = {round(1000 * (statement or STATEMENT_SECONDS))}")
        connection.autocommit = autocommit
    except BaseException:
        connection.close()
        raise
    return connection
