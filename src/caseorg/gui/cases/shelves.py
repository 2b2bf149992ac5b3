"""Putting the open case away, into the trash, back, and out of it for good."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from caseorg.actions.shelf import put_away, restore_case, trash
from caseorg.domain.case import CaseFile, CaseId, Shelf
from caseorg.gui.cases.case_list import CaseList
from caseorg.gui.desk import Desk
from caseorg.gui.forms import ask
from caseorg.gui.tasks import Job
from caseorg.i18n import tr
from caseorg.store.queries import newest_case


class ShelfCommands(QObject):
    """The commands, in the menu and under the right button. What leaves the list leaves the window too."""

    def __init__(self, window: QWidget, desk: Desk, cases: CaseList, back_up: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._desk, self._cases, self._back_up = window, desk, cases, back_up
        self.put_away = self._command(tr("Put away"), lambda: desk.do(put_away, then=self._leave()))
        self.restore = self._command(tr("Put back into the list"), lambda: desk.do(restore_case, then=self._return()))
        self.trash = self._command(tr("Move to the trash"), lambda: desk.do(trash, then=self._leave()))
        self.purge = self._command(tr("Purge …"), self._ask_purge)
        self.actions = (self.put_away, self.restore, self.trash, self.purge)
        desk.case_read.connect(self.show_case)
        self.show_case(None)

    def _command(self, name: str, act: Callable[[], object]) -> QAction:
        command = QAction(name, self._window)
        command.triggered.connect(lambda _=False: act())
        return command

    def fill(self, menu: QMenu) -> None:
        """At the end of the menu of the case, and under the right button on the list."""
        menu.addSeparator()
        menu.addActions(self.actions)
        self._cases.view.addActions(self.actions)

    def show_case(self, case: CaseFile | None) -> None:
        """What there is to do depends on where the open case is kept."""
        shelf = case.shelf if case else None
        self.put_away.setVisible(shelf in (None, Shelf.AT_HAND))
        self.restore.setVisible(shelf in (Shelf.PUT_AWAY, Shelf.TRASH))
        self.trash.setVisible(shelf is not Shelf.TRASH)
        self.purge.setVisible(shelf is Shelf.TRASH)
        for command in self.actions:
            command.setEnabled(case is not None)

    def _leave(self) -> Callable[[object, object], None]:
        """The case beside it in the list comes in its place once that is done, unless another was opened meanwhile."""
        case_id = self._desk.case_id
        beside = self._cases.model.beside(case_id)

        def done(_made: object, _take_back: object) -> None:
            if self._desk.case_id == case_id:
                self._open(beside)

        return done

    def _return(self) -> Callable[[object, object], None]:
        """The list that has the case again is shown with it, unless another was opened meanwhile."""
        case_id = self._desk.case_id

        def done(_made: object, _take_back: object) -> None:
            if self._desk.case_id == case_id:
                self._cases.show_all()

        return done

    def _open(self, case_id: CaseId | None) -> None:
        if case_id:
            self._desk.open_case(case_id)
        else:
            self._desk.tasks.read(self, newest_case, then=self._desk.open_case)

    def _ask_purge(self) -> None:
        if (case := self._desk.case) and case.shelf is Shelf.TRASH:
            from caseorg.gui.cases.purge_dialog import PurgeDialog

            dialog = PurgeDialog(self._window, case, self._back_up)
            ask(dialog, lambda: self._purge(case, dialog.reason.text(), dialog.accept))

    def _purge(self, case: CaseFile, reason: str, accept: Callable[[], object]) -> None:
        """Nothing shows the case any more when it goes, and nothing of what was done before can be taken back."""
        from caseorg.jobs.purge import purge

        accept()
        beside = self._cases.model.beside(case.id)
        self._desk.history.forget()
        self._open(beside)
        job = partial(purge, case_id=case.id, reason=reason)
        self._job: Job = self._desk.tasks.run(self, tr("Purging"), job, done=lambda: self._tell(case.title))

    def _tell(self, title: str) -> None:
        self._desk.notify(
            tr("“{title}” was purged. This cannot be undone; the journal keeps the time and the reason.", title=title)
        )
