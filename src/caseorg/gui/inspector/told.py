"""The words of an event, of a message that was sent, or of a promise, and what became of the promises."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from caseorg.actions.promise import PromiseDetails
from caseorg.domain.case import Event, Promise, Side
from caseorg.domain.promises import FoundPromise, find_promises
from caseorg.domain.timeline import Entry
from caseorg.domain.workdays import Calendar
from caseorg.gui.forms import empty, flat_button, heading
from caseorg.gui.labels import moment_with_source
from caseorg.gui.timeline.model import head_text, promise_text
from caseorg.i18n import tr
from caseorg.knowledge.library import Knowledge

_MOST_HEIGHT = 180


class ToldPart(QWidget):
    """Shows an entry that has words. A promise found in an event is offered to be noted, never noted by itself."""

    edit_wanted = Signal(object)
    remove_wanted = Signal(object)
    settled = Signal(object, bool)
    promise_found = Signal(object)

    def __init__(self, knowledge: Knowledge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._knowledge = knowledge
        self._entry: Entry | None = None
        self._head = heading("")
        self._time = heading("", "faint")
        self._time.setWordWrap(True)
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        room = QScrollArea()
        room.setWidget(self.text)
        room.setWidgetResizable(True)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room.setMaximumHeight(_MOST_HEIGHT)
        room.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._edit, self._remove = flat_button(tr("Edit")), flat_button(tr("Remove"))
        self._edit.clicked.connect(lambda: self.edit_wanted.emit(self._entry))
        self._remove.clicked.connect(lambda: self.remove_wanted.emit(self._entry))
        row = QHBoxLayout()
        row.addWidget(self._head, 1)
        row.addWidget(self._edit)
        row.addWidget(self._remove)
        self._promises = QVBoxLayout()
        self._promises.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._time)
        column.addWidget(room)
        column.addLayout(self._promises)

    def show_entry(self, entry: Entry) -> None:
        """Fills the part; evidence alone has no words and is not shown here."""
        self._entry = entry
        self._edit.setVisible(entry.event is not None)
        self._remove.setVisible(entry.message is None)
        self._head.setText(head_text(entry))
        self._time.setText("\n".join(self._facts(entry)))
        self.text.setText(
            "\n".join(part for part in (entry.message.subject if entry.message else "", entry.text) if part)
        )
        empty(self._promises)
        for promise in entry.promises:
            self._promises.addWidget(self._promise_row(promise))
        for found in self._found(entry.event, entry.promises):
            self._promises.addWidget(self._found_row(found))

    def _facts(self, entry: Entry) -> Iterator[str]:
        """When it was, over which channel, who answered, under which number, and which clock it moves."""
        yield moment_with_source(entry.at)
        told = entry.event or entry.message
        channel = self._knowledge.channels.get(told.channel) if told else None
        if channel:
            yield tr("Channel: {name}", name=channel.name)
        if entry.event:
            milestone = self._knowledge.milestones.get(entry.event.milestone)
            facts = (
                tr("Answered by: {name}", name=entry.event.agent) if entry.event.agent else "",
                tr("Ticket: {number}", number=entry.event.ticket) if entry.event.ticket else "",
                tr("Clock: {name}", name=milestone.name) if milestone else "",
            )
            yield from filter(None, facts)

    def _promise_row(self, promise: Promise) -> QWidget:
        label = QLabel(promise_text(promise, datetime.now(UTC)))
        label.setWordWrap(True)
        choices = ((tr("Kept"), True), (tr("Broken"), False)) if promise.kept is None else ()
        buttons = []
        for name, kept in choices:
            button = flat_button(name)
            button.setAccessibleName(f"{name}：{promise.text}")
            button.clicked.connect(partial(self._settle, promise, kept))
            buttons.append(button)
        return _row(label, *buttons)

    def _settle(self, promise: Promise, kept: bool, _checked: bool = False) -> None:
        self.settled.emit(promise, kept)

    def _found(self, event: Event | None, noted: tuple[Promise, ...]) -> tuple[FoundPromise, ...]:
        """What the other side seems to promise in the event, and is not noted yet."""
        if event is None or event.side is Side.ME:
            return ()
        calendar: Calendar = self._knowledge.calendar
        found = find_promises(event.text, event.at, calendar)
        return tuple(one for one in found if not any(_same(one, promise) for promise in noted))

    def _found_row(self, found: FoundPromise) -> QWidget:
        label = heading(tr("A promise? “{what}”", what=found.text), "faint")
        label.setWordWrap(True)
        button = flat_button(tr("Note it"))
        button.setAccessibleName(tr("Note the promise “{what}”", what=found.text))
        button.clicked.connect(lambda: self._note(found))
        return _row(label, button)

    def _note(self, found: FoundPromise) -> None:
        event = self._entry.event if self._entry else None
        if event:
            details = PromiseDetails(side=event.side, text=found.text, made_at=event.at, due=found.due, event=event.id)
            self.promise_found.emit(details)


def _same(found: FoundPromise, noted: Promise) -> bool:
    """Noted in fewer or more words, or for the same time."""
    if found.due and found.due == noted.due:
        return True
    return found.text in noted.text or noted.text in found.text


def _row(label: QLabel, *buttons: QWidget) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(label, 1)
    for button in buttons:
        line.addWidget(button)
    return row
