"""What was read is kept by the digest of the file, found again, and thrown away where it is no good."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from caseorg.store.readings import (
    Kept,
    LinePlace,
    find_lines,
    forget_all,
    forget_readings,
    keep_reading,
    known_digests,
    load_readings,
)
from handmade import ENGINE, reading

ORDER = reading("订单编号：261101-123456789012345", "實付￥98.00", "联系客服 退 款")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "readings.db"
    keep_reading(made, Kept("a" * 64, ENGINE, ORDER))
    keep_reading(made, Kept("b" * 64, ENGINE, failure="Looking into the file takes too long."))
    return made


def test_what_was_kept_comes_back_whole(file: Path) -> None:
    found = load_readings(file, ["a" * 64, "b" * 64, "c" * 64])
    assert found["a" * 64].reading == ORDER
    assert found["b" * 64] == Kept("b" * 64, ENGINE, None, "Looking into the file takes too long.")
    assert len(found) == 2 == len(known_digests(file))


def test_a_new_reading_takes_the_place_of_the_old_one(file: Path) -> None:
    keep_reading(file, Kept("a" * 64, "other", reading("已发货", engine="other")))
    assert load_readings(file, ["a" * 64])["a" * 64].engine == "other"
    assert not find_lines(file, "98.00", 9) and find_lines(file, "发货", 9)


@pytest.mark.parametrize(
    ("wanted", "line"),
    [
        ("退款", 2),
        ("款", 2),
        ("实付", 1),
        ("實付", 1),
        ("98.00", 1),
        ("98.OO", 1),
        ("9012", 0),
        ("2345", 0),
        ("Z3AS".replace("A", "4"), 0),
        ("¥98", 1),
    ],
)
def test_words_digits_and_what_looks_like_them_are_found(file: Path, wanted: str, line: int) -> None:
    assert LinePlace("a" * 64, 0, ORDER.pages[0].lines[line]) in find_lines(file, wanted, 9)


def test_what_is_not_there_is_not_found(file: Path) -> None:
    assert not find_lines(file, "闲鱼", 9)
    assert not find_lines(file, "  ", 9)
    assert not find_lines(file, "%", 9)
    assert len(find_lines(file, "0", 1)) == 1


def test_what_is_forgotten_leaves_nothing_in_the_file(file: Path) -> None:
    assert "实付".encode() in file.read_bytes()
    forget_readings(file, ["a" * 64])
    assert known_digests(file) == {"b" * 64} and not find_lines(file, "退款", 9)
    assert "实付".encode() not in file.read_bytes()
    forget_all(file)
    assert not file.exists() and not known_digests(file)


def test_the_file_is_for_its_user_alone(file: Path) -> None:
    if os.name != "nt":
        assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_asking_makes_no_file(tmp_path: Path) -> None:
    assert not load_readings(tmp_path / "none.db", ["a" * 64])
    forget_readings(tmp_path / "none.db", ["a" * 64])
    assert not list(tmp_path.iterdir())


def cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def write_nonsense(file: Path) -> None:
    file.write_bytes(b"this is no database" * 400)


def put_another_database(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE readings (sha256 TEXT)")


def empty(file: Path) -> None:
    file.write_bytes(b"")


def falsify(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE readings SET value = CAST('x' AS BLOB), engine = engine || '?'")


@pytest.mark.parametrize("harm", [cut_off, write_nonsense, put_another_database, empty, falsify, Path.unlink])
def test_a_file_that_is_no_good_is_made_anew(file: Path, harm: Callable[[Path], object]) -> None:
    harm(file)
    assert not load_readings(file, ["a" * 64])
    keep_reading(file, Kept("a" * 64, ENGINE, ORDER))
    assert load_readings(file, ["a" * 64])["a" * 64].reading == ORDER


def test_where_nothing_can_be_kept_nothing_fails(tmp_path: Path) -> None:
    (tmp_path / "readings.db").mkdir()
    keep_reading(tmp_path / "readings.db", Kept("a" * 64, ENGINE, ORDER))
    assert not load_readings(tmp_path / "readings.db", ["a" * 64])


def test_half_a_character_is_kept_as_a_mark_at_its_place(file: Path) -> None:
    keep_reading(file, Kept("c" * 64, ENGINE, reading("订单\ud83d编号：261101")))
    kept = load_readings(file, ["c" * 64])["c" * 64].reading
    assert kept and [line.text for line in kept.pages[0].lines] == ["订单\ufffd编号：261101"]
    assert find_lines(file, "261101", 9)
