"""What the window opens over itself, and where a point of the case leads."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from caseorg.domain.case import CaseFile, Evidence, EvidenceId
from caseorg.domain.guard.findings import GuardFinding
from caseorg.domain.messages.channel import MessageKind
from caseorg.domain.papers.missing import Missing
from caseorg.domain.steps.step import NextStep
from caseorg.gui.cases.forms import CaseForms
from caseorg.gui.check.dialog import CheckupDialog
from caseorg.gui.desk import Desk
from caseorg.gui.export.papers import Papers
from caseorg.gui.exports import Exports
from caseorg.gui.form.filing import Filing
from caseorg.gui.forms import ask, open_dialog
from caseorg.gui.guard.gate import Gate
from caseorg.gui.intake import EvidenceIntake
from caseorg.gui.knowledge.guide import GuideDialog
from caseorg.gui.parts.parts import Parts
from caseorg.gui.redaction.dialog import RedactionDialog
from caseorg.gui.timestamps import open_timestamps
from caseorg.gui.wizard.dialog import Wizard
from caseorg.i18n import tr
from caseorg.jobs.redaction import can_redact
from caseorg.views.targets import (
    QuestionSource,
    Target,
    ToCase,
    ToEvent,
    ToEvidence,
    ToGap,
    ToGuide,
    ToQuestions,
    finding_target,
)

_PROBLEM = 0  # a page of the wizard


class Dialogs(QObject):
    """None of them stops what goes on behind it. `shown` asks the window to show an event or evidence by its id,
    `sort_wanted` for the screenshots; `closing` tells that the window goes, `inbox_changed` that other folders are to
    be watched."""

    shown = Signal(str)
    sort_wanted = Signal()
    closing = Signal()
    inbox_changed = Signal()

    def __init__(self, desk: Desk, parts: Parts, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._parts, self._window = desk, parts, window
        self.exports, self.gate = Exports(desk), Gate(desk, self)
        self.forms, self.intake = CaseForms(desk, window), EvidenceIntake(desk, window)
        self.papers = Papers(desk, self.exports, self.gate, parts, window)
        self.filing = Filing(desk, self.gate, parts, window)
        self.shown_evidence: Callable[[], Evidence | None] = lambda: None
        self.pictures: Callable[[], Mapping[EvidenceId, Path]] = dict
        self.forms.case_made.connect(self.intake.add)
        self.intake.case_wanted.connect(self.forms.new_case)
        self.papers.checkup_wanted.connect(self.checkup)
        self.papers.redaction_wanted.connect(self.redact)
        self.gate.mend_wanted.connect(self._mend)
        self.filing.event_wanted.connect(lambda over: self.forms.write_event(over=over))

    def close(self) -> None:
        """Removes previews, and the files that pasting made."""
        self.exports.close()
        self.intake.close()
        self.closing.emit()

    def message(
        self, channel: str = "", kind: MessageKind | None = None, page: int | None = None, over: QWidget | None = None
    ) -> None:
        """The wizard; with a channel it opens on the message for it, with a number on that page."""
        if case := self._desk.case:
            wizard = Wizard(over or self._window, self._desk, case, channel, kind)
            wizard.message.preview.gate, wizard.message.preview.parts = self.gate, self._parts
            wizard.message.preview.event_wanted.connect(lambda: self.forms.write_event(over=wizard))
            wizard.event_wanted.connect(lambda event: self.forms.write_event(event, over=wizard))
            open_dialog(wizard)
            if page is not None:
                wizard.steps.wanted.emit(page)

    def redact(self, over: QWidget | None = None, item: Evidence | None = None) -> None:
        """What others are not to see of the open case's pictures; first of this one, or the one that is shown."""
        case = self._desk.case
        if case is None:
            return
        if not any(map(can_redact, case.standing_evidence)):
            self._desk.notify(tr("The case has no picture and no document yet."))
            return
        open_dialog(RedactionDialog(over or self._window, self._desk, case, item or self.shown_evidence()))

    def number(self) -> None:
        """Other numbers for the evidence of the open case."""
        from caseorg.actions.numbering import renumber_evidence
        from caseorg.gui.numbering.dialog import NumberingDialog

        case = self._desk.case
        if case is None or not case.standing_evidence:
            self._desk.notify(tr("The case has no evidence yet."))
            return
        dialog = NumberingDialog(self._window, case, self.pictures())

        def change() -> None:
            self._desk.do(partial(renumber_evidence, order=dialog.order, anyway=dialog.anyway), dialog, case_id=case.id)

        ask(dialog, change)

    def receive(self) -> None:
        """Files from a phone, into the open case."""
        from caseorg.gui.phone.addresses import local_places
        from caseorg.gui.phone.dialog import PhoneDialog
        from caseorg.gui.phone.reception import Reception

        case = self._taking_case()
        if case is None:
            return
        reception = Reception(self._desk, case.id, self._window)
        reception.ended.connect(self.intake.tell)
        self.closing.connect(reception.close)
        dialog = PhoneDialog(self._window, case, reception, local_places())
        dialog.sort_wanted.connect(self.sort_wanted)
        dialog.finished.connect(reception.leave)
        self._desk.case_read.connect(dialog.show_case)
        open_dialog(dialog)

    def inbox(self) -> None:
        """The folder that is watched for the open case."""
        from caseorg.gui.inbox.dialog import InboxDialog

        if case := self._taking_case():
            dialog = InboxDialog(self._window, self._desk, case)
            dialog.changed.connect(self.inbox_changed)
            open_dialog(dialog)

    def _taking_case(self) -> CaseFile | None:
        """The open case, where something can be taken in; else it is said why not."""
        if refusal := self._desk.tasks.workspace.refusal:
            self._desk.tell_failure(refusal)
            return None
        return self._desk.case

    def timestamps(self) -> None:
        """The trusted timestamps of the open case."""
        open_timestamps(self._window, self._desk)

    def checkup(self) -> None:
        """What the open case still lacks."""
        if case := self._desk.case:
            dialog = CheckupDialog(self._window, self._desk.tasks)
            dialog.wanted.connect(lambda target: self.open(target, dialog))
            self._desk.case_read.connect(dialog.show_case)
            dialog.show_case(case)
            open_dialog(dialog)

    def open(self, target: Target, over: QWidget) -> None:
        """Whatever the target is, over what asked for it; evidence is shown where it stands on the timeline."""
        case = self._desk.case
        if case is None:
            return
        match target:
            case ToEvent(key):
                if event := next((event for event in case.events if event.id == key), None):
                    self.forms.write_event(event, over=over)
            case ToEvidence(key):
                if isinstance(over, CheckupDialog):
                    over.accept()
                self.shown.emit(key)
            case ToGap(gap):
                self.mend(gap, over)
            case ToQuestions(QuestionSource.GROUNDS):
                self.forms.answers(over)
            case ToQuestions():
                self.message(page=_PROBLEM, over=over)
            case ToCase():
                self.forms.details(over=over)
            case ToGuide(key):
                open_dialog(GuideDialog(over, self._desk.tasks.workspace.knowledge, key))

    def _mend(self, finding: GuardFinding, over: QWidget) -> None:
        """Opens the place where the guard found something."""
        case = self._desk.case
        if case and (target := finding_target(case, finding)):
            self.open(target, over)

    def begin(self, step: NextStep) -> None:
        """The next step: mends what is missing, or writes to the channel."""
        if step.sorts:
            self.sort_wanted.emit()
        elif step.gap:
            self.mend(step.gap)
        elif step.channel in self._desk.tasks.workspace.knowledge.forms:
            self.filing.fill(step.channel)
        elif step.channel:
            self.message(step.channel, step.kind)

    def mend(self, gap: Missing, over: QWidget | None = None) -> None:
        """Whatever mends the gap; `over` what asked for it."""
        if gap is Missing.EVIDENCE:
            self.intake.choose(over)
        elif gap is Missing.FACTS:
            self.forms.write_event(over=over)
        elif gap in (Missing.NAME, Missing.PHONE, Missing.ADDRESS):
            self.forms.profile(gap, over)
        else:
            self.forms.details(gap, over)
