"""Rows of a form that name a file or folder, typed or chosen."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QWidget

from caseorg.domain.errors import CaseorgError
from caseorg.gui.forms import line
from caseorg.i18n import tr


def folder_row(form: QFormLayout, parent: QWidget, label: str, text: str = "") -> QLineEdit:
    """A folder."""
    return _row(form, label, text, lambda at: QFileDialog.getExistingDirectory(parent, label, at))


def file_row(form: QFormLayout, parent: QWidget, label: str, text: str, kinds: str) -> QLineEdit:
    """A file to write."""
    return _row(form, label, text, lambda at: QFileDialog.getSaveFileName(parent, label, at, kinds)[0])


def _row(form: QFormLayout, label: str, text: str, ask: Callable[[str], str]) -> QLineEdit:
    field = line(form, label, text)
    choose = QPushButton(tr("Choose …"))
    choose.setAccessibleName(f"{label}: {tr('Choose …')}")

    def put() -> None:
        if chosen := ask(field.text()):
            field.setText(chosen)

    choose.clicked.connect(put)
    row = QHBoxLayout()
    row.addWidget(field, 1)
    row.addWidget(choose)
    form.setLayout(form.rowCount() - 1, QFormLayout.ItemRole.FieldRole, row)
    return field


def named(field: QLineEdit, what: str = "The folder has no name.") -> Path:
    """What the row says.

    Raises:
        CaseorgError: nothing, or a name that leads nowhere.
    """
    text = field.text().strip()
    if not text:
        raise CaseorgError(what, "Choose where to save it.")
    try:
        return Path(text).expanduser().absolute()
    except RuntimeError:
        raise CaseorgError("There is no folder {folder}.", "Choose where to save it.", folder=text) from None
