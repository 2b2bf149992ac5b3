"""Which evidence goes with a message: what its text names, unless the user says otherwise."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from caseorg.domain.case import Evidence, EvidenceId
from caseorg.domain.papers.numbers import numbers_in
from caseorg.gui.forms import shortened
from caseorg.i18n import tr
from caseorg.views.evidence_names import told_apart

_LONGEST = 60  # characters of a name in the menu


def named_in(text: str, evidence: Iterable[Evidence]) -> tuple[EvidenceId, ...]:
    """`证据1、证据3至证据5` names four."""
    named = numbers_in(text)
    return tuple(item.id for item in evidence if item.number in named)


class AttachmentButton(QToolButton):
    """A button with a menu to tick."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._evidence: tuple[Evidence, ...] = ()
        self._actions: dict[EvidenceId, QAction] = {}
        self._own: tuple[EvidenceId, ...] | None = None
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setObjectName("attachments")

    @property
    def chosen(self) -> tuple[EvidenceId, ...]:
        """What is ticked, in the order of the numbers."""
        return tuple(item.id for item in self._evidence if self._actions[item.id].isChecked())

    def forget(self) -> None:
        """The next text ticks by itself again."""
        self._own = None

    def show_evidence(self, text: str, evidence: tuple[Evidence, ...]) -> None:
        """Ticks what the text names, or what the user ticked."""
        if evidence != self._evidence:
            self._evidence = evidence
            self._menu.clear()
            names = told_apart(evidence)
            self._actions = {item.id: self._action(names[item.id]) for item in evidence}
        ticked = named_in(text, evidence) if self._own is None else self._own
        for key, action in self._actions.items():
            action.setChecked(key in ticked)
        self.setEnabled(bool(evidence))
        self.setText(tr("With {count} pieces of evidence", count=len(self.chosen)) + " ▾")

    def _action(self, name: str) -> QAction:
        action = self._menu.addAction(shortened(name, _LONGEST))
        action.setCheckable(True)
        action.triggered.connect(self._tick)
        return action

    def _tick(self) -> None:
        self._own = self.chosen
        self.changed.emit()
