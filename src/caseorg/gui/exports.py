"""What leaves the open case in the background: papers, upload sets, the calendar; and the verification of all."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter

from caseorg.domain.case import Document
from caseorg.domain.journal.purges import Purge
from caseorg.domain.messages.channel import Channel
from caseorg.domain.papers.numbers import numbers_of
from caseorg.domain.papers.options import PaperOptions
from caseorg.domain.papers.paper import Paper
from caseorg.domain.privacy.hiding import Hidden
from caseorg.domain.progress import Progress
from caseorg.domain.remark import Remark, remark
from caseorg.gui.desk import Choice, Desk
from caseorg.gui.preview.printing import print_pages
from caseorg.gui.preview.window import PreviewWindow
from caseorg.i18n import remark_text, tr
from caseorg.jobs.ics import CalendarCount, export_ics
from caseorg.jobs.papers.exports import EXPORTS
from caseorg.jobs.papers.hidden import read_hidden
from caseorg.jobs.papers.preview import draw_preview, preview_file, remove_preview, save_preview
from caseorg.jobs.purge import list_purges
from caseorg.jobs.verify import verify
from caseorg.views.hidden import hidden_pairs
from caseorg.views.purges import purge_lines
from caseorg.workspace import Workspace

if TYPE_CHECKING:
    from caseorg.jobs.upload import UploadSet

_PURGES = 5  # the last ones that a verification tells of; the command line has all


class Exports(QObject):
    """Starts the jobs that read cases, and tells on the desk how they ended.

    `print_wanted` asks to look at a paper that is on the disk and to print it.
    """

    print_wanted = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._tasks = desk.tasks
        self._previews: set[Path] = set()

    def draw(self, paper: Paper, out: Path, options: PaperOptions | None = None) -> None:
        """Draws a paper in the background."""
        if self._desk.case_id is None:
            return
        label = tr("Exporting {file}", file=out.name)
        chosen = {"options": options} if options else {}
        job = partial(EXPORTS[paper], case_id=self._desk.case_id, out=out, **chosen)
        remarks: list[Remark] = []
        done = partial(self._tell_paper, paper, out, options, remarks)
        self._tasks.run(self, label, job, lambda progress: remarks.extend(progress.remarks), done)

    def preview(
        self,
        paper: Paper,
        options: PaperOptions,
        window: PreviewWindow,
        saved: Callable[[Path], object],
    ) -> None:
        """Draws a paper for the window to show; the case hears of it only when it is saved from there."""
        if self._desk.case_id is None:
            return
        case_id, file, drawn = self._desk.case_id, preview_file(self._tasks.workspace), list[Document]()

        def each(progress: Progress[Document]) -> None:
            drawn.extend([progress.item] if progress.item else [])
            if progress.remarks:
                window.notify("\n".join(map(remark_text, progress.remarks)), (), error=False)

        def save(out: Path) -> None:
            def finished() -> None:
                self._tell_paper(paper, out, options)
                saved(out)

            job = partial(save_preview, case_id=case_id, drawn=drawn[0], file=file, out=out)
            self._tasks.run(self, tr("Exporting {file}", file=out.name), job, done=finished)

        self._previews.add(file)
        draw = partial(draw_preview, case_id=case_id, paper=paper, options=options, file=file)
        job = self._tasks.run(window, tr("Drawing the paper"), draw, each, partial(window.show_file, file))
        job.ended.connect(window.show_nothing)
        window.save_wanted.connect(save)
        window.print_wanted.connect(partial(self.print, file))
        window.finished.connect(job.stop)
        window.finished.connect(lambda _: self._forget(file))

    def _forget(self, file: Path) -> None:
        job = partial(remove_preview, file=file)
        self._tasks.run(self, tr("Removing the preview"), job, done=partial(self._previews.discard, file))

    def print(self, file: Path, printer: QPrinter, pages: Sequence[int | None]) -> None:
        """Sends pages of a PDF to a printer in the background."""

        def finished() -> None:
            if printer.outputFormat() == QPrinter.OutputFormat.PdfFormat:
                self._tell_exported(out)
            else:
                self._desk.notify(tr("{count} pages were sent to {printer}.", count=len(pages), printer=name))

        name, out = printer.printerName(), Path(printer.outputFileName())
        self._tasks.run(
            self, tr("Printing"), partial(print_pages, printer=printer, file=file, pages=pages), done=finished
        )

    def close(self) -> None:
        """Removes the previews that are still being looked at."""
        for file in self._previews:
            file.unlink(missing_ok=True)

    def upload(self, channel: Channel, out: Path, leave_out: bool) -> None:
        """Makes the upload set for a channel in the background."""
        if self._desk.case_id is None:
            return
        made: list[Progress[UploadSet]] = []
        job = partial(_export_upload, case_id=self._desk.case_id, channel_id=channel.id, out=out, leave_out=leave_out)
        label = tr("Making {file}", file=out.name)
        self._tasks.run(
            self,
            label,
            job,
            lambda progress: made.extend([progress] if progress.item else []),
            lambda: self._tell_set(made[0]),
        )

    def _tell_set(self, progress: Progress["UploadSet"]) -> None:
        made = progress.item
        assert made
        uploads = sum(bool(file.place) for file in made.files)
        text = tr("{file} is ready: {count} files to upload.", file=made.folder.name, count=uploads)
        if made.outside:
            names = numbers_of([outsider.evidence for outsider in made.outside])
            text += "\n" + tr("Not in it: {names}. The note says why.", names=names)
        text = "\n".join([text + _told(made.draft.hidden), *map(remark_text, progress.remarks)])
        self._desk.notify(text, (tr("Open folder"), partial(self._open, made.folder)))

    def calendar(self, out: Path) -> None:
        """Writes what is still open in all cases as a calendar file."""

        def finished(count: CalendarCount) -> None:
            late = remark(
                "Left out, overdue for more than a week: {count}. The agenda shows them.", count=count.left_out
            )
            self._tell_exported(out, remarks=(late,) if count.left_out else ())

        self._tasks.compute(self, export_ics, self._tasks.workspace, out, datetime.now(UTC), then=finished)

    def verify(self) -> None:
        """Checks all cases."""

        def passed() -> None:
            self._tasks.read(self, list_purges, then=finished)

        def finished(purges: tuple[Purge, ...]) -> None:
            lines = list(purge_lines(purges))[-_PURGES:]
            self._desk.notify("\n".join([tr("Everything is as it was recorded."), *lines]))

        self._tasks.run(self, tr("Verifying"), verify, done=passed)

    def _tell_paper(
        self, paper: Paper, out: Path, options: PaperOptions | None, remarks: Sequence[Remark] = ()
    ) -> None:
        """What a version for others hides is told with it."""

        def finished(hidden: tuple[Hidden, ...]) -> None:
            again = (tr("Print …"), partial(self.print_wanted.emit, out, options))
            self._tell_exported(out, again, hidden=hidden, remarks=remarks)

        if self._desk.case_id is None:
            finished(())
            return
        workspace = self._tasks.workspace
        self._tasks.compute(self, read_hidden, workspace, self._desk.case_id, paper, options, then=finished)

    def _tell_exported(
        self, out: Path, *more: Choice, hidden: tuple[Hidden, ...] = (), remarks: Sequence[Remark] = ()
    ) -> None:
        self._desk.notify(
            "\n".join([tr("{file} is ready.", file=out.name) + _told(hidden), *map(remark_text, remarks)]),
            (tr("Open"), partial(self._open, out)),
            (tr("Open folder"), partial(self._open, out.parent)),
            *more,
        )

    def _open(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._desk.notify(tr("No program is set to open it. It is at {path}.", path=path), error=True)


def _export_upload(workspace: Workspace, **given: Any) -> Iterator[Progress["UploadSet"]]:
    """On the job's thread, where what draws may take time to load."""
    from caseorg.jobs.upload import export_upload

    return export_upload(workspace, **given)


def _told(hidden: tuple[Hidden, ...]) -> str:
    """A line more that tells what is hidden, if anything is."""
    return "\n" + tr("Hidden: {what}", what=hidden_pairs(hidden)) if hidden else ""
