"""The words of an event, of a message that was sent, or of a promise, and what became of the promises."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from caseorg.domain.story.story import Beat, ToldPromise
from caseorg.domain.timeline import TimelineEntry
from caseorg.gui.desk import Desk
from caseorg.gui.forms import flat_button, heading
from caseorg.gui.inspector.promises import PromiseRows
from caseorg.gui.labels import moment_with_source
from caseorg.gui.parts.parts import Parts
from caseorg.gui.parts.row import PartRow
from caseorg.gui.timeline.model import head_text
from caseorg.gui.timeline.removing import remove_entry
from caseorg.i18n import remark_text, tr
from caseorg.views.messages import message_notes

_BESIDE_EVIDENCE = 140
_ALONE = 420
_LEAST = 76


class EntryText(QWidget):
    """Shows an entry that has words; `edit_wanted` asks for the form of its event."""

    edit_wanted = Signal(object)

    def __init__(self, desk: Desk, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._knowledge = desk, desk.tasks.workspace.knowledge
        self._entry: TimelineEntry | None = None
        self._head = heading("")
        self._head.setWordWrap(True)
        self._time = heading("", "faint")
        self._time.setWordWrap(True)
        self.text = heading("", "words")
        self.text.setWordWrap(True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.parts = PartRow()
        _join(self.parts, parts)
        self.promises = PromiseRows(desk)
        self.words = _WordsScroll(self.text, self.promises)
        self._edit, self._remove = flat_button(tr("Edit")), flat_button(tr("Remove"))
        self._edit.clicked.connect(lambda: self.edit_wanted.emit(self._entry))
        self._remove.clicked.connect(self._take_off)
        row = QHBoxLayout()
        row.addWidget(self._head, 1)
        row.addWidget(self._edit)
        row.addWidget(self._remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        when = QHBoxLayout()
        when.addWidget(self._time, 1)
        for button in (self.parts.confirm, self.parts.divide):
            when.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(when)
        column.addWidget(self.parts)
        column.addWidget(self.words)

    def show_entry(
        self, entry: TimelineEntry, beats: tuple[Beat, ...] = (), promised: Sequence[ToldPromise] = ()
    ) -> None:
        """Fills the part; evidence alone has no words and is not shown here."""
        other = self._entry is None or self._entry.key != entry.key
        self._entry = entry
        self._edit.setVisible(entry.event is not None)
        self._remove.setVisible(entry.message is None)
        self._head.setText(tr("{count} things", count=len(beats)) if len(beats) > 1 else head_text(entry, beats))
        self.parts.show_parts(entry.event, beats)
        self._time.setText("\n".join(self._facts(entry)))
        self.text.setText(
            "\n".join(part for part in (entry.message.subject if entry.message else "", entry.text) if part)
        )
        self.promises.show_promises(entry, promised)
        self.words.fit(_BESIDE_EVIDENCE if entry.evidence else _ALONE)
        if other:
            self.words.verticalScrollBar().setValue(0)

    def _take_off(self) -> None:
        if self._entry:
            remove_entry(self._desk, self._entry)

    def put_in_order(self, following: Sequence[QWidget]) -> None:
        """The Tab key goes down this part and then to what follows; without this, what was made last would come last.

        Qt orders only what can have the keyboard.
        """
        self.words.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for before, after in pairwise((*self._stops(), *following)):
            self.setTabOrder(before, after)
        self.words.take_keyboard()

    def _stops(self) -> tuple[QWidget, ...]:
        return (self._edit, self._remove, *self.parts.buttons, self.words, *self.promises.buttons)

    def focus_first(self) -> None:
        """Puts the keyboard on the first thing to do here, or on the words."""
        able = [stop for stop in self._stops() if stop.isVisible() and stop.focusPolicy() & Qt.FocusPolicy.TabFocus]
        if able:
            able[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _facts(self, entry: TimelineEntry) -> Iterator[str]:
        """When it was, over which channel, who answered, under which number, and which clock it moves."""
        yield moment_with_source(entry.at)
        source = entry.event or entry.message
        channel = self._knowledge.channels.get(source.channel) if source else None
        if channel:
            yield tr("Channel: {name}", name=channel.name)
        if entry.message and self._desk.case:
            yield from map(remark_text, message_notes(self._desk.case, entry.message))
        if entry.event:
            milestone = self._knowledge.milestones.get(entry.event.milestone)
            facts = (
                tr("Answered by: {name}", name=entry.event.agent) if entry.event.agent else "",
                tr("Ticket: {number}", number=entry.event.ticket) if entry.event.ticket else "",
                tr("Clock: {name}", name=milestone.name) if milestone else "",
            )
            yield from filter(None, facts)


def _join(row: PartRow, parts: Parts) -> None:
    row.confirmed.connect(parts.confirm)
    row.split.connect(parts.split)
    row.part_chosen.connect(lambda event, part: parts.assign(event, part=part))
    row.side_chosen.connect(lambda event, side: parts.assign(event, side=side))


class _WordsScroll(QScrollArea):
    """As high as the words need, up to a limit; beyond it the arrow keys scroll."""

    def __init__(self, text: QLabel, promises: QWidget) -> None:
        super().__init__()
        self.setObjectName("words")
        self.setAccessibleName(tr("What happened"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self._most, self._needed = _ALONE, 0
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(text)
        column.addWidget(promises)
        column.addStretch()
        self._column = column
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def fit(self, most: int) -> None:
        """Takes the height that the words need, at most this."""
        self._most = most
        frame = 2 * self.frameWidth()
        bar = self.verticalScrollBar().sizeHint().width()
        wide = self.width() - frame - bar
        self._needed = self._column.totalHeightForWidth(max(wide, 40)) + frame + 2
        self.setMinimumHeight(min(self._needed, _LEAST))
        self.setMaximumHeight(min(self._needed, most))
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(super().sizeHint().width(), min(self._needed, self._most))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit(self._most)
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """Only where there is something to scroll."""
        whole = self._needed <= self.height()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if whole else Qt.FocusPolicy.StrongFocus)
