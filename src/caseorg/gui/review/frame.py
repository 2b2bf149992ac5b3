"""What stands around the three panes: above them, below them, and in their place where there is nothing to show."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from caseorg.domain.case import Evidence
from caseorg.domain.moments import show_moment
from caseorg.gui.forms import flat_button, heading
from caseorg.gui.key_bar import KeyBar
from caseorg.gui.review.state import Can, Review
from caseorg.i18n import tr

_BAR = 150
_MARGIN = 16


class ReviewHeader(QFrame):
    """The way back, the case, and how much of the pile is done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("review-head")
        self.back = flat_button("← " + tr("Back to the case"))
        self.back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._case, self._count = heading("", "faint"), heading("", "faint")
        self._case.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(_BAR, 8)
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN - 8, 6, _MARGIN, 6)
        row.setSpacing(12)
        row.addWidget(self.back)
        row.addWidget(heading(tr("Sort screenshots"), "title"))
        row.addWidget(self._case, 1)
        row.addWidget(self._count)
        row.addWidget(self._bar)

    def show_case(self, title: str, done: int, total: int) -> None:
        """How far one is."""
        self._case.setText(self._case.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, 360))
        self._count.setText(tr("Organised {done}/{total}", done=done, total=total))
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)


class PictureHead(QWidget):
    """Which piece is shown, and how large."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label, self._told = heading(""), heading("", "faint")
        self._told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.smaller, self.fit, self.larger = flat_button("−"), flat_button(tr("Fit")), flat_button("+")
        for button, name in ((self.smaller, tr("Smaller")), (self.fit, tr("Fit")), (self.larger, tr("Larger"))):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._label)
        row.addWidget(self._told, 1)
        for button in (self.smaller, self.fit, self.larger):
            row.addWidget(button)

    def show_piece(self, item: Evidence | None) -> None:
        """Its number, name and time."""
        self._label.setText(item.label if item else "")
        when = show_moment(item.taken_at) if item and item.taken_at else ""
        name = self._told.fontMetrics().elidedText(item.name if item else "", Qt.TextElideMode.ElideMiddle, 200)
        self._told.setText(" · ".join(filter(None, (when, name))))


def key_bar() -> KeyBar:
    """The keys of the page."""
    keys = (
        ("Enter", tr("accept")),
        ("E", tr("change")),
        ("Del", tr("dismiss")),
        ("↑ ↓", tr("item")),
        ("← →", tr("picture")),
        (tr("Space"), tr("large")),
        ("A", tr("all of a kind")),
        ("Ctrl+Z", tr("undo")),
    )
    return KeyBar(keys, tr("Nothing goes into the case until you accept it"))


class EmptyReview(QWidget):
    """What one does where there is nothing to sort."""

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.text = heading(""), heading("", "faint")
        self.button = QPushButton()
        self.button.setProperty("primary", True)
        self.button.clicked.connect(self.acted)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 24, 40, 40)
        column.setSpacing(10)
        column.addStretch(2)
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(3)

    def show_review(self, review: Review) -> bool:
        """Says what is missing; whether anything is."""
        if not review.pieces:
            self._say(
                tr("There is no picture in this case"),
                tr("Add screenshots; what they say is read on this computer and proposed here."),
                tr("Add evidence"),
            )
        elif any(review.is_read(item.id) for item in review.pieces):
            return False
        elif review.can is Can.OFF:
            self._say(
                tr("Pictures are not read"),
                tr("Reading is turned off. It happens on this computer alone; nothing is sent anywhere."),
                tr("Read pictures"),
            )
        elif review.can is Can.NOT_HERE:
            self._say(
                tr("Pictures cannot be read on this machine."),
                tr("Everything else works: type what they say, as before."),
            )
        else:
            self._say(tr("The pictures are being read"), tr("The first ones are here in a moment. You can go on."))
        return True

    def _say(self, title: str, text: str, button: str = "") -> None:
        self.title.setText(title)
        self.text.setText(text)
        self.button.setText(button)
        self.button.setVisible(bool(button))
