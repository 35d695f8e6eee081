"""A file of arrays: it returns what was written, and every other file is refused."""

import json
import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import DTypeLike, NDArray

from bot.storage import Unusable
from bot.storage.archive import read_archive, write_archive
from bot.storage.layout import ALIGNMENT, DTYPES, MAGIC, VERSION

ROOT = Path(__file__).parent.parent.parent
ARRAYS: dict[str, NDArray[Any]] = {
    "weights": np.linspace(0, 1, 1000, dtype=np.float32),
    "rows": np.arange(12, dtype=np.int32).reshape(3, 4),
    "none": np.empty((0, 7), np.int64),
    "one": np.array(5.0),
    "flags": np.array([True, False]),
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "some.index"
    write_archive(path, ARRAYS)
    return path


def same(left: NDArray[Any], right: NDArray[Any]) -> bool:
    return left.dtype == right.dtype and left.shape == right.shape and left.tobytes() == right.tobytes()


def test_what_is_written_is_read(file: Path) -> None:
    read = read_archive(file)
    assert list(read) == list(ARRAYS)
    assert all(same(read[name], ARRAYS[name]) for name in ARRAYS)


def test_released_pages_can_be_read_again(file: Path) -> None:
    read = read_archive(file)
    read.release_pages()
    assert all(same(read[name], ARRAYS[name]) for name in ARRAYS)


@given(
    st.dictionaries(
        st.text(max_size=8),
        st.sampled_from(sorted(DTYPES)).flatmap(
            lambda kind: hnp.arrays(np.dtype(kind), hnp.array_shapes(min_dims=0, min_side=0, max_side=5))
        ),
        max_size=4,
    )
)
def test_any_arrays_of_the_allowed_types_come_back(
    tmp_path_factory: pytest.TempPathFactory, arrays: dict[str, NDArray[Any]]
) -> None:
    path = tmp_path_factory.mktemp("archive") / "any.index"
    write_archive(path, arrays)
    read = read_archive(path)
    assert list(read) == list(arrays)
    assert all(same(read[name], arrays[name]) for name in arrays)


def test_arrays_in_other_orders_are_written_in_standard_order(tmp_path: Path) -> None:
    rows = np.arange(12, dtype=np.float64).reshape(3, 4)
    write_archive(tmp_path / "a", {"turned": rows.T, "sparse": rows[:, ::2], "big": rows.astype(">f8")})
    read = read_archive(tmp_path / "a")
    assert (read["turned"] == rows.T).all()
    assert (read["sparse"] == rows[:, ::2]).all()
    assert (read["big"] == rows).all()


def test_arrays_are_read_only_and_aligned(file: Path) -> None:
    for array in read_archive(file).values():
        assert not array.flags.writeable
        assert array.size == 0 or array.ctypes.data % ALIGNMENT == 0


@pytest.mark.parametrize("dtype", [object, "U5", "S5", "M8[s]", complex, np.dtype([("a", "i4")])], ids=str)
def test_arrays_of_objects_are_refused(tmp_path: Path, dtype: DTypeLike) -> None:
    with pytest.raises(ValueError, match="cannot be saved"):
        write_archive(tmp_path / "a", {"strange": np.zeros(3, dtype)})
    assert list(tmp_path.iterdir()) == []


def test_no_single_damaged_byte_goes_unnoticed(file: Path) -> None:
    whole = file.read_bytes()
    names = read_archive(file)
    ends = [whole.find(array.tobytes()) + array.nbytes for array in names.values() if array.nbytes]
    assert len(ends) == 4
    noticed = []
    for place in range(0, len(whole), 7):
        file.write_bytes(whole[:place] + bytes((whole[place] ^ 0x10,)) + whole[place + 1 :])
        try:
            noticed.append(all(same(array, ARRAYS[name]) for name, array in read_archive(file).items()))
        except Unusable:
            noticed.append(True)
    assert all(noticed)


def test_a_file_cut_off_anywhere_or_longer_is_refused(file: Path) -> None:
    whole = file.read_bytes()
    for length in range(0, len(whole), 13):
        file.write_bytes(whole[:length])
        with pytest.raises(Unusable):
            read_archive(file)
    file.write_bytes(whole + b"\0")
    with pytest.raises(Unusable, match="incomplete"):
        read_archive(file)


@pytest.mark.parametrize(
    "content", [b"", b"\x80\x04K\x01.", b"PK\x03\x04" * 50, b"What is this?\nA text.\n" * 50, MAGIC], ids=repr
)
def test_a_foreign_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a").write_bytes(content)
    with pytest.raises(Unusable, match="not a saved index"):
        read_archive(tmp_path / "a")


def test_a_file_of_another_format_is_refused(file: Path) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[:8] + struct.pack("<I", VERSION + 1) + whole[12:])
    with pytest.raises(Unusable, match="another format"):
        read_archive(file)


LINE = {"name": "a", "dtype": "<f4", "shape": [2], "offset": 0, "checksum": 0}


@pytest.mark.parametrize(
    "directory",
    [
        {},
        [1],
        [[]],
        [{}],
        [{**LINE, "more": 1}],
        [{**LINE, "dtype": "|O"}],
        [{**LINE, "dtype": ["<f4"]}],
        [{**LINE, "shape": 2}],
        [{**LINE, "shape": [-1]}],
        [{**LINE, "shape": [2.0]}],
        [{**LINE, "shape": [10**9]}],
        [{**LINE, "offset": 64}],
        [{**LINE, "offset": -64}],
        [{**LINE, "offset": 1}],
        [{**LINE, "name": None}],
    ],
    ids=str,
)
def test_an_invalid_directory_is_refused(tmp_path: Path, directory: object) -> None:
    text = json.dumps(directory).encode()
    start = -(-(28 + len(text)) // ALIGNMENT) * ALIGNMENT
    header = struct.pack("<8sIIQI", MAGIC, VERSION, len(text), start + 64, zlib.crc32(text))
    (tmp_path / "a").write_bytes((header + text).ljust(start + 64, b"\0"))
    if directory == {}:
        assert read_archive(tmp_path / "a") == {}
        return
    with pytest.raises(Unusable):
        read_archive(tmp_path / "a")


def test_a_folder_in_its_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="cannot be read"):
        read_archive(tmp_path)
    with pytest.raises(FileNotFoundError):
        read_archive(tmp_path / "nothing")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_a_fifo_in_its_place_is_refused_at_once_and_replaced(file: Path) -> None:
    arrays = dict(read_archive(file))
    file.unlink()
    os.mkfifo(file)
    with pytest.raises(Unusable, match="not a file"):
        read_archive(file)
    write_archive(file, arrays)
    assert read_archive(file).keys() == arrays.keys()


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(OSError, match="a"):
        write_archive(tmp_path / "a", ARRAYS)
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_only_the_user_may_read_it(file: Path) -> None:
    assert file.stat().st_mode & 0o777 == 0o600


_WRITE = """
import sys
from pathlib import Path
import numpy as np
from bot.storage.archive import read_archive, write_archive
for number in range(30):
    write_archive(Path(sys.argv[1]), {"all": np.full(50_000, int(sys.argv[2]) + number)})
    assert len(set(read_archive(Path(sys.argv[1]))["all"].tolist())) == 1
"""


def test_concurrent_processes_see_only_complete_files(tmp_path: Path) -> None:
    commands = [[sys.executable, "-c", _WRITE, str(tmp_path / "a"), str(1000 * number)] for number in range(3)]
    processes = [subprocess.Popen(command, cwd=ROOT) for command in commands]  # noqa: S603  # our own
    assert [process.wait(timeout=60) for process in processes] == [0, 0, 0]
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
