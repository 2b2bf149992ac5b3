"""The inbox in the window: chosen with a word on what lies there, looked at with a given clock, undone in one step."""

import threading
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from caseorg.domain.case import CaseFile, CaseId
from caseorg.domain.remark import remark
from caseorg.gui.inbox import watch
from caseorg.gui.inbox.dialog import InboxDialog
from caseorg.gui.window import MainWindow
from caseorg.jobs import inbox
from caseorg.jobs.inbox import TAKEN, Inbox, InboxListing, stop_watching, watch_folder
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace
from gui.conftest import OpenWindow
from gui.hands import click, dialog, type_into, wait
from jobs.receiver.phone import Clock
from waiting import PATIENCE, wait_until


@pytest.fixture(autouse=True)
def _no_look_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine is: the looks are those of the test."""
    monkeypatch.setattr(watch, "_LOOK_MILLISECONDS", 24 * 3600 * 1000)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "微信文件"
    found.mkdir()
    (found / "聊天.txt").write_text("客服：1小时内处理", encoding="utf-8")
    return found


def look(window: MainWindow, seconds: float) -> None:
    """One look after so many seconds."""
    assert isinstance(window.inbox.clock, Clock)
    window.inbox.clock.now += seconds
    window.inbox.look()
    wait(window)
    wait_until(lambda: QApplication.processEvents() or not window.inbox.looking)
    wait(window)


def stored(window: MainWindow) -> CaseFile:
    assert window.desk.case
    return window.desk.tasks.workspace.read(load_case, window.desk.case.id)


def test_a_folder_is_chosen_and_what_rests_in_it_comes_in(
    open_window: OpenWindow, workspace: Workspace, case_id: CaseId, folder: Path
) -> None:
    window = open_window(workspace)
    window.inbox.clock = Clock()
    assert not window.inbox._timer.isActive()  # off until somebody chooses a folder
    window.commands.inbox.trigger()
    shown = dialog(window, InboxDialog)
    type_into(shown.folder, str(folder))
    click(shown.ok)
    wait(window)
    assert "已有1个文件" in shown.problem.text()
    click(shown.ok)
    wait(window)
    assert not [one for one in window.findChildren(InboxDialog) if one.isVisible()]
    assert window.inbox._timer.isActive()
    look(window, 0)
    look(window, 4)
    assert stored(window).evidence == ()
    look(window, 1)
    assert [item.name for item in stored(window).standing_evidence] == ["聊天.txt"]
    assert [path.name for path in folder.iterdir()] == [TAKEN]
    assert "已入库 1" in window.notice.text
    window.desk.history.stack.undo()
    wait(window)
    assert stored(window).standing_evidence == ()
    window.commands.inbox.trigger()
    again = dialog(window, InboxDialog)
    wait(window)
    assert again.folder.text() == str(folder)
    assert "聊天.txt　已入库　证据1" in again.log.toPlainText()
    click(again.off)
    wait(window)
    assert not window.inbox._timer.isActive()


def test_another_folder_is_told_of_too_and_nothing_is_watched_where_nothing_may_be_written(
    open_window: OpenWindow, workspace: Workspace, case_id: CaseId, folder: Path
) -> None:
    window = open_window(workspace)
    window.commands.inbox.trigger()
    shown = dialog(window, InboxDialog)
    type_into(shown.folder, str(folder))
    click(shown.ok)
    wait(window)
    other = folder.with_name("另一个")
    other.mkdir()
    (other / "合同.txt").write_text("合同", encoding="utf-8")
    shown.folder.clear()
    type_into(shown.folder, str(other))
    click(shown.ok)
    wait(window)
    assert shown.isVisible() and "已有1个文件" in shown.problem.text() and not (other / TAKEN).exists()
    shown.reject()
    wait(window)
    workspace.refuse(remark("There is nothing to show."))
    window.commands.inbox.trigger()
    assert not [one for one in window.findChildren(InboxDialog) if one.isVisible()] and window.notice.isVisible()


def test_it_goes_on_after_a_restart_and_tells_once_that_the_folder_is_gone(
    open_window: OpenWindow, workspace: Workspace, case_id: CaseId, folder: Path
) -> None:
    watch_folder(workspace, case_id, folder, 1)
    window = open_window(workspace)
    assert window.inbox._timer.isActive()
    window.inbox.clock = Clock()
    away = folder.rename(folder.with_name("拔掉了"))
    look(window, 0)
    assert "不在了" in window.notice.text
    window.notice.hide()
    look(window, 2)
    assert not window.notice.isVisible()
    away.rename(folder)
    look(window, 0)
    look(window, 5)
    assert [item.name for item in stored(window).standing_evidence] == ["聊天.txt"]


def test_a_folder_of_a_dead_network_is_told_of_and_keeps_the_window_from_nothing(
    open_window: OpenWindow,
    workspace: Workspace,
    case_id: CaseId,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    """Listing it waits until somebody connects the network again: here, until the test is over."""
    watch_folder(workspace, case_id, folder, 1)
    connected, look_into = Event(), inbox.look
    request.addfinalizer(connected.set)
    monkeypatch.setattr(inbox, "look", lambda *given: connected.wait() and look_into(*given))
    window = open_window(workspace)
    window.inbox.clock = clock = Clock()
    for seconds in (0, 19, 2):
        assert not window.notice.isVisible()
        clock.now += seconds
        window.inbox.look()
        wait(window)
    assert "没有回应" in window.notice.text and window.inbox.looking
    window.close()
    wait_until(lambda: QApplication.processEvents() or not window.isVisible())
    assert window.inbox.looking, "nobody waited for the folder"


@pytest.mark.parametrize("another", [False, True], ids=["none", "another"])
def test_a_folder_that_answers_when_it_is_watched_no_longer_gives_nothing(
    open_window: OpenWindow,
    workspace: Workspace,
    case_id: CaseId,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    *,
    another: bool,
) -> None:
    watch_folder(workspace, case_id, folder, 1)
    window = open_window(workspace)
    window.inbox.clock = Clock()
    look(window, 0)
    connected, look_into = Event(), inbox.look
    request.addfinalizer(connected.set)

    def late(asked: Inbox, *given: Any) -> InboxListing:
        assert asked.folder != folder or connected.wait(PATIENCE)
        return look_into(asked, *given)

    monkeypatch.setattr(inbox, "look", late)
    window.inbox.clock.now += 6
    window.inbox.look()
    wait(window)
    waiting = [thread for thread in threading.enumerate() if thread.name == "look"]
    assert waiting
    if another:
        other = folder.with_name("另一个")
        other.mkdir()
        watch_folder(workspace, case_id, other, 0)
        window.inbox.begin()
        window.inbox.look()
    else:
        stop_watching(workspace, (case_id,))
        window.inbox.begin()
    wait(window)
    connected.set()
    for thread in waiting:
        thread.join(PATIENCE)
    QApplication.processEvents()  # the answer comes, and whatever it begins is waited for
    wait(window)
    assert stored(window).evidence == () and (folder / "聊天.txt").exists()
