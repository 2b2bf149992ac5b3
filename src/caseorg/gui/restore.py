"""Withdrawn evidence, and what of it is to stand again."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from caseorg.domain.case import Evidence
from caseorg.gui.forms import FormDialog, evidence_choice
from caseorg.gui.line_list import LineList
from caseorg.i18n import tr
from caseorg.views.evidence_names import told_apart


class RestoreDialog(FormDialog):
    """`chosen` holds what was ticked after it was accepted."""

    def __init__(self, parent: QWidget | None, items: Sequence[Evidence]) -> None:
        super().__init__(parent, tr("Withdrawn evidence"), tr("Restore"), self._read)
        self.chosen: list[Evidence] = []
        self._items = items
        self.list = LineList(tr("Withdrawn evidence"))
        names = told_apart(items)
        for item in items:
            self.list.addItem(evidence_choice(item, False, names[item.id]))
        self.form.addRow(self.list)

    def _read(self) -> None:
        checked = Qt.CheckState.Checked
        self.chosen = [item for row, item in enumerate(self._items) if self.list.item(row).checkState() is checked]
