"""The crash net: its report says where, never what about; what is typed is kept, and the window begins anew."""

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from caseorg.gui import crash, crash_box
from caseorg.gui.app import renewed_window
from caseorg.gui.cases.case_dialog import CaseDialog
from caseorg.gui.crash_box import CrashBox
from caseorg.gui.drafts import DraftKeeper
from caseorg.gui.window import MainWindow
from caseorg.i18n import tr
from caseorg.jobs.sample import SAMPLE
from gui.hands import click, dialog, press, type_into, wait

SECRET = "林晓㛃 13800001234"


@pytest.fixture(autouse=True)
def _net(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It hangs for one test alone."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    crash.install(tmp_path)


def fall(text: str = SECRET) -> None:
    try:
        int(text)
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)


def boxes() -> list[CrashBox]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, CrashBox) and one.isVisible()]


def log(tmp_path: Path) -> str:
    return (tmp_path / crash.LOG).read_text(encoding="utf-8")


def test_a_report_holds_the_place_and_no_text_of_a_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crash, "_show", lambda text, file: None)  # there is no window to tell
    fall()
    assert "ValueError" in log(tmp_path) and "test_crash.py" in log(tmp_path)
    assert "林晓" not in log(tmp_path) and "1380000" not in log(tmp_path)


def test_a_fault_that_comes_back_does_not_fill_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crash, "_show", lambda text, file: None)
    (tmp_path / crash.LOG).write_text("x" * ((1 << 20) + 1), encoding="utf-8")
    fall()
    assert len(log(tmp_path)) < 1 << 20 and "ValueError" in log(tmp_path)


def test_what_is_being_typed_is_kept_at_once_and_stands_in_the_window_that_is_opened_anew(
    sample_window: MainWindow, tmp_path: Path
) -> None:
    window, workspace = sample_window, sample_window.desk.tasks.workspace
    press(window, "Ctrl+D")
    form = dialog(window, CaseDialog)
    keeper = form.findChild(DraftKeeper)
    assert isinstance(keeper, DraftKeeper)
    keeper.timer.setInterval(10**8)  # what would keep it by itself does not come
    type_into(form.title, "写了一半的名称")
    assert not list(workspace.drafts.glob("*/*.json"))
    fall()
    fall()
    (box,) = boxes()
    told = box.informativeText()
    assert tr("Case details") in told and crash.LOG in told and "林晓" not in box.detailedText()
    click(box.copy)
    assert box.isVisible() and QApplication.clipboard().text() == box.report and "ValueError" in box.report
    click(box.anew)
    wait(window)
    assert not window.isVisible() and window.renewed
    again = renewed_window(workspace, window)
    try:
        wait(again)
        assert again.desk.case_id == SAMPLE
        press(again, "Ctrl+D")
        restored = dialog(again, CaseDialog)
        assert restored.title.text() == "写了一半的名称"
        restored.reject()
    finally:
        again.close()
        wait(again)
        again.deleteLater()


def test_one_goes_on_where_one_was(sample_window: MainWindow) -> None:
    fall()
    (box,) = boxes()
    click(box.go_on)
    assert boxes() == [] and sample_window.isVisible() and not sample_window.renewed
    fall("anderes")
    (again,) = boxes()
    again.reject()


def test_what_cannot_be_kept_is_told_with_the_bug(sample_window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(window: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(crash_box, "keep_typed", fails)
    fall()
    (box,) = boxes()
    assert "ValueError" in box.report and "RuntimeError" in box.report
    click(box.go_on)
