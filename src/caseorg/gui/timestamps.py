"""The trusted timestamps of the open case: the request out, the answer in."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QPushButton, QVBoxLayout, QWidget

from caseorg.domain.case import CaseId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.progress import Progress
from caseorg.gui.desk import Desk
from caseorg.gui.forms import grow_to_fit, heading, open_dialog
from caseorg.i18n import error_text, tr
from caseorg.jobs.timestamps import ShownTimestamp, export_manifest, import_answer, request_timestamp, show_timestamps
from caseorg.views.timestamps import HONEST, timestamp_line
from caseorg.workspace import Workspace

T = TypeVar("T")
_WIDTH = 640


def open_timestamps(window: QWidget, desk: Desk) -> None:
    """The dialog over the window, for the open case."""
    if desk.case_id:
        dialog = TimestampDialog(window, desk, desk.case_id)
        open_dialog(dialog)


class TimestampDialog(QDialog):
    """Nothing is sent: files go out and come in."""

    def __init__(self, parent: QWidget | None, desk: Desk, case_id: CaseId) -> None:
        super().__init__(parent)
        self._desk, self._case_id = desk, case_id
        self._root: Path | None = None
        self.setWindowTitle(tr("Trusted timestamp"))
        self.setMinimumWidth(_WIDTH)
        about = tr(
            "An independent authority confirms that the list of your evidence existed at a time. caseorg sends "
            "nothing: save the request, take it to an authority of your choice, and bring back its answer."
        )
        self.states, self.status = heading("", "words"), heading("", "error")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        for label in (heading(about, "faint"), self.states, self.status, heading(tr(HONEST), "faint")):
            label.setWordWrap(True)
            column.addWidget(label)
        self.states.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.status.hide()
        buttons = QDialogButtonBox()
        self.save = self._button(buttons, tr("Save the request …"), self._save)
        self.bring = self._button(buttons, tr("Bring in the answer …"), self._bring)
        self.root = self._button(buttons, tr("Root certificate …"), self._choose_root)
        buttons.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self._read()

    def _button(self, buttons: QDialogButtonBox, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(lambda _=False: act())
        buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        return button

    def _read(self) -> None:
        self._work(show_timestamps, self._show)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 — Qt's name
        super().showEvent(event)
        grow_to_fit(self)

    def _show(self, found: tuple[ShownTimestamp, ...]) -> None:
        self.states.setText("\n".join(map(timestamp_line, found)))
        grow_to_fit(self)

    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, tr("Save the request …"), "清单.tsq", "*.tsq;;*.txt")
        if name:  # some authorities take the manifest itself
            write = export_manifest if name.lower().endswith(".txt") else request_timestamp
            self._work(partial(write, out=Path(name)), self._saved)

    def _saved(self, file: Path) -> None:
        self._say(tr("Saved: {file}. Take it to the authority.", file=file))
        self._read()

    def _bring(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Bring in the answer …"))
        if name:
            self._work(partial(import_answer, file=Path(name), root=self._root), self._brought)

    def _brought(self, shown: ShownTimestamp) -> None:
        self._say(timestamp_line(shown))
        self._read()

    def _choose_root(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Root certificate …"))
        if name:
            self._root = Path(name)
            self._say(tr("Choose the answer, then it is verified with this root certificate too: {file}", file=name))

    def _work(self, function: Callable[[Workspace, CaseId], T], then: Callable[[T], None]) -> None:
        """Off the window's thread; what goes wrong is told here, for the notices are behind this dialog."""

        def each(progress: Progress[T | CaseorgError]) -> None:
            if isinstance(progress.item, CaseorgError):
                self._say(error_text(progress.item), error=True)
            elif progress.item is not None:
                then(progress.item)

        def job(workspace: Workspace) -> Iterator[Progress[T | CaseorgError]]:
            try:
                yield Progress(1, 1, item=function(workspace, self._case_id))
            except CaseorgError as error:
                yield Progress(1, 1, item=error)

        self._desk.tasks.run(self, tr("Trusted timestamp"), job, each, self._desk.reload)

    def _say(self, text: str, *, error: bool = False) -> None:
        self.status.setProperty("role", "error" if error else "words")
        self.status.style().unpolish(self.status)
        self.status.style().polish(self.status)
        self.status.setText(text)
        self.status.show()
        grow_to_fit(self)
