"""Background work in the status bar: what, how far, and a button that stops it."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from caseorg.domain.progress import Progress
from caseorg.gui.tasks import Job, TaskRunner
from caseorg.i18n import tr

_BAR_WIDTH = 160


class ProgressStrip(QWidget):
    """Shows the job that runs the longest; the others follow."""

    def __init__(self, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs: list[Job] = []
        self._label = QLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._stop = QPushButton(tr("Stop"))
        self._stop.setProperty("flat", True)
        self._stop.clicked.connect(self._stop_job)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(self._label)
        row.addWidget(self._bar)
        row.addWidget(self._stop)
        self.hide()
        tasks.started.connect(self._add)

    def _add(self, job: Job) -> None:
        self._jobs.append(job)
        job.progressed.connect(self._show_progress)
        job.ended.connect(self._remove)
        self._show()

    def _remove(self) -> None:
        self._jobs = [job for job in self._jobs if job is not self.sender()]
        self._show()

    def _show(self) -> None:
        self.setVisible(bool(self._jobs))
        if self._jobs:
            self._label.setText(self._jobs[0].label)
            self._bar.setRange(0, 0)

    def _show_progress(self, progress: Progress[object]) -> None:
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.done)

    def _stop_job(self) -> None:
        if self._jobs:
            self._jobs[0].stop()
