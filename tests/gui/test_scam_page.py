"""The scam check, used as a worried person would."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseorg.gui.marking import MOST, utf16
from caseorg.gui.pages import WindowPage
from caseorg.gui.scam.page import ScamPage
from caseorg.gui.scam.report import examine
from caseorg.gui.window import MainWindow
from gui.hands import NO_KEYS, click, click_text, press, type_into, wait
from waiting import PATIENCE_MILLISECONDS

LURE = "😀您的账户被冻结，请先支付保证金200元解冻，点击 http://pinduoduo-tuikuan.top/a 办理"


@pytest.fixture
def page(window: MainWindow) -> ScamPage:
    press(window, "Ctrl+3")
    wait(window)
    assert window.pages.place is WindowPage.SCAM
    return window.pages.scam


def check(window: MainWindow, qtbot: QtBot, text: str) -> ScamPage:
    page = window.pages.scam
    type_into(page.box, text)
    looked_at(window, qtbot)
    return page


def looked_at(window: MainWindow, qtbot: QtBot) -> None:
    """Once nothing more was typed for a while."""
    qtbot.waitUntil(lambda: not window.pages.scam._timer.isActive(), timeout=PATIENCE_MILLISECONDS)
    wait(window)


def marked(page: ScamPage) -> list[str]:
    return [selection.cursor.selectedText() for selection in page.box.extraSelections()]  # type: ignore[attr-defined]


def test_before_anything_is_pasted_it_tells_what_swindlers_say(page: ScamPage) -> None:
    assert "不收一分钱" in page.banner.title.text()
    assert "解冻账户" in page.report.toPlainText()
    assert len(page.factors.rows) == 3


def test_the_words_that_warn_are_marked_where_they_stand(window: MainWindow, qtbot: QtBot, page: ScamPage) -> None:
    check(window, qtbot, LURE)
    assert any("保证金" in words for words in marked(page))
    assert any("pinduoduo-tuikuan.top" in words for words in marked(page))
    assert page.banner.property("alarm")
    assert "96110" in page.banner.text.text()
    told = page.report.toPlainText()
    assert "怎么办" in told
    assert "pinduoduo-tuikuan.top" in told


def test_nothing_found_proves_nothing(window: MainWindow, qtbot: QtBot, page: ScamPage) -> None:
    check(window, qtbot, "您好，请问订单号是多少？")
    assert not page.banner.property("alarm")
    assert "不能证明" in page.banner.text.text()
    assert not page.report.isVisible()
    assert marked(page) == []


def test_markup_in_the_text_is_shown_as_it_is(window: MainWindow, qtbot: QtBot, page: ScamPage) -> None:
    check(window, qtbot, "请缴纳<b>保证金</b>后退款 <img src='file:///etc/passwd'>")
    assert "<b>" in page.report.toPlainText() or not page.report.isVisible()


def test_a_long_text_full_of_flags_does_not_hold_up_the_window(
    window: MainWindow, qtbot: QtBot, page: ScamPage
) -> None:
    page.box.setPlainText(f"{LURE}\n" * 2_000)
    page._timer.stop()
    examined = examine(window.desk.tasks.workspace.knowledge, page.box.toPlainText())
    assert len(examined.spans) > 10 * MOST
    page._show(examined)
    assert len(marked(page)) == MOST  # 0.1 s; it took 17 s once, with a mark for each
    assert page.banner.title.text() == page_title(window, qtbot, LURE)


def page_title(window: MainWindow, qtbot: QtBot, text: str) -> str:
    return check(window, qtbot, text).banner.title.text()


def test_more_than_can_be_named_is_counted(window: MainWindow, qtbot: QtBot, page: ScamPage) -> None:
    check(window, qtbot, "\n".join(f"http://pinduoduo-tuikuan{number}.top" for number in range(25)))
    assert "另有5个" in page.report.toPlainText()


def test_an_answer_about_a_text_that_is_gone_is_dropped(window: MainWindow, page: ScamPage) -> None:
    page.box.setPlainText(LURE)
    page.check()
    page.box.setPlainText("您好")
    wait(window)
    assert marked(page) == []
    assert not page.banner.property("alarm")


def test_only_three_times_yes_counts(page: ScamPage) -> None:
    rows = list(page.factors.rows.values())
    for row in rows[:2]:
        click(row.yes)
    assert page.factors.property("state") == ""
    click(rows[2].no)
    assert page.factors.property("state") == "urgent"
    click(rows[2].yes)
    assert page.factors.property("state") == "ready"


def test_what_was_found_outweighs_a_yes(window: MainWindow, qtbot: QtBot, page: ScamPage) -> None:
    for row in page.factors.rows.values():
        click(row.yes)
    check(window, qtbot, LURE)
    assert page.factors.property("state") == "urgent"
    click_text(page, "清空")
    looked_at(window, qtbot)
    assert page.factors.property("state") == ""
    assert page.box.toPlainText() == ""


def drop_on(page: ScamPage, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    box, copy, left = page.box.viewport(), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    QApplication.sendEvent(box, QDragEnterEvent(QPoint(20, 20), copy, data, left, NO_KEYS))
    QApplication.sendEvent(box, QDropEvent(QPointF(20, 20), copy, data, left, NO_KEYS))


def test_a_text_file_is_checked_and_not_added_to_a_case(
    window: MainWindow, qtbot: QtBot, page: ScamPage, tmp_path: Path
) -> None:
    file = tmp_path / "聊天.txt"
    file.write_bytes(LURE.encode("gb18030"))
    drop_on(page, file)
    wait(window)
    looked_at(window, qtbot)
    assert page.box.toPlainText() == LURE
    assert page.banner.property("alarm")
    assert window.desk.case is None


def test_a_file_that_is_no_text_is_told(window: MainWindow, page: ScamPage, tmp_path: Path) -> None:
    file = tmp_path / "a.bin"
    file.write_bytes(b"\0\1\2")
    drop_on(page, file)
    wait(window)
    assert "不是文本" in page.banner.title.text()


@pytest.mark.parametrize(("position", "there"), [(0, 0), (1, 2), (2, 3), (3, 5)])
def test_positions_are_counted_as_qt_counts(position: int, there: int) -> None:
    assert utf16("😀a💳", [position]) == {position: there}
