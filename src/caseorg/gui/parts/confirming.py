"""What a text takes for granted, confirmed or corrected one by one where the text is composed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QWidget,
)

from caseorg.actions.event import Edit, event_details
from caseorg.domain.case import Event, Part, Side
from caseorg.domain.story.story import Beat
from caseorg.gui.forms import FormDialog, empty, flat_button, open_dialog, shortened, tip, wrapped
from caseorg.gui.parts.parts import Parts
from caseorg.i18n import tr
from caseorg.views.labels import PARTS, SIDES
from caseorg.views.story import beats_name, short_time

_SIZE = (760, 520)
_MOST = 30  # events at once
_LONGEST = 90  # characters of an event; its tooltip has all
_SHORTEST = 240  # pixels of the list
_TEXT, _WHO, _PART = 0, 1, 2


@dataclass(frozen=True, slots=True)
class _EventRow:
    """An event with the choices about it."""

    event: Event
    who: QComboBox
    part: QComboBox


class ConfirmDialog(FormDialog):
    """Every event that is only proposed, with the proposal chosen already; `asserted` is what the text says of today.

    `event_wanted` asks for the form of a new event, where that is not so.
    """

    event_wanted = Signal()

    def __init__(self, parent: QWidget | None, parts: Parts, asserted: str = "") -> None:
        super().__init__(parent, tr("Please confirm"), tr("Confirm what stands here"), self._read)
        self.resize(*_SIZE)
        self._parts, self._asserted = parts, asserted
        self.rows: list[_EventRow] = []
        self.splits: list[QPushButton] = []
        self.holds = QCheckBox(tr("It is so:"))
        self.holds.setAccessibleName(tr("It is so: {what}", what=asserted))
        self.otherwise = flat_button(tr("It is not: note what happened …"))
        self.otherwise.setAutoDefault(False)
        self.otherwise.clicked.connect(self.event_wanted)
        if asserted and not parts.holds(asserted):
            self.form.addRow(self.holds, wrapped(asserted))
            row = QHBoxLayout()
            row.addWidget(self.otherwise)
            row.addStretch()
            self.form.addRow(row)
        self.holds.toggled.connect(self._tell)
        self._rest, self.left_open = wrapped("", "faint"), wrapped("", "warning")
        self._grid = QGridLayout()
        self._grid.setColumnStretch(_TEXT, 1)
        self.form.addRow(self._area())
        self.form.addRow(self._rest)
        self.form.addRow(self.left_open)
        parts.read.connect(self._fill)
        self._fill()
        self._first().setFocus()

    @property
    def _asks(self) -> bool:
        """Whether it asks about today."""
        return self.form.indexOf(self.holds) >= 0

    def _first(self) -> QWidget:
        """Where the keyboard begins: on what is to be ticked, else on the button that can be pressed."""
        if self._asks:
            return self.holds
        return self.ok if self.ok.isEnabled() else next(iter((*self.splits, *(row.part for row in self.rows))), self.ok)

    def _area(self) -> QScrollArea:
        inside = QWidget()
        inside.setLayout(self._grid)
        area = _Area()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumHeight(_SHORTEST)
        area.setWidget(inside)
        return area

    def _fill(self) -> None:
        """Again whenever the case was read: an event may have been split or changed."""
        empty(self._grid)
        self.rows.clear()
        self.splits.clear()
        found = self._parts.open_events()
        for number, (event, beats) in enumerate(found[:_MOST]):
            text = wrapped(f"{short_time(event.at)}　{shortened(event.text, _LONGEST)}")
            text.setToolTip(tip(event.text))
            self._grid.addWidget(text, number, _TEXT, Qt.AlignmentFlag.AlignTop)
            self._add(number, event, beats)
        self._grid.setRowStretch(len(found), 1)
        rest = len(found) - _MOST
        self._rest.setText(tr("… and {count} more.", count=rest) if rest > 0 else "")
        self._rest.setVisible(rest > 0)
        self._tell()

    def _tell(self) -> None:
        """The button says how many it confirms, and the line above it what that leaves open."""
        count = len(self.edits) + self.holds.isChecked()
        still = self._still_open()
        self.ok.setText(
            tr("Confirm {count} of them", count=count) if still and count else tr("Confirm what stands here")
        )
        self.ok.setEnabled(count > 0)
        self.left_open.setText(tr("Stays open: {what}.", what="；".join(still)))
        self.left_open.setVisible(bool(still))

    def _still_open(self) -> list[str]:
        unknown = sum(not row.part.currentData() for row in self.rows)
        found = (
            (self._asks and not self.holds.isChecked(), tr("tick “{what}” if it is so", what=self._asserted)),
            (self.splits, tr("split what tells of several things ({count})", count=len(self.splits))),
            (unknown, tr("choose a part ({count})", count=unknown)),
        )
        return [text for wanted, text in found if wanted]

    def _add(self, number: int, event: Event, beats: Sequence[Beat]) -> None:
        if len(beats) > 1:
            split = QPushButton(tr("Split"))
            split.setAutoDefault(False)
            split.setAccessibleName(f"{tr('Split')}：{event.text}")
            split.clicked.connect(lambda: self._parts.split(event))
            self.splits.append(split)
            text = wrapped(shortened(beats_name(beats), _LONGEST // 2), "faint")
            self._grid.addWidget(text, number, _WHO, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(split, number, _PART, Qt.AlignmentFlag.AlignTop)
            return
        row = _EventRow(event, QComboBox(), QComboBox())
        _choices(row.who, {str(side): tr(name) for side, name in SIDES.items()}, beats[0].actor)
        names = {str(part): tr(name) if part else tr("not known") for part, name in PARTS.items()}
        _choices(row.part, names, beats[0].part)
        for place, box, label in ((_WHO, row.who, tr("Who acted")), (_PART, row.part, tr("Part"))):
            box.setAccessibleName(f"{label}：{event.text}")
            box.currentIndexChanged.connect(self._tell)
            self._grid.addWidget(box, number, place, Qt.AlignmentFlag.AlignTop)
        self.rows.append(row)

    @property
    def edits(self) -> list[Edit]:
        """What is to be stored; an event that nobody knows a part for stays as it is."""
        found = []
        for row in self.rows:
            before = event_details(row.event)
            part, side = Part(row.part.currentData()), Side(row.who.currentData())
            after = replace(before, part=part, side=side)
            if part and after != before:
                found.append(Edit(row.event.id, before, after))
        return found

    def _read(self) -> None:
        if self.holds.isChecked():
            self._parts.hold(self._asserted)


class _Area(QScrollArea):
    """As tall as there is room for, however much is in it."""

    def sizeHint(self) -> QSize:  # noqa: N802 — Qt's name
        return QSize(super().sizeHint().width(), _SHORTEST)


def ask_to_confirm(parent: QWidget, parts: Parts, asserted: str) -> ConfirmDialog:
    """Opens the dialog over what asks, and stores what it says in one step."""
    dialog = ConfirmDialog(parent, parts, asserted)
    dialog.submitted.connect(lambda: parts.confirm_all(dialog.edits, dialog))
    open_dialog(dialog)
    return dialog


def _choices(box: QComboBox, names: dict[str, str], chosen: str) -> None:
    for key, name in names.items():
        box.addItem(name, key)
    box.setCurrentIndex(max(0, box.findData(str(chosen))))
