"""What an archive is called, whether it is encrypted, and the passphrase of one that is."""

import secrets
from pathlib import Path

from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QWidget

from caseorg.domain.errors import CaseorgError
from caseorg.domain.files.filenames import safe_name
from caseorg.gui.forms import FormDialog, flat_button, line
from caseorg.gui.safekeeping.backups import words
from caseorg.gui.safekeeping.places import file_row, named
from caseorg.i18n import tr
from caseorg.jobs.archives.making import SHORTEST

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
_GROUPS, _LENGTH = 5, 4
SUFFIX = ".caseorg"


def made_up() -> str:
    """A passphrase that nobody guesses and that can be written by hand."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)) for _ in range(_GROUPS))


class ArchiveDialog(FormDialog):
    """`out` and `passphrase` (empty for none) are what was chosen once it was accepted."""

    def __init__(self, parent: QWidget | None, title: str, folder: Path) -> None:
        super().__init__(parent, tr("Archive the case"), tr("Archive"), self._read)
        self.out, self.passphrase = Path(), ""
        self._replaced = Path()
        suggested = folder / f"{safe_name(title)}{SUFFIX}"
        self.file = file_row(self.form, self, tr("File"), str(suggested), f"caseorg (*{SUFFIX})")
        self.form.addRow(
            words(tr("Originals, papers, the whole case and its journal in one file. Other cases are not in it."))
        )
        self.form.addRow(words(tr("The archive is not masked and holds all personal data."), "error"))
        self.encrypt = QCheckBox(tr("Encrypt it with a passphrase"))
        self.form.addRow(self.encrypt)
        self.first, self.again = line(self.form, tr("Passphrase")), line(self.form, tr("Once more"))
        self.make_up = flat_button(tr("Make one up, and copy it"))
        self.form.addRow("", self.make_up)
        self.lost = words(
            tr("A forgotten passphrase cannot be recovered. A recovery sheet to print lies beside the file.")
        )
        self.form.addRow(self.lost)
        self.make_up.clicked.connect(self._make_up)
        self.encrypt.toggled.connect(self._show_secret)
        self._show_secret(False)

    def _show_secret(self, shown: bool) -> None:
        for field in (self.first, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            self.form.setRowVisible(field, shown)
        self.form.setRowVisible(self.make_up, shown)
        self.form.setRowVisible(self.lost, shown)
        self.adjustSize()

    def _make_up(self) -> None:
        """Shown, so that it can be written down."""
        text = made_up()
        for field in (self.first, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Normal)
            field.setText(text)
        QApplication.clipboard().setText(text)

    def _read(self) -> None:
        self.passphrase = self._secret() if self.encrypt.isChecked() else ""
        out = named(self.file, "The file has no name.")
        out = out if out.suffix.lower() == SUFFIX else out.with_name(out.name + SUFFIX)
        if not out.parent.is_dir():
            raise CaseorgError("There is no folder {folder}.", "Choose where to save it.", folder=out.parent)
        if out.exists() and out != self._replaced:
            self._replaced = out
            raise CaseorgError("{file} is already there.", "Export once more to replace it.", file=out.name)
        self.out = out

    def _secret(self) -> str:
        if self.first.text() != self.again.text():
            raise CaseorgError("The two passphrases differ.", "Type both again.")
        if len(self.first.text()) < SHORTEST:
            raise CaseorgError("The passphrase is too short.", "Take at least {count} characters.", count=SHORTEST)
        return self.first.text()


class PassphraseDialog(FormDialog):
    """`passphrase` is what was typed."""

    def __init__(self, parent: QWidget | None, name: str) -> None:
        super().__init__(parent, tr("Open an archive"), tr("Open"), self._read)
        self.passphrase = ""
        self.form.addRow(words(tr("{file} is encrypted.", file=name)))
        self.field = line(self.form, tr("Passphrase"))
        self.field.setEchoMode(QLineEdit.EchoMode.Password)

    def _read(self) -> None:
        self.passphrase = self.field.text()
        if not self.passphrase:
            raise CaseorgError("There is no passphrase.", "Type it.")
