"""The folder of saved indexes."""

import os
import time
from pathlib import Path

import numpy as np
import pytest

from bot.storage import Cache, Unusable, cache_folder, key_of
from bot.storage.cache import ABANDONED_SECONDS, MAX_PER_GROUP

ARRAYS = {"a": np.arange(100)}
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "above" / "cache", "01")


def test_an_index_is_opened_only_by_its_key(cache: Cache) -> None:
    cache.save("aa", ARRAYS)
    opened = cache.open("aa")
    assert opened is not None
    assert (opened["a"] == ARRAYS["a"]).all()
    assert cache.open("bb") is None
    assert Cache(cache.folder, "02").open("aa") is None


def test_without_a_folder_there_is_nothing(cache: Cache) -> None:
    assert cache.open("aa") is None
    assert cache.saved() == {}
    assert cache.clear() == (0, 0)
    assert not cache.folder.exists()


def test_a_damaged_file_is_refused_and_replaced_by_the_next(cache: Cache) -> None:
    cache.save("aa", ARRAYS).write_bytes(b"nonsense")
    with pytest.raises(Unusable):
        cache.open("aa")
    cache.save("aa", ARRAYS)
    assert cache.open("aa") is not None


@posix
@pytest.mark.parametrize("mode", [0o777, 0o770, 0o702, 0o1777], ids=oct)
def test_a_folder_that_others_may_write_to_is_refused(cache: Cache, mode: int) -> None:
    cache.save("aa", ARRAYS)
    cache.folder.chmod(mode)
    with pytest.raises(Unusable, match="others"):
        cache.open("aa")
    with pytest.raises(Unusable, match="others"):
        cache.save("bb", ARRAYS)


@posix
def test_a_new_folder_is_the_user_s_alone(cache: Cache) -> None:
    cache.save("aa", ARRAYS)
    assert cache.folder.stat().st_mode & 0o777 == 0o700


def test_the_newest_of_a_group_are_kept(cache: Cache) -> None:
    other = Cache(cache.folder, "02")
    age(other.save("aa", ARRAYS), 1000)
    for number in range(MAX_PER_GROUP + 2):
        age(cache.save(f"{number}", ARRAYS), 100 - number)
    assert [path.stem for path in cache.saved()] == ["01-4", "01-3", "01-2", "02-aa"]


def test_what_is_used_counts_as_new(cache: Cache) -> None:
    for number in range(MAX_PER_GROUP):
        age(cache.save(f"{number}", ARRAYS), 100 - number)
    cache.open("0")
    cache.save("new", ARRAYS)
    assert [path.stem for path in cache.saved()][1:] == ["01-0", "01-2"]


def test_the_total_size_is_limited(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.storage.cache.MAX_BYTES", 2500)
    for number in range(4):
        age(Cache(cache.folder, f"{number}").save("aa", ARRAYS), 100 - number)
    assert [path.stem for path in cache.saved()] == ["3-aa", "2-aa"]
    cache.save("large", {"a": np.arange(1000)})
    assert [path.stem for path in cache.saved()] == ["01-large"]


def test_files_of_a_dead_process_are_removed_after_a_while(cache: Cache) -> None:
    path = cache.save("aa", ARRAYS)
    left, fresh = path.with_name(f".{path.name}.x.tmp"), path.with_name(f".{path.name}.y.tmp")
    left.touch()
    fresh.touch()
    age(left, ABANDONED_SECONDS + 10)
    cache.save("bb", ARRAYS)
    assert (left.exists(), fresh.exists()) == (False, True)


def test_clear_deletes_the_indexes_and_nothing_else(cache: Cache) -> None:
    size = cache.save("aa", ARRAYS).stat().st_size + Cache(cache.folder, "02").save("aa", ARRAYS).stat().st_size
    (cache.folder / "letter.txt").touch()
    assert cache.clear() == (2, size)
    assert [path.name for path in cache.folder.iterdir()] == ["letter.txt"]


def test_saving_fails_if_the_folder_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = Cache(tmp_path / "file" / "cache", "01")
    with pytest.raises(OSError, match="file"):
        cache.save("aa", ARRAYS)
    with pytest.raises(Unusable):
        cache.open("aa")


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("linux", {}, "/home/me/.cache/faq-bot"),
        ("linux", {"XDG_CACHE_HOME": "/var/cache/me"}, "/var/cache/me/faq-bot"),
        ("linux", {"XDG_CACHE_HOME": "relative"}, "/home/me/.cache/faq-bot"),
        ("darwin", {"XDG_CACHE_HOME": "/var/cache/me"}, "/home/me/Library/Caches/faq-bot"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/faq-bot/Cache"),
        ("win32", {}, "/home/me/AppData/Local/faq-bot/Cache"),
    ],
    ids=str,
)
def test_every_platform_has_a_folder_for_it(platform: str, environ: dict[str, str], expected: str) -> None:
    assert cache_folder(platform, environ, Path("/home/me")) == Path(expected)


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_without_a_home_only_a_named_folder_is_used(platform: str) -> None:
    assert cache_folder(platform, {}, None) is None
    said = {"XDG_CACHE_HOME": "/said", "LOCALAPPDATA": "/said"}
    assert (cache_folder(platform, said, None) is None) == (platform == "darwin")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only the superuser can give a folder away")
def test_a_folder_of_another_user_is_refused(cache: Cache) -> None:
    cache.save("aa", ARRAYS)
    os.chown(cache.folder, 12345, -1)
    with pytest.raises(Unusable, match="another user"):
        cache.open("aa")


def test_a_key_depends_on_where_its_parts_end() -> None:
    keys = [
        key_of(parts) for parts in ((), ("",), ("a", "b"), ("ab",), ("b", "a"), ("a", "b", ""), ("1:a",), ("\ud800",))
    ]
    assert len(set(keys)) == len(keys)
    assert key_of(["a", "b"]) == key_of(("a", "b"))
    assert {len(key) for key in keys} == {32}


def age(path: Path, seconds: float) -> None:
    """Make a file look older."""
    then = time.time() - seconds
    os.utime(path, (then, then))
