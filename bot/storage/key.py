"""The key of a saved index: whatever it was made of and by, in a few digits."""

import hashlib
from collections.abc import Iterable


def key_of(parts: Iterable[str | bytes]) -> str:
    """Thirty-two hex digits that change with any part or their order."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        encoded = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(encoded))
        digest.update(encoded)
    return digest.hexdigest()
