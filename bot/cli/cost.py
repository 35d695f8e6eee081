"""What a command has taken of the machine so far."""

import sys
import time

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]


def cost() -> str:
    """The time of the processor, and where the system tells it, the memory at its peak."""
    seconds = f"{time.process_time():.1f} s of processor time"
    if resource is None:
        return seconds
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return f"{seconds}, {peak / 2**20:,.0f} MiB of memory at most"
