"""Which folder is watched for a case, and what became of the files that lay in it."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QPlainTextEdit, QWidget

from caseorg.domain.case import CaseFile, CaseId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import BEIJING
from caseorg.gui.desk import Desk
from caseorg.gui.forms import FormDialog, wrapped
from caseorg.gui.safekeeping.places import folder_row, named
from caseorg.i18n import tr
from caseorg.jobs.inbox import stop_watching, watch_folder
from caseorg.store.inboxes import InboxLine, read_inboxes, read_lines
from caseorg.workspace import Workspace

_WIDTH, _LOG_HEIGHT = 640, 170


class InboxDialog(FormDialog):
    """`changed` tells that another folder is to be watched, or none."""

    changed = Signal()

    def __init__(self, parent: QWidget, desk: Desk, case: CaseFile) -> None:
        super().__init__(parent, tr("Inbox of “{case}”", case=case.title), tr("Watch this folder"), self._read)
        self._desk, self._case_id = desk, case.id
        self._known = 0
        self.setMinimumWidth(_WIDTH)
        present = read_inboxes(desk.tasks.workspace.folder).get(case.id)
        self.add_above(
            wrapped(
                tr(
                    "Files that lie here for five seconds become evidence of this case and move to “已收” in it; "
                    "those that cannot be added move to “失败”. Unfinished downloads and folders in it are left alone."
                )
            )
        )
        self.folder = folder_row(self.form, self, tr("Folder"), str(present or ""))
        self.folder.textChanged.connect(self._forget)
        self.log = QPlainTextEdit(readOnly=True)
        self.log.setAccessibleName(tr("What came in"))
        self.log.setPlaceholderText(tr("Nothing has come in through this folder yet."))
        self.log.setFixedHeight(_LOG_HEIGHT)
        self.form.addRow(tr("What came in"), self.log)
        self.off = self.buttons.addButton(tr("Stop watching"), QDialogButtonBox.ButtonRole.DestructiveRole)
        self.off.setEnabled(present is not None)
        self.off.clicked.connect(self._stop)
        self.submitted.connect(self._begin)
        desk.tasks.compute(self, read_lines, desk.tasks.workspace.folder, case.id, then=self._show_log)

    def _forget(self) -> None:
        """What lies in one folder says nothing of another."""
        self._known = 0

    def _read(self) -> None:
        self._folder = named(self.folder)

    def _begin(self) -> None:
        tasks = self._desk.tasks
        tasks.compute(self, _begun, tasks.workspace, self._case_id, self._folder, self._known, then=self._show_begun)

    def _show_begun(self, present: int | CaseorgError) -> None:
        if isinstance(present, CaseorgError):
            self.refuse(present)
        elif present != self._known:
            self._known = present
            self.refuse(
                CaseorgError(
                    "{count} files lie in this folder already.",
                    "What lies there is added and moved too. Press the button again to go on.",
                    count=present,
                )
            )
        else:
            self.changed.emit()
            self._desk.notify(tr("The inbox is watched: {folder}", folder=self._folder))
            self.accept()

    def _stop(self) -> None:
        workspace = self._desk.tasks.workspace
        self._desk.tasks.compute(self, _stopped, workspace, self._case_id, then=self._show_stopped)

    def _show_stopped(self, error: CaseorgError | None) -> None:
        if error:
            self.refuse(error)
            return
        self.changed.emit()
        self._desk.notify(tr("No folder is watched for this case any more."))
        self.accept()

    def _show_log(self, lines: list[InboxLine]) -> None:
        self.log.setPlainText("\n".join(map(_line_text, lines)))


def _begun(workspace: Workspace, case_id: CaseId, folder: Path, known: int) -> int | CaseorgError:
    try:
        return watch_folder(workspace, case_id, folder, known)
    except CaseorgError as error:
        return error


def _stopped(workspace: Workspace, case_id: CaseId) -> CaseorgError | None:
    try:
        stop_watching(workspace, (case_id,))
    except CaseorgError as error:
        return error
    return None


def _line_text(line: InboxLine) -> str:
    at = datetime.fromisoformat(line.at).astimezone(BEIJING)
    label = f"证据{line.number}" if line.number else ""
    return "　".join(filter(None, (f"{at:%Y-%m-%d %H:%M}", line.name, tr(line.outcome), label, line.said)))
