"""What the list of cases is narrowed to, at a glance."""

from PySide6.QtCore import QMargins, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QButtonGroup, QMenu, QPushButton, QWidget

from caseorg.domain.case import Platform
from caseorg.gui.cases.delegate import MARGIN
from caseorg.gui.cases.model import CaseModel
from caseorg.gui.flow_layout import FlowLayout
from caseorg.i18n import tr
from caseorg.views.case_list import KINDS, USUAL_KINDS, CaseFilter
from caseorg.views.labels import PLATFORMS

_SEVERAL = 2


class Chips(QWidget):
    """A button for each kind with how many there are, and one for the platform. `chosen` tells kind and platform."""

    chosen = Signal(object, object)

    def __init__(self, model: CaseModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.platform: Platform | None = None
        self._group = QButtonGroup(self)
        self.kinds = {kind: _chip(self) for kind in CaseFilter}
        self.platforms = _chip(self)
        flow = FlowLayout(self, margins=QMargins(MARGIN, 0, MARGIN, 8), spacing=4)
        for chip in self.kinds.values():
            self._group.addButton(chip)
            chip.clicked.connect(self._tell)
        for chip in (*self.kinds.values(), self.platforms):
            flow.addWidget(chip)
        self.kinds[CaseFilter.ALL].setChecked(True)
        self.platforms.clicked.connect(self._open)
        model.counted.connect(self.show_counts)
        self.show_counts()

    @property
    def kind(self) -> CaseFilter:
        """Which one is chosen."""
        return next(kind for kind, chip in self.kinds.items() if chip.isChecked())

    def clear(self) -> bool:
        """All cases again; whether that is another choice than before."""
        narrowed = self.kind is not CaseFilter.ALL or self.platform is not None
        self.kinds[CaseFilter.ALL].setChecked(True)
        self._choose(None)
        return narrowed

    def show_counts(self) -> None:
        """How many there are of each; of the usual kinds also where there are none."""
        for kind, chip in self.kinds.items():
            chip.setText(f"{tr(KINDS[kind])} {self._model.count(kind)}")
            chip.setVisible(kind in USUAL_KINDS or self._model.count(kind) > 0 or chip.isChecked())
        several = sum(self._model.count(platform) > 0 for platform in Platform) >= _SEVERAL
        self.platforms.setVisible(several or self.platform is not None)
        name = tr(PLATFORMS[self.platform]) if self.platform else tr("Platform")
        self.platforms.setText(f"{name} ▾")
        self.platforms.setChecked(self.platform is not None)

    def _tell(self) -> None:
        self.chosen.emit(self.kind, self.platform)

    def _open(self) -> None:
        self.show_counts()  # the click has ticked it
        self.menu().popup(self.platforms.mapToGlobal(self.platforms.rect().bottomLeft()))

    def menu(self) -> QMenu:
        """The platforms that there are, with how many cases each."""
        menu, group = QMenu(self), QActionGroup(self)
        menu.aboutToHide.connect(menu.deleteLater)
        present = [choice for choice in Platform if self._model.count(choice) > 0 or choice is self.platform]
        for platform in (None, *present):
            name = f"{tr(PLATFORMS[platform])}  {self._model.count(platform)}" if platform else tr("All platforms")
            action = group.addAction(name)
            action.setCheckable(True)
            action.setChecked(platform is self.platform)
            action.triggered.connect(lambda _=False, platform=platform: self._choose(platform))
            menu.addAction(action)
        return menu

    def _choose(self, platform: Platform | None) -> None:
        self.platform = platform
        self.show_counts()
        self._tell()


def _chip(parent: QWidget) -> QPushButton:
    chip = QPushButton(parent)
    chip.setProperty("chip", True)
    chip.setProperty("small", True)
    chip.setCheckable(True)
    return chip
