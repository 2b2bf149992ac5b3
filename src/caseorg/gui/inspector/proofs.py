"""What kinds of proof a piece of evidence is: a button that opens a list to tick."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from caseorg.domain.scenario import Proof
from caseorg.i18n import listed, tr

_PADDING = 46  # of the button's frame and arrow


class ProofButton(QPushButton):
    """Tells `ticked` when one was ticked or unticked; `chosen` then says which."""

    ticked = Signal()

    def __init__(self, proofs: Mapping[str, Proof], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._proofs = proofs
        self._shown: tuple[str, ...] = ()
        self._names = ""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for key, proof in proofs.items():
            action = menu.addAction(proof.name)
            action.setCheckable(True)
            action.setData(key)
            action.setToolTip(proof.how)
            action.triggered.connect(lambda _=False: self.ticked.emit())
        self.setMenu(menu)
        self.setStyleSheet("text-align: left")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.show_proofs(())

    def show_proofs(self, keys: tuple[str, ...]) -> None:
        """Ticks these and names them."""
        self._shown = keys
        for action in self.menu().actions():
            action.setChecked(action.data() in keys)
        self._names = listed(self._proofs[key].name for key in keys if key in self._proofs) or tr("Not said yet")
        self.setAccessibleName(f"{tr('Kind of proof')}：{self._names}")
        self.setToolTip(self._names)
        self._elide()

    def chosen(self) -> tuple[str, ...]:
        """What is ticked, in the order in which it was; what the knowledge no longer has stays."""
        ticked = [str(action.data()) for action in self.menu().actions() if action.isChecked()]
        before = [key for key in self._shown if key in ticked or key not in self._proofs]
        return (*before, *(key for key in ticked if key not in before))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        available_width = self.width() - _PADDING
        self.setText(self.fontMetrics().elidedText(self._names, Qt.TextElideMode.ElideRight, available_width))
