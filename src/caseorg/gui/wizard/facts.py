"""Page 3: what happened, and what shows it."""

from collections.abc import Iterator
from itertools import islice

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from caseorg.actions.promise import as_told
from caseorg.domain.checks.ledger import Ledger
from caseorg.domain.moments import BEIJING
from caseorg.gui.forms import heading
from caseorg.gui.wizard.events import EventList
from caseorg.gui.wizard.message_notes import statements_note
from caseorg.gui.wizard.note_boxes import Notes, NoteTone, WizardNote
from caseorg.gui.wizard.page import GAP, Page, column
from caseorg.gui.wizard.proofs import ProofList
from caseorg.gui.wizard.state import WizardState
from caseorg.i18n import listed, remark_text, tr
from caseorg.knowledge.statements import statements_of

_OFFERED = 3


class FactsPage(Page):
    """Events at the left, kinds of evidence at the right; what was found in the words above and below.

    `promise_wanted` carries the details of a promise to note, `warned` that the red flags were read.
    """

    promise_wanted = Signal(object)
    warned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.alarm, self.found, self._doubts = Notes(), Notes(), Notes()
        self.events = EventList()
        self.proofs = ProofList()
        self.found.after = self.events.edit
        left = column()
        left.addWidget(heading(tr("What happened, in order")))
        left.addWidget(self.events, 1)
        left.addWidget(self.found)
        left.addWidget(self._doubts)
        middle = QHBoxLayout()
        middle.setSpacing(GAP)
        middle.addLayout(left, 3)
        middle.addWidget(self.proofs, 2)
        page = column(self, GAP)
        page.addWidget(self.alarm)
        page.addLayout(middle, 1)
        self.alarm.offered.connect(lambda _: self.warned.emit())
        self.found.offered.connect(self.promise_wanted)

    def show_state(self, state: WizardState) -> None:
        self.refresh(state)

    def refresh(self, state: WizardState) -> None:
        self.events.show_events(state.case, state.ledger, state.story)
        self.proofs.show_needs(state, state.completeness)
        self.alarm.show_notes(tuple(_alarm(state)))
        self.found.show_notes(tuple(_promises(state)))
        self._doubts.show_notes((*_to_say(state), *_doubts(state.ledger)))

    def stop(self, state: WizardState) -> str:
        """Red flags are read before anything else is written."""
        return tr("Please read the warning about fraud first.") if state.unread_flags else ""

    def focus_stop(self) -> None:
        self.alarm.focus_offer()

    def focus_first(self) -> None:
        self.events.list.setFocus() if self.events.list.choices else self.events.add.setFocus()


def _alarm(state: WizardState) -> Iterator[WizardNote]:
    if flags := state.unread_flags:
        rule = tr(
            "Use only the service inside the official app or site. A real refund costs nothing, and nobody needs your "
            "password, a code or a transfer for it. Pay nothing more."
        )
        text = "\n".join(f"{flag.name}：{flag.why}{flag.advice}" for flag in flags)
        yield WizardNote(f"{rule}\n{text}", NoteTone.URGENT, tr("I have &read it"))


def _promises(state: WizardState) -> Iterator[WizardNote]:
    found = (promise for event in state.case.events for promise in state.story.unnoted(event.id))
    for details in map(as_told, islice(found, _OFFERED)):
        due = f"{details.due.astimezone(BEIJING):%Y-%m-%d %H:%M}" if details.due else tr("no time named")
        text = tr("A promise, due {due}: {text}", text=details.text, due=due)
        yield WizardNote(text, NoteTone.HINT, tr("Note it"), details)


def _to_say(state: WizardState) -> Iterator[WizardNote]:
    """What such a problem needs said, and which of it an event or a field says."""
    if found := statements_of(state.knowledge, state.case):
        yield statements_note(found)


def _doubts(ledger: Ledger) -> Iterator[WizardNote]:
    for stray in ledger.strays:
        yield WizardNote(f"“{stray.text}”\n{remark_text(stray.says)}", NoteTone.WARNING)
    if ledger.unused:
        labels = listed(item.label for item in ledger.unused)
        yield WizardNote(tr("Not used by any event: {what}.", what=labels))
