"""What comes once every picture of the case was gone through."""

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from caseorg.gui.flow_layout import FlowLayout
from caseorg.gui.forms import wrapped
from caseorg.i18n import tr

_MARGIN = 16


class Finished(QFrame):
    """The ways on, the usual one first."""

    timeline_wanted = Signal()
    checkup_wanted = Signal()
    message_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = wrapped(
            tr("All pictures are sorted. See whether the timeline is right, what is missing, or write.")
        )
        timeline, checkup, message = buttons = (
            QPushButton(tr("See the timeline")),
            QPushButton(tr("Checkup")),
            QPushButton(tr("Write a message")),
        )
        timeline.setProperty("primary", True)
        timeline.clicked.connect(self.timeline_wanted)
        checkup.clicked.connect(self.checkup_wanted)
        message.clicked.connect(self.message_wanted)
        ways = FlowLayout(margins=QMargins(), spacing=8)
        for button in buttons:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            ways.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 10, _MARGIN, 10)
        column.setSpacing(8)
        column.addWidget(self.words)
        column.addLayout(ways)
