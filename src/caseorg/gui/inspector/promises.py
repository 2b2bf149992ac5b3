"""The promises of an entry and what became of them; those that its words seem to make are offered to be noted."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from caseorg.actions.promise import add_promise, as_told, remove_promise, settle_promise
from caseorg.domain.case import Promise
from caseorg.domain.story.story import ToldPromise
from caseorg.domain.timeline import TimelineEntry
from caseorg.gui.desk import Desk
from caseorg.gui.forms import OneClickButton, empty, heading
from caseorg.gui.timeline.model import promise_lines
from caseorg.i18n import tr

Choice = tuple[str, Callable[[], object]]


class PromiseRows(QWidget):
    """Whether each was kept, None where that is open again. Nothing is noted by itself."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: object = None
        self.buttons: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_promises(self, entry: TimelineEntry, offered: Sequence[ToldPromise] = ()) -> None:
        """Fills the rows, below them those that are `offered` to be noted; what is shown already stays, so that nothing
        moves under mouse and keyboard."""
        lines = promise_lines(entry, datetime.now(UTC))
        offered = tuple(promise for promise in offered if not promise.is_noted(entry.promises))
        shown = (entry.event, entry.promises, lines, offered)
        if shown == self._shown:
            return
        self._shown = shown
        focus = QApplication.focusWidget()
        focused = focus is not None and self.isAncestorOf(focus)
        empty(self._column)
        self.buttons.clear()
        for promise, (words, state) in zip(entry.promises, lines, strict=True):
            text = "　".join(part for part in (words, state) if part)
            self._add(QLabel(text), promise.text, *self._choices(promise, entry.event is not None))
        for promised in offered:
            self._offer(promised)
        if focused and self.buttons:
            self.buttons[0].setFocus()

    def _choices(self, promise: Promise, removable: bool) -> tuple[Choice, ...]:
        """One that stands alone is removed like an event, above its words."""
        open_choices = (
            (tr("Kept"), lambda: self._settle(promise, True)),
            (tr("Not kept"), lambda: self._settle(promise, False)),
        )
        settled_choices = ((tr("Open again"), lambda: self._settle(promise, None)),)
        remove = ((tr("Remove"), lambda: self._remove(promise)),) if removable else ()
        return (*(open_choices if promise.kept is None else settled_choices), *remove)

    def _settle(self, promise: Promise, kept: bool | None) -> None:
        self._desk.do(partial(settle_promise, promise_id=promise.id, kept=kept, before=promise.kept))

    def _remove(self, promise: Promise) -> None:
        self._desk.do(partial(remove_promise, promise_id=promise.id))

    def _note(self, promised: ToldPromise) -> None:
        self._desk.do(partial(add_promise, details=as_told(promised)))

    def _offer(self, promised: ToldPromise) -> None:
        label = heading(tr("A promise? “{what}”", what=promised.text), "faint")
        self._add(label, promised.text, (tr("Note it"), lambda: self._note(promised)))

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
