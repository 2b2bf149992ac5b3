"""The promises of an entry and what became of them; those that its words seem to make are offered to be noted."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from caseorg.actions.promise import PromiseDetails
from caseorg.domain.case import Event, Promise, Side
from caseorg.domain.clocks.promises import FoundPromise, find_promises, is_noted
from caseorg.domain.story.story import Beat
from caseorg.domain.timeline import Entry
from caseorg.gui.forms import OneClickButton, empty, heading
from caseorg.gui.timeline.model import promise_lines
from caseorg.i18n import tr
from caseorg.knowledge.library import Knowledge

Choice = tuple[str, Callable[[], object]]


def _promiser(event: Event | None, beats: tuple[Beat, ...]) -> Side:
    """Who of the other side speaks in the event, as far as its words tell; else whom the user named."""
    return next((beat.actor for beat in beats if beat.by_others), event.side if event else Side.UNKNOWN)


class PromiseRows(QWidget):
    """`settled` tells a promise and whether it was kept, None where that is open again. Nothing is noted by itself."""

    settled = Signal(object, object)
    removed = Signal(object)
    found = Signal(object)

    def __init__(self, knowledge: Knowledge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._knowledge = knowledge
        self._shown: object = None
        self.buttons: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_promises(self, entry: Entry, beats: tuple[Beat, ...] = ()) -> None:
        """Fills the rows; what is shown already stays, so that nothing moves under mouse and keyboard."""
        told = promise_lines(entry, datetime.now(UTC))
        side = _promiser(entry.event, beats)
        shown = (entry.event, entry.promises, told, side)
        if shown == self._shown:
            return
        self._shown = shown
        focus = QApplication.focusWidget()
        focused = focus is not None and self.isAncestorOf(focus)
        empty(self._column)
        self.buttons.clear()
        for promise, (said, state) in zip(entry.promises, told, strict=True):
            text = "　".join(part for part in (said, state) if part)
            self._add(QLabel(text), promise.text, *self._choices(promise, entry.event is not None))
        for found in self._found(entry.event, side, entry.promises):
            self._offer(entry.event, side, found)
        if focused and self.buttons:
            self.buttons[0].setFocus()

    def _choices(self, promise: Promise, removable: bool) -> tuple[Choice, ...]:
        """One that stands alone is removed like an event, above its words."""
        settle = self.settled.emit
        open_choices = (
            (tr("Kept"), lambda: settle(promise, True)),
            (tr("Not kept"), lambda: settle(promise, False)),
        )
        settled_choices = ((tr("Open again"), lambda: settle(promise, None)),)
        remove = ((tr("Remove"), lambda: self.removed.emit(promise)),) if removable else ()
        return (*(open_choices if promise.kept is None else settled_choices), *remove)

    def _found(self, event: Event | None, side: Side, noted: tuple[Promise, ...]) -> tuple[FoundPromise, ...]:
        """What the other side seems to promise in the event, and is not noted yet."""
        if event is None or side is Side.ME:
            return ()
        found = find_promises(event.text, event.at, self._knowledge.calendar)
        return tuple(one for one in found if not is_noted(one, noted))

    def _offer(self, event: Event | None, side: Side, found: FoundPromise) -> None:
        assert event
        details = PromiseDetails(side=side, text=found.text, made_at=event.at, due=found.due, event=event.id)
        label = heading(tr("A promise? “{what}”", what=found.text), "faint")
        self._add(label, found.text, (tr("Note it"), lambda: self.found.emit(details)))

    def _add(self, label: QLabel, about: str, *choices: Choice) -> None:
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        row = QHBoxLayout()
        for name, act in choices:
            button = OneClickButton(name)
            button.setProperty("flat", True)
            button.setAccessibleName(f"{name}：{about}")
            button.clicked.connect(lambda _=False, act=act: act())
            self.buttons.append(button)
            row.addWidget(button)
        row.addStretch()
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(label)
        column.addLayout(row)
        self._column.addWidget(part)
        part.show()
