"""Reads the settings of shards."""

import re

_RANGE = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?", re.ASCII)


def shard_count(raw: str) -> int:
    """The number of shards. Raises ValueError."""
    if not re.fullmatch(r"\d{1,6}", raw, re.ASCII) or int(raw) == 0:
        raise ValueError(
            f"“{raw}” is not a number of 1 or more; leave it empty to use the number that Discord recommends"
        )
    return int(raw)


def shard_ids(raw: str, count: int | None) -> tuple[int, ...]:
    """The ids in a list such as 0-3,7, ascending. `count` is the number of shards. Raises ValueError."""
    if count is None:
        raise ValueError("needs SHARD_COUNT, the number of shards in all processes together")
    found: set[int] = set()
    for part in raw.replace(",", " ").split():
        matched = _RANGE.fullmatch(part)
        if not matched:
            raise ValueError(f"“{part}” is not a shard or a range; write, for example, 0-3 or 0,2")
        first, last = int(matched[1]), int(matched[2] or matched[1])
        if last < first or last >= count:
            raise ValueError(f"“{part}” does not fit; with SHARD_COUNT={count}, the shards are 0 to {count - 1}")
        found.update(range(first, last + 1))
    if not found:
        raise ValueError("names no shard; write, for example, 0-3 or 0,2")
    return tuple(sorted(found))
