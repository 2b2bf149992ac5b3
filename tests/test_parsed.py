"""What was parsed once, and is read again instead."""

import tomllib
from pathlib import Path

import pytest

from caseorg import parsed
from caseorg.parsed import parse_toml
from caseorg.resources import resource

TEXT = 'checked = 2026-11-29\n[[entry]]\nid = "甲"\namounts = [1, 2.5, true]\n'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where it is kept."""
    monkeypatch.setattr(parsed, "_folder", lambda: tmp_path / "cache/parsed")
    return tmp_path / "cache/parsed"


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was parsed anew."""
    found: list[str] = []
    loads = tomllib.loads
    monkeypatch.setattr(tomllib, "loads", lambda text: found.append(text) or loads(text))
    return found


def test_a_text_is_parsed_once_and_comes_back_as_it_was(texts: list[str]) -> None:
    first, again = parse_toml(TEXT), parse_toml(TEXT)
    assert first == again == tomllib.loads(TEXT)
    assert texts == [TEXT, TEXT]  # once for us, once for this test


@pytest.mark.parametrize("file", sorted(resource("").rglob("*.toml")), ids=lambda file: file.name)
def test_so_does_every_file_of_ours(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert parse_toml(text) == parse_toml(text) == tomllib.loads(text)


def test_another_text_is_another(texts: list[str]) -> None:
    parse_toml(TEXT)
    assert parse_toml(TEXT.replace("2.5", "3")) != parse_toml(TEXT)
    assert len(texts) == 2


@pytest.mark.parametrize("harm", [lambda content: content[:-3], lambda content: b"", lambda content: content[::-1]])
def test_a_file_that_was_harmed_is_none(folder: Path, texts: list[str], harm: "parsed.Any") -> None:
    parse_toml(TEXT)
    (kept,) = folder.iterdir()
    kept.write_bytes(harm(kept.read_bytes()))
    assert parse_toml(TEXT) == tomllib.loads(TEXT)
    assert len(texts) == 3


def test_where_nothing_can_be_kept_it_is_parsed_each_time(folder: Path, texts: list[str]) -> None:
    folder.parent.parent.joinpath("cache").write_text("a file", encoding="utf-8")
    assert parse_toml(TEXT) == parse_toml(TEXT)
    assert len(texts) == 2


def test_a_time_of_day_would_not_come_back_so_it_is_not_kept(texts: list[str]) -> None:
    text = "at = 2026-11-29T10:00:00"
    assert parse_toml(text) == parse_toml(text) == tomllib.loads(text)
    assert len(texts) == 3


def test_what_is_no_toml_is_said_each_time(folder: Path) -> None:
    for _ in range(2):
        with pytest.raises(tomllib.TOMLDecodeError):
            parse_toml("= 1")
    assert not folder.exists()


def test_what_was_kept_longest_makes_way(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsed, "_MOST", 2)
    for number in range(4):
        parse_toml(f"a = {number}")
    assert len(list(folder.iterdir())) == 2
