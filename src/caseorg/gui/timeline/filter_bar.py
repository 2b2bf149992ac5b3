"""Above the timeline: chips that narrow it, and the field that finds words in it."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QMenu, QPushButton, QSizePolicy, QWidget

from caseorg.gui.icons import show_icon
from caseorg.gui.timeline.looks import LookSwitch
from caseorg.i18n import tr
from caseorg.views.timeline_filter import FilterMark, TimelineFilter

_FIELD = 150
_SHOWN_FIRST = (
    FilterMark.ME,
    FilterMark.OTHER,
    FilterMark.BARE,
    FilterMark.OPEN,
    FilterMark.PLATFORM,
)  # where not all have room
_GAP = 4
_FOR_A_WHILE = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)  # one comes back


class FilterBar(QWidget):
    """`changed` carries the filter. What has no room as a chip stands in a menu, with all others."""

    changed = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._total, self._counts, self._finding = 0, dict.fromkeys(FilterMark, 0), False
        self.all = _chip()
        self.all.setChecked(True)
        self.all.clicked.connect(self.clear)
        self.chips = {
            mark: _chip() for mark in (*_SHOWN_FIRST, *(mark for mark in FilterMark if mark not in _SHOWN_FIRST))
        }
        self.more = _chip()
        self.more.clicked.connect(self._open)
        self.switch = LookSwitch()
        self.field = _FindField()
        self.field.left.connect(self._end_find)
        self.field.abandoned.connect(self._lose_find)
        self.field.textChanged.connect(lambda _: self._tell())
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        for chip in (self.all, *self.chips.values(), self.more):
            self._row.addWidget(chip)
        self._row.addStretch()
        self._row.addWidget(self.field)
        self.views = _chip(tr("Saved views"))
        self.views.setCheckable(False)
        show_icon(self.views, "saved-views")
        self._row.addWidget(self.views)
        self._row.addWidget(self.switch)
        for chip in self.chips.values():
            chip.clicked.connect(self._tell)
        self.show_counts(0, {})

    @property
    def filter(self) -> TimelineFilter:
        """What is chosen and typed."""
        return TimelineFilter(frozenset(m for m, chip in self.chips.items() if chip.isChecked()), self.field.text())

    def clear(self) -> None:
        """All of the timeline again."""
        self.take(TimelineFilter())

    def take(self, chosen: TimelineFilter) -> None:
        """Sets chips and words, and tells it once."""
        for mark, chip in self.chips.items():
            chip.setChecked(mark in chosen.marks)
        self.field.blockSignals(True)
        self.field.setText(chosen.words)
        self.field.blockSignals(False)
        self._tell()

    def show_counts(self, total: int, counts: Mapping[FilterMark, int]) -> None:
        """How many entries each chip would show by itself; a chip for none is not there."""
        self._total, self._counts = total, {mark: counts.get(mark, 0) for mark in FilterMark}
        self.all.setText(f"{tr('All')} {total}")
        for mark, chip in self.chips.items():
            chip.setText(f"{tr(mark)} {self._counts[mark]}")
        self._fit()

    def begin_find(self) -> None:
        """The keyboard goes to the field; where it had no room, it comes in the place of the views."""
        self._finding = True
        self._fit()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _end_find(self) -> None:
        self._finding = False
        self._fit()
        self.left.emit()

    def _lose_find(self) -> None:
        """The mouse went elsewhere. Under a chip that is just pressed nothing moves: its click fits all anew."""
        self._finding = False
        focused = QApplication.focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            self._fit()

    def menu(self) -> QMenu:
        """All chips, each with its count."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for mark in self._present():
            action = menu.addAction(f"{tr(mark)}  {self._counts[mark]}")
            action.setCheckable(True)
            action.setChecked(self.chips[mark].isChecked())
            action.triggered.connect(self.chips[mark].click)
        return menu

    def _open(self) -> None:
        self._fit()  # the click has ticked it
        self.open_under(self.more, self.menu())

    def open_under(self, button: QPushButton, menu: QMenu) -> None:
        """The choices stand at their button, with the keyboard on the first."""
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))
        if actions := menu.actions():
            menu.setActiveAction(actions[0])

    def _present(self) -> list[FilterMark]:
        return [mark for mark in FilterMark if self._counts[mark] or self.chips[mark].isChecked()]

    def _tell(self) -> None:
        chosen = self.filter
        self.all.setChecked(not chosen)
        self._fit()
        self.changed.emit(chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 — Qt's name
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As many chips as there is room for, in the order of their use; where some have none, the menu has them."""
        present = [mark for mark in self.chips if mark in self._present()]
        widths = {mark: self.chips[mark].sizeHint().width() + _GAP for mark in present}
        self.more.setText(f"{tr('Filter')} ▾")
        self._show_right()
        room = self.width() - self.all.sizeHint().width() - self._others_width() - 2 * _GAP
        if sum(widths.values()) > room:
            room -= self.more.sizeHint().width() + _GAP
            present = _that_fit(present, widths, room)
        hidden = [mark for mark in widths if mark not in present]
        for mark, chip in self.chips.items():
            chip.setVisible(mark in present)
        self.more.setVisible(bool(hidden))
        self.more.setChecked(any(self.chips[mark].isChecked() for mark in hidden))

    def _show_right(self) -> None:
        """The field goes where there is no room for it and nothing in it; while one types there, the views go."""
        left = self.all.sizeHint().width() + self.more.sizeHint().width() + 2 * _GAP
        narrow = left + self._others_width() > self.width()
        used = self._finding or bool(self.field.text())
        self.field.setVisible(used or not narrow)
        for part in (self.views, self.switch):
            part.setVisible(not (used and narrow))

    def _others_width(self) -> int:
        """Of what stands at the right, where all has room."""
        return (
            sum(widget.sizeHint().width() for widget in (self.views, self.switch))
            + self.field.minimumWidth()
            + 4 * _GAP
        )


def _that_fit(marks: list[FilterMark], widths: Mapping[FilterMark, int], room: int) -> list[FilterMark]:
    found: list[FilterMark] = []
    for mark in marks:
        room -= widths[mark]
        if room < 0:
            break
        found.append(mark)
    return found


class _FindField(QLineEdit):
    """`left` tells that the keyboard goes to what was found; Esc empties it first. `abandoned` tells that another
    widget of the window has the keyboard now."""

    left = Signal()
    abandoned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(tr("Find in the timeline"))
        self.setAccessibleName(tr("Find in the timeline"))
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(_FIELD // 2 + 20)
        self.setMaximumWidth(_FIELD)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 — Qt's names
        super().focusOutEvent(event)
        if event.reason() not in _FOR_A_WHILE:
            self.abandoned.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 — Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
        else:
            super().keyPressEvent(event)


def _chip(name: str = "") -> QPushButton:
    """One without words says its name to whoever points at it, or has the window read aloud."""
    chip = QPushButton()
    chip.setAccessibleName(name)
    chip.setToolTip(name)
    chip.setProperty("chip", True)
    chip.setProperty("small", True)
    chip.setCheckable(True)
    return chip
