"""A connection to PostgreSQL that ends if the server says nothing. Needs the extra `postgres`."""

import time
from collections.abc import Generator
from typing import Any, TypeVar

import psycopg

T = TypeVar("T")


class BoundedConnection(psycopg.Connection[Any]):
    """Raises OperationalError, and is then closed, if the server is silent while a statement runs.

    No timeout of the server helps if the server itself hangs. TCP's timeouts do not help either if only the server's
    program hangs, because its kernel still acknowledges packets.
    """

    max_silence = 8.0
    """Seconds."""

    def wait(self, gen: Generator[Any, Any, T], *arguments: Any, **options: Any) -> T:  # noqa: ANN401 - psycopg's
        """See psycopg. From 3.3 on, it resumes `gen` at short intervals, with a false value if nothing is ready."""
        return super().wait(self._bounded(gen), *arguments, **options)

    def _bounded(self, steps: Generator[Any, Any, T]) -> Generator[Any, Any, T]:
        heard = time.monotonic()
        try:
            wanted = next(steps)
            while True:
                ready = yield wanted
                if ready:
                    heard = time.monotonic()
                elif time.monotonic() - heard > self.max_silence:
                    self.close()
                    raise psycopg.OperationalError("the server does not answer")
                wanted = steps.send(ready)
        except StopIteration as end:
            result: T = end.value
            return result
