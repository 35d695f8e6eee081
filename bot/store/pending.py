"""The result of work in another thread, for both kinds of callers."""

from collections.abc import Generator
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")


class Pending(Generic[T]):
    """A result that is on its way: `await` it in a coroutine, or call `result()` in a plain function.

    Both raise StoreError if the store refuses. Once a write has a result, it survives the end of the process. The work
    is done even if nobody asks for the result.
    """

    def __init__(self, future: "Future[T]") -> None:
        """Take the future."""
        self._future = future

    def __await__(self) -> Generator[Any, None, T]:
        import asyncio  # noqa: PLC0415 - whoever awaits has imported it

        # Shielded: a caller that is cancelled must not take back work that has not begun.
        return asyncio.shield(asyncio.wrap_future(self._future)).__await__()

    def result(self) -> T:
        """Wait for the result. Blocks the thread."""
        return self._future.result()
