"""Backups, archives, the data folder and its health from the File menu; a second start; a folder that is broken."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from caseorg.actions.event import remove_event
from caseorg.domain.errors import CaseorgError
from caseorg.gui.safekeeping.archives import ArchiveDialog, PassphraseDialog, made_up
from caseorg.gui.safekeeping.backups import BackupDialog, FolderDialog, RehearseDialog, RestoreBackupDialog
from caseorg.gui.safekeeping.broken import BrokenDialog
from caseorg.gui.safekeeping.health import HealthDialog
from caseorg.gui.safekeeping.schedule import BackupSchedule
from caseorg.gui.single import Answering, call_other, only_window
from caseorg.gui.window import MainWindow
from caseorg.i18n import use_language
from caseorg.jobs.backups.making import make_backup
from caseorg.jobs.backups.shelf import backups_in
from caseorg.jobs.sample import SAMPLE
from caseorg.jobs.verify import verify
from caseorg.locking import only_one
from caseorg.settings import BackupPlan, load_settings
from caseorg.store.last_backup import LastBackup
from caseorg.store.queries import list_cases
from caseorg.workspace import open_workspace
from gui.conftest import OpenWindow
from gui.hands import click, click_text, dialog, type_into, wait
from waiting import PATIENCE, PATIENCE_MILLISECONDS, wait_until

FILE_MENU = ("把案件存档…", "打开存档…", "备份…", "从备份恢复…", "恢复演练…", "检查资料文件夹…", "资料文件夹…")


def backed_up(window: MainWindow, shelf: Path) -> None:
    window.commands.back_up.trigger()
    form = dialog(window, BackupDialog)
    type_into(form.folder, str(shelf))
    click(form.ok)
    wait(window)


def test_all_of_it_stands_in_the_file_menu(sample_window: MainWindow) -> None:
    menus = [action.menu() for action in sample_window.menuBar().actions()]
    texts = [action.text() for action in menus[0].actions()]  # type: ignore[union-attr]
    assert set(FILE_MENU) <= set(texts)


def test_a_backup_is_made_and_its_plan_remembered(sample_window: MainWindow, tmp_path: Path) -> None:
    window, shelf = sample_window, tmp_path / "备份"
    window.commands.back_up.trigger()
    form = dialog(window, BackupDialog)
    type_into(form.folder, str(shelf))
    assert form.disk.isVisible() and "同一个磁盘" in form.disk.text()
    form.days.setValue(3)
    form.keep.setValue(4)
    click(form.ok)
    wait(window)
    assert len(backups_in(shelf)) == 1 and "1个案件，5个证据文件，已读回核对" in window.notice.text
    plan = load_settings(window.desk.tasks.workspace.folder, {}).backup
    assert plan == BackupPlan(shelf, 3, 4)


def test_what_is_wrong_with_the_folder_is_told_in_the_form(sample_window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "照片").mkdir()
    (tmp_path / "照片/a.jpg").touch()
    sample_window.commands.back_up.trigger()
    form = dialog(sample_window, BackupDialog)
    for text, told in (
        ("", "请选择"),
        (str(tmp_path / "照片"), "有别的文件"),
        (str(tmp_path / "sample/x"), "资料文件夹"),
    ):
        type_into(form.folder, text)
        click(form.ok)
        assert form.isVisible() and told in form.problem.text()
    form.reject()


def test_a_backup_is_rehearsed_and_restored_and_opened(sample_window: MainWindow, tmp_path: Path) -> None:
    window = sample_window
    backed_up(window, tmp_path / "备份")
    window.commands.rehearse.trigger()
    click(dialog(window, RehearseDialog).ok)
    wait(window)
    assert "可以恢复" in window.notice.text
    window.commands.restore.trigger()
    form = dialog(window, RestoreBackupDialog)
    assert "caseorg-" in form.source.text()
    type_into(form.target, str(tmp_path / "新"))
    click(form.ok)
    wait(window)
    assert "已核验" in window.notice.text
    with open_workspace(tmp_path / "新") as workspace:
        list(verify(workspace))
    click_text(window.notice, "打开它")
    wait(window)
    assert window.next_folder == tmp_path / "新" and not window.isVisible()


def test_a_case_is_archived_encrypted_and_opened_again(
    sample_window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, file = sample_window, tmp_path / "案件.caseorg"
    window.commands.archive.trigger()
    form = dialog(window, ArchiveDialog)
    type_into(form.file, str(tmp_path / "案件"))
    assert not form.first.isVisible()
    form.encrypt.click()
    type_into(form.first, "一二三四")
    click(form.ok)
    assert "不一样" in form.problem.text()
    click(form.make_up)
    secret = form.first.text()
    assert len(secret) == 24 and QApplication.clipboard().text() == secret and "忘记口令无法恢复" in form.lost.text()
    click(form.ok)
    wait(window)
    assert file.is_file() and (tmp_path / "案件-恢复说明.pdf").is_file()
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()) or True)
    click_text(window.notice, "恢复说明")
    assert shown == [str(tmp_path / "案件-恢复说明.pdf")]

    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    window.commands.open_archive.trigger()
    asked = dialog(window, PassphraseDialog)
    type_into(asked.field, "not this one")
    click(asked.ok)
    wait(window)
    assert "口令不对" in window.notice.text
    window.commands.open_archive.trigger()
    asked = dialog(window, PassphraseDialog)
    type_into(asked.field, secret)
    click(asked.ok)
    wait(window)
    assert "作为新案件打开" in window.notice.text and "这里已有同一案件" in window.notice.text
    assert window.desk.case and window.desk.case.id != SAMPLE and "（来自存档）" in window.desk.case.title


def test_what_is_no_archive_is_told(sample_window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "a.caseorg").write_bytes(b"x")
    sample_window.keeping.take(tmp_path / "a.caseorg")
    assert "不是caseorg的存档" in sample_window.notice.text


def test_the_data_folder_is_examined_and_made_good(sample_window: MainWindow, tmp_path: Path) -> None:
    window = sample_window
    backed_up(window, tmp_path / "备份")
    folder = window.desk.tasks.workspace.folder
    gone = next(folder.glob("evidence/??/*"))
    gone.unlink()
    window.commands.examine.trigger()
    wait(window)
    form = dialog(window, HealthDialog)
    assert "的文件不见了" in form.text.toPlainText() and form.heal.isVisible()
    click(form.heal)
    wait(window)
    assert gone.is_file()
    assert "✓" in dialog(window, HealthDialog).text.toPlainText()
    dialog(window, HealthDialog).reject()


def test_a_long_backup_shows_progress_and_stops(sample_window: MainWindow, tmp_path: Path) -> None:
    window = sample_window
    jobs = []
    window.desk.tasks.started.connect(jobs.append)
    window.desk.tasks.started.connect(lambda job: job.stop())
    window.commands.back_up.trigger()
    form = dialog(window, BackupDialog)
    type_into(form.folder, str(tmp_path / "备份"))
    click(form.ok)
    wait(window)
    assert jobs and backups_in(tmp_path / "备份") == []


def test_another_data_folder_is_chosen(sample_window: MainWindow, tmp_path: Path) -> None:
    window = sample_window
    window.commands.data_folder.trigger()
    form = dialog(window, FolderDialog)
    type_into(form.field, str(tmp_path / "别处"))
    click(form.ok)
    wait(window)
    assert window.next_folder == tmp_path / "别处"


def test_a_broken_folder_opens_for_reading_and_says_what_to_do(
    open_window: OpenWindow, sample_folder: Path, tmp_path: Path
) -> None:
    with open_workspace(sample_folder) as workspace:
        list(make_backup(workspace, tmp_path / "备份"))
    with closing(sqlite3.connect(sample_folder / "caseorg.db")) as database:
        database.execute("CREATE TABLE mine (x)")
    with open_workspace(sample_folder) as workspace:
        window = open_window(workspace)
        assert "mine" in window.notice.text and window.notice.property("error")
        assert window.desk.case and window.desk.case.id == SAMPLE
        click_text(window.notice, "恢复…")
        form = dialog(window, RestoreBackupDialog)
        assert str(tmp_path / "备份") in form.source.text() and form.target.text().endswith("sample-恢复")
        form.reject()
        window.commands.sample.trigger()
        window.desk.do(partial(remove_event, event_id=window.desk.case.events[0].id))
        wait(window)
        assert "不再向" in window.notice.text


def test_before_the_window_a_broken_folder_is_saved_into_a_new_one(
    qtbot: QtBot, sample_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_language("zh_CN")
    (sample_folder / "caseorg.db").write_bytes(b"")
    with pytest.raises(CaseorgError) as told, open_workspace(sample_folder):
        pass
    shown = BrokenDialog(sample_folder, told.value)
    qtbot.addWidget(shown)
    shown.show()
    assert "数据库是空的" in shown.text.text()
    (tmp_path / "新").mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "新"))
    click_text(shown, "把还能读出的内容存进新文件夹…")
    qtbot.waitUntil(lambda: shown.folder is not None, timeout=PATIENCE_MILLISECONDS)
    assert shown.folder == tmp_path / "新"
    with open_workspace(tmp_path / "新") as workspace:
        assert len(workspace.read(list_cases)) == 1
        list(verify(workspace))


def test_before_the_window_a_backup_is_restored(qtbot: QtBot, sample_folder: Path, tmp_path: Path) -> None:
    use_language("zh_CN")
    with open_workspace(sample_folder) as workspace:
        list(make_backup(workspace, tmp_path / "备份"))
    (sample_folder / "caseorg.db").unlink()
    with pytest.raises(CaseorgError) as told, open_workspace(sample_folder):
        pass
    shown = BrokenDialog(sample_folder, told.value)
    qtbot.addWidget(shown)
    shown.show()
    click_text(shown, "从备份恢复…")
    (form,) = (child for child in shown.findChildren(RestoreBackupDialog) if child.isVisible())
    type_into(form.target, str(tmp_path / "新"))
    click(form.ok)
    qtbot.waitUntil(lambda: shown.folder is not None, timeout=PATIENCE_MILLISECONDS)
    with open_workspace(tmp_path / "新") as workspace:
        list(verify(workspace))


@pytest.mark.parametrize(
    ("days", "ago", "due"), [(1, None, True), (1, 2, True), (3, 2, False), (0, 9, False), (1, -5, True)]
)
def test_a_backup_is_made_when_the_last_one_is_old(
    qtbot: QtBot, tmp_path: Path, days: int, ago: int | None, due: bool
) -> None:
    now = datetime(2026, 11, 28, tzinfo=UTC)
    last = LastBackup(tmp_path, now - timedelta(days=ago)) if ago is not None else None
    made: list[BackupPlan] = []
    owner = QObject()
    schedule = BackupSchedule(lambda: BackupPlan(tmp_path, days), lambda: last, made.append, owner)
    schedule.look(now)
    schedule.look(now + timedelta(hours=1))
    assert len(made) == due
    schedule.look(now + timedelta(days=1, hours=1))
    assert len(made) == (2 if due else 0) or (days, ago) == (3, 2)
    schedule.close()


def test_a_scheduled_backup_whose_disk_is_not_there_makes_no_folder(sample_window: MainWindow, tmp_path: Path) -> None:
    sample_window.keeping._scheduled(BackupPlan(tmp_path / "usb"))
    assert "请接上那个磁盘" in sample_window.notice.text and not (tmp_path / "usb").exists()
    (tmp_path / "usb").mkdir()
    sample_window.keeping._scheduled(BackupPlan(tmp_path / "usb"))
    wait(sample_window)
    assert len(backups_in(tmp_path / "usb")) == 1


def test_a_made_up_passphrase_is_never_the_same() -> None:
    assert len({made_up() for _ in range(50)}) == 50


def test_a_second_window_of_the_same_folder_calls_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    with only_window(tmp_path) as alone:
        Answering(window, tmp_path)
        assert alone and not window.isVisible()
        with only_window(tmp_path) as second:
            assert not second
            call_other(tmp_path)
        qtbot.waitUntil(window.isVisible, timeout=PATIENCE_MILLISECONDS)
        window.hide()
        call_other(tmp_path)
        qtbot.waitUntil(window.isVisible, timeout=PATIENCE_MILLISECONDS)
    with only_window(tmp_path) as alone:
        assert alone
    shutil.rmtree(tmp_path)
    with only_window(tmp_path / "none") as alone:
        assert alone


@pytest.mark.skipif(sys.platform != "linux", reason="a window without a screen")
def test_two_programs_on_one_folder_are_one_window(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "CASEORG_DATA": str(tmp_path)}
    command = [sys.executable, "-m", "caseorg"]
    first = subprocess.Popen(command, env=environment)
    try:
        wait_until(lambda: (tmp_path / "window.call").exists() or first.poll() is not None)
        second = subprocess.run(command, env=environment, check=False, timeout=PATIENCE)
        assert second.returncode == 0 and first.poll() is None
        assert (tmp_path / "window.call").read_text(encoding="utf-8")
    finally:
        first.kill()
        first.wait()
    with only_one(tmp_path / "window.lock") as alone:
        assert alone
