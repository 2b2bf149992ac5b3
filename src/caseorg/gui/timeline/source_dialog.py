"""Where several pieces of evidence are from, asked once."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCompleter, QWidget

from caseorg.domain.case import CaseFile, Evidence
from caseorg.gui.forms import FormDialog, heading, line
from caseorg.i18n import tr


class SourceDialog(FormDialog):
    """`source` holds what was typed after it was accepted; the sources of the case are offered while one types."""

    def __init__(self, parent: QWidget | None, case: CaseFile, items: Sequence[Evidence]) -> None:
        super().__init__(parent, tr("Change the source"), tr("Save"), self._read)
        self.source = ""
        sources = {item.source for item in items}
        self.form.addRow(heading(tr("For {count} pieces of evidence", count=len(items)), "faint"))
        shared = sources.pop() if len(sources) == 1 else ""
        self.field = line(self.form, tr("Source"), shared, tr("Where it can be seen: application, page, chat"))
        known = sorted({item.source for item in case.evidence if item.source})
        self.field.setCompleter(QCompleter(known, self.field))
        self.field.setFocus()

    def _read(self) -> None:
        self.source = self.field.text().strip()
