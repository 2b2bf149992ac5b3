"""Where backups go, how often, and how many stay; and which one is restored, and where to."""

from pathlib import Path

from PySide6.QtWidgets import QLabel, QSpinBox, QWidget

from caseorg.domain.moments import BEIJING
from caseorg.gui.forms import FormDialog, heading
from caseorg.gui.safekeeping.places import folder_row, named
from caseorg.i18n import tr
from caseorg.jobs.backups.restoring import require_empty
from caseorg.jobs.backups.shelf import find_backup, require_shelf, same_disk
from caseorg.output.targets import require_outside
from caseorg.settings import BackupPlan
from caseorg.store.last_backup import LastBackup

_MOST_DAYS, _MOST_KEPT = 90, 365


def words(text: str, role: str = "faint") -> QLabel:
    """A sentence that may need two lines."""
    label = heading(text, role)
    label.setWordWrap(True)
    return label


class BackupDialog(FormDialog):
    """`plan` is what was chosen once it was accepted."""

    def __init__(self, parent: QWidget | None, data: Path, plan: BackupPlan | None, last: LastBackup | None) -> None:
        super().__init__(parent, tr("Back up"), tr("Back up now"), self._read)
        self._data, self.plan = data, plan
        self.folder = folder_row(self.form, self, tr("Folder for backups"), str(plan.folder) if plan else "")
        self.days, self.keep = QSpinBox(), QSpinBox()
        self.days.setRange(0, _MOST_DAYS)
        self.days.setSpecialValueText(tr("only when I say so"))
        self.days.setValue(plan.days if plan else 1)
        self.days.setSuffix(tr(" day(s)"))
        self.keep.setRange(1, _MOST_KEPT)
        self.keep.setValue(plan.keep if plan else 10)
        for label, field in ((tr("While caseorg is open, every"), self.days), (tr("Backups that stay"), self.keep)):
            field.setAccessibleName(label)
            self.form.addRow(label, field)
        self.disk = words("", "error")
        self.form.addRow(self.disk)
        text = f"{last.made_at.astimezone(BEIJING):%Y-%m-%d %H:%M}　{last.folder}" if last else tr("none yet")
        self.form.addRow(words(tr("Last backup: {told}", told=text)))
        self.form.addRow(words(tr("A backup is not masked and holds all personal data.")))
        self.folder.textChanged.connect(self._warn)
        self._warn(self.folder.text())

    def _warn(self, text: str) -> None:
        """Said before it is chosen, not after the disk failed."""
        place = Path(text or "/nowhere")
        known = next((at for at in (place, *place.parents) if at.exists()), place)
        same = bool(text) and same_disk(self._data, known)
        self.disk.setText(
            tr("It is on the same disk as the data: where that disk fails, both are lost.") if same else ""
        )
        self.disk.setVisible(same)

    def _read(self) -> None:
        folder = named(self.folder)
        require_outside(self._data, folder)
        require_shelf(folder)
        self.plan = BackupPlan(folder, self.days.value(), self.keep.value())


class RestoreBackupDialog(FormDialog):
    """`backup` and `into` are what was chosen once it was accepted."""

    def __init__(self, parent: QWidget | None, backup: str, suggested: Path) -> None:
        super().__init__(parent, tr("Restore a backup"), tr("Restore"), self._read)
        self.backup, self.into = Path(), Path()
        self.source = folder_row(self.form, self, tr("Backup, or folder of backups"), backup)
        self.target = folder_row(self.form, self, tr("New folder"), str(suggested))
        self.form.addRow(
            words(tr("The backup goes into a folder that is not there yet, or empty, and is verified there."))
        )
        self.form.addRow(words(tr("Nothing that is there is changed.")))

    def _read(self) -> None:
        self.backup, self.into = find_backup(named(self.source)), named(self.target)
        require_empty(self.into)


class RehearseDialog(FormDialog):
    """`backup` is what was chosen once it was accepted."""

    def __init__(self, parent: QWidget | None, backup: str) -> None:
        super().__init__(parent, tr("Rehearse a restore"), tr("Rehearse"), self._read)
        self.backup = Path()
        self.source = folder_row(self.form, self, tr("Backup, or folder of backups"), backup)
        self.form.addRow(words(tr("The backup is restored aside, compared and verified, and removed again.")))

    def _read(self) -> None:
        self.backup = find_backup(named(self.source))


class FolderDialog(FormDialog):
    """`folder` is the data folder that was chosen."""

    def __init__(self, parent: QWidget | None, data: Path) -> None:
        super().__init__(parent, tr("Data folder"), tr("Open"), self._read)
        self.folder = data
        self.field = folder_row(self.form, self, tr("Data folder"), str(data))
        self.form.addRow(words(tr("A new or empty folder begins anew; nothing is moved. It is opened from now on.")))

    def _read(self) -> None:
        self.folder = named(self.field)
