"""The window makes an upload set: what it will be is said before, and it can be stopped."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest

from caseorg.domain.uploads.notes import NOTE
from caseorg.gui.export.upload import UploadDialog
from caseorg.gui.window import MainWindow
from caseorg.jobs.sample import SAMPLE
from caseorg.store.queries import load_case
from gui.hands import click, click_text, dialog, type_into, wait


def asked(window: MainWindow, folder: Path) -> UploadDialog:
    """The dialog with a folder typed in."""
    window.commands.upload.trigger()
    form = dialog(window, UploadDialog)
    type_into(form.file, str(folder))
    return form


def test_a_set_is_made_and_its_folder_opened(
    sample_window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = sample_window
    form = asked(window, tmp_path / "材料")
    assert form.choice.currentText().startswith("12315投诉")
    assert "最多4个文件" in form.limits.text() and "以页面实际要求为准" in form.limits.text()
    assert "证据1至5" in form.contents.text() and "投诉书" in form.contents.text()
    click(form.ok)
    wait(window)

    assert (tmp_path / "材料" / NOTE).is_file()
    assert "2个文件待上传" in window.notice.text
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    click_text(window.notice, "打开所在文件夹")
    assert opened == [str(tmp_path / "材料")]
    assert any(one.kind == "upload" for one in window.desk.tasks.workspace.read(load_case, SAMPLE).documents)


def test_only_channels_that_take_files_are_offered_and_the_folder_follows(sample_window: MainWindow) -> None:
    sample_window.commands.upload.trigger()
    form = dialog(sample_window, UploadDialog)
    names = [form.choice.itemText(number) for number in range(form.choice.count())]
    assert [name[:6] for name in names] == ["12315投", "12315举", "黑猫投诉（公", "官方公众号、"], (
        "those with limits first"
    )
    assert "投递材料_12315_" in form.file.text()
    form.choice.setFocus()
    for _ in range(2):
        QTest.keyClick(form.choice, Qt.Key.Key_Down)
    assert form.channel.id == "heimao"
    assert form.file.text().endswith("投递材料_heimao"), "the case's title is not for everybody"
    assert "脱敏副本" in form.warnings.text() and not form.less.isEnabled()
    form.file.setText("/我的/文件夹")
    QTest.keyClick(form.choice, Qt.Key.Key_Home)
    assert form.file.text() == "/我的/文件夹", "what was typed stays"


@pytest.mark.parametrize("place", ["没有/材料", "满", ""])
def test_a_bad_folder_is_told_in_the_form(sample_window: MainWindow, tmp_path: Path, place: str) -> None:
    (tmp_path / "满").mkdir()
    (tmp_path / "满" / "照片.jpg").write_bytes(b"mine")
    form = asked(sample_window, tmp_path / place)
    if not place:
        form.file.clear()
    click(form.ok)

    assert form.isVisible() and form.problem.text()
    assert (tmp_path / "满" / "照片.jpg").read_bytes() == b"mine"


def test_a_stopped_set_leaves_nothing(sample_window: MainWindow, tmp_path: Path) -> None:
    window = sample_window
    window.desk.tasks.started.connect(lambda job: job.stop())
    click(asked(window, tmp_path / "材料").ok)
    wait(window)

    assert [path.name for path in tmp_path.iterdir() if path.name != "sample"] == []


def test_what_cannot_be_made_is_said(sample_window: MainWindow, tmp_path: Path) -> None:
    window = sample_window
    assert window.desk.case
    path = window.desk.tasks.workspace.evidence.path(window.desk.case.evidence[1].sha256)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    click(asked(window, tmp_path / "材料").ok)
    wait(window)

    assert "证据2" in window.notice.text and window.notice.property("error")
    assert not (tmp_path / "材料").exists()


def test_it_needs_an_open_case(window: MainWindow) -> None:
    assert not window.commands.upload.isEnabled()
