"""Every contender finds texts."""

from pathlib import Path

import pytest

from bot.answering import Asked
from bot.benchmark.contender import TOP, Contender
from bot.benchmark.contenders import CONTENDERS

TEXTS = ("how do i return a parcel", "where is my order", "when are the shops open on sunday", "do you ship to norway")
ODD = ("", "?", 'a "b" (c AND NOT', "text:x OR *", "ü ß 漢字", "x" * 2_000, "return or not and near")


@pytest.fixture(params=CONTENDERS, ids=lambda contender: contender.key)
def contender(request: pytest.FixtureRequest) -> Contender:
    one: Contender = request.param
    if one.missing:
        pytest.skip(f"{one.name} is not installed")
    return one


def test_any_query_can_be_asked(contender: Contender, tmp_path: Path) -> None:
    built = contender.build(TEXTS, tmp_path)
    for query in (*ODD, *TEXTS):
        built.search(query)
        built.forget()
    built.close()


def test_a_saved_index_can_be_opened(contender: Contender, tmp_path: Path) -> None:
    built = contender.build(TEXTS, tmp_path)
    if built.load:
        built.save()
        built.load()
        assert any(tmp_path.iterdir())
    built.close()


def test_at_most_the_wanted_number_is_found(contender: Contender, tmp_path: Path) -> None:
    built = contender.build([f"the same words, and {number}" for number in range(20)], tmp_path)
    found = built.search("the same words")
    if contender.key in ("answer", "meaning"):
        assert isinstance(found, Asked)
    else:
        assert hasattr(found, "__len__")
        if contender.key != "bm25s":  # it returns a pair of rows and scores
            assert len(found) <= TOP
    built.close()
