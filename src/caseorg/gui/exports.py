"""What leaves the open case in the background: papers, upload sets, the calendar; and the verification of all."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from caseorg.domain.case import Document
from caseorg.domain.complaint import ComplaintOptions
from caseorg.domain.messages.channel import Channel
from caseorg.domain.pack import PackOptions
from caseorg.domain.progress import Progress
from caseorg.domain.report import ReportOptions
from caseorg.domain.uploads.volumes import numbers_of
from caseorg.gui.desk import Desk
from caseorg.i18n import tr
from caseorg.jobs.agenda import export_ics
from caseorg.jobs.export import Paper, export_complaint, export_pack, export_report
from caseorg.jobs.upload import UploadSet, export_upload
from caseorg.jobs.verify import verify

PaperOptions = ComplaintOptions | ReportOptions | PackOptions
_PAPERS: dict[Paper, Callable[..., Iterator[Progress[Document]]]] = {
    Paper.COMPLAINT: export_complaint,
    Paper.REPORT: export_report,
    Paper.PACK: export_pack,
}


class Exports(QObject):
    """Starts the jobs that read cases, and tells on the desk how they ended."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._tasks = desk.tasks

    def draw(self, paper: Paper, out: Path, options: PaperOptions | None = None) -> None:
        """Draws a paper in the background."""
        if self._desk.case_id is None:
            return
        label = tr("Exporting {file}", file=out.name)
        chosen = {"options": options} if options else {}
        job = partial(_PAPERS[paper], case_id=self._desk.case_id, out=out, **chosen)
        self._tasks.run(self, label, job, done=partial(self._tell_exported, out))

    def upload(self, channel: Channel, out: Path, leave_out: bool) -> None:
        """Makes the upload set for a channel in the background."""
        if self._desk.case_id is None:
            return
        made: list[UploadSet] = []
        job = partial(export_upload, case_id=self._desk.case_id, channel_id=channel.id, out=out, leave_out=leave_out)
        label = tr("Making {file}", file=out.name)
        self._tasks.run(
            self,
            label,
            job,
            lambda progress: made.extend([progress.item] if progress.item else []),
            lambda: self._tell_set(made[0]),
        )

    def _tell_set(self, made: UploadSet) -> None:
        uploads = sum(bool(file.place) for file in made.files)
        text = tr("{file} is ready: {count} files to upload.", file=made.folder.name, count=uploads)
        if made.outside:
            names = numbers_of([one.evidence for one in made.outside])
            text += "\n" + tr("Not in it: {names}. The note says why.", names=names)
        self._desk.say(text, (tr("Open folder"), partial(self._open, made.folder)))

    def calendar(self, out: Path) -> None:
        """Writes what is still open in all cases as a calendar file."""
        told = partial(self._tell_exported, out)
        self._tasks.compute(self, export_ics, self._tasks.workspace, out, datetime.now(UTC), then=lambda _: told())

    def verify(self) -> None:
        """Checks all cases."""

        def passed() -> None:
            self._desk.say(tr("Everything is as it was recorded."))

        self._tasks.run(self, tr("Verifying"), verify, done=passed)

    def _tell_exported(self, out: Path) -> None:
        self._desk.say(
            tr("{file} is ready.", file=out.name),
            (tr("Open"), partial(self._open, out)),
            (tr("Open folder"), partial(self._open, out.parent)),
        )

    def _open(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._desk.say(tr("No program is set to open it. It is at {path}.", path=path), error=True)
