"""What the window asks, and what follows from the answer."""

import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from caseorg.domain.case import Event, Evidence, Person
from caseorg.domain.complaint import Missing
from caseorg.gui.cases.case_dialog import CaseDialog
from caseorg.gui.cases.profile_dialog import ProfileDialog
from caseorg.gui.desk import Desk
from caseorg.gui.export.dialog import ExportDialog, Paper
from caseorg.gui.forms import FormDialog
from caseorg.gui.message.dialog import MessageDialog
from caseorg.gui.outcomes import OutcomesDialog
from caseorg.gui.restore import RestoreDialog
from caseorg.gui.timeline.event_dialog import EventDialog
from caseorg.i18n import tr
from caseorg.jobs.intake import Outcome
from caseorg.store.queries import load_profile


class Questions(QObject):
    """Opens the dialogs over the window; none of them stops what goes on behind it."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._count = 0
        self.folder: Path | None = None  # where the last paper went
        self._pasted = tempfile.TemporaryDirectory(prefix="caseorg-")

    def close(self) -> None:
        """Removes the files that pasting made; what was added of them is evidence by now."""
        self._pasted.cleanup()

    def new_case(self, files: Sequence[Path] = ()) -> None:
        """The form of a new case; `files` were dropped before there was one."""
        dialog = CaseDialog(self._window)
        self._ask(dialog, lambda: self._desk.new_case(dialog.details, dialog, files))

    def details(self) -> None:
        """The form of the open case."""
        if case := self._desk.case:
            dialog = CaseDialog(self._window, case.details)
            self._ask(dialog, lambda: self._desk.edit_case(case, dialog.details, dialog))

    def profile(self) -> None:
        """The form of the complainant."""

        def ask(person: Person) -> None:
            dialog = ProfileDialog(self._window, person)
            self._ask(dialog, lambda: self._desk.set_profile(dialog.person, dialog))

        self._desk.tasks.read(self, load_profile, then=ask)

    def write_event(self, event: Event | None = None, items: Sequence[Evidence] = ()) -> None:
        """The form of an event: a present one, or a new one about the evidence."""
        if case := self._desk.case:
            linked = event.evidence if event else [item.id for item in items]
            dialog = EventDialog(self._window, case.standing_evidence, event, linked)
            self._ask(dialog, lambda: self._desk.keep_event(event, dialog.details, dialog))

    def message(self) -> None:
        """The message for a channel."""
        if case := self._desk.case:
            dialog = MessageDialog(self._window, case)
            self._ask(dialog, lambda: self._desk.keep_sent(dialog.channel_id, dialog.text.toPlainText(), dialog))

    def export(self, paper: Paper) -> None:
        """What the paper lacks and where it goes."""
        if case := self._desk.case:
            dialog = ExportDialog(self._window, case, paper, self.folder)
            self._ask(dialog, lambda: self._export(paper, dialog))

    def _export(self, paper: Paper, dialog: ExportDialog) -> None:
        self.folder = dialog.out.parent
        self._desk.export(paper, dialog.out)
        dialog.accept()

    def withdrawn(self) -> None:
        """Which of the withdrawn evidence is to stand again."""
        if case := self._desk.case:
            items = [item for item in case.evidence if item.withdrawn]
            if not items:
                self._desk.say(tr("Nothing is withdrawn in this case."))
                return
            dialog = RestoreDialog(self._window, items)
            self._ask(dialog, lambda: self._desk.restore(dialog.chosen, dialog))

    def show_outcomes(self, outcomes: Sequence[Outcome]) -> None:
        """What became of every file."""
        _open(OutcomesDialog(self._window, outcomes))

    def gap(self, gap: Missing | None) -> None:
        """Whatever mends the gap; without one, the complaint is next."""
        if gap is None:
            self.export(Paper.COMPLAINT)
        elif gap is Missing.EVIDENCE:
            self.files()
        elif gap is Missing.FACTS:
            self.write_event()
        elif gap in (Missing.NAME, Missing.PHONE, Missing.ADDRESS):
            self.profile()
        else:
            self.details()

    def files(self) -> None:
        """Files to add to the open case."""
        names, _ = QFileDialog.getOpenFileNames(self._window, tr("Add evidence"))
        self.add([Path(name) for name in names])

    def add(self, files: Sequence[Path]) -> None:
        """Adds to the open case; without one, asks for a new case first."""
        if not files:
            return
        if self._desk.case_id is None:
            self.new_case(files)
        else:
            self._desk.add_files(files)

    def paste(self) -> None:
        """Files, a picture or a text from the clipboard become evidence."""
        data = QGuiApplication.clipboard().mimeData()
        files = local_files(data) or self._keep_pasted(data)
        if files:
            self.add(files)
        else:
            self._desk.say(tr("There is nothing on the clipboard that could be added."))

    def _keep_pasted(self, data: QMimeData) -> list[Path]:
        self._count += 1
        name = f"{tr('Pasted')}_{self._count}"
        folder = Path(self._pasted.name)
        if data.hasImage():
            file = folder / f"{name}.png"
            if not QImage(data.imageData()).save(str(file)):
                return []
            return [_undated(file)]
        if data.hasText() and data.text().strip():
            file = folder / f"{name}.txt"
            file.write_text(data.text(), encoding="utf-8")
            return [_undated(file)]
        return []

    def _ask(self, dialog: FormDialog | MessageDialog, keep: Callable[[], object]) -> None:
        dialog.submitted.connect(keep)
        _open(dialog)


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def _undated(file: Path) -> Path:
    """The time at which something was pasted says nothing about the thing."""
    os.utime(file, (0, 0))
    return file


def local_files(data: QMimeData) -> list[Path]:
    """The files of this machine in a drop or on the clipboard."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
