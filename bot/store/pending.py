"""The result of work in another thread, for coroutines and plain functions."""

from collections.abc import Generator
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")


class Pending(Generic[T]):
    """A future result: `await` it in a coroutine, or call `result()` in a plain function.

    Both raise StoreError if the store refuses. A write with a result is durable. The work is done even if nobody asks
    for the result.
    """

    def __init__(self, future: "Future[T]") -> None:
        """Take the future."""
        self._future = future

    def __await__(self) -> Generator[Any, None, T]:
        import asyncio  # noqa: PLC0415 - code that awaits has imported it

        waiting = asyncio.wrap_future(self._future)
        # A caller that gave up does not ask for the error, which asyncio would report as unexpected.
        waiting.add_done_callback(lambda done: done.cancelled() or done.exception())
        # Shielded: a caller that is cancelled must not take back work that has not begun.
        return asyncio.shield(waiting).__await__()

    def result(self, timeout: float | None = None) -> T:
        """Wait for the result. Blocks the thread. Raises TimeoutError after `timeout` seconds, if given."""
        return self._future.result(timeout)
