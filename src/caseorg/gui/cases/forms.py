"""The forms that change a case: its details, its complainant, its events, what was withdrawn."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from caseorg.actions.case import edit_case, new_case, set_profile
from caseorg.actions.event import EventDetails, add_event, edit_event, event_details
from caseorg.actions.evidence import restore_evidence
from caseorg.domain.case import CaseDetails, CaseFile, CaseId, Event, Evidence, Person
from caseorg.domain.papers.missing import Missing
from caseorg.gui.cases.case_dialog import CaseDialog
from caseorg.gui.cases.profile_dialog import ProfileDialog
from caseorg.gui.check.answers_dialog import AnswersDialog
from caseorg.gui.desk import Desk, Requester
from caseorg.gui.form_drafts import keep_drafts
from caseorg.gui.forms import ask
from caseorg.gui.quoting import quote_beside
from caseorg.gui.restore import RestoreDialog
from caseorg.gui.timeline.event_dialog import EventDialog
from caseorg.i18n import tr
from caseorg.store.queries import load_profile


class CaseForms(QObject):
    """Each opens over the window, or `over` what asked for it. `case_made` carries the files that were dropped before
    there was a case."""

    case_made = Signal(object)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._knowledge = desk.tasks.workspace.knowledge

    def new_case(self, files: Sequence[Path] = ()) -> None:
        """A new case; `files` were dropped before there was one."""
        dialog = CaseDialog(self._window, self._desk.tasks)
        keep_drafts(dialog, self._desk.draft("new-case", None), compare=False)
        ask(dialog, lambda: self._make_case(dialog.details, dialog, files))

    def _make_case(self, details: CaseDetails, form: Requester, files: Sequence[Path]) -> None:
        def made(case_id: CaseId) -> None:
            form.accept()
            self._desk.open_case(case_id)
            self.case_made.emit(files)

        self._desk.tasks.write(self, new_case, details, then=made, fail=form.refuse)

    def details(self, gap: Missing | None = None, over: QWidget | None = None) -> None:
        """The details of the open case, at the field that mends the gap."""
        if case := self._desk.case:
            dialog = CaseDialog(over or self._window, self._desk.tasks, case)
            keep_drafts(dialog, self._desk.draft("details", case.id))
            if gap:
                dialog.focus_gap(gap)
            ask(dialog, lambda: self._edit_case(case, dialog.details, dialog))

    def answers(self, over: QWidget) -> None:
        """What only the user can tell about the grounds for refusal."""
        if case := self._desk.case:
            dialog = AnswersDialog(over, case.details, self._knowledge.grounds.values())
            keep_drafts(dialog, self._desk.draft("answers", case.id))
            ask(dialog, lambda: self._edit_case(case, dialog.details, dialog))

    def _edit_case(self, before: CaseFile, details: CaseDetails, form: Requester) -> None:
        """Refused where they were changed elsewhere meanwhile."""
        self._desk.do(partial(edit_case, details=details, before=before.details), form, case_id=before.id)

    def profile(self, gap: Missing | None = None, over: QWidget | None = None) -> None:
        """The complainant, at the field that mends the gap."""

        def show(person: Person) -> None:
            dialog = ProfileDialog(over or self._window, person)
            keep_drafts(dialog, self._desk.draft("profile", None))
            fields = {Missing.NAME: dialog.name, Missing.PHONE: dialog.phone, Missing.ADDRESS: dialog.address}
            if gap in fields:
                fields[gap].setFocus()
            ask(dialog, lambda: self._set_profile(dialog.person, dialog))

        self._desk.tasks.read(over or self, load_profile, then=show)

    def _set_profile(self, person: Person, form: Requester) -> None:
        self._desk.tasks.write(self, set_profile, person, then=lambda _: form.accept(), fail=form.refuse)

    def write_event(
        self, event: Event | None = None, items: Sequence[Evidence] = (), over: QWidget | None = None
    ) -> None:
        """An event: a present one, or a new one about the evidence."""
        if case := self._desk.case:
            linked = event.evidence if event else [item.id for item in items]
            dialog = EventDialog(over or self._window, case, event, linked, self._knowledge)
            dialog.piece_chosen.connect(quote_beside(dialog, self._desk.tasks, case, linked).show_piece)
            about = event.id if event else "-".join(("new", *(item.id for item in items)))
            keep_drafts(dialog, self._desk.draft(f"event-{about}", case.id), compare=event is not None)
            ask(dialog, lambda: self._keep_event(event, dialog.details, dialog))

    def _keep_event(self, event: Event | None, details: EventDetails, form: Requester) -> None:
        if event is None:
            self._desk.do(partial(add_event, details=details), form, self._desk.show_next)
        else:
            before = event_details(event)
            self._desk.do(partial(edit_event, event_id=event.id, details=details, before=before), form)

    def withdrawn(self) -> None:
        """Which of the withdrawn evidence is to stand again."""
        if case := self._desk.case:
            items = [item for item in case.evidence if item.withdrawn]
            if not items:
                self._desk.notify(tr("Nothing is withdrawn in this case."))
                return
            dialog = RestoreDialog(self._window, items)
            ask(dialog, lambda: self._restore(dialog.chosen, dialog))

    def _restore(self, items: Sequence[Evidence], form: Requester) -> None:
        keys, show = tuple(item.id for item in items), self._desk.show_next
        self._desk.do(partial(restore_evidence, evidence_ids=keys), form, lambda made, _: show(made[0]))
