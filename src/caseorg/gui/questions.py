"""What the window asks, and what follows from the answer."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from caseorg.actions.case import edit_case, new_case, set_profile
from caseorg.actions.event import EventDetails, add_event, edit_event, event_details
from caseorg.actions.evidence import restore_evidence
from caseorg.domain.case import CaseDetails, CaseFile, CaseId, Event, Evidence, Person
from caseorg.domain.guard.findings import Going, GuardFinding, Outgoing
from caseorg.domain.messages.channel import Kind
from caseorg.domain.papers.complaint import Missing
from caseorg.domain.papers.facts import unsaid
from caseorg.domain.papers.pack import USUAL_COLUMNS, PackOptions
from caseorg.domain.papers.paper import Paper, PaperOptions
from caseorg.domain.steps.step import NextStep
from caseorg.domain.uploads.plan import takes_set
from caseorg.gui.cases.case_dialog import CaseDialog
from caseorg.gui.cases.profile_dialog import ProfileDialog
from caseorg.gui.check.answers_dialog import AnswersDialog
from caseorg.gui.check.dialog import CheckupDialog
from caseorg.gui.desk import Desk, Form
from caseorg.gui.export.choices import store_columns, stored_columns
from caseorg.gui.export.dialog import ExportDialog
from caseorg.gui.export.upload import UploadDialog
from caseorg.gui.exports import Exports
from caseorg.gui.form.filing import Filing
from caseorg.gui.forms import FormDialog, open_dialog
from caseorg.gui.guard.gate import Gate, outgoing
from caseorg.gui.intake import EvidenceIntake
from caseorg.gui.knowledge.guide import GuideDialog
from caseorg.gui.parts.confirming import ask_to_confirm
from caseorg.gui.parts.parts import Parts
from caseorg.gui.preview.window import PreviewWindow
from caseorg.gui.restore import RestoreDialog
from caseorg.gui.timeline.event_dialog import EventDialog
from caseorg.gui.wizard.dialog import Wizard
from caseorg.i18n import tr
from caseorg.knowledge.drafts import suited_channels
from caseorg.knowledge.respondents import as_named
from caseorg.knowledge.stories import story_of
from caseorg.sheets.glyphs import missing_glyphs
from caseorg.store.queries import load_profile
from caseorg.views.targets import (
    Asked,
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


class Questions(QObject):
    """Opens the dialogs over the window; none of them stops what goes on behind it.

    `shown` asks the window to show an event or evidence by its id.
    """

    shown = Signal(str)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self.exports = Exports(desk)
        self.exports.print_wanted.connect(self._print)
        self.gate = Gate(desk, self)
        self.gate.mend_wanted.connect(self._mend)
        self.parts = Parts(desk)
        self.filing = Filing(desk, self.gate, self.parts, window)
        self.filing.event_wanted.connect(lambda over: self.write_event(over=over))
        self.folder: Path | None = None  # where the last paper went
        self._columns = USUAL_COLUMNS  # of the index of the last pack
        self.intake = EvidenceIntake(desk, window)
        self.intake.case_wanted.connect(self.new_case)

    def store(self, settings: QSettings) -> None:
        """Remembers what was chosen for the index."""
        store_columns(settings, self._columns)

    def restore(self, settings: QSettings) -> None:
        """What was remembered."""
        self._columns = stored_columns(settings)

    def close(self) -> None:
        """Removes previews, and the files that pasting made."""
        self.exports.close()
        self.intake.close()

    def new_case(self, files: Sequence[Path] = ()) -> None:
        """The form of a new case; `files` were dropped before there was one."""
        dialog = CaseDialog(self._window, self._desk.tasks.workspace.knowledge)
        self._ask(dialog, lambda: self._make_case(dialog.details, dialog, files))

    def _make_case(self, details: CaseDetails, form: Form, files: Sequence[Path]) -> None:
        """Opens it, and adds the files that were dropped before there was one."""

        def made(case_id: CaseId) -> None:
            form.accept()
            self._desk.open_case(case_id)
            self.intake.add(files)

        self._desk.tasks.write(self, new_case, details, then=made, fail=form.refuse)

    def details(self, gap: Missing | None = None, over: QWidget | None = None) -> None:
        """The form of the open case, at the field that mends the gap; `over` what asked for it."""
        if case := self._desk.case:
            dialog = CaseDialog(over or self._window, self._desk.tasks.workspace.knowledge, case)
            if gap:
                dialog.focus_gap(gap)
            self._ask(dialog, lambda: self._edit_case(case, dialog.details, dialog))

    def profile(self, gap: Missing | None = None, over: QWidget | None = None) -> None:
        """The form of the complainant, at the field that mends the gap."""

        def ask(person: Person) -> None:
            dialog = ProfileDialog(over or self._window, person)
            fields = {Missing.NAME: dialog.name, Missing.PHONE: dialog.phone, Missing.ADDRESS: dialog.address}
            if gap in fields:
                fields[gap].setFocus()
            self._ask(dialog, lambda: self._set_profile(dialog.person, dialog))

        self._desk.tasks.read(over or self, load_profile, then=ask)

    def write_event(
        self, event: Event | None = None, items: Sequence[Evidence] = (), over: QWidget | None = None
    ) -> None:
        """The form of an event: a present one, or a new one about the evidence; `over` what asked for it."""
        if case := self._desk.case:
            linked = event.evidence if event else [item.id for item in items]
            knowledge = self._desk.tasks.workspace.knowledge
            dialog = EventDialog(over or self._window, case, event, linked, knowledge)
            self._ask(dialog, lambda: self._keep_event(event, dialog.details, dialog))

    def _keep_event(self, event: Event | None, details: EventDetails, form: Form) -> None:
        """Puts a new event on the timeline, or changes a present one."""
        if event is None:
            self._desk.do(partial(add_event, details=details), form, self._desk.show_next)
        else:
            before = event_details(event)
            self._desk.do(partial(edit_event, event_id=event.id, details=details, before=before), form)

    def _edit_case(self, before: CaseFile, details: CaseDetails, form: Form) -> None:
        """Changes the details of a case as it was read; refused when they were changed elsewhere meanwhile."""
        self._desk.do(partial(edit_case, details=details, before=before.details), form, case_id=before.id)

    def _set_profile(self, person: Person, form: Form) -> None:
        self._desk.tasks.write(self, set_profile, person, then=lambda _: form.accept(), fail=form.refuse)

    def message(
        self, channel: str = "", kind: Kind | None = None, page: int | None = None, over: QWidget | None = None
    ) -> None:
        """The wizard; with a channel it opens on the message for it, with a number on that page."""
        if case := self._desk.case:
            desk = self._desk
            wizard = Wizard(over or self._window, desk, case, channel, kind)
            wizard.message.preview.gate, wizard.message.preview.parts = self.gate, self.parts
            wizard.message.preview.event_wanted.connect(lambda: self.write_event(over=wizard))
            wizard.event_wanted.connect(lambda event: self.write_event(event, over=wizard))
            open_dialog(wizard)
            if page is not None:
                wizard.steps.wanted.emit(page)

    def checkup(self) -> None:
        """What the open case still lacks."""
        if case := self._desk.case:
            dialog = CheckupDialog(self._window, self._desk.tasks)
            dialog.wanted.connect(lambda target: self.open(target, dialog))
            self._desk.case_read.connect(dialog.show_case)
            dialog.show_case(case)
            open_dialog(dialog)

    def _answer(self, case: CaseFile, over: QWidget) -> None:
        """What only the user can tell about the grounds for refusal."""
        grounds = self._desk.tasks.workspace.knowledge.grounds.values()
        dialog = AnswersDialog(over, case.details, grounds)
        self._ask(dialog, lambda: self._edit_case(case, dialog.details, dialog))

    def open(self, target: Target, over: QWidget) -> None:
        """Whatever the target is, over what asked for it; evidence is shown where it stands on the timeline."""
        case = self._desk.case
        if case is None:
            return
        match target:
            case ToEvent(key):
                event = next((event for event in case.events if event.id == key), None)
                if event:
                    self.write_event(event, over=over)
            case ToEvidence(key):
                if isinstance(over, CheckupDialog):
                    over.accept()
                self.shown.emit(key)
            case ToGap(gap):
                self.gap(gap, over)
            case ToQuestions(Asked.GROUNDS):
                self._answer(case, over)
            case ToQuestions():
                self.message(page=_PROBLEM, over=over)
            case ToCase():
                self.details(over=over)
            case ToGuide(key):
                open_dialog(GuideDialog(over, self._desk.tasks.workspace.knowledge, key))

    def export(self, paper: Paper) -> None:
        """What the paper lacks and where it goes."""
        if case := self._desk.case:
            tasks, workspace = self._desk.tasks, self._desk.tasks.workspace
            dialog = ExportDialog(self._window, case, paper, workspace.knowledge, self.folder, self._columns)
            story = story_of(workspace.knowledge, case)
            dialog.show_story(case, story)
            self.parts.read.connect(dialog.show_story)
            dialog.confirm_wanted.connect(lambda: ask_to_confirm(dialog, self.parts, ""))
            tasks.compute(dialog, missing_glyphs, paper, case, story, workspace.evidence, then=dialog.tell_boxes)
            dialog.checkup_wanted.connect(dialog.reject)
            dialog.checkup_wanted.connect(self.checkup)
            dialog.preview_wanted.connect(lambda: self._preview(paper, dialog))
            self._ask(dialog, lambda: self._pass_export(self._desk.case or case, paper, dialog))

    def _mend(self, finding: GuardFinding, over: QWidget) -> None:
        """Opens the place where the guard found something."""
        case = self._desk.case
        if case and (target := finding_target(case, finding)):
            self.open(target, over)

    def _preview(self, paper: Paper, dialog: ExportDialog) -> None:
        """The paper as chosen; once it was saved from there, the dialog has nothing left to ask."""
        out = Path(dialog.file.text())
        window = self._look(dialog, out.stem, dialog.options, out)

        def saved(out: Path) -> None:
            self.folder = out.parent
            if isValid(dialog):
                window.finished.connect(dialog.accept) if isValid(window) else dialog.accept()

        self.exports.preview(paper, dialog.options, window, saved)

    def _print(self, file: Path, options: PaperOptions | None) -> None:
        """A paper on the disk, with the print dialog over it."""
        window = self._look(self._window, file.stem, options)
        window.print_wanted.connect(partial(self.exports.print, file))
        window.shown.connect(window.ask_printer)
        window.show_file(file)

    def _look(
        self,
        over: QWidget,
        title: str,
        options: PaperOptions | None,
        suggested: Path | None = None,
    ) -> PreviewWindow:
        both_sides = isinstance(options, PackOptions) and options.binding
        window = PreviewWindow(over, self._desk.tasks, title, suggested, both_sides=both_sides)
        self._desk.said.connect(window.say)
        open_dialog(window)
        return window

    def _pass_export(self, case: CaseFile, paper: Paper, dialog: ExportDialog) -> None:
        self.gate.pass_on(case, outgoing(paper, dialog.options), lambda: self._export(paper, dialog), dialog)

    def _export(self, paper: Paper, dialog: ExportDialog) -> None:
        self.folder = dialog.out.parent
        if isinstance(dialog.options, PackOptions):
            self._columns = dialog.options.columns
        self.exports.draw(paper, dialog.out, dialog.options)
        dialog.accept()

    def upload(self) -> None:
        """For which channel an upload set is made, and where it goes."""
        if case := self._desk.case:
            suited = suited_channels(self._desk.tasks.workspace.knowledge, case)
            channels = sorted(filter(takes_set, suited), key=lambda channel: channel.uploads is None)
            if not channels:
                self._desk.say(tr("Of no channel it is known which files it takes."))
                return
            knowledge = self._desk.tasks.workspace.knowledge
            unsaid_of_it = unsaid(story_of(knowledge, case))
            dialog = UploadDialog(self._window, as_named(knowledge, case), channels, self.folder, unsaid_of_it)
            self._ask(dialog, lambda: self._pass_upload(self._desk.case or case, dialog))

    def _pass_upload(self, case: CaseFile, dialog: UploadDialog) -> None:
        going = Outgoing(what=Going.UPLOAD, channel=dialog.channel.id)
        self.gate.pass_on(case, going, lambda: self._upload(dialog), dialog)

    def _upload(self, dialog: UploadDialog) -> None:
        self.folder = dialog.out.parent
        self.exports.upload(dialog.channel, dialog.out, dialog.leave_out)
        dialog.accept()

    def withdrawn(self) -> None:
        """Which of the withdrawn evidence is to stand again."""
        if case := self._desk.case:
            items = [item for item in case.evidence if item.withdrawn]
            if not items:
                self._desk.say(tr("Nothing is withdrawn in this case."))
                return
            dialog = RestoreDialog(self._window, items)
            self._ask(dialog, lambda: self._restore(dialog.chosen, dialog))

    def _restore(self, items: Sequence[Evidence], form: Form) -> None:
        keys = tuple(item.id for item in items)
        show = self._desk.show_next
        self._desk.do(partial(restore_evidence, evidence_ids=keys), form, lambda made, _: show(made[0]))

    def step(self, step: NextStep) -> None:
        """Begins the next step: mends what is missing, or writes to the channel."""
        if step.gap:
            self.gap(step.gap)
        elif step.channel in self._desk.tasks.workspace.knowledge.forms:
            self.filing.fill(step.channel)
        elif step.channel:
            self.message(step.channel, step.kind)

    def gap(self, gap: Missing, over: QWidget | None = None) -> None:
        """Whatever mends the gap; `over` what asked for it."""
        if gap is Missing.EVIDENCE:
            self.intake.choose(over)
        elif gap is Missing.FACTS:
            self.write_event(over=over)
        elif gap in (Missing.NAME, Missing.PHONE, Missing.ADDRESS):
            self.profile(gap, over)
        else:
            self.details(gap, over)

    def _ask(self, dialog: FormDialog, keep: Callable[[], object]) -> None:
        dialog.submitted.connect(keep)
        open_dialog(dialog)
