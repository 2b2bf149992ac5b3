"""In the form of an event: who acted and which part of the story it is, proposed as the words are typed."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout

from caseorg.actions.event import EventDetails
from caseorg.domain.case import CaseFile, Event, EventId, Part, Side
from caseorg.domain.story.story import Beat, leading
from caseorg.gui.forms import wrapped
from caseorg.gui.parts.menus import choices
from caseorg.i18n import tr
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.stories import beats_of
from caseorg.views.labels import PARTS, SIDES
from caseorg.views.story import beat_name

_SEVERAL = 2


class PartFields(QObject):
    """Two choices whose first says what is proposed: nobody is taken for the actor before the words say so."""

    changed = Signal()

    def __init__(self, form: QFormLayout, case: CaseFile, event: Event | None, knowledge: Knowledge) -> None:
        super().__init__(form.parentWidget())
        self._case, self._knowledge = case, knowledge
        self._id = event.id if event else EventId("")
        self._beats: tuple[Beat, ...] = ()
        self.side, self.part = QComboBox(), QComboBox()
        for box, label in ((self.side, tr("Who acted")), (self.part, tr("Part"))):
            box.setAccessibleName(label)
            form.addRow(label, box)
        _fill(self.side, choices(SIDES, Side.UNKNOWN, ""), event.side if event else Side.UNKNOWN)
        _fill(self.part, choices(PARTS, Part.UNKNOWN, ""), event.part if event else Part.UNKNOWN)
        self.several = wrapped("", "faint")
        form.addRow("", self.several)
        self._form = form
        form.setRowVisible(self.several, False)
        for box in (self.side, self.part):
            box.currentIndexChanged.connect(self.changed)

    def propose(self, typed: EventDetails) -> None:
        """What the words would be taken for without what is chosen here."""
        beats = beats_of(self._knowledge, self._case, _event(self._id, replace(typed, part=Part.UNKNOWN)))
        self._beats = beats
        several = len(beats) >= _SEVERAL
        part = tr("{count} things", count=len(beats)) if several else _part(leading(beats))
        unsaid = beats_of(self._knowledge, self._case, _event(self._id, replace(typed, side=Side.UNKNOWN)))
        who = "、".join(dict.fromkeys(tr(SIDES[beat.actor]) for beat in unsaid if beat.actor))
        self.side.setItemText(0, choices(SIDES, Side.UNKNOWN, who)[Side.UNKNOWN])
        self.part.setItemText(0, choices(PARTS, Part.UNKNOWN, part)[Part.UNKNOWN])
        text = "\n".join(f"{number}. {beat_name(beat)}：{beat.text}" for number, beat in enumerate(beats, start=1))
        shown = several and not typed.part
        self.several.setText(f"{text}\n{tr('Once it is saved it can be split.')}" if shown else "")
        self._form.setRowVisible(self.several, shown)

    @property
    def chosen(self) -> tuple[Side, Part]:
        """What the user said, empty for what is left to the proposal."""
        return Side(self.side.currentData()), Part(self.part.currentData())

    def settled(self) -> tuple[Side, Part]:
        """The same to be stored: whoever says against the words who acted says with it what the event is."""
        side, part = self.chosen
        if side and not part and len(self._beats) == 1 and self._beats[0].actor is not side:
            return side, self._beats[0].part
        return side, part


def _part(beat: Beat | None) -> str:
    return tr(PARTS[beat.part]) if beat and beat.part else ""


def _fill(box: QComboBox, names: dict[Side, str] | dict[Part, str], chosen: str) -> None:
    for value, name in names.items():
        box.addItem(name, str(value))
    box.setCurrentIndex(box.findData(str(chosen)))


def _event(key: EventId, typed: EventDetails) -> Event:
    return Event(
        id=key,
        at=typed.at,
        text=typed.text,
        evidence=typed.evidence,
        side=typed.side,
        in_complaint=typed.in_complaint,
        channel=typed.channel,
        agent=typed.agent,
        ticket=typed.ticket,
        milestone=typed.milestone,
        part=typed.part,
    )
