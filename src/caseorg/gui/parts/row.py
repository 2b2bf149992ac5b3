"""Beside an event's words: who acted and which part of the story it is, to be confirmed, changed or split."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from caseorg.domain.case import Event
from caseorg.domain.story.story import Beat
from caseorg.gui.flow_layout import FlowLayout
from caseorg.gui.forms import OneClickButton, wrapped
from caseorg.gui.parts.menus import ShownEvent, part_menu, side_menu
from caseorg.i18n import tr
from caseorg.views.labels import PARTS, SIDES
from caseorg.views.story import beat_name, is_proposed

_SEVERAL = 2
_LINES, _WORDS = 4, 30


class PartRow(QWidget):
    """`confirmed` and `split` carry the event, the others an event with what the user chose.

    Whoever shows it finds a place for `confirm` and `divide`.
    """

    confirmed = Signal(object)
    split = Signal(object)
    part_chosen = Signal(object, object)
    side_chosen = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: ShownEvent | None = None
        self.who, self.part = _choice(), _choice()
        self.confirm: QPushButton = OneClickButton(tr("Confirm"))
        self.divide: QPushButton = OneClickButton(tr("Split"))
        self.beats = wrapped()
        self.side_menu = side_menu(self, lambda: self._shown, self.side_chosen.emit)
        self.part_menu = part_menu(self, lambda: self._shown, self.part_chosen.emit)
        for button, menu in ((self.who, self.side_menu), (self.part, self.part_menu)):
            button.clicked.connect(lambda _=False, button=button, menu=menu: _open_below(menu, button))
        self.confirm.clicked.connect(lambda: self.confirmed.emit(self._event()))
        self.divide.clicked.connect(lambda: self.split.emit(self._event()))
        self.divide.setToolTip(tr("An event for each thing; the whole one is kept and comes back with undo."))
        self._lay_out()

    def _lay_out(self) -> None:
        for button in (self.confirm, self.divide):
            button.setProperty("small", True)
        choices = FlowLayout(margins=QMargins(), spacing=6)
        for button in (self.who, self.part):
            choices.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(4)
        column.addWidget(self.beats)
        column.addLayout(choices)

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """In the order of the Tab key."""
        return self.confirm, self.divide, self.who, self.part

    def show_parts(self, event: Event | None, beats: Sequence[Beat]) -> None:
        """Nothing where no event is shown or its words were not read yet."""
        self._shown = ShownEvent(event, tuple(beats)) if event and beats else None
        for widget in (self, self.confirm, self.divide):
            widget.setVisible(self._shown is not None)
        if self._shown is None:
            return
        several = len(beats) >= _SEVERAL
        self.who.setVisible(not several)
        first = self._shown.leading
        assert first
        _show(self.who, tr("Who acted"), tr(SIDES[first.actor]), proposed=not first.actor_confirmed)
        if not first.confirmed:  # the word stands beside already
            self.who.setText(f"{tr(SIDES[first.actor])}  ▾")
        part = tr("as one thing") if several else tr(PARTS[first.part]) if first.part else tr("not known")
        _show(self.part, tr("Part"), part, proposed=not several and not first.confirmed)
        focused = self.confirm.hasFocus()
        self.confirm.setVisible(not several and bool(first.part) and is_proposed(first))
        if focused and not self.confirm.isVisible():
            self.part.setFocus()
        self.confirm.setAccessibleName(tr("Confirm the part: {what}", what=beat_name(first)))
        self.divide.setVisible(several)
        self.beats.setVisible(several)
        self.beats.setText("\n".join(_lines(beats)) if several else "")

    def _event(self) -> Event | None:
        return self._shown.event if self._shown else None


def _choice() -> QPushButton:
    button = QPushButton()
    button.setProperty("choice", True)
    return button


def _show(button: QPushButton, label: str, value: str, *, proposed: bool) -> None:
    """Its frame is dashed as long as it is only proposed, and the word stands beside."""
    text = tr("{part} (proposed)", part=value) if proposed else value
    button.setText(f"{text}  ▾")
    button.setAccessibleName(tr("{label}: {text}", label=label, text=text))
    button.setProperty("proposed", proposed)
    button.style().unpolish(button)
    button.style().polish(button)


def _open_below(menu: QMenu, button: QPushButton) -> None:
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
    menu.setFocus(Qt.FocusReason.PopupFocusReason)


def _lines(beats: Sequence[Beat]) -> Iterator[str]:
    """`1. Me: I asked “…”`, of many the first."""
    for number, beat in enumerate(beats[:_LINES], start=1):
        words = beat.text if len(beat.text) <= _WORDS else f"{beat.text[:_WORDS]}…"
        yield f"{number}. {beat_name(beat)}：{words}"
    if len(beats) > _LINES:
        yield tr("… and {count} more.", count=len(beats) - _LINES)
