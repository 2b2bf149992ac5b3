"""Above the picture: the way back, which piece it is and what can be done with the view. Below it: the keys."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from caseorg.domain.annotation import AnnotationShape
from caseorg.domain.moments import show_moment
from caseorg.gui.elided import ElidedLabel
from caseorg.gui.forms import flat_button, heading
from caseorg.gui.key_bar import KeyBar
from caseorg.gui.viewer.tour import Tour
from caseorg.i18n import tr

_MARGIN, _GAP = 16, 8
_LEAST = 400  # pixels of its width
_PLACE = 120  # pixels that stay for which piece it is
_LONGEST = 220  # pixels of a file's name


class ViewerHeader(QFrame):
    """Every button has its key beside its name in the tooltip, and for who has it read aloud."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("review-head")
        self.back = flat_button("← " + tr("Close viewer") + "  Esc")
        self._label, self._told = heading(""), ElidedLabel("faint")
        self._told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.fit = _button(tr("Fit"), tr("The whole picture"), "0")
        self.actual = _button("1:1", tr("Its own size"), "1")
        self.rotate = _button("⟳", tr("Turn the view; the file stays as it is"), "R")
        self.pair = _button(tr("Side by side"), tr("Two pieces that zoom together"), "D", checkable=True)
        self.text = _button(tr("Text"), tr("Boxes around what was read"), "T", checkable=True)
        self.side = _button(tr("Details"), tr("What is known of it, beside the picture"), "I", checkable=True)
        self.annotations = AnnotationBar()
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN - 8, 6, _MARGIN, 6)
        row.setSpacing(_GAP)
        row.addWidget(self.back)
        row.addWidget(self._label)
        row.addWidget(self._told, 1)
        for button in self.buttons:
            row.addWidget(button)
        row.addWidget(self.annotations)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 — Qt's names
        return QSize(_LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Buttons whose keys are told below go first where there is no room."""
        super().resizeEvent(event)
        spare = (self.annotations.name, self.rotate, self.actual, self.fit)
        for widget in spare:
            widget.show()
        for widget in spare:
            widget.setVisible(self._wanted() <= self.width())

    def _wanted(self) -> int:
        parts = (self.back, self._label, *self.buttons, self.annotations)
        shown = [part.sizeHint().width() + _GAP for part in parts if not part.isHidden()]
        return sum(shown) + _PLACE

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        return self.fit, self.actual, self.rotate, self.pair, self.text, self.side

    def show_tour(self, tour: Tour) -> None:
        """Which piece of how many, and which page of it."""
        item = tour.item
        self._label.setText(item.label if item else "")
        if item is None:
            self._told.show_text("")
            return
        parts = [tr("{place} of {count}", place=tour.place + 1, count=len(tour.items))]
        if item.pages and item.pages > 1:
            parts.append(tr("page {page} of {pages}", page=tour.page + 1, pages=item.pages))
        if item.taken_at:
            parts.append(show_moment(item.taken_at))
        parts.append(self._told.fontMetrics().elidedText(item.name, Qt.TextElideMode.ElideMiddle, _LONGEST))
        self._told.show_text(" · ".join(parts))


def _button(label: str, does: str, key: str, *, checkable: bool = False) -> QPushButton:
    button = QPushButton(label)
    button.setProperty("small", True)
    button.setProperty("chip", checkable)
    button.setCheckable(checkable)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setToolTip(f"{does}  {key}")
    button.setAccessibleName(does)
    return button


_TOOLS = {
    AnnotationShape.BOX: ("▭", "Draw a box over a copy"),
    AnnotationShape.ARROW: ("↗", "Draw an arrow over a copy"),
    AnnotationShape.NUMBER: ("①", "Put a number on a copy"),
    AnnotationShape.TEXT: ("A", "Write on a copy"),
}


class AnnotationBar(QWidget):
    """The tools that draw over a copy, and what can be done with what was drawn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.name = heading(tr("Annotate"), "faint")
        row.addWidget(self.name)
        self.tools = {shape: _button(sign, tr(does), "M", checkable=True) for shape, (sign, does) in _TOOLS.items()}
        self.remove = _button(tr("Remove"), tr("Remove the annotation that is picked"), "Del")
        self.copy = _button(tr("Copy picture"), tr("Copy the picture with its annotations"), "Ctrl+Shift+C")
        self.save = _button(tr("Save copy …"), tr("Save a copy with the annotations"), "Ctrl+S")
        for button in (*self.tools.values(), self.remove, self.copy, self.save):
            row.addWidget(button)

    def show_count(self, count: int, *, picked: bool, possible: bool) -> None:
        """How many annotations the page has; without any there is nothing to give out."""
        for button in self.tools.values():
            button.setEnabled(possible)
        self.remove.setVisible(picked)
        for button in (self.copy, self.save):
            button.setVisible(count > 0)


def key_bar() -> KeyBar:
    """The keys of the page."""
    keys = (
        ("← →", tr("picture")),
        (tr("Wheel"), tr("zoom")),
        ("0", tr("fit")),
        ("1", tr("actual size")),
        ("T", tr("text")),
        ("D", tr("side by side")),
        ("M", tr("annotate")),
        ("R", tr("rotate")),
        ("I", tr("details")),
        ("PgUp PgDn", tr("page")),
    )
    return KeyBar(keys, tr("Annotations are drawn on a copy; the file stays as it is"))
