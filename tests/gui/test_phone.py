"""从手机接收 in the window: a phone asks, its digits are compared, its files become evidence, one step undoes it."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from caseorg.domain.case import BY_BROWSER, CaseFile, CaseId
from caseorg.gui.phone import addresses
from caseorg.gui.phone.addresses import NetworkAddress
from caseorg.gui.phone.dialog import PhoneDialog
from caseorg.gui.phone.reception import Reception
from caseorg.gui.window import MainWindow
from caseorg.jobs.receiver.news import End
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace
from gui.conftest import OpenWindow
from gui.hands import NO_KEYS, click, dialog, press, wait
from jobs.receiver.phone import Clock, Phone
from waiting import PATIENCE_MILLISECONDS

HERE = (NetworkAddress("Wi-Fi", "127.0.0.1"), NetworkAddress("docker0", "127.0.0.2"))


@pytest.fixture
def window(
    open_window: OpenWindow, workspace: Workspace, case_id: CaseId, monkeypatch: pytest.MonkeyPatch
) -> MainWindow:
    """A case without evidence, and the dialog over it."""
    monkeypatch.setattr(addresses, "local_places", lambda: HERE)
    window = open_window(workspace)
    press(window, "Ctrl+Shift+O")
    return window


def phone_of(shown: PhoneDialog) -> Phone:
    """A phone that scanned the code."""
    receiver = shown.reception._receiver
    assert receiver
    assert receiver.url == shown.joining.address.text().replace("\u200b", "")
    return Phone(receiver, None, Clock())  # type: ignore[arg-type]


def stored(window: MainWindow) -> CaseFile:
    assert window.desk.case
    return window.desk.tasks.workspace.read(load_case, window.desk.case.id)


def test_a_phones_files_become_evidence_in_one_step(window: MainWindow, qtbot: QtBot) -> None:
    shown = dialog(window, PhoneDialog)
    until = partial(qtbot.waitUntil, timeout=PATIENCE_MILLISECONDS)
    phone = phone_of(shown)
    code = phone.hello()
    until(shown.asking.isVisible)
    assert shown.asking.digits.text() == code
    assert shown.asking.refuse.hasFocus()
    shown.asking.allow.setFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # nobody trusts a phone by pressing Enter
        QTest.keyClick(shown.asking.allow, key)
    assert phone.offer(b"x")[0] == 403
    click(shown.asking.allow)
    assert [phone.send(text.encode(), f"{text}.txt")[0] for text in ("聊天", "付款")] == [200, 200]
    until(lambda: len(shown.reception.outcomes) == 2)
    assert phone.send("聊天".encode(), "又一次.txt")[0] == 200
    until(lambda: len(shown.reception.outcomes) == 3)
    rows = {row.name.whole: row.badge.text() for row in shown.receiving.arrivals.rows.values()}
    assert rows == {"聊天.txt": "已入库", "付款.txt": "已入库", "又一次.txt": "重复，已有证据1"}
    assert "与手机核对一致" in next(iter(shown.receiving.arrivals.rows.values())).detail.whole
    line = phone.begin_sending(b"z", 900, name="断了.txt")
    until(lambda: len(shown.receiving.arrivals.rows) == 4)
    line.close()
    until(lambda: not shown.receiving.arrivals.busy)
    assert [row.badge.text() for row in shown.receiving.arrivals.rows.values()][-1] == "中断"
    assert '"label": "证据1"' in phone.ask("GET", "state")[1].decode()
    click(shown.finish)
    wait(window)
    assert [(item.name, item.source) for item in stored(window).standing_evidence] == [
        ("聊天.txt", BY_BROWSER),
        ("付款.txt", BY_BROWSER),
    ]
    assert window.rooms.currentWidget() is window.rooms.review
    with pytest.raises(OSError, match="refused"):
        phone.ask("GET", "")
    window.desk.history.stack.undo()
    wait(window)
    assert stored(window).standing_evidence == ()
    assert list(window.desk.tasks.workspace.evidence.incoming.glob("*")) == []


def test_esc_refuses_the_phone_and_its_code_is_void(window: MainWindow, qtbot: QtBot) -> None:
    shown = dialog(window, PhoneDialog)
    phone = phone_of(shown)
    phone.hello()
    qtbot.waitUntil(shown.asking.isVisible, timeout=PATIENCE_MILLISECONDS)
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    qtbot.waitUntil(shown.again.isVisible, timeout=PATIENCE_MILLISECONDS)
    assert shown.trouble.text() == "已拒绝这部手机，二维码已作废。"
    with pytest.raises(OSError, match="refused"):
        phone.ask("GET", "")
    click(shown.again)
    assert phone_of(shown).receiver.session.token != phone.receiver.session.token
    shown.joining.network.setCurrentIndex(1)
    assert phone_of(shown).receiver.server_address[0] == "127.0.0.2"
    wait(window)
    assert shown.stack.currentWidget() is shown.waiting  # that the older one ended is no news
    QTest.keyClick(shown, Qt.Key.Key_Escape, NO_KEYS)
    wait(window)
    assert not [child for child in window.findChildren(PhoneDialog) if child.isVisible()]


def test_what_broke_off_is_to_be_sent_again_once_nothing_is_taken_any_more(window: MainWindow, qtbot: QtBot) -> None:
    shown = dialog(window, PhoneDialog)
    until = partial(qtbot.waitUntil, timeout=PATIENCE_MILLISECONDS)
    phone = phone_of(shown)
    phone.hello()
    until(shown.asking.isVisible)
    click(shown.asking.allow)
    line = phone.begin_sending(b"z", 900, name="断了.txt")
    until(lambda: len(shown.receiving.arrivals.rows) == 1)
    line.close()
    until(lambda: not shown.receiving.arrivals.busy)
    (row,) = shown.receiving.arrivals.rows.values()
    assert row.detail.whole.endswith("网络断了。手机会自动再发一次。")
    shown.reception.end(End.IDLE)
    until(shown.again.isVisible)
    assert row.badge.text() == "中断" and row.detail.whole.endswith("网络断了。请再发一次。")


def test_another_case_ends_it_and_what_arrived_is_kept_in_its_own(
    window: MainWindow, qtbot: QtBot, case_id: CaseId
) -> None:
    shown = dialog(window, PhoneDialog)
    phone = phone_of(shown)
    phone.hello()
    qtbot.waitUntil(shown.asking.isVisible, timeout=PATIENCE_MILLISECONDS)
    click(shown.asking.allow)
    assert phone.send(b"late", "late.txt")[0] == 200
    window.desk.open_case(None)
    wait(window)
    qtbot.waitUntil(lambda: not window.findChildren(Reception), timeout=PATIENCE_MILLISECONDS)
    assert [item.name for item in window.desk.tasks.workspace.read(load_case, case_id).evidence] == ["late.txt"]


def test_where_there_is_no_network_it_says_what_to_do(
    open_window: OpenWindow, workspace: Workspace, case_id: CaseId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "local_places", tuple)
    window = open_window(workspace)
    press(window, "Ctrl+Shift+O")
    assert "没有连到本地网络" in dialog(window, PhoneDialog).trouble.text()


def test_a_window_that_goes_leaves_nothing_half_taken(
    window: MainWindow, qtbot: QtBot, workspace: Workspace, tmp_path: Path
) -> None:
    shown = dialog(window, PhoneDialog)
    phone = phone_of(shown)
    phone.hello()
    qtbot.waitUntil(shown.asking.isVisible, timeout=PATIENCE_MILLISECONDS)
    click(shown.asking.allow)
    line = phone.begin_sending(b"z", 900)
    qtbot.waitUntil(lambda: bool(shown.receiving.arrivals.rows), timeout=PATIENCE_MILLISECONDS)
    window.close()
    wait(window)
    line.close()
    assert shown.reception.session
    assert shown.reception.session.end_reason is End.CLOSED
    assert list(workspace.evidence.incoming.glob("*")) == []
