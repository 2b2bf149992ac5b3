"""A watch for the PySide6 that loses a reference to None at each void call and aborts after some thousand."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot


def test_twenty_thousand_void_calls_do_not_end_the_interpreter(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)

    for number in range(20_000):
        label.setText(str(number))

    assert label.text() == "19999"
