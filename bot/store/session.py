"""The context of a query."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Session:
    """An open transaction."""

    connection: Connection
    key: bytes
    """The key of the hashes of user ids."""
    now: datetime
    """In UTC."""

    @property
    def today(self) -> date:
        """The current day, in UTC."""
        return self.now.date()
