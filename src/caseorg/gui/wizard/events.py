"""The events as the message tells them, each with its evidence or marked as without."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from caseorg.domain.case import CaseFile, Event, EventId, Part, Side
from caseorg.domain.checks.ledger import Ledger
from caseorg.domain.moments import show_moment
from caseorg.domain.papers.facts import evidence_of
from caseorg.domain.story.story import Beat, Story
from caseorg.gui.wizard.choices import Choice, ChoiceList
from caseorg.gui.wizard.page import column
from caseorg.i18n import tr
from caseorg.views.labels import SIDES
from caseorg.views.story import beats_name

_CHIPS = 3


class EventList(QWidget):
    """`wanted` asks for the form of an event, or of a new one with None."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._case: CaseFile | None = None
        self._drawn: _Drawn | None = None
        self.list = ChoiceList(tr("Events"), opens=True)
        self.add, self.edit = QPushButton(tr("New &event")), QPushButton(tr("E&dit"))
        buttons = QHBoxLayout()
        for button in (self.add, self.edit):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch()
        shelf = column(self)
        shelf.addWidget(self.list, 1)
        shelf.addLayout(buttons)
        self.add.clicked.connect(lambda: self.wanted.emit(None))
        self.edit.clicked.connect(lambda: self._open(self.list.key))
        self.list.opened.connect(self._open)
        self.list.chosen.connect(lambda _: self.edit.setEnabled(True))

    def show_events(self, case: CaseFile, ledger: Ledger, story: Story) -> None:
        """An event of which any sentence has no evidence is marked."""
        self._case = case
        unproven = {claim.event for claim in ledger.unproven}
        before, self._drawn = self._drawn, _Drawn(case, story, unproven)
        if not self._drawn.is_as(before):
            self._draw(case, story, unproven)
        self.edit.setEnabled(bool(self.list.key))

    def _draw(self, case: CaseFile, story: Story, unproven: Set[EventId | None]) -> None:
        names = _Names()
        choices = [
            _choice(case, event, names.of(story.by_event.get(event.id, ())), lacks=event.id in unproven)
            for event in case.events
        ]
        self.list.show_choices(choices, self.list.key)

    def _open(self, key: str) -> None:
        event = next((event for event in self._case.events if event.id == key), None) if self._case else None
        if event:
            self.wanted.emit(event)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What the list shows: to see that it is the same takes less than to draw thousands of events again."""

    case: CaseFile
    story: Story
    unproven: Set[EventId | None]

    def is_as(self, other: "_Drawn | None") -> bool:
        return (
            other is not None
            and self.case.events is other.case.events
            and self.case.evidence is other.case.evidence
            and self.story is other.story
            and self.unproven == other.unproven
        )


class _Names:
    """What events are called; many are called the same, and each name is made once."""

    def __init__(self) -> None:
        self._known: dict[tuple[tuple[Side | None, Part], ...], str] = {}

    def of(self, beats: Sequence[Beat]) -> str:
        key = tuple([(beat.actor, beat.part) for beat in beats])
        if key not in self._known:
            self._known[key] = beats_name(beats)
        return self._known[key]


def _choice(case: CaseFile, event: Event, part: str, *, lacks: bool) -> Choice:
    items = evidence_of(case, event) if event.evidence else ()
    labels = "、".join(item.label for item in items[:_CHIPS]) + ("…" if len(items) > _CHIPS else "")
    text = labels if event.in_complaint or labels else tr("not in the complaint")
    return Choice(
        event.id,
        f"{show_moment(event.at)}　{part or tr(SIDES[event.side])}",
        event.text,
        tr("no evidence") if lacks else text,
        lacks=lacks,
    )
