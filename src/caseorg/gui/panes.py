"""How the panes of the window stand side by side."""

from itertools import pairwise

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from caseorg.gui.cases.case_list import CaseList
from caseorg.gui.desk import Desk
from caseorg.gui.inspector.inspector import Inspector
from caseorg.gui.navigation import Navigation
from caseorg.gui.notice import NoticeBar
from caseorg.gui.pages import Pages, WindowPage
from caseorg.gui.parts.parts import Parts

_SIZES = [250, 630, 400]
_LEAST = (190, 400, 280)
_STRETCH = (0, 3, 2)


class Panes(QSplitter):
    """Cases at the left with the way to the pages below, the page in the middle, the inspector beside a case."""

    def __init__(self, desk: Desk, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        left, middle = QWidget(self), QWidget(self)
        self.cases, self.navigation = CaseList(desk, left), Navigation(left)
        self.pages, self.notice = Pages(desk, middle), NoticeBar(middle)
        self.inspector = Inspector(desk, parts, self)
        below = QVBoxLayout()
        below.setContentsMargins(12, 8, 12, 8)  # what is above ends above it
        below.addWidget(self.notice)
        _column(left, self.cases).addWidget(self.navigation)
        _column(middle, self.pages).addLayout(below)
        for pane, least in zip((left, middle, self.inspector), _LEAST, strict=True):
            pane.setMinimumWidth(least)
            self.addWidget(pane)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.setSizes(_SIZES)
        for number, stretch in enumerate(_STRETCH):
            self.setStretchFactor(number, stretch)
        for before, after in pairwise((self.cases.view, *self.navigation.buttons.values())):
            self.setTabOrder(before, after)
        self.pages.moved.connect(lambda place: self.inspector.setVisible(place is WindowPage.CASE))
        self.pages.moved.connect(self.navigation.show_place)
        self.navigation.chosen.connect(self.pages.go)

    def store(self, settings: QSettings) -> None:
        """Remembers the widths."""
        settings.setValue("panes", self.saveState())

    def restore(self, settings: QSettings) -> None:
        """The widths that were remembered."""
        if isinstance(panes := settings.value("panes"), QByteArray):
            self.restoreState(panes)


def _column(pane: QWidget, upper: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(upper, 1)
    return column
