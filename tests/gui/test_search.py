"""The one search in the window: answers as one types, a hit opens where it stands."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from caseorg.actions.case import edit_case, new_case
from caseorg.actions.event import EventDetails, add_event
from caseorg.domain.case import CaseDetails, CaseId, Party, Role, Side
from caseorg.domain.moments import Moment, Precision, TimeSource
from caseorg.gui.search.rows import FoundRow, Heading
from caseorg.gui.window import MainWindow
from caseorg.jobs.intake import add_files
from caseorg.workspace import Workspace
from cli.test_proposals import CHAT
from domain.reading.pages import PDD_ORDER
from gui.conftest import OpenWindow
from gui.hands import click, press, type_into, wait
from gui.test_review import add


@pytest.fixture
def window(open_window: OpenWindow, workspace: Workspace, case_id: CaseId, tmp_path: Path) -> MainWindow:
    """A case with an order page and a chat, which were read; another case is open."""
    add(workspace, case_id, tmp_path, PDD_ORDER, CHAT)
    other = workspace.write(new_case, CaseDetails(title="视频会员24小时未到账"))
    at = Moment(datetime(2026, 11, 2, 10, tzinfo=UTC), Precision.MINUTE, TimeSource.TYPED)
    workspace.change(add_event, other, EventDetails(at=at, text="客服说系统繁忙", side=Side.MERCHANT))
    return open_window(workspace)


def rows(window: MainWindow) -> list[FoundRow]:
    return [row for row in window.found.model.rows if isinstance(row, FoundRow)]


def search(window: MainWindow, words: str) -> None:
    press(window, "Ctrl+F")
    type_into(window.commands.search, words)
    wait(window)


def test_a_line_of_a_picture_opens_boxed_by_keyboard(window: MainWindow, case_id: CaseId) -> None:
    before = window.desk.case_id
    search(window, "24小时")
    found = rows(window)
    headings = [row.title for row in window.found.model.rows if isinstance(row, Heading)]
    assert headings[0] == "视频会员24小时未到账"  # the open case comes first
    assert len(headings) == 2
    assert all(row.span and row.text[slice(*row.span)] == "24小时" for row in found)
    line = next(number for number, row in enumerate(found) if row.hit.evidence)
    for _ in range(line):
        QTest.keyClick(window.commands.search, Qt.Key.Key_Down)
    QTest.keyClick(window.commands.search, Qt.Key.Key_Return)
    wait(window)
    assert window.desk.case_id == case_id != before
    assert window.inspector.evidence == found[line].hit.evidence
    assert window.page.view.key() == found[line].hit.item
    assert window.inspector.picture.box is not None
    assert not window.found.isVisible()


def test_once_a_hit_was_opened_the_list_stays_away_until_one_types_again(window: MainWindow) -> None:
    search(window, "24小时")
    line = next(number for number, row in enumerate(rows(window)) if row.hit.evidence)
    for _ in range(line):
        QTest.keyClick(window.commands.search, Qt.Key.Key_Down)
    QTest.keyClick(window.commands.search, Qt.Key.Key_Return)
    wait(window)
    for keys in ("F11", "F11", "Ctrl+F"):
        press(window, keys)
        wait(window)
        assert not window.found.isVisible()
    QTest.keyClick(window.commands.search, Qt.Key.Key_Down)
    wait(window)
    assert window.found.isVisible()
    QTest.keyClick(window.commands.search, Qt.Key.Key_Return)
    wait(window)
    press(window, "Ctrl+F")
    type_into(window.commands.search, "24小")
    wait(window)
    assert window.found.isVisible()


def test_only_the_open_case_is_searched_where_that_is_ticked(window: MainWindow) -> None:
    search(window, "24小时")
    everywhere = len(rows(window))
    QTest.keyClick(window.commands.search, Qt.Key.Key_Tab)
    assert window.found.isVisible() and window.found.here.hasFocus()
    QTest.keyClick(window.found.here, Qt.Key.Key_Space)
    wait(window)
    assert 0 < len(rows(window)) < everywhere
    assert {row.hit.case_id for row in rows(window)} == {window.desk.case_id}


def test_what_only_looks_alike_is_told_so(window: MainWindow) -> None:
    search(window, "26I1O1")
    assert rows(window)
    assert not any(row.hit.exact for row in rows(window))
    spoken = window.found.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert "近似" in spoken


def test_esc_puts_the_list_away_and_nothing_is_said_to_be_found(window: MainWindow) -> None:
    search(window, "没有这样的话")
    assert window.found.status.text() == "没有找到相关内容。"
    assert not rows(window)
    QTest.keyClick(window.commands.search, Qt.Key.Key_Escape)
    assert not window.found.isVisible()
    assert window.commands.search.hasFocus()


def test_an_event_is_selected_and_the_list_goes_with_the_focus(window: MainWindow) -> None:
    search(window, "系統繁忙")
    (row,) = rows(window)
    window.cases.filter.setFocus()
    assert not window.found.isVisible()
    window.commands.search.setFocus()
    wait(window)
    place = window.found.view.visualRect(window.found.view.currentIndex()).center()
    QTest.mouseClick(window.found.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    wait(window)
    assert window.page.view.key() == row.hit.item
    assert QApplication.focusWidget() is not window.commands.search


def test_fast_typing_shows_the_last_answer(window: MainWindow) -> None:
    press(window, "Ctrl+F")
    for words in ("2", "24小", "系统", "系统繁忙"):
        window.commands.search.setText(words)
    wait(window)
    assert [row.hit.text for row in rows(window)] == ["客服说系统繁忙"]
    click(window.found.here)


def test_a_line_of_a_text_opens_marked(window: MainWindow, workspace: Workspace, tmp_path: Path) -> None:
    assert window.desk.case_id
    chat = "\n".join(["您好😀"] * 400 + ["客服：请加微信 kefu_8866 办理退款"])
    (tmp_path / "chat.txt").write_text(chat, encoding="utf-8")
    list(add_files(workspace, window.desk.case_id, [tmp_path / "chat.txt"]))
    search(window, "KEFU＿8866")
    (row,) = rows(window)
    assert row.hit.line == 400
    QTest.keyClick(window.commands.search, Qt.Key.Key_Return)
    wait(window)
    shown = window.inspector.text
    assert shown.isVisible() and shown.found.selectedText() == "kefu_8866"
    assert shown.viewport().rect().contains(shown.cursorRect(shown.textCursor()).center())


def test_other_cases_of_the_same_merchant_are_one_quiet_line_that_leads_there(
    window: MainWindow, workspace: Workspace
) -> None:
    shop = Party(role=Role.MERCHANT, name="星河数码卡券专营店")
    assert window.desk.case_id
    workspace.write(edit_case, window.desk.case_id, CaseDetails(title="会员", parties=(shop,)))
    first = workspace.write(new_case, CaseDetails(title="点卡", parties=(shop,)))
    line = window.page.header.common
    window.indexing.begin()
    window.desk.reload()
    wait(window)
    assert line.isVisible() and "另有1个案件" in line.text() and "星河数码" in line.toolTip()
    line.linkActivated.emit("0")
    wait(window)
    assert window.desk.case_id == first
    second = workspace.write(new_case, CaseDetails(title="皮肤", parties=(shop,)))
    window.desk.reload()
    wait(window)
    line.linkActivated.emit("0")
    assert line.menu.isVisible() and {action.text() for action in line.menu.actions()} == {"会员", "皮肤"}
    next(action for action in line.menu.actions() if action.text() == "皮肤").trigger()
    line.menu.hide()
    wait(window)
    assert window.desk.case_id == second
    workspace.write(edit_case, second, CaseDetails(title="皮肤"))
    window.desk.reload()
    wait(window)
    assert not line.isVisible()
