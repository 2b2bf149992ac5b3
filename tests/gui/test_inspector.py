"""The words of what is selected: promises noted, settled and removed, and kinds of proof ticked."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseorg.actions.event import EventDetails, add_event
from caseorg.actions.evidence import Description, describe_evidence
from caseorg.actions.promise import PromiseDetails, add_promise
from caseorg.domain.case import EventId, Side
from caseorg.domain.moments import parse_moment
from caseorg.domain.timeline import TimelineEntry
from caseorg.gui.redaction.dialog import RedactionDialog
from caseorg.gui.timeline.event_dialog import EventDialog
from caseorg.gui.timeline.model import ROW
from caseorg.gui.window import MainWindow
from caseorg.jobs.sample import SAMPLE
from gui.hands import NO_KEYS, click_text, dialog, press, wait
from waiting import PATIENCE_MILLISECONDS

AT = parse_moment("2026-11-12 10:00")


def add(window: MainWindow, text: str = "客服回复：24小时内给您退款。", side: Side = Side.SERVICE) -> EventId:
    """An event that somebody wrote with the command line, selected."""
    key = window.desk.tasks.workspace.change(add_event, SAMPLE, EventDetails(at=AT, text=text, side=side))
    show(window, key)
    return key


def show(window: MainWindow, key: str) -> None:
    window.desk.reload()
    wait(window)
    window.page.view.select(key)
    wait(window)


def note(window: MainWindow, text: str, due: datetime | None, event: EventId | None = None) -> None:
    details = PromiseDetails(side=Side.SERVICE, text=text, made_at=AT, due=due, event=event)
    show(window, window.desk.tasks.workspace.change(add_promise, SAMPLE, details))


def promises(window: MainWindow) -> dict[str, bool | None]:
    assert window.desk.case
    return {promise.text: promise.kept for promise in window.desk.case.promises}


def labels(window: MainWindow) -> list[str]:
    return [button.text() for button in window.inspector.entry_text.promises.buttons]


def row(window: MainWindow) -> str:
    """The current row as it is read aloud."""
    return str(window.page.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))


def test_a_promise_in_the_words_is_offered_and_noted_only_when_asked(sample_window: MainWindow) -> None:
    window = sample_window
    event = add(window)
    before = promises(window)
    click_text(window.inspector, "记下")
    wait(window)

    (noted,) = (promise for promise in window.desk.case.promises if promise.event == event)  # type: ignore[union-attr]
    assert before | {noted.text: None} == promises(window)
    assert "24小时内" in noted.text
    assert (noted.side, noted.due) == (Side.SERVICE, AT.at + timedelta(hours=24))
    assert "记下" not in labels(window)
    assert noted.text in row(window)

    press(window, "Ctrl+Z")
    wait(window)
    assert promises(window) == before
    assert "记下" in labels(window)
    press(window, "Ctrl+Shift+Z")
    wait(window)
    assert noted.text in promises(window)


def test_a_double_click_notes_once_and_settles_nothing(sample_window: MainWindow) -> None:
    window = sample_window
    event = add(window)
    click_text(window.inspector, "记下")
    click_again(window)
    wait(window)

    noted = [promise for promise in window.desk.case.promises if promise.event == event]  # type: ignore[union-attr]
    assert [promise.kept for promise in noted] == [None]
    click_again(window)
    wait(window)
    assert promises(window)[noted[0].text] is None


def test_what_the_user_says_himself_is_no_promise_of_the_others(sample_window: MainWindow) -> None:
    add(sample_window, "我会在24小时内退货。", Side.ME)
    assert labels(sample_window) == []


@pytest.mark.parametrize(("label", "kept", "state"), [("已兑现", True, "已兑现"), ("未兑现", False, "未兑现")])
def test_a_promise_is_settled_undone_redone_and_opened_again(
    sample_window: MainWindow, label: str, kept: bool, state: str
) -> None:
    window = sample_window
    note(window, "48小时内回电", datetime.now(UTC) + timedelta(days=2))
    assert state not in row(window)
    click_text(window.inspector, label)
    wait(window)
    assert promises(window)["48小时内回电"] is kept
    assert state in row(window)

    press(window, "Ctrl+Z")
    wait(window)
    assert promises(window)["48小时内回电"] is None
    press(window, "Ctrl+Shift+Z")
    wait(window)
    assert promises(window)["48小时内回电"] is kept

    click_text(window.inspector, "改为未定")
    wait(window)
    assert promises(window)["48小时内回电"] is None


def test_a_promise_that_is_over_says_so_where_it_stands(sample_window: MainWindow) -> None:
    window = sample_window
    now = datetime.now(UTC)
    note(window, "上周五前补发", now - timedelta(days=2))
    assert "已逾期" in row(window)
    note(window, "下月底前补发", now + timedelta(days=20))
    assert "已逾期" not in row(window)
    assert "应于" in row(window)
    note(window, "尽快补发", None)
    assert "未说时间" in row(window)
    assert row(window).count("尽快补发") == 1


def test_a_promise_is_removed_with_delete_and_brought_back(sample_window: MainWindow) -> None:
    window = sample_window
    note(window, "48小时内回电", None)
    press(window.page.view, "Del")
    wait(window)
    assert "48小时内回电" not in promises(window)
    click_text(window.notice, "撤销")
    wait(window)
    assert "48小时内回电" in promises(window)


def test_a_promise_in_an_event_is_removed_without_the_event(sample_window: MainWindow) -> None:
    window = sample_window
    event = add(window, "客服致电。")
    note(window, "48小时内回电", None, event)
    row = next(button for button in window.inspector.entry_text.promises.buttons if button.text() == "删除")
    row.click()
    wait(window)
    assert "48小时内回电" not in promises(window)
    assert event in [one.id for one in window.desk.case.events]  # type: ignore[union-attr]
    press(window, "Ctrl+Z")
    wait(window)
    assert "48小时内回电" in promises(window)


def test_the_tab_key_goes_through_the_words_in_their_order(sample_window: MainWindow) -> None:
    window = sample_window
    event = add(window)
    note(window, "下周一前寄出票据", None, event)
    press(window.page.view, "Home")
    window.page.view.select(event)
    wait(window)
    window.inspector.entry_text._edit.setFocus()
    reached = []
    for _ in range(8):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())

    told = window.inspector.entry_text
    assert reached == [told._remove, told.parts.confirm, told.parts.who, told.parts.part, *told.promises.buttons]
    assert labels(window) == ["已兑现", "未兑现", "删除", "记下"]
    assert all(button.accessibleName().startswith(f"{button.text()}：") for button in told.promises.buttons)


def test_the_keyboard_stays_with_the_promises_after_one_was_settled(sample_window: MainWindow) -> None:
    window = sample_window
    note(window, "48小时内回电", None)
    press(window.page.view, "Return")
    told = window.inspector.entry_text
    assert told.isAncestorOf(QApplication.focusWidget())
    told.promises.buttons[0].setFocus()
    QTest.keyClick(told.promises.buttons[0], Qt.Key.Key_Space)
    wait(window)

    assert promises(window)["48小时内回电"] is True
    assert QApplication.focusWidget() is told.promises.buttons[0]
    window.desk.reload()
    wait(window)
    assert QApplication.focusWidget() is told.promises.buttons[0]


def test_words_that_look_like_markup_are_shown_as_they_are(sample_window: MainWindow) -> None:
    window = sample_window
    note(window, "<b>粗</b>体内回电", None)
    assert window.inspector.entry_text.text.text() == "<b>粗</b>体内回电"
    assert window.inspector.entry_text.text.textFormat() is Qt.TextFormat.PlainText


def test_a_long_text_is_reached_by_scrolling_and_begins_at_its_top(sample_window: MainWindow, qtbot: QtBot) -> None:
    window = sample_window
    first = add(window, "\n".join(f"第{number}句。" for number in range(80)))
    room = window.inspector.entry_text.words
    qtbot.waitUntil(lambda: room.verticalScrollBar().maximum() > 0, timeout=PATIENCE_MILLISECONDS)
    assert room.focusPolicy() & Qt.FocusPolicy.TabFocus
    room.setFocus()
    QTest.keyClick(room, Qt.Key.Key_PageDown)
    assert room.verticalScrollBar().value() > 0
    window.page.view.select_first()
    wait(window)
    window.page.view.select(first)
    wait(window)
    assert room.verticalScrollBar().value() == 0


def click_again(window: MainWindow) -> None:
    """The second half of a double click, on whatever button stands there by now."""
    button = window.inspector.entry_text.promises.buttons[0]
    for act in (QTest.mouseDClick, QTest.mouseRelease):
        act(button, Qt.MouseButton.LeftButton, NO_KEYS, button.rect().center())


def tick(window: MainWindow, name: str) -> None:
    menu = window.inspector._evidence_part.shows.menu()
    (action,) = (action for action in menu.actions() if action.text() == name)
    menu.popup(window.mapToGlobal(window.rect().center()))
    menu.setActiveAction(action)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    window.activateWindow()  # a window manager would do it when the menu closes
    window.page.view.setFocus()
    wait(window)


def test_a_kind_of_proof_is_ticked_stored_and_undone(sample_window: MainWindow) -> None:
    window = sample_window
    proofs = window.desk.tasks.workspace.knowledge.proofs
    show(window, window.desk.case.evidence[2].id)  # type: ignore[union-attr]
    button = window.inspector._evidence_part.shows
    tick(window, proofs["chat"].name)

    assert window.desk.case.evidence[2].shows == ("failure", "chat")  # type: ignore[union-attr]
    assert proofs["chat"].name in button.accessibleName()
    press(window, "Ctrl+Z")
    wait(window)
    assert window.desk.case.evidence[2].shows == ("failure",)  # type: ignore[union-attr]
    assert proofs["chat"].name not in button.accessibleName()
    tick(window, proofs["failure"].name)
    assert window.desk.case.evidence[2].shows == ()  # type: ignore[union-attr]
    assert button.text() == "尚未说明"


def test_leaving_the_fields_changes_no_order_of_proofs_and_loses_none(sample_window: MainWindow) -> None:
    """In another order than the menu's, and with one that the knowledge does not have."""
    window = sample_window
    workspace = window.desk.tasks.workspace
    item = window.desk.case.evidence[2]  # type: ignore[union-attr]
    told = Description(item.source, item.proves, ("promise", "alien", "order"))
    workspace.write(describe_evidence, SAMPLE, item.id, told)
    show(window, item.id)
    window.inspector._evidence_part.source.setFocus()
    window.page.view.setFocus()
    wait(window)

    assert window.desk.history.stack.count() == 0
    tick(window, workspace.knowledge.proofs["promise"].name)
    assert window.desk.case.evidence[2].shows == ("alien", "order")  # type: ignore[union-attr]


def test_channel_agent_ticket_and_clock_are_told(sample_window: MainWindow) -> None:
    window = sample_window
    details = EventDetails(
        at=AT, text="客服答复", channel="pdd", agent="8801", ticket="T-9", milestone="platform-requested"
    )
    show(window, window.desk.tasks.workspace.change(add_event, SAMPLE, details))
    told = window.inspector.entry_text._time.text()
    knowledge = window.desk.tasks.workspace.knowledge
    for part in (knowledge.channels["pdd"].name, "8801", "T-9", knowledge.milestones["platform-requested"].name):
        assert part in told


def test_an_event_is_edited_and_removed_from_the_inspector(sample_window: MainWindow) -> None:
    window = sample_window
    event = add(window)
    click_text(window.inspector, "编辑")
    form = dialog(window, EventDialog)
    assert "24小时内" in form.text.toPlainText()
    press(form, "Escape")
    click_text(window.inspector, "删除")
    wait(window)
    assert event not in [one.id for one in window.desk.case.events]  # type: ignore[union-attr]


def test_the_promises_of_a_removed_event_stand_alone(sample_window: MainWindow) -> None:
    window = sample_window
    event = add(window, "客服致电。")
    note(window, "48小时内回电", None, event)
    press(window.page.view, "Del")
    wait(window)
    alone = [one for one in rows(window) if one.text == "48小时内回电"]
    assert len(alone) == 1
    press(window, "Ctrl+Z")
    wait(window)
    assert not [one for one in rows(window) if one.text == "48小时内回电" and one.event is None]


def rows(window: MainWindow) -> list[TimelineEntry]:
    model = window.page.model
    found = (model.index(number).data(ROW) for number in range(model.rowCount()))
    return [one for one in found if isinstance(one, TimelineEntry)]


def test_a_picture_leads_to_its_redacted_copy_from_the_inspector_and_the_viewer(sample_window: MainWindow) -> None:
    window = sample_window
    window.page.view.select_first()
    wait(window)
    item = window.inspector.evidence
    assert item
    click_text(window.inspector, "脱敏")
    shown = dialog(window, RedactionDialog)
    assert item.label in shown.choice.piece.currentText()
    shown.close()
    wait(window)
    window.rooms.view(item.id)
    wait(window)
    click_text(window.viewer, "脱敏")
    dialog(window, RedactionDialog).close()
    wait(window)
    window.viewer.leave()
