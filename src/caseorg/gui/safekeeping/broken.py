"""Before the window: a data folder that cannot be opened, and what can be done about it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QProgressBar, QPushButton, QVBoxLayout

from caseorg.domain.errors import BrokenError, CaseorgError
from caseorg.domain.progress import Progress
from caseorg.gui.safekeeping.backups import FolderDialog, RestoreBackupDialog, words
from caseorg.i18n import error_text, tr
from caseorg.jobs.backups.restoring import restore_backup
from caseorg.jobs.care.salvage import salvage, usual_place
from caseorg.store.last_backup import find_last_backup

T = TypeVar("T")


class _Job(QObject):
    """Work on a thread of its own, for there is no data folder yet whose queue could do it."""

    progressed = Signal(object)
    ended = Signal(object)

    def __init__(self, steps: Callable[[], Iterator[Progress[T]]], parent: QObject) -> None:
        super().__init__(parent)
        self._steps, self._stopped = steps, Event()
        self._thread = Thread(target=self._run)
        self._thread.start()

    def stop(self) -> None:
        """What was being made is removed."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        steps = self._steps()
        try:
            for progress in steps:
                self.progressed.emit(progress)
                if self._stopped.is_set():
                    return
        except CaseorgError as error:
            self.ended.emit(error)
        else:
            self.ended.emit(None)
        finally:
            getattr(steps, "close", lambda: None)()


def _without_menus(error: CaseorgError, data: Path) -> CaseorgError:
    """What is wrong; what can be done stands on the buttons."""
    if not isinstance(error, BrokenError):
        return error
    advice = "Nothing is written to {folder} any more. Choose what to do."
    return CaseorgError(error.what, advice, **{**error.values, "folder": data})


class BrokenDialog(QDialog):
    """`folder` is the data folder to open instead, or None to leave."""

    def __init__(self, data: Path, error: CaseorgError) -> None:
        super().__init__()
        self._data = data
        self.folder: Path | None = None
        self._job: _Job | None = None
        self.setWindowTitle("caseorg")
        self.setMinimumWidth(560)
        self.text = words(error_text(_without_menus(error, data)), "words")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(10)
        column.addWidget(self.text)
        column.addWidget(self.bar)
        last = find_last_backup(data)
        self._buttons = [self._button(tr("Restore a backup …"), self.restore, primary=last is not None)]
        if isinstance(error, BrokenError):
            self._buttons.append(self._button(tr("Save what can be read into a new folder …"), self.save))
        self._buttons.append(self._button(tr("Open another data folder …"), self.other))
        for button in self._buttons:
            column.addWidget(button)
        close = QDialogButtonBox()
        close.addButton(tr("Quit"), QDialogButtonBox.ButtonRole.RejectRole)
        close.rejected.connect(self.reject)
        column.addWidget(close)

    def _button(self, label: str, act: Callable[[], object], *, primary: bool = False) -> QPushButton:
        button = QPushButton(label)
        button.setProperty("primary", primary)
        button.clicked.connect(lambda _=False: act())
        return button

    def restore(self) -> None:
        """Which backup goes where."""
        last = find_last_backup(self._data)
        dialog = RestoreBackupDialog(self, str(last.folder) if last else "", usual_place(self._data, "恢复"))

        def begin() -> None:
            backup, into = dialog.backup, dialog.into
            dialog.accept()
            self._begin(lambda: restore_backup(backup, into), into)

        dialog.submitted.connect(begin)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def save(self) -> None:
        """Into which folder."""
        place = usual_place(self._data)
        if chosen := QFileDialog.getExistingDirectory(self, tr("A new or empty folder"), str(place.parent)):
            into = Path(chosen)
            into = into / place.name if any(into.iterdir()) else into
            self._begin(lambda: salvage(self._data, into), into)

    def other(self) -> None:
        """Another data folder."""
        dialog = FolderDialog(self, self._data)

        def begin() -> None:
            self.folder = dialog.folder
            dialog.accept()
            self.accept()

        dialog.submitted.connect(begin)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _begin(self, steps: Callable[[], Iterator[Progress[T]]], into: Path) -> None:
        self.bar.setRange(0, 0)
        self.bar.show()
        for button in self._buttons:
            button.setEnabled(False)
        self._job = _Job(steps, self)
        self._job.progressed.connect(self._progress)
        self._job.ended.connect(lambda error: self._end(error, into))

    def _progress(self, progress: Progress[object]) -> None:
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)

    def _end(self, error: CaseorgError | None, into: Path) -> None:
        self._job = None
        self.bar.hide()
        for button in self._buttons:
            button.setEnabled(True)
        if error:
            self.text.setText(error_text(error))
            return
        self.folder = into
        self.accept()

    def reject(self) -> None:
        """Whatever is being done is stopped first."""
        if self._job:
            self._job.stop()
        super().reject()
