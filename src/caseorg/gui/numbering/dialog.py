"""The form in which evidence gets other numbers."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from caseorg.actions.numbering import KeptNumbersError
from caseorg.domain.case import CaseFile, EvidenceId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.papers.numbers import numbers_of
from caseorg.domain.papers.renumbering import as_in_pack, by_time, numbers_after, quoting
from caseorg.gui.forms import FormDialog, flat_button, heading
from caseorg.gui.numbering.rows import NumberRows
from caseorg.i18n import tr

_WIDTH = 640


class NumberingDialog(FormDialog):
    """`order` holds the evidence in its new order after it was accepted, and `anyway` whether its user saw that
    something that was kept has the old numbers."""

    def __init__(self, parent: QWidget | None, case: CaseFile, pictures: Mapping[EvidenceId, Path]) -> None:
        super().__init__(parent, tr("Numbers of the evidence"), tr("Change the numbers"), self._read)
        self.setMinimumWidth(_WIDTH)
        self._case = case
        self._withdrawn: tuple[EvidenceId, ...] = ()
        self.order: tuple[EvidenceId, ...] = ()
        self.anyway = self._refused = False
        self.rows = NumberRows(case.standing_evidence, pictures)
        self.rows.ordered.connect(self._show)
        about = heading(tr("Drag a piece, or Alt+↑ and Alt+↓. What you wrote in the case follows."), "faint")
        about.setWordWrap(True)
        self.form.addRow(about)
        self.form.addRow(self.rows)
        self.form.addRow(self._tools())
        self.kept = heading("", "warning")
        self.kept.setWordWrap(True)
        self.form.addRow(self.kept)
        self._show()
        self.rows.setFocus()

    def _tools(self) -> QWidget:
        self.up, self.down = flat_button(tr("Up")), flat_button(tr("Down"))
        self.up.clicked.connect(lambda: self.rows.shift(-1))
        self.down.clicked.connect(lambda: self.rows.shift(1))
        self.by_time, self.as_in_pack = QPushButton(tr("All by time")), QPushButton(tr("As in the pack"))
        self.by_time.clicked.connect(lambda: self._put(by_time))
        self.as_in_pack.clicked.connect(lambda: self._put(as_in_pack))
        self.as_in_pack.setEnabled(as_in_pack(self._case) != numbered_order(self._case))
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        for button in (self.up, self.down):
            row.addWidget(button)
        row.addStretch()
        for button in (self.by_time, self.as_in_pack):
            row.addWidget(button)
        return tools

    def _put(self, by: Callable[[CaseFile], Sequence[EvidenceId]]) -> None:
        """All of it: what was withdrawn leaves no gap between the others."""
        standing = frozenset(self.rows.order())
        order = by(self._case)
        self._withdrawn = tuple(key for key in order if key not in standing)
        self.rows.put([key for key in order if key in standing])

    def _show(self) -> None:
        """What would change, and whether somebody has the old numbers."""
        numbers = numbers_after(self._case, (*self.rows.order(), *self._withdrawn))
        self.rows.show_numbers(numbers)
        changed = [item for item in self._case.evidence if numbers.get(item.id, item.number) != item.number]
        named = [item for item in changed if quoting(self._case, item)]
        self.anyway = self._refused or bool(named)
        self.kept.setText(
            tr(
                "{label} stands in messages or papers that were kept; later papers tell old and new numbers.",
                label=numbers_of(named),
            )
            if named
            else ""
        )
        self.form.setRowVisible(self.kept, bool(named))
        self.ok.setText(tr("Change the numbers anyway") if self.anyway else tr("Change the numbers"))
        self.ok.setEnabled(bool(changed))

    def refuse(self, error: CaseorgError) -> None:
        """Whoever read that the numbers were kept may go on all the same."""
        self._refused = self._refused or isinstance(error, KeptNumbersError)
        super().refuse(error)
        self._show()

    def _read(self) -> None:
        self.order = (*self.rows.order(), *self._withdrawn)


def numbered_order(case: CaseFile) -> tuple[EvidenceId, ...]:
    """All evidence as it is numbered now, what was withdrawn last."""
    standing = tuple(item.id for item in case.standing_evidence)
    return (*standing, *(item.id for item in case.evidence if item.withdrawn))
