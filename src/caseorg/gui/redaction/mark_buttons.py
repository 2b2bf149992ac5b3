"""What can be done with a mark, by button and by key."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caseorg.domain.redaction.marks import RedactionMark
from caseorg.domain.redaction.plan import Plan
from caseorg.i18n import tr


class MarkButtons(QWidget):
    """Six buttons in pairs; each is told what it does when the dialog is put together."""

    def __init__(self) -> None:
        super().__init__()
        self.blacken, self.leave = QPushButton(tr("Blacken (Enter)")), QPushButton(tr("Leave visible (Del)"))
        self.all, self.new = QPushButton(tr("Blacken all (A)")), QPushButton(tr("New block (N)"))
        self.move_block, self.wider = QPushButton(tr("Move it (M)")), QPushButton(tr("Widen (W)"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for pair in ((self.blacken, self.leave), (self.all, self.new), (self.move_block, self.wider)):
            row = QHBoxLayout()
            for button in pair:
                button.setAutoDefault(False)
                button.setProperty("small", True)
                row.addWidget(button, 1)
            column.addLayout(row)

    def connect_to(
        self,
        *,
        answer: Callable[[bool], object],
        blacken_all: Callable[[], object],
        begin: Callable[[], object],
        move: Callable[[], object],
        widen: Callable[[], object],
    ) -> None:
        """Says what the buttons do."""
        self.blacken.clicked.connect(lambda: answer(True))
        self.leave.clicked.connect(lambda: answer(False))
        for button, act in ((self.all, blacken_all), (self.new, begin), (self.move_block, move), (self.wider, widen)):
            button.clicked.connect(lambda _=False, act=act: act())

    def add_keys(self, dialog: QWidget, marks: QWidget) -> None:
        """Letters work anywhere in the dialog, Enter and Del in the list of the marks alone."""
        for keys, button in (("A", self.all), ("N", self.new), ("M", self.move_block), ("W", self.wider)):
            QShortcut(keys, dialog, button.click)
        for keys, button in (("Return", self.blacken), ("Enter", self.blacken), ("Del", self.leave)):
            shortcut = QShortcut(keys, marks, button.click)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)

    def show_for(self, now: RedactionMark | None, plan: Plan | None) -> None:
        """Which of them can be pressed where one is."""
        drawn = bool(now and plan and now.drawn)
        self.leave.setText(tr("Take away (Del)") if drawn else tr("Leave visible (Del)"))
        self.move_block.setEnabled(drawn)
        for button in (self.blacken, self.leave, self.wider):
            button.setEnabled(now is not None)
        self.new.setEnabled(plan is not None)
        self.all.setEnabled(bool(plan and plan.open))
