"""Maps errors of the database drivers to reasons."""

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from bot.store.values import Reason

_SQLITE = (
    ("SQLITE_FULL", Reason.FULL),
    ("SQLITE_IOERR", Reason.FULL),
    ("SQLITE_READONLY", Reason.READ_ONLY),
    ("SQLITE_CANTOPEN", Reason.READ_ONLY),
    ("SQLITE_PERM", Reason.READ_ONLY),
    ("SQLITE_BUSY", Reason.LOCKED),
    ("SQLITE_LOCKED", Reason.LOCKED),
    ("SQLITE_NOTADB", Reason.DAMAGED),
    ("SQLITE_CORRUPT", Reason.DAMAGED),
)
"""By the prefix of SQLite's error name."""
_POSTGRESQL = (
    ("53100", Reason.FULL),
    ("53", Reason.UNREACHABLE),  # too many connections, or no memory
    ("08", Reason.UNREACHABLE),
    ("28", Reason.UNREACHABLE),  # the server refuses the user
    ("3D", Reason.UNREACHABLE),  # there is no such database
    ("25006", Reason.READ_ONLY),
    ("25P03", Reason.UNREACHABLE),  # a transaction that took too long
    ("57014", Reason.UNREACHABLE),  # a statement that took too long
    ("57P", Reason.UNREACHABLE),  # the server shuts down or starts
    ("42501", Reason.READ_ONLY),
    ("55P03", Reason.LOCKED),
    ("40", Reason.LOCKED),
    ("XX001", Reason.DAMAGED),
    ("XX002", Reason.DAMAGED),
)
"""By the prefix of the SQLSTATE."""


def reason_of(error: Exception) -> Reason:
    """The reason for an error while opening or using the database."""
    if isinstance(error, ImportError):
        return Reason.NO_DRIVER
    if not isinstance(error, DBAPIError):
        return Reason.READ_ONLY if isinstance(error, OSError) else Reason.DAMAGED
    name: str = getattr(error.orig, "sqlite_errorname", "") or ""
    state: str = getattr(error.orig, "sqlstate", "") or ""
    if not name and not state:
        return Reason.UNREACHABLE if isinstance(error, OperationalError | InterfaceError) else Reason.DAMAGED
    table, code = (_SQLITE, name) if name else (_POSTGRESQL, state)
    # The first that fits counts. Anything else is about a table or column that should be there.
    return next((reason for begin, reason in table if code.startswith(begin)), Reason.DAMAGED)
