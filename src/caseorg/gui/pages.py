"""The middle of the window: the open case, or a page that concerns all cases."""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from caseorg.domain.case import CaseId
from caseorg.gui.agenda.model import AgendaModel
from caseorg.gui.desk import Desk
from caseorg.gui.timeline.page import CasePage
from caseorg.jobs.agenda import AgendaItem

if TYPE_CHECKING:
    from caseorg.gui.agenda.page import AgendaPage
    from caseorg.gui.knowledge.page import KnowledgePage
    from caseorg.gui.scam.page import ScamPage


class WindowPage(StrEnum):
    """What the middle can show, with the keys in this order; the values are the icons' names."""

    CASE = "note"
    AGENDA = "agenda"
    SCAM = "scam"
    KNOWLEDGE = "knowledge"


PLACES = {
    WindowPage.CASE: "The open case",
    WindowPage.AGENDA: "Agenda",
    WindowPage.SCAM: "Scam check",
    WindowPage.KNOWLEDGE: "Knowledge",
}


class Pages(QStackedWidget):
    """One page for each place, loaded and built when it is first shown; tells where one went.

    What is `due` is known before anybody looks at it.
    """

    moved = Signal(object)
    case_wanted = Signal(object)
    calendar_wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.case = CasePage(desk, self)
        self.due = AgendaModel(self)
        self._desk = desk
        self._place = WindowPage.CASE
        self.addWidget(self.case)

    @cached_property
    def agenda(self) -> "AgendaPage":
        from caseorg.gui.agenda.page import AgendaPage

        page = AgendaPage(self._desk, self.due, self)
        page.opened.connect(self.case_wanted)
        page.export_wanted.connect(self.calendar_wanted)
        self.addWidget(page)
        return page

    @cached_property
    def scam(self) -> "ScamPage":
        from caseorg.gui.scam.page import ScamPage

        page = ScamPage(self._desk.tasks, self)
        self.addWidget(page)
        return page

    @cached_property
    def knowledge(self) -> "KnowledgePage":
        from caseorg.gui.knowledge.page import KnowledgePage

        page = KnowledgePage(self._desk.tasks, self)
        self.addWidget(page)
        return page

    @property
    def place(self) -> WindowPage:
        """What is shown."""
        return self._place

    def go(self, place: WindowPage, *, focus: bool = True) -> None:
        """Shows a page and puts the keyboard there."""
        page, arrive = self._arrival(place)
        self._place = place
        self.setCurrentWidget(page)
        self.moved.emit(place)
        if focus:
            arrive()

    def _arrival(self, place: WindowPage) -> tuple[QWidget, Callable[[], object]]:
        match place:
            case WindowPage.CASE:
                return self.case, self.case.focus_first
            case WindowPage.AGENDA:
                return self.agenda, self.agenda.open_page
            case WindowPage.SCAM:
                return self.scam, self.scam.open_page
            case WindowPage.KNOWLEDGE:
                return self.knowledge, self.knowledge.open_page

    def show_due(self, items: tuple[AgendaItem, ...], now: datetime) -> None:
        """What is due, as it was read."""
        if self._has_agenda:
            self.agenda.show_items(items, now)
        else:
            self.due.show_items(items, now)

    def change_due(self, changes: Mapping[CaseId, tuple[AgendaItem, ...]]) -> None:
        """What is due in some cases, in place of what was."""
        if self._has_agenda:
            self.agenda.replace_cases(changes)
        else:
            self.due.replace_cases(changes)

    def show_case(self, case_id: CaseId | None) -> None:
        """Which case is open."""
        if self._has_agenda:
            self.agenda.show_case(case_id)

    @property
    def _has_agenda(self) -> bool:
        return "agenda" in vars(self)
