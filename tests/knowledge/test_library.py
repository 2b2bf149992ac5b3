"""Reading the knowledge, ours and the user's over it: what is broken is told and never used."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from caseorg.domain.errors import CaseorgError
from caseorg.domain.messages.channel import MessageFrame
from caseorg.domain.scenario import Peak, Question, Scenario
from caseorg.knowledge import library
from caseorg.knowledge.library import LAST_GOOD, Knowledge
from caseorg.knowledge.opening import open_knowledge
from caseorg.knowledge.reader import UnreadableError, read_one, read_tables
from caseorg.resources import resource
from caseorg.workspace import open_workspace

PEAK = """
[[peak]]
id = "noon"
begins = 11
ends = {ends}
said_by = "某处"
source = "某处"
confidence = "G"
checked = 2026-11-21
"""
NOON = PEAK.format(ends=13)
KINDS = {"peak": Peak}
OTHER = resource("knowledge/scenarios/other.toml").read_text(encoding="utf-8")


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def messages(knowledge: Knowledge) -> list[str]:
    return [str(problem) for problem in knowledge.problems]


def test_ours_can_be_used_as_it_comes() -> None:
    knowledge = Knowledge()
    knowledge.check()
    assert knowledge.problems == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (NOON.replace("begins = 11\n", ""), "entry “noon”, the field “begins” is missing"),
        (
            NOON.replace("begins = 11", 'begins = "11"'),
            "entry “noon”, field “begins”: expected a whole number, got text",
        ),
        (NOON.replace("2026-11-21", '"yesterday"'), "entry “noon”, field “checked”"),
        (NOON.replace('"G"', '"sure"'), "entry “noon”, field “confidence”: “sure” is none of the values there are"),
        (NOON + 'colour = "red"\n', "entry “noon”, field “colour”: unknown field"),
        (NOON + NOON, "two entries “noon”"),
        (NOON + "[[holiday]]\n", "unknown table “holiday”"),
        (NOON.replace("[[peak]]", "[peak]"), "“peak” must be written [[peak]]"),
        (NOON.replace("[[peak]]", "[[peak]"), "line 2"),
        ('peak = ["noon"]', "entry “peak 1”"),
    ],
)
def test_an_error_names_entry_and_field(text: str, told: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_tables(text, KINDS)
    assert told in str(caught.value)


def test_a_mistyped_field_inside_an_entry_is_named_with_its_place() -> None:
    wrong = OTHER.replace("choices =", "choises =", 1)
    with pytest.raises(UnreadableError, match=r"entry “other”, field “checks\.choises”: unknown field"):
        read_one(wrong, key="other", kind=Scenario)


def test_a_file_of_one_entry_has_its_id_from_its_name() -> None:
    scenario = read_one(OTHER, key="mine", kind=Scenario)
    assert scenario.id == "mine"
    assert isinstance(scenario.checks[0], Question)
    assert read_tables("", KINDS) == {"peak": {}}


def test_a_table_of_the_users_stands_in_for_ours_whole(tmp_path: Path) -> None:
    write(tmp_path, "peaks.toml", NOON)
    opened = open_knowledge(tmp_path)
    assert set(opened.peaks) == {"noon"}
    assert opened.problems == []
    assert opened.statutes == Knowledge().statutes


def test_a_scenario_of_the_users_stands_in_for_ours_of_that_name_alone(tmp_path: Path) -> None:
    write(tmp_path, "scenarios/other.toml", OTHER.replace('name = "其他问题"', 'name = "别的"'))
    opened = open_knowledge(tmp_path)
    assert opened.scenarios["other"].name == "别的"
    assert opened.scenarios["minor"] == Knowledge().scenarios["minor"]


def test_an_added_channel_is_listed(tmp_path: Path) -> None:
    ours = resource("knowledge/channels/merchant.toml").read_text(encoding="utf-8")
    write(tmp_path, "channels/my-shop.toml", ours)
    opened = open_knowledge(tmp_path)
    assert opened.problems == []
    assert set(opened.channels) == {*Knowledge().channels, "my-shop"}
    assert opened.channels["my-shop"].id == "my-shop"


def test_a_broken_file_is_told_with_its_name_and_ours_is_used(tmp_path: Path) -> None:
    file = write(tmp_path, "peaks.toml", NOON.replace("begins = 11", 'begins = "11"'))
    opened = open_knowledge(tmp_path)
    (told,) = messages(opened)
    assert str(file) in told
    assert "entry “noon”, field “begins”" in told
    assert "last good one" in told
    assert opened.peaks == Knowledge().peaks


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b""])
def test_what_is_no_text_is_told_and_what_is_empty_is_an_empty_table(tmp_path: Path, content: bytes) -> None:
    write(tmp_path, "peaks.toml", "").write_bytes(content)
    opened = open_knowledge(tmp_path)
    assert bool(opened.problems) == bool(content)
    assert opened.peaks == (Knowledge().peaks if content else {})


def test_the_last_good_file_is_used_across_restarts(tmp_path: Path) -> None:
    write(tmp_path, "peaks.toml", NOON)
    open_knowledge(tmp_path)
    write(tmp_path, "peaks.toml", "peak = ")
    for _ in range(2):
        opened = open_knowledge(tmp_path)
        assert set(opened.peaks) == {"noon"}
        assert len(opened.problems) == 1
    write(tmp_path, "peaks.toml", PEAK.format(ends=14))
    opened = open_knowledge(tmp_path)
    assert opened.peaks["noon"].ends == 14
    assert opened.problems == []


def test_a_removed_file_is_not_used_any_more(tmp_path: Path) -> None:
    file = write(tmp_path, "peaks.toml", NOON)
    write(tmp_path, "scenarios/other.toml", OTHER)
    mine = write(tmp_path, "scenarios/mine.toml", OTHER.replace('id = "other.', 'id = "mine.'))
    assert "mine" in open_knowledge(tmp_path).scenarios
    file.unlink()
    mine.unlink()
    opened = open_knowledge(tmp_path)
    assert opened.peaks == Knowledge().peaks
    assert "mine" not in opened.scenarios


def test_a_file_taken_away_altogether_leaves_ours(tmp_path: Path) -> None:
    file = write(tmp_path, "peaks.toml", NOON)
    open_knowledge(tmp_path)
    file.unlink()
    assert open_knowledge(tmp_path).peaks == Knowledge().peaks


def test_files_that_do_not_fit_together_are_set_aside_for_ours(tmp_path: Path) -> None:
    write(tmp_path, "peaks.toml", NOON)
    write(tmp_path, "scenarios/other.toml", OTHER.replace('"消法-52"', '"消法-520"'))
    opened = open_knowledge(tmp_path)
    (told,) = messages(opened)
    assert "scenarios/other: basis names “消法-520”, which is not in statutes.toml" in told
    assert str(tmp_path) in told
    assert opened.scenarios == Knowledge().scenarios
    assert opened.peaks == Knowledge().peaks


def test_files_that_do_not_fit_together_are_set_aside_for_the_last_good_ones(tmp_path: Path) -> None:
    write(tmp_path, "peaks.toml", NOON)
    write(tmp_path, "scenarios/other.toml", OTHER)
    open_knowledge(tmp_path)
    write(tmp_path, "peaks.toml", PEAK.format(ends=14))
    write(tmp_path, "scenarios/other.toml", OTHER.replace('"消法-52"', '"消法-520"'))
    opened = open_knowledge(tmp_path)
    assert len(opened.problems) == 1
    assert opened.peaks["noon"].ends == 13
    assert opened.scenarios["other"] == Knowledge().scenarios["other"]


def test_a_folder_that_cannot_be_written_is_used_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "peaks.toml", NOON)
    monkeypatch.setattr(shutil, "copyfile", _refuse)
    opened = open_knowledge(tmp_path)
    assert set(opened.peaks) == {"noon"}
    assert opened.problems == []


def test_a_file_that_cannot_be_read_is_told_and_ours_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(tmp_path, "peaks.toml", NOON)
    monkeypatch.setattr(Path, "read_text", _refusing(Path.read_text, file))
    opened = open_knowledge(tmp_path)
    (told,) = messages(opened)
    assert f"{file} cannot be used: Permission denied" in told
    assert opened.peaks == Knowledge().peaks


def _refuse(place: object = "", *_: object) -> None:
    raise PermissionError(13, "Permission denied", str(place))


def _refusing(read: Callable[..., Any], refused: Path) -> Callable[..., Any]:
    def read_others(path: Path | str, **options: Any) -> Any:
        if Path(path) == refused:
            _refuse(path)
        return read(path, **options)

    return read_others


def test_a_folder_that_cannot_be_read_is_told_and_ours_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "peaks.toml", NOON)
    monkeypatch.setattr(os, "scandir", _refusing(os.scandir, tmp_path))
    opened = open_knowledge(tmp_path)
    (told,) = messages(opened)
    assert f"{tmp_path} cannot be used: Permission denied" in told
    assert opened.peaks == Knowledge().peaks


@pytest.mark.parametrize("name", ["peak.toml", "scenario/other.toml", "channels/mine/merchant.toml", "other.toml"])
def test_a_file_whose_name_is_none_of_ours_is_told(tmp_path: Path, name: str) -> None:
    file = write(tmp_path, name, NOON)
    write(tmp_path, "peaks.toml", NOON)
    opened = open_knowledge(tmp_path)
    assert messages(opened) == [
        f"The knowledge file {file} is not used. "
        "Give it the name of one of ours, or put it into the folder channels or scenarios."
    ]
    assert set(opened.peaks) == {"noon"}


@pytest.mark.parametrize("made", [True, False])
def test_without_files_of_the_user_ours_is_used(tmp_path: Path, made: bool) -> None:
    folder = tmp_path / "knowledge"
    if made:
        folder.mkdir()
    opened = open_knowledge(folder)
    assert opened.problems == []
    assert opened.peaks == Knowledge().peaks
    assert not (folder / LAST_GOOD).exists()


def test_a_fault_in_ours_stops_with_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "peaks.toml", "peak = ")
    monkeypatch.setattr(library, "resource", lambda _: tmp_path)
    with pytest.raises(CaseorgError, match=r"peaks\.toml cannot be used"):
        _ = Knowledge().peaks


def test_the_window_opens_with_a_broken_file_in_the_data_folder(tmp_path: Path) -> None:
    write(tmp_path, "knowledge/messages.toml", "frame = 1")
    with open_workspace(tmp_path) as workspace:
        assert len(workspace.knowledge.problems) == 1
        frames = workspace.knowledge.frames
        assert frames
        assert all(isinstance(frame, MessageFrame) for frame in frames.values())
