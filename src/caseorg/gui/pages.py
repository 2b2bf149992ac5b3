"""The middle of the window: the open case, or a page that concerns all cases."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from caseorg.gui.agenda.page import AgendaPage
from caseorg.gui.desk import Desk
from caseorg.gui.knowledge.page import KnowledgePage
from caseorg.gui.scam.page import ScamPage
from caseorg.gui.timeline.page import CasePage


class Place(StrEnum):
    """What the middle can show, with the keys in this order; the values are the icons' names."""

    CASE = "note"
    AGENDA = "agenda"
    SCAM = "scam"
    KNOWLEDGE = "knowledge"


PLACES = {
    Place.CASE: "The open case",
    Place.AGENDA: "Agenda",
    Place.SCAM: "Scam check",
    Place.KNOWLEDGE: "Knowledge",
}


class Pages(QStackedWidget):
    """One page for each place; tells where one went."""

    moved = Signal(object)
    case_wanted = Signal(object)

    def __init__(self, case: CasePage, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.agenda = AgendaPage(desk)
        self.scam = ScamPage(desk.tasks)
        self.knowledge = KnowledgePage(desk.tasks)
        self.agenda.opened.connect(self.case_wanted)
        self._arrivals: dict[Place, tuple[QWidget, Callable[[], object]]] = {
            Place.CASE: (case, case.focus_first),
            Place.AGENDA: (self.agenda, self.agenda.open_page),
            Place.SCAM: (self.scam, self.scam.open_page),
            Place.KNOWLEDGE: (self.knowledge, self.knowledge.open_page),
        }
        for page, _ in self._arrivals.values():
            self.addWidget(page)

    @property
    def place(self) -> Place:
        """What is shown."""
        return next(place for place, (page, _) in self._arrivals.items() if page is self.currentWidget())

    def go(self, place: Place, *, focus: bool = True) -> None:
        """Shows a page and puts the keyboard there."""
        page, arrive = self._arrivals[place]
        self.setCurrentWidget(page)
        self.moved.emit(place)
        if focus:
            arrive()
