"""Folders come in whole, without what systems leave in them, and always to an end."""

import os
from pathlib import Path

import pytest

from caseorg.domain.files.notes import FileNote
from caseorg.evidence import folders
from caseorg.evidence.folders import find_files

OWN = Path("/nowhere/of/ours")


def tree(top: Path, *names: str) -> Path:
    for name in names:
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_bytes(b"x")
    return top


def test_a_folder_is_its_files_in_the_order_in_which_people_count(tmp_path: Path) -> None:
    top = tree(tmp_path, "10.png", "2.png", "聊天/1.txt", "聊天/深/图.jpg", "A.pdf")
    found = find_files([top], OWN)
    names = [str(path.relative_to(top)) for path in found.files]
    assert names == ["2.png", "10.png", "A.pdf", "聊天/1.txt", "聊天/深/图.jpg"]
    assert (found.left_out, found.too_many) == ([], [])


SYSTEM = (
    ".DS_Store",
    "Thumbs.db",
    "desktop.ini",
    "._照片.jpg",
    "Icon\r",
    "ehthumbs.db",
    ".nomedia",
    "~$订单.docx",
    "图.png:Zone.Identifier",
    "__MACOSX/._图.png",
    "@eaDir/图.png",
    "$RECYCLE.BIN/x.png",
    ".Trashes/x.png",
)


@pytest.mark.parametrize("name", SYSTEM)
def test_what_systems_leave_in_folders_is_left_out_with_a_word(tmp_path: Path, name: str) -> None:
    top = tree(tmp_path, "图.png", name)
    found = find_files([top], OWN)
    assert found.files == [top / "图.png"]
    assert [(path.name, note) for path, note in found.left_out] == [(name.split("/")[0], FileNote.OF_SYSTEM)]


@pytest.mark.parametrize(
    "name", ["我的.DS_Store说明.txt", "desktop.ini.png", ".隐藏的截图.png", "thumbs.png", "IMG_1.jpg"]
)
def test_what_only_looks_like_it_is_evidence(tmp_path: Path, name: str) -> None:
    assert find_files([tree(tmp_path, name)], OWN).files == [tmp_path / name]


def test_links_that_run_in_circles_or_lead_elsewhere_are_not_followed(tmp_path: Path) -> None:
    top = tree(tmp_path / "top", "图.png", "里/2.png")
    (top / "里" / "回来").symlink_to(top)
    (top / "圈").symlink_to("圈")
    (top / "别处").symlink_to("/")
    found = find_files([top], OWN)
    assert sorted(path.name for path in found.files) == ["2.png", "图.png", "圈"]
    assert sorted((path.name, note) for path, note in found.left_out) == [
        ("别处", FileNote.LINK_TO_FOLDER),
        ("回来", FileNote.LINK_TO_FOLDER),
    ]


def test_of_a_folder_without_end_nothing_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MOST_FILES", 20)
    full = tree(tmp_path / "full", *(f"{number // 5}/{number}.png" for number in range(20)))
    more = tree(tmp_path / "more", *(f"{number // 5}/{number}.png" for number in range(21)))
    found = find_files([full, more], OWN)
    assert (len(found.files), found.too_many) == (20, [more])


def test_a_folder_of_a_million_entries_is_given_up_early(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "_MOST_LOOKED_AT", 50)
    top = tree(tmp_path, *(f"._{number}" for number in range(60)))
    assert find_files([top], OWN).too_many == [top]


def test_our_own_data_an_empty_folder_and_a_closed_one_are_told(tmp_path: Path) -> None:
    top = tree(tmp_path / "top", "图.png", "data/caseorg.db")
    (tmp_path / "empty").mkdir()
    found = find_files([top, tmp_path / "empty"], top / "data")
    assert found.files == [top / "图.png"]
    assert found.left_out == [(top / "data", FileNote.OWN_FOLDER), (tmp_path / "empty", FileNote.EMPTY_FOLDER)]


def test_what_is_no_folder_is_passed_on_as_it_is(tmp_path: Path) -> None:
    given = [tmp_path / "gone", Path("nul\0"), Path("x" * 5000), Path("/dev/null")]
    assert find_files(given, OWN).files == given


def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = tree(tmp_path / "top", "里/1.png", "2.png") / "里"
    scan = os.scandir

    def scandir(path: Path) -> object:
        if path == closed:
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = find_files([tmp_path / "top"], OWN)
    assert (found.files, found.left_out) == ([tmp_path / "top/2.png"], [(closed, FileNote.CLOSED_FOLDER)])
