"""The main window: cases at the left, the open case in the middle, what is selected at the right."""

from PySide6.QtCore import QByteArray, QEvent, QSettings, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QVBoxLayout, QWidget

from caseorg.domain.case import CaseFile, Evidence
from caseorg.domain.timeline import Entry
from caseorg.gui.cases.case_list import CaseList
from caseorg.gui.collector import Collector
from caseorg.gui.commands import Commands
from caseorg.gui.desk import Desk
from caseorg.gui.inspector.inspector import Inspector
from caseorg.gui.notice import NoticeBar
from caseorg.gui.progress import ProgressStrip
from caseorg.gui.questions import Questions, local_files
from caseorg.gui.timeline.page import CasePage
from caseorg.settings import Settings

_SIZE = (1280, 820)
_PANES = [250, 630, 400]


class MainWindow(QMainWindow):
    """Lays out the panes and joins them: the desk does the work, the questions ask for what it needs."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__()
        self.desk = desk
        self._settings = settings
        self._collector = Collector(self)
        self._leaving = self._refused = False
        self.setWindowTitle("caseorg")
        self.setAcceptDrops(True)
        self.ask = Questions(desk, self)
        self.commands = Commands(self, desk, self.ask, settings)
        self.cases = CaseList()
        self.page = CasePage()
        self.inspector = Inspector(desk.tasks)
        self.notice = NoticeBar()
        self._lay_out()
        self._connect()
        self._restore_geometry()

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.page, 1)
        below = QVBoxLayout()
        below.setContentsMargins(12, 0, 12, 8)
        below.addWidget(self.notice)
        column.addLayout(below)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        for pane, least in ((self.cases, 180), (middle, 400), (self.inspector, 280)):
            pane.setMinimumWidth(least)
            self._splitter.addWidget(pane)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._splitter.setSizes(_PANES)
        for number, stretch in enumerate((0, 3, 2)):
            self._splitter.setStretchFactor(number, stretch)
        self.setCentralWidget(self._splitter)
        self.statusBar().addPermanentWidget(ProgressStrip(self.desk.tasks))
        self.statusBar().setSizeGripEnabled(False)

    def _connect(self) -> None:
        desk, ask, page, inspector = self.desk, self.ask, self.page, self.inspector
        desk.tasks.rested.connect(self._leave)
        desk.tasks.failed.connect(self._stay)
        desk.cases_read.connect(lambda cases: self.cases.show_cases(cases, desk.case_id))
        desk.case_read.connect(self._show_case)
        desk.thumbnail_made.connect(page.show_thumbnail)
        desk.overtaken.connect(self.notice.hide_unless_error)
        desk.outcomes_told.connect(ask.show_outcomes)
        desk.said.connect(lambda text, choices, error: self.notice.say(text, *choices, error=error))
        self.cases.chosen.connect(desk.open_case)
        self.commands.search.textChanged.connect(lambda words: self.cases.search(words, desk.case_id))
        page.new_case_wanted.connect(lambda: ask.new_case())
        page.sample_wanted.connect(desk.open_sample)
        page.add_wanted.connect(ask.files)
        page.details_wanted.connect(ask.details)
        page.step_wanted.connect(ask.gap)
        page.view.chosen.connect(self._show_entry)
        page.view.opened.connect(lambda entry: ask.write_event(entry.event, entry.evidence[:1]))
        page.view.deleted.connect(self._delete)
        inspector.described.connect(desk.describe)
        inspector.event_wanted.connect(lambda item: ask.write_event(items=(item,)))
        inspector.edit_wanted.connect(ask.write_event)
        inspector.remove_wanted.connect(desk.remove_event)
        inspector.withdraw_wanted.connect(desk.withdraw)

    def _show_case(self, case: CaseFile | None) -> None:
        other = case is None or self.page.case_id != case.id
        self.page.show_case(case)
        self.inspector.clear() if other or case is None else self.inspector.refresh(case)
        self.page.view.select(self.desk.take_new_key())
        self.commands.enable_for_case(case is not None)
        self.setWindowTitle(f"{case.title} — caseorg" if case else "caseorg")
        focus = self.focusWidget()
        searching = bool(self.commands.search.text()) or (focus is not None and self.cases.isAncestorOf(focus))
        if other and not searching:
            self.page.focus_first()

    def _show_entry(self, entry: Entry, chosen: Evidence | None) -> None:
        if self.desk.case:
            self.inspector.show_entry(self.desk.case, entry, chosen)

    def _delete(self, entry: Entry) -> None:
        if entry.event:
            self.desk.remove_event(entry.event)
        else:
            self.desk.withdraw(entry.evidence[0])

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 — Qt's name
        """What the command line changed meanwhile is shown when the window comes to the front."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self.desk.reload()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 — Qt's name
        if local_files(event.mimeData()):
            event.acceptProposedAction()
            self.page.show_drop_hint(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        self.page.show_drop_hint(False)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        self.page.show_drop_hint(False)
        event.acceptProposedAction()
        self.ask.add(local_files(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        self.inspector.setFocus()  # a field that is being typed in is saved
        tasks = self.desk.tasks
        tasks.stop_jobs()
        if not tasks.idle and not self._refused:  # what is being written comes first, and whether it could be
            event.ignore()
            self._leaving = True
            return
        store = self._store()
        store.setValue("geometry", self.saveGeometry())
        store.setValue("panes", self._splitter.saveState())
        self.desk.tasks.close()
        self._collector.stop()
        self.ask.close()
        super().closeEvent(event)

    def _leave(self) -> None:
        """Everything is stored: a window that was asked to close does so now."""
        if self._leaving:
            self._leaving = False
            self.close()

    def _stay(self) -> None:
        """Something could not be stored: the user is to know; the next close goes through."""
        self._refused, self._leaving = self._leaving, False

    def _store(self) -> QSettings:
        return QSettings(str(self._settings.data / "window.ini"), QSettings.Format.IniFormat)

    def _restore_geometry(self) -> None:
        self.resize(*_SIZE)
        store = self._store()
        if isinstance(geometry := store.value("geometry"), QByteArray):
            self.restoreGeometry(geometry)
        if isinstance(panes := store.value("panes"), QByteArray):
            self._splitter.restoreState(panes)
