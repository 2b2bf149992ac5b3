"""The other main job, with the keyboard alone: from the case to a message that was sent, through the wizard."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from caseorg.domain.case import Answer
from caseorg.gui.window import MainWindow
from caseorg.gui.wizard.dialog import Wizard
from gui.hands import dialog, press, wait
from waiting import PATIENCE_MILLISECONDS


def keys(wizard: Wizard, *sequences: str) -> None:
    """Presses one after the other where the keyboard is."""
    for sequence in sequences:
        QTest.keySequence(wizard.focusWidget() or wizard, sequence)


def focused(wizard: Wizard) -> QWidget:
    widget = wizard.focusWidget()
    assert widget
    return widget


def test_from_the_sample_case_to_a_sent_message_with_the_keyboard_alone(
    sample_window: MainWindow, qtbot: QtBot
) -> None:
    window = sample_window
    press(window, "Ctrl+M")
    wait(window)
    wizard = dialog(window, Wizard)
    assert wizard.isActiveWindow()

    assert wizard.page == 0
    assert focused(wizard) is wizard.problem.list
    questions = wizard.state.scenario.checks if wizard.state.scenario else ()
    assert questions
    keys(wizard, "Tab", "Down")
    keys(wizard, "Ctrl+Return")
    wait(window)
    assert window.desk.case
    assert Answer(question=questions[0].id, value=questions[0].choices[0]) in window.desk.case.answers

    assert wizard.page == 1
    keys(wizard, "Tab", "Tab", "Tab")
    assert focused(wizard) is wizard.orders.form.paid_at
    QTest.keyClicks(focused(wizard), "2026-11-01 14:31")
    keys(wizard, "Ctrl+PgDown")
    wait(window)
    assert window.desk.case.orders[0].paid_at

    assert wizard.page == 2
    keys(wizard, "Alt+Right")
    assert wizard.page == 3
    assert focused(wizard) is wizard.demand.form.action
    keys(wizard, "Tab", "Tab", "Home", "Down")  # the deadline: 24 hours
    keys(wizard, "Return")
    wait(window)
    assert window.desk.case.demand == "收到本消息后24小时内全额退款98.00元，原路退回"

    assert wizard.page == 4
    keys(wizard, "Ctrl+Shift+C")
    wait(window)
    text = QApplication.clipboard().text()
    assert "261101-123456789012345" in text
    assert "该卡密已被使用" in text
    assert "24小时内全额退款98.00元" in text
    assert "/500字" in wizard.message.preview.count.text()

    keys(wizard, "Alt+S")
    qtbot.waitUntil(
        lambda: bool(window.desk.case.messages), timeout=PATIENCE_MILLISECONDS
    )  # a button shows it is pressed
    wait(window)
    (message,) = window.desk.case.messages
    assert (message.channel, message.kind, message.text) == ("pdd", "intervention", text)
    assert message.sent_at
    assert message.attached

    keys(wizard, "Esc")
    wait(window)
    assert not [child for child in window.findChildren(Wizard) if child.isVisible()]
    assert window.desk.case.messages == (message,)
