"""The open case and all that can be done with it; shows nothing and asks nothing itself."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QElapsedTimer, QObject, Signal
from PySide6.QtWidgets import QApplication

from caseorg.actions.case import MessageDetails, edit_case, keep_message, new_case, set_profile
from caseorg.actions.event import EventDetails, add_event, edit_event, event_details, remove_event, restore_event
from caseorg.actions.evidence import (
    Description,
    Intake,
    describe_evidence,
    described,
    restore_evidence,
    withdraw_evidence,
)
from caseorg.actions.promise import PromiseDetails, add_promise, remove_promise, restore_promise, settle_promise
from caseorg.domain.case import (
    CaseDetails,
    CaseFile,
    CaseId,
    Event,
    EventId,
    Evidence,
    EvidenceId,
    Person,
    Promise,
    PromiseId,
)
from caseorg.domain.errors import CaseorgError
from caseorg.domain.progress import Progress
from caseorg.domain.scams.scam import find_flags
from caseorg.domain.steps.step import NextStep
from caseorg.gui.outcomes import NAMED, outcomes_text, remarks
from caseorg.gui.tasks import TaskRunner
from caseorg.gui.undo import History
from caseorg.i18n import explain, tr
from caseorg.jobs.attachments import add_attachments
from caseorg.jobs.intake import Outcome, add_files
from caseorg.jobs.sample import SAMPLE, make_sample
from caseorg.jobs.thumbnails import Thumbnail, make_thumbnails
from caseorg.jobs.verify import check_database
from caseorg.knowledge.agenda import next_step
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.stories import story_of
from caseorg.store.queries import CaseChanges, CaseWatch, list_cases, load_case, newest_case
from caseorg.workspace import Workspace

_RELOAD_MILLISECONDS = 1000
_SETTLED = {True: "Noted: the promise was kept.", False: "Noted: the promise was not kept."}
Choice = tuple[str, Callable[[], object]]


class Form(Protocol):
    """What asked for a change, and stays open until the change is stored."""

    def accept(self) -> None: ...

    def refuse(self, error: CaseorgError) -> None: ...


class Desk(QObject):
    """Reads again after every change, so that what is shown is always what is stored."""

    cases_read = Signal(object)
    cases_changed = Signal(object)
    case_read = Signal(object)
    step_found = Signal(object)
    thumbnail_made = Signal(object)
    scam_suspected = Signal(object, str)
    said = Signal(str, object, bool)
    overtaken = Signal()
    outcomes_told = Signal(object)

    def __init__(self, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.history = History(tasks, self)
        self.case: CaseFile | None = None
        self._wanted: CaseId | None = None
        self._watch = CaseWatch()
        self._drawn: set[str] = set()
        self._new_key = ""
        self.history.moved.connect(self.overtaken)
        self.history.touched.connect(self.open_case)
        self.history.refused.connect(self._tell_failure)
        tasks.changed.connect(self.reload)
        tasks.failed.connect(self._tell_failure)

    @property
    def case_id(self) -> CaseId | None:
        """The case that is open, or is being opened."""
        return self._wanted

    def take_new_key(self) -> str:
        """What was added last and not shown yet: the id of an event or of evidence, or nothing."""
        key, self._new_key = self._new_key, ""
        return key

    def start(self, case_id: CaseId | None) -> None:
        """Opens a case, or the one that was touched last."""

        self.tasks.read(self, newest_case, then=lambda newest: self.open_case(case_id or newest))
        self.tasks.compute(self, _prepare, self.tasks.workspace.knowledge, then=self._tell_problems)
        if not self.tasks.workspace.refusal:
            self.tasks.run_beside(self, tr("Checking the data"), check_database, lambda _: None)

    def open_case(self, case_id: CaseId | None) -> None:
        """Shows another case, or none."""
        if case_id != self._wanted:
            self._drawn.clear()
        self._wanted = case_id
        self.reload()

    def reload(self) -> None:
        """Reads the open case again, and of the list what was changed."""
        if self.tasks.workspace.refusal:
            self.tasks.read(self, list_cases, then=self.cases_read.emit)
        else:
            self.tasks.read(self, self._watch.read, then=self._show_cases)
        if self._wanted:
            self.tasks.read(self, load_case, self._wanted, then=self._show_case)
        else:
            self._show_case(None)

    def new_case(self, details: CaseDetails, form: Form, files: Sequence[Path] = ()) -> None:
        """Makes a case, opens it, and adds the files that were dropped before there was one."""

        def made(case_id: CaseId) -> None:
            form.accept()
            self.open_case(case_id)
            if files:
                self.add_files(files)

        self.tasks.write(self, new_case, details, then=made, fail=form.refuse)

    def open_sample(self) -> None:
        """Makes the sample case where it is not there yet, and opens it, unless the user went on meanwhile."""
        before = self._wanted

        def made() -> None:
            if self._wanted == before and QApplication.activeModalWidget() is None:
                self.open_case(SAMPLE)
            else:
                self.say(tr("The sample case is ready."), (tr("Open"), partial(self.open_case, SAMPLE)))

        self.tasks.run(self, tr("Sample case"), make_sample, done=made)

    def add_files(self, files: Sequence[Path]) -> None:
        """Takes files, and those in folders, into the open case; one undo step for all of them."""
        if self._wanted is not None:
            self._take_in(self._wanted, partial(add_files, case_id=self._wanted, files=files))

    def add_attachments(self, case_id: CaseId, mails: Sequence[EvidenceId]) -> None:
        """Takes what is attached to mail into the case."""
        self._take_in(case_id, partial(add_attachments, case_id=case_id, mails=mails))

    def _take_in(self, case_id: CaseId, work: Callable[[Workspace], Iterator[Progress[Outcome]]]) -> None:
        outcomes: list[Outcome] = []

        def each(progress: Progress[Outcome]) -> None:
            assert progress.item
            outcomes.append(progress.item)
            if since.hasExpired(_RELOAD_MILLISECONDS):
                since.restart()
                self.reload()

        since = QElapsedTimer()
        since.start()
        job = self.tasks.run(self, tr("Adding evidence"), work, each)
        job.ended.connect(lambda: self._tell_outcomes(case_id, outcomes))

    def describe(self, item: Evidence, said: Description) -> None:
        """Says where evidence is from and what it proves."""
        before = described(item)
        self._change(
            tr("Describe {label}", label=item.label),
            _described(item.id, said, before),
            _described(item.id, before, said),
        )

    def withdraw(self, item: Evidence) -> None:
        """Takes evidence out of timeline and papers."""
        keys = (item.id,)
        self._change(
            tr("Withdraw {label}", label=item.label),
            partial(withdraw_evidence, evidence_ids=keys),
            partial(restore_evidence, evidence_ids=keys),
            tr("{label} was withdrawn; its file is kept.", label=item.label),
        )

    def restore(self, items: Sequence[Evidence], form: Form) -> None:
        """Brings withdrawn evidence back."""
        keys = tuple(item.id for item in items)
        self._new_key = keys[0] if keys else ""
        again, take_back = partial(restore_evidence, evidence_ids=keys), partial(withdraw_evidence, evidence_ids=keys)
        self._change(tr("Restore {count} files", count=len(keys)), again, take_back, form=form)

    def keep_event(self, event: Event | None, details: EventDetails, form: Form) -> None:
        """Puts a new event on the timeline, or changes a present one."""
        if event:
            before = event_details(event)
            self._change(
                tr("Edit the event"), _edited(event, details, before), _edited(event, before, details), form=form
            )
        else:
            self._add_event(details, form)

    def _add_event(self, details: EventDetails, form: Form) -> None:
        case_id = self._wanted
        if case_id is None:
            return

        def added(event_id: EventId) -> None:
            form.accept()
            self._new_key = event_id
            again, take_back = partial(restore_event, event_id=event_id), partial(remove_event, event_id=event_id)
            self.history.push(case_id, tr("New event"), again, take_back)

        self.tasks.write(self, add_event, case_id, details, then=added, fail=form.refuse)

    def remove_event(self, event: Event) -> None:
        """Takes an event off the timeline."""
        self._change(
            tr("Remove the event"),
            partial(remove_event, event_id=event.id),
            partial(restore_event, event_id=event.id),
            tr("The event was removed."),
        )

    def note_promise(self, details: PromiseDetails) -> None:
        """Writes down what the other side said it would do."""
        case_id = self._wanted
        if case_id is None:
            return

        def noted(key: PromiseId) -> None:
            again, take_back = partial(restore_promise, promise_id=key), partial(remove_promise, promise_id=key)
            self.history.push(case_id, tr("Note the promise"), again, take_back)

        self.tasks.write(self, add_promise, case_id, details, then=noted)

    def settle_promise(self, promise: Promise, kept: bool | None, case_id: CaseId | None = None) -> None:
        """Says whether a promise of the open case, or of another one, was kept."""
        settle = partial(settle_promise, promise_id=promise.id)
        self._change(
            tr("Settle the promise"),
            partial(settle, kept=kept, before=promise.kept),
            partial(settle, kept=promise.kept, before=kept),
            tr(_SETTLED[kept]) if kept is not None else "",
            case_id=case_id,
        )

    def remove_promise(self, promise: Promise) -> None:
        """Takes a promise off the case."""
        self._change(
            tr("Remove the promise"),
            partial(remove_promise, promise_id=promise.id),
            partial(restore_promise, promise_id=promise.id),
            tr("The promise was removed."),
        )

    def edit_case(self, before: CaseFile, details: CaseDetails, form: Form) -> None:
        """Changes the details of a case as it was read; refused when they were changed elsewhere meanwhile."""

        def edited(stored: CaseDetails) -> None:
            form.accept()
            if stored != before.details:
                again = partial(edit_case, details=stored, before=before.details)
                take_back = partial(edit_case, details=before.details, before=stored)
                self.history.push(before.id, tr("Change case details"), again, take_back)

        self.tasks.write(self, edit_case, before.id, details, before.details, then=edited, fail=form.refuse)

    def set_profile(self, person: Person, form: Form) -> None:
        """Remembers the complainant."""
        self.tasks.write(self, set_profile, person, then=lambda _: form.accept(), fail=form.refuse)

    def keep_message(self, case: CaseFile, details: MessageDetails, form: Form) -> None:
        """Keeps a message of the case as it was sent, or a text that is not sent yet."""

        def kept(_: object) -> None:
            form.accept()
            if details.sent_at:
                self.say(tr("The message is kept with the case."))

        self.tasks.write(self, keep_message, case.id, details, then=kept, fail=form.refuse)

    def _change(
        self,
        name: str,
        action: Callable[..., object],
        opposite: Callable[..., object],
        said: str = "",
        form: Form | None = None,
        case_id: CaseId | None = None,
    ) -> None:
        """An action on the open case, or on another one, that can be taken back once it was done."""
        changed = case_id or self._wanted
        if changed is None:
            return

        def done(take_back: Callable[[], None]) -> None:
            if form:
                form.accept()
            if said:
                self.say(said, (tr("Undo"), take_back))

        self.history.change(changed, name, action, opposite, done, form.refuse if form else None)

    def say(self, text: str, *choices: Choice, error: bool = False) -> None:
        """Shows a notice."""
        self.said.emit(text, choices, error)

    def _show_cases(self, found: CaseChanges) -> None:
        (self.cases_read if found.whole else self.cases_changed).emit(found.cases)

    def _show_case(self, case: CaseFile | None) -> None:
        """An answer for a case that is no longer the open one is dropped."""
        if (case.id if case else None) != self._wanted:
            return
        self.case = case
        self.case_read.emit(case)
        if case:
            knowledge = self.tasks.workspace.knowledge
            self.tasks.compute(self, _next_step, knowledge, case, then=partial(self._show_step, case))
        waiting = [item for item in case.standing_evidence if item.id not in self._drawn] if case else []
        if waiting:
            self._drawn.update(item.id for item in waiting)
            job = partial(make_thumbnails, items=waiting)
            self.tasks.run_beside(self, tr("Thumbnails"), job, self._show_thumbnail)

    def _show_step(self, case: CaseFile, step: NextStep) -> None:
        """The step of an earlier reading may come in last; it is dropped."""
        if case is self.case and case.id == self._wanted:
            self.step_found.emit(step)

    def _show_thumbnail(self, progress: Progress[Thumbnail]) -> None:
        self.thumbnail_made.emit(progress.item)

    def _tell_outcomes(self, case_id: CaseId, outcomes: list[Outcome]) -> None:
        keys = tuple(o.evidence for o in outcomes if o.intake is Intake.ADDED and o.evidence)
        choices: list[Choice] = []
        if keys:
            self._new_key = keys[0]
            again = partial(restore_evidence, evidence_ids=keys)
            take_back = partial(withdraw_evidence, evidence_ids=keys)
            undo = self.history.push(case_id, tr("Add {count} files", count=len(keys)), again, take_back)
            choices.append((tr("Undo"), undo))
        if flagged := next((outcome for outcome in outcomes if outcome.flags), None):
            text = self.tasks.workspace.evidence.path(flagged.sha256)
            choices.append((tr("Scam check"), partial(self.scam_suspected.emit, text, flagged.file.name)))
        if mails := [one for one in outcomes if one.attachments and one.evidence]:
            offered = tr("Add {count} attachments", count=sum(len(one.attachments) for one in mails))
            keys = tuple(one.evidence for one in mails if one.evidence)
            choices.append((offered, partial(self.add_attachments, case_id, keys)))
        if len(remarks(outcomes)) > NAMED:
            choices.append((tr("All results"), partial(self.outcomes_told.emit, outcomes)))
        failed = any(outcome.intake is Intake.FAILED for outcome in outcomes)
        self.say(outcomes_text(outcomes, NAMED), *choices, error=failed)

    def _tell_problems(self, _read: None) -> None:
        """The user's own knowledge files that cannot be used; all of the knowledge is read by now."""
        for problem in self.tasks.workspace.knowledge.problems[:1]:
            self.say(explain(problem), error=True)

    def _tell_failure(self, error: CaseorgError) -> None:
        self.say(explain(error), error=True)
        self.reload()


def _next_step(knowledge: Knowledge, case: CaseFile) -> NextStep:
    return next_step(knowledge, case, story_of(knowledge, case), datetime.now(UTC))


def _prepare(knowledge: Knowledge) -> None:
    """Reads all of the knowledge, and makes its patterns ready, which would hold up the first dialog."""
    knowledge.check()
    find_flags(" ", knowledge.red_flags.values())


def _edited(event: Event, details: EventDetails, before: EventDetails) -> Callable[..., object]:
    return partial(edit_event, event_id=event.id, details=details, before=before)


def _described(key: EvidenceId, said: Description, before: Description) -> Callable[..., object]:
    return partial(describe_evidence, evidence_id=key, description=said, before=before)
