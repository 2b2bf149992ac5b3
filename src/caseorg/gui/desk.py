"""The open case and all that can be done with it; shows nothing and asks nothing itself."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtCore import QElapsedTimer, QObject, Signal
from PySide6.QtWidgets import QApplication

from caseorg.actions.case import edit_case, new_case, set_profile
from caseorg.actions.change import Action, Change, together
from caseorg.actions.event import EventDetails, add_event, edit_event, event_details, remove_event
from caseorg.actions.evidence import (
    Description,
    Intake,
    describe_evidence,
    described,
    restore_evidence,
    withdraw_evidence,
)
from caseorg.actions.message import MessageDetails, keep_message
from caseorg.actions.promise import PromiseDetails, add_promise, remove_promise, settle_promise
from caseorg.domain.case import (
    CaseDetails,
    CaseFile,
    CaseId,
    Event,
    Evidence,
    EvidenceId,
    Person,
    Promise,
)
from caseorg.domain.errors import CaseorgError
from caseorg.domain.progress import Progress
from caseorg.domain.remark import remark
from caseorg.domain.scams.scam import find_flags
from caseorg.domain.steps.step import NextStep
from caseorg.gui.outcomes import NAMED, outcomes_text, remarks
from caseorg.gui.tasks import TaskRunner
from caseorg.gui.undo import History, TakeBack
from caseorg.i18n import explain, say, tr
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
T = TypeVar("T")
Choice = tuple[str, Callable[[], object]]


class Form(Protocol):
    """What asked for a change, and stays open until the change is stored."""

    def accept(self) -> None: ...

    def refuse(self, error: CaseorgError) -> None: ...


@dataclass(frozen=True, slots=True)
class Reply:
    """A form that is none: what is called when a change was stored, or could not be."""

    accept: Callable[[], None]
    refuse: Callable[[CaseorgError], None]


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

    def do(
        self,
        action: Action[T],
        form: Form | None = None,
        then: Callable[[T, TakeBack], object] = lambda made, take_back: None,
        case_id: CaseId | None = None,
    ) -> None:
        """Changes the open case, or another one; the form that asked stays until that is stored. `then` is given what
        was made, and what takes this change back and no other."""
        changed = case_id or self._wanted
        if changed is None:
            return

        def done(change: Change[T]) -> None:
            if form:
                form.accept()
            then(change.made, self.remember(changed, change))

        self.tasks.write(self, action, changed, then=done, fail=form.refuse if form else None)

    def remember(self, case_id: CaseId, change: Change[object]) -> TakeBack:
        """A change that was made is a step that can be taken back, and is told."""
        if change.already:
            return lambda: None
        take_back = self.history.push(case_id, change)
        if change.told:
            self.say(say(change.told), (tr("Undo"), take_back))
        return take_back

    def show_next(self, key: str, _take_back: object = None) -> None:
        """The event or evidence of this id is selected once it is read."""
        self._new_key = key

    def describe(self, item: Evidence, said: Description) -> None:
        """Says where evidence is from and what it proves."""
        self.do(partial(describe_evidence, evidence_id=item.id, description=said, before=described(item)))

    def withdraw(self, item: Evidence) -> None:
        """Takes evidence out of timeline and papers."""
        self.do(partial(withdraw_evidence, evidence_ids=(item.id,)))

    def restore(self, items: Sequence[Evidence], form: Form) -> None:
        """Brings withdrawn evidence back."""
        keys = tuple(item.id for item in items)
        self.do(partial(restore_evidence, evidence_ids=keys), form, lambda *_: self.show_next(keys[0]))

    def keep_event(self, event: Event | None, details: EventDetails, form: Form) -> None:
        """Puts a new event on the timeline, or changes a present one."""
        if event:
            before = event_details(event)
            self.do(partial(edit_event, event_id=event.id, details=details, before=before), form)
        else:
            self.do(partial(add_event, details=details), form, self.show_next)

    def remove_event(self, event: Event) -> None:
        """Takes an event off the timeline."""
        self.do(partial(remove_event, event_id=event.id))

    def note_promise(self, details: PromiseDetails) -> None:
        """Writes down what the other side said it would do."""
        self.do(partial(add_promise, details=details))

    def settle_promise(self, promise: Promise, kept: bool | None, case_id: CaseId | None = None) -> None:
        """Says whether a promise of the open case, or of another one, was kept."""
        self.do(partial(settle_promise, promise_id=promise.id, kept=kept, before=promise.kept), case_id=case_id)

    def remove_promise(self, promise: Promise) -> None:
        """Takes a promise off the case."""
        self.do(partial(remove_promise, promise_id=promise.id))

    def edit_case(self, before: CaseFile, details: CaseDetails, form: Form) -> None:
        """Changes the details of a case as it was read; refused when they were changed elsewhere meanwhile."""
        self.do(partial(edit_case, details=details, before=before.details), form, case_id=before.id)

    def set_profile(self, person: Person, form: Form) -> None:
        """Remembers the complainant."""
        self.tasks.write(self, set_profile, person, then=lambda _: form.accept(), fail=form.refuse)

    def keep_message(self, case: CaseFile, details: MessageDetails, form: Form) -> None:
        """Keeps a message of the case as it was sent, or a text that is not sent yet."""
        self.do(partial(keep_message, details=details), form, case_id=case.id)

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
        added = [one.change for one in outcomes if one.change and not one.change.already]
        choices: list[Choice] = []
        if added:
            self.show_next(added[0].made.id)
            undo = self.remember(case_id, together(remark("Add {count} files", count=len(added)), added))
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
