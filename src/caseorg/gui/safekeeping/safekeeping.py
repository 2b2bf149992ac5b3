"""Starts backups, archives and examinations, and tells on the desk how they ended."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from caseorg.domain.errors import CaseorgError
from caseorg.domain.progress import Progress
from caseorg.gui.desk import Choice, Desk
from caseorg.gui.folders import documents_folder
from caseorg.gui.forms import ask, open_dialog
from caseorg.gui.safekeeping.archives import SUFFIX, ArchiveDialog, PassphraseDialog
from caseorg.gui.safekeeping.backups import BackupDialog, FolderDialog, RehearseDialog, RestoreBackupDialog
from caseorg.gui.safekeeping.health import HealthDialog
from caseorg.gui.safekeeping.schedule import BackupSchedule
from caseorg.i18n import error_text, listed, tr
from caseorg.jobs.archives.making import Archived, archive_case
from caseorg.jobs.archives.opening import Opened, open_archive
from caseorg.jobs.archives.reading import is_encrypted
from caseorg.jobs.backups.making import Backup, make_backup
from caseorg.jobs.backups.restoring import Restored, rehearse, restore_backup
from caseorg.jobs.care.doctor import FolderFinding, examine_folder
from caseorg.jobs.care.salvage import usual_place
from caseorg.settings import BackupPlan, Settings, store_plan
from caseorg.store.last_backup import LastBackup, find_last_backup
from caseorg.workspace import Workspace

T = TypeVar("T")


class Safekeeping(QObject):
    """`folder_wanted` asks for another data folder to be opened."""

    folder_wanted = Signal(object)

    def __init__(self, desk: Desk, window: QWidget, settings: Settings) -> None:
        super().__init__(window)
        self._desk, self._tasks, self._window = desk, desk.tasks, window
        self._settings = settings
        self._data = desk.tasks.workspace.folder
        self.schedule = BackupSchedule(lambda: self._settings.backup, self._last, self._scheduled, self)

    def _last(self) -> LastBackup | None:
        return find_last_backup(self._data)

    def close(self) -> None:
        """Nothing more is begun."""
        self.schedule.close()

    def tell_trouble(self) -> None:
        """What a broken folder's user can do, as soon as it is opened."""
        refusal = self._tasks.workspace.refusal
        if refusal is None:
            return
        choices: list[Choice] = [(tr("Examine"), self.examine)]
        if find_last_backup(self._data):
            choices.insert(0, (tr("Restore …"), self.restore))
        self._desk.notify(error_text(refusal), *choices, error=True)

    def back_up(self) -> None:
        """Asks where to; then it is done."""
        dialog = BackupDialog(self._window, self._data, self._settings.backup, find_last_backup(self._data))

        def begin() -> None:
            assert dialog.plan
            try:
                self._settings = store_plan(self._settings, dialog.plan)
            except CaseorgError as error:
                dialog.refuse(error)
                return
            dialog.accept()
            self._make_backup(dialog.plan)

        ask(dialog, begin)

    def _scheduled(self, plan: BackupPlan) -> None:
        """A disk that is not there is told, and no folder is made in its place."""
        if self._tasks.workspace.refusal:
            return
        if not plan.folder.is_dir():
            message = tr("No backup was made: {folder} is not there. Connect its disk.", folder=plan.folder)
            self._desk.notify(message, (tr("Back up …"), self.back_up), error=True)
            return
        self._make_backup(plan, quiet=True)

    def _make_backup(self, plan: BackupPlan, *, quiet: bool = False) -> None:
        def tell(made: Backup) -> None:
            if made.missing:
                names = listed(made.missing)
                message = tr("The backup lacks evidence whose file is missing or was altered: {names}.", names=names)
                self._desk.notify(message, (tr("Examine"), self.examine), error=True)
            elif not quiet:
                message = tr(
                    "{folder}: {cases} cases, {evidence} files of evidence, read back.",
                    folder=made.folder.name,
                    cases=made.cases,
                    evidence=made.evidence,
                )
                self._desk.notify(message, (tr("Open folder"), partial(self._show, made.folder)))

        self._run(tr("Backing up"), partial(make_backup, shelf=plan.folder, keep=plan.keep), tell)

    def restore(self) -> None:
        """Asks which backup goes where; then it is done."""
        last = find_last_backup(self._data)
        dialog = RestoreBackupDialog(self._window, str(last.folder) if last else "", usual_place(self._data, "恢复"))

        def tell(made: Restored) -> None:
            message = tr(
                "{folder}: {cases} cases, {evidence} files of evidence, verified.",
                folder=made.folder,
                cases=made.cases,
                evidence=made.evidence,
            )
            self._desk.notify(message, (tr("Open it"), partial(self.folder_wanted.emit, made.folder)))

        def begin() -> None:
            backup, into = dialog.backup, dialog.into
            dialog.accept()
            self._run(tr("Restoring"), lambda _: restore_backup(backup, into), tell)

        ask(dialog, begin)

    def rehearse(self) -> None:
        """Asks which backup; then it is tried out."""
        last = find_last_backup(self._data)
        dialog = RehearseDialog(self._window, str(last.folder) if last else "")

        def tell(made: Restored) -> None:
            message = tr(
                "{backup} can be restored: {cases} cases, {evidence} files of evidence, compared and verified.",
                backup=made.backup.name,
                cases=made.cases,
                evidence=made.evidence,
            )
            self._desk.notify(message)

        def begin() -> None:
            backup = dialog.backup
            dialog.accept()
            self._run(tr("Rehearsing"), lambda _: rehearse(backup), tell)

        ask(dialog, begin)

    def archive(self) -> None:
        """Asks where the open case goes; then it is done."""
        case = self._desk.case
        if case is None:
            return
        dialog = ArchiveDialog(self._window, case.title, documents_folder())

        def tell(made: Archived) -> None:
            message = tr("{file}: {count} files of evidence, read back.", file=made.file.name, count=made.evidence)
            if made.left_out:
                message += "\n" + tr("Not in it: {what}.", what=listed(made.left_out))
            choices: list[Choice] = [(tr("Open folder"), partial(self._show, made.file.parent))]
            if made.sheet:
                choices.append((tr("Recovery sheet"), partial(self._show, made.sheet)))
            self._desk.notify(message, *choices)

        def begin() -> None:
            job = partial(archive_case, case_id=case.id, out=dialog.out, passphrase=dialog.passphrase)
            dialog.accept()
            self._run(tr("Archiving"), job, tell)

        ask(dialog, begin)

    def open_archive(self) -> None:
        """Asks for the file, and where it is encrypted for its passphrase."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, tr("Open an archive"), str(documents_folder()), f"caseorg (*{SUFFIX})"
        )
        if name:
            self.take(Path(name))

    def take(self, file: Path) -> None:
        """Opens an archive as a new case."""
        try:
            encrypted = is_encrypted(file)
        except CaseorgError as error:
            self._desk.notify(error_text(error), error=True)
            return
        if not encrypted:
            self._take(file, "")
            return
        dialog = PassphraseDialog(self._window, file.name)

        def begin() -> None:
            passphrase = dialog.passphrase
            dialog.accept()
            self._take(file, passphrase)

        ask(dialog, begin)

    def _take(self, file: Path, passphrase: str) -> None:
        def tell(made: Opened) -> None:
            message = [tr("“{title}” is open as a new case.", title=made.title)]
            message += [
                tr("This case was here already: {case}", case=f"{case.title} {case.id[:8]}") for case in made.present
            ]
            if made.missing:
                message.append(tr("The archive lacks: {what}.", what=listed(made.missing)))
            if made.incomplete:
                message.append(tr("It was made of a damaged database: it may be incomplete."))
            self._desk.open_case(made.case_id)
            self._desk.notify("\n".join(message))

        self._run(tr("Opening the archive"), partial(open_archive, file=file, passphrase=passphrase), tell)

    def examine(self, *, heal: bool = False) -> None:
        """What is wrong in the data folder; with `heal` what is safe is made good."""
        found: list[FolderFinding] = []

        def each(progress: Progress[FolderFinding]) -> None:
            found.extend([progress.item] if progress.item else [])

        job = partial(examine_folder, self._data, heal=heal)
        self._tasks.run(self, tr("Examining"), lambda _: job(), each, lambda: self._show_findings(found))

    def _show_findings(self, found: Sequence[FolderFinding]) -> None:
        if not found:
            self._desk.notify(tr("Nothing is wrong in {folder}.", folder=self._data))
            return
        dialog = HealthDialog(self._window, found)
        dialog.heal_wanted.connect(lambda: self.examine(heal=True))
        open_dialog(dialog)

    def choose_folder(self) -> None:
        """Another data folder, from now on."""
        dialog = FolderDialog(self._window, self._data)

        def begin() -> None:
            folder = dialog.folder
            dialog.accept()
            if folder != self._data:
                self.folder_wanted.emit(folder)

        ask(dialog, begin)

    def _run(self, label: str, job: Callable[[Workspace], Iterator[Progress[T]]], tell: Callable[[T], object]) -> None:
        made: list[T] = []

        def each(progress: Progress[T]) -> None:
            if progress.item is not None:
                made.append(progress.item)

        def done() -> None:
            tell(made[-1])

        self._tasks.run(self, label, job, each, done)

    def _show(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._desk.notify(tr("No program is set to open it. It is at {path}.", path=path), error=True)
