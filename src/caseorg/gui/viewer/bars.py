"""Above the picture: the way back, which piece it is and what can be done with the view. Below it: the keys."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from caseorg.domain.moments import show_moment
from caseorg.gui.forms import flat_button, heading
from caseorg.gui.key_bar import KeyBar
from caseorg.gui.viewer.tour import Tour
from caseorg.i18n import tr

_MARGIN = 16
_LONGEST = 220  # pixels of a file's name


class Head(QFrame):
    """Every button has its key beside its name in the tooltip, and for who has it read aloud."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("review-head")
        self.back = flat_button("← " + tr("Return") + "  Esc")
        self._label, self._told = heading(""), heading("", "faint")
        self._told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.fit = _button(tr("Fit"), tr("The whole picture"), "0")
        self.actual = _button("1:1", tr("Its own size"), "1")
        self.rotate = _button("⟳", tr("Turn the view; the file stays as it is"), "R")
        self.pair = _button(tr("Side by side"), tr("Two pieces that zoom together"), "D", checkable=True)
        self.text = _button(tr("Text"), tr("Boxes around what was read"), "T", checkable=True)
        self.side = _button(tr("Details"), tr("What is known of it, beside the picture"), "I", checkable=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN - 8, 6, _MARGIN, 6)
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addWidget(self._label)
        row.addWidget(self._told, 1)
        for button in self.buttons:
            row.addWidget(button)

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        return self.fit, self.actual, self.rotate, self.pair, self.text, self.side

    def show_tour(self, tour: Tour) -> None:
        """Which piece of how many, and which page of it."""
        item = tour.item
        self._label.setText(item.label if item else "")
        if item is None:
            self._told.setText("")
            return
        parts = [tr("{place} of {count}", place=tour.place + 1, count=len(tour.items))]
        if item.pages and item.pages > 1:
            parts.append(tr("page {page} of {pages}", page=tour.page + 1, pages=item.pages))
        if item.taken_at:
            parts.append(show_moment(item.taken_at))
        parts.append(self._told.fontMetrics().elidedText(item.name, Qt.TextElideMode.ElideMiddle, _LONGEST))
        self._told.setText(" · ".join(parts))


def _button(label: str, does: str, key: str, *, checkable: bool = False) -> QPushButton:
    button = QPushButton(label)
    button.setProperty("small", True)
    button.setProperty("chip", checkable)
    button.setCheckable(checkable)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setToolTip(f"{does}  {key}")
    button.setAccessibleName(does)
    return button


def key_bar() -> KeyBar:
    """The keys of the page."""
    keys = (
        ("← →", tr("picture")),
        (tr("Wheel"), tr("zoom")),
        ("0", tr("fit")),
        ("1", tr("own size")),
        ("T", tr("text")),
        ("D", tr("side by side")),
        ("R", tr("turn")),
        ("I", tr("details")),
        ("PgUp PgDn", tr("page")),
    )
    return KeyBar(keys, tr("The file itself stays as it is"))
