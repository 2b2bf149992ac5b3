"""The path of the open case as its navigation: material, timeline, writing, export."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from caseorg.gui.elided import ElidedLabel
from caseorg.gui.forms import heading
from caseorg.gui.theme import scaled
from caseorg.i18n import tr
from caseorg.views.path import Leg, LegState

_CIRCLE, _GAP, _PADDING = 22, 8, 14
_WIDE = 560  # pixels from which there is room for arrows and circles


class PathBar(QWidget):
    """Four buttons, none of them ever locked; `chosen` carries the leg."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.legs = {leg: _LegButton(leg, number) for number, leg in enumerate(Leg, start=1)}
        self._arrows = [heading("→", "faint") for _ in range(len(self.legs) - 1)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for number, (leg, button) in enumerate(self.legs.items()):
            if number:
                row.addWidget(self._arrows[number - 1])
            row.addWidget(button, 1)
            button.clicked.connect(lambda _=False, leg=leg: self.chosen.emit(leg))

    def show_path(self, states: Mapping[Leg, LegState]) -> None:
        """How far each leg is."""
        for leg, state in states.items():
            self.legs[leg].show_state(state)

    def show_next(self, next_leg: Leg | None) -> None:
        """Tints the leg of the next step."""
        for leg, button in self.legs.items():
            button.show_next(leg is next_leg)

    def fit(self, width: int, *, low: bool = False) -> None:
        """Where it is narrow the words come before circles and arrows; where it is low, the names before how far each
        leg is, which is told by the tooltip."""
        wide = width >= scaled(_WIDE)
        for arrow in self._arrows:
            arrow.setVisible(wide)
        for button in self.legs.values():
            button.fit(wide, low=low)

    def open_under(self, leg: Leg, menu: QMenu) -> None:
        """The choices of a leg stand at its button, with the keyboard on the first."""
        button = self.legs[leg]
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))
        if actions := menu.actions():
            menu.setActiveAction(actions[0])


class _LegButton(QPushButton):
    """Number or tick, name, and below it what is there and what is open."""

    def __init__(self, leg: Leg, number: int) -> None:
        super().__init__()
        self.setObjectName("leg")
        self._name, self._number = tr(leg), number
        self._state, self._next, self._wide, self._low = LegState(""), False, True, False
        self._circle = QLabel(str(number))
        self._circle.setObjectName("leg-number")
        self._circle.setFixedSize(_CIRCLE, _CIRCLE)
        self._circle.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._head = heading(self._name, "leg")
        self._count, self._open = ElidedLabel("faint"), ElidedLabel("warning")
        line = QHBoxLayout()
        line.setSpacing(_GAP)
        line.addWidget(self._count)
        line.addWidget(self._open, 1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._head)
        words.addLayout(line)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 6, 4)
        row.setSpacing(_GAP)
        row.addWidget(self._circle)
        row.addLayout(words, 1)
        for child in self.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 — Qt's name
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()

    def show_state(self, state: LegState) -> None:
        self._state = state
        self._count.show_text(state.count)
        self._open.show_text(state.open)
        self._renew()

    def show_next(self, here: bool) -> None:
        self._next = here
        self._renew()

    def fit(self, wide: bool, *, low: bool) -> None:
        """With a circle for the number, or the number before the name; in two lines, or in one."""
        self._wide, self._low = wide, low
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where both have no room, what is open is told."""
        mark = "✓" if self._state.done else str(self._number)
        self._circle.setText(mark)
        self._circle.setVisible(self._wide)
        self._head.setText(self._name if self._wide else f"{mark} {self._name}")
        self._open.setVisible(bool(self._state.open) and not self._low)
        wanted = self._count.sizeHint().width() + self._open.sizeHint().width() + _GAP
        room = self.width() - _PADDING - (_CIRCLE + _GAP if self._wide else 0)
        counted = not self._state.open or (bool(self._state.count) and wanted <= room)
        self._count.setVisible(counted and not self._low)

    def _renew(self) -> None:
        here = tr("the next step is here") if self._next else ""
        text = tr(", ").join(filter(None, (self._state.count, self._state.open, here)))
        self.setAccessibleName(tr("{label}: {text}", label=self._name, text=text) if text else self._name)
        self.setToolTip(text)
        self._fit()
        for widget, name, value in (
            (self, "now", self._next),
            (self._circle, "now", self._next),
            (self._circle, "done", self._state.done),
        ):
            if widget.property(name) != value:
                widget.setProperty(name, value)
                widget.style().unpolish(widget)
                widget.style().polish(widget)
