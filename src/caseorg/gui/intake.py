"""Files that come into a case from the window: chosen, dropped, pasted, or attached to mail."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QMimeData, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from caseorg.actions.change import together
from caseorg.actions.evidence import Intake
from caseorg.domain.case import CaseId, EvidenceId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.progress import Progress
from caseorg.domain.remark import remark
from caseorg.gui.desk import Choice, Desk
from caseorg.gui.forms import open_dialog
from caseorg.gui.outcomes import NAMED, OutcomesDialog, outcomes_text, remarks
from caseorg.gui.pasting import Clipboard
from caseorg.i18n import tr
from caseorg.jobs.attachments import add_attachments
from caseorg.jobs.intake import Outcome, add_files
from caseorg.workspace import Workspace

_RELOAD_MILLISECONDS = 1000


class EvidenceIntake(QObject):
    """`case_wanted` carries files that were given while no case is open; `scam_suspected` a text with words of refund
    fraud, and its name."""

    case_wanted = Signal(object)
    scam_suspected = Signal(object, str)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._clipboard = Clipboard()

    def close(self) -> None:
        """Removes the files that pasting made; what was added of them is evidence by now."""
        self._clipboard.close()

    def choose(self, over: QWidget | None = None) -> None:
        """Asks for files to add."""
        names, _ = QFileDialog.getOpenFileNames(over or self._window, tr("Add evidence"))
        self.add([Path(name) for name in names])

    def paste(self) -> None:
        """Files, a picture or a text from the clipboard become evidence."""
        self._add_made(self._clipboard.files, tr("There is nothing on the clipboard that could be added."))

    def drop(self, data: QMimeData) -> None:
        """What another program let go over the window becomes evidence."""
        files = partial(self._clipboard.files_in, data, tr("Dropped"))
        self._add_made(files, tr("There is nothing in it that could be added."))

    def _add_made(self, find: Callable[[], Sequence[Path]], nothing: str) -> None:
        try:
            files = find()
        except CaseorgError as error:
            self._desk.tell_failure(error)
            return
        self.add(files) if files else self._desk.notify(nothing)

    def add(self, files: Sequence[Path]) -> None:
        """Takes files, and those in folders, into the open case; one undo step for all of them."""
        case_id = self._desk.case_id
        if files and case_id is None:
            self.case_wanted.emit(files)
        elif files and case_id is not None:
            self._take_in(case_id, partial(add_files, case_id=case_id, files=files))

    def _add_attachments(self, case_id: CaseId, mails: Sequence[EvidenceId]) -> None:
        self._take_in(case_id, partial(add_attachments, case_id=case_id, mails=mails))

    def _take_in(self, case_id: CaseId, work: Callable[[Workspace], Iterator[Progress[Outcome]]]) -> None:
        outcomes: list[Outcome] = []

        def each(progress: Progress[Outcome]) -> None:
            assert progress.item
            outcomes.append(progress.item)
            if since.hasExpired(_RELOAD_MILLISECONDS):
                since.restart()
                self._desk.reload()

        since = QElapsedTimer()
        since.start()
        job = self._desk.tasks.run(self, tr("Adding evidence"), work, each)
        job.ended.connect(lambda: self.tell(case_id, outcomes))

    def tell(self, case_id: CaseId, outcomes: Sequence[Outcome]) -> None:
        """Says what became of files, with one step that takes all of them back."""
        failed = any(outcome.intake is Intake.FAILED for outcome in outcomes)
        self._desk.notify(outcomes_text(outcomes, NAMED), *self._choices(case_id, outcomes), error=failed)

    def _choices(self, case_id: CaseId, outcomes: Sequence[Outcome]) -> Iterator[Choice]:
        """What can be done about what came in."""
        if added := [outcome.change for outcome in outcomes if outcome.change and not outcome.change.already]:
            self._desk.show_next(added[0].made.id)
            whole = together(remark("Add {count} files", count=len(added)), added)
            yield tr("Undo"), self._desk.remember(case_id, whole)
        if flagged := next((outcome for outcome in outcomes if outcome.flags), None):
            text = self._desk.tasks.workspace.evidence.path(flagged.sha256)
            yield tr("Scam check"), partial(self.scam_suspected.emit, text, flagged.file.name)
        if mails := [outcome for outcome in outcomes if outcome.attachments and outcome.evidence]:
            offered = tr("Add {count} attachments", count=sum(len(outcome.attachments) for outcome in mails))
            keys = tuple(outcome.evidence for outcome in mails if outcome.evidence)
            yield offered, partial(self._add_attachments, case_id, keys)
        if len(remarks(outcomes)) > NAMED:
            yield tr("All results"), partial(self._show_all, outcomes)

    def _show_all(self, outcomes: Sequence[Outcome]) -> None:
        open_dialog(OutcomesDialog(self._window, outcomes))
