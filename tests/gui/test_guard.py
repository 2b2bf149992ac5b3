"""The guard in the window: what holds is shown with a way to mend it, and nothing goes out unsaid."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from caseorg.actions.case import edit_case
from caseorg.actions.event import EventDetails, add_event
from caseorg.domain.moments import parse_moment
from caseorg.gui.export.dialog import ExportDialog
from caseorg.gui.export.upload import UploadDialog
from caseorg.gui.guard.dialog import GuardDialog
from caseorg.gui.timeline.event_dialog import EventDialog
from caseorg.gui.window import MainWindow
from caseorg.gui.wizard.dialog import Wizard
from caseorg.jobs.sample import SAMPLE
from caseorg.store.journal import entries_of
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace
from gui.hands import click, dialog, type_into, wait


@pytest.fixture
def rude(sample: Workspace, open_window: Callable[[Workspace], MainWindow]) -> MainWindow:
    """The sample case with an insult in an event and a threat in the demand."""
    told = EventDetails(at=parse_moment("2026-11-12 10:00"), text="客服说概不退换，这个畜生不如的老板收了钱就不管了")
    sample.write(add_event, SAMPLE, told)
    details = sample.read(load_case, SAMPLE).details
    sample.write(edit_case, SAMPLE, replace(details, demand="赶紧退钱，不然曝光你们全家"))
    return open_window(sample)


def exporting(window: MainWindow, out: Path) -> ExportDialog:
    window.commands.complaint.trigger()
    form = dialog(window, ExportDialog)
    type_into(form.file, str(out))
    QTest.keyClick(form.file, Qt.Key.Key_Return)
    wait(window)
    return form


def test_what_holds_is_shown_and_enter_goes_back_without_a_file(rude: MainWindow, tmp_path: Path) -> None:
    exporting(rude, tmp_path / "投诉书.pdf")
    found = dialog(rude, GuardDialog)
    texts = " ".join(label.text() for label in found.findChildren(QPushButton))
    assert "返回修改" in texts
    QTest.keyClick(found, Qt.Key.Key_Return)
    wait(rude)
    assert not rude.findChildren(GuardDialog)
    assert not (tmp_path / "投诉书.pdf").exists()
    assert dialog(rude, ExportDialog).isVisible()


def test_going_on_all_the_same_writes_the_paper_and_is_noted(rude: MainWindow, tmp_path: Path) -> None:
    exporting(rude, tmp_path / "投诉书.pdf")
    found = dialog(rude, GuardDialog)
    found.go_on.setFocus()
    QTest.keyClick(found.go_on, Qt.Key.Key_Space)
    wait(rude)
    assert (tmp_path / "投诉书.pdf").is_file()
    assert rude.desk.tasks.workspace.read(lambda source: list(entries_of(source, "guard.override")))


def test_a_finding_opens_the_event_where_it_stands(rude: MainWindow, tmp_path: Path) -> None:
    exporting(rude, tmp_path / "投诉书.pdf")
    found = dialog(rude, GuardDialog)
    (mend,) = [one for one in found.findChildren(QPushButton) if "畜生" in one.accessibleName()]
    click(mend)
    wait(rude)
    form = dialog(rude, EventDialog)
    assert "畜生" in form.text.toPlainText()


def test_a_clean_case_goes_out_without_a_question(sample_window: MainWindow, tmp_path: Path) -> None:
    exporting(sample_window, tmp_path / "投诉书.pdf")
    assert (tmp_path / "投诉书.pdf").is_file()
    assert not sample_window.findChildren(GuardDialog)


def test_an_upload_set_is_held_too(rude: MainWindow, tmp_path: Path) -> None:
    rude.commands.upload.trigger()
    form = dialog(rude, UploadDialog)
    type_into(form.file, str(tmp_path / "材料"))
    click(form.ok)
    wait(rude)
    assert dialog(rude, GuardDialog).isVisible()
    assert not (tmp_path / "材料").exists()


def test_a_message_is_not_copied_before_its_writer_has_read_why(rude: MainWindow) -> None:
    rude.ask.message("pdd-merchant")
    wizard = dialog(rude, Wizard)
    wait(rude)
    QApplication.clipboard().setText("before")
    click(wizard.message.preview.copy)
    wait(rude)
    found = dialog(rude, GuardDialog)
    assert QApplication.clipboard().text() == "before"
    click(found.go_on)
    wait(rude)
    assert "曝光你们全家" in QApplication.clipboard().text()


def demand(window: MainWindow) -> str:
    assert window.desk.case
    return window.desk.case.demand


def test_the_better_sentence_is_put_in_place_by_keyboard_and_taken_back(rude: MainWindow, tmp_path: Path) -> None:
    exporting(rude, tmp_path / "投诉书.pdf")
    found = dialog(rude, GuardDialog)
    assert found.title.text() == "有2处请改好再发出"
    uses = [one for one in found.findChildren(QPushButton) if one.text() == "用这句"]
    (use,) = [one for one in uses if "12315" in one.accessibleDescription()]
    use.setFocus()
    QTest.keyClick(use, Qt.Key.Key_Space)
    wait(rude)
    assert "曝光" not in demand(rude)
    assert demand(rude).startswith("赶紧退钱，")
    assert "将依法向12315投诉" in demand(rude)
    assert found.title.text() == "有1处请改好再发出"

    QTest.keyClick(use, Qt.Key.Key_Space)
    wait(rude)
    assert demand(rude) == "赶紧退钱，不然曝光你们全家"
    assert found.title.text() == "有2处请改好再发出"
    assert rude.notice.text == "已撤销：换上更好的说法"

    for one in uses:
        QTest.keyClick(one, Qt.Key.Key_Space)
        wait(rude)
    assert found.title.text() == "都换好了，请返回再看一遍"
    assert rude.desk.case
    assert not any("畜生" in event.text for event in rude.desk.case.events)
    assert "客服说概不退换" in [event.text for event in rude.desk.case.events]
    QTest.keyClick(found, Qt.Key.Key_Escape)
    form = dialog(rude, ExportDialog)
    click(form.ok)
    wait(rude)
    assert (tmp_path / "投诉书.pdf").is_file()
    assert not rude.desk.tasks.workspace.read(lambda source: list(entries_of(source, "guard.override")))
