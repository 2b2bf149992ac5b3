"""The main window: cases at the left, the open case in the middle, what is selected at the right."""

import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QByteArray, QMimeData, QSettings, Qt
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QLineEdit,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QSplitter,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from caseorg.domain.case import CaseFile, Event, Evidence, Person
from caseorg.domain.complaint import Missing
from caseorg.domain.moments import BEIJING
from caseorg.domain.timeline import Entry
from caseorg.gui.cases.case_dialog import CaseDialog
from caseorg.gui.cases.case_list import CaseList
from caseorg.gui.cases.profile_dialog import ProfileDialog
from caseorg.gui.desk import Desk
from caseorg.gui.export.dialog import ExportDialog, Paper
from caseorg.gui.icons import icon
from caseorg.gui.inspector.inspector import Inspector
from caseorg.gui.message.dialog import MessageDialog
from caseorg.gui.notice import NoticeBar
from caseorg.gui.progress import ProgressStrip
from caseorg.gui.timeline.event_dialog import EventDialog
from caseorg.gui.timeline.page import CasePage
from caseorg.i18n import tr
from caseorg.settings import LANGUAGES, Settings, store_language
from caseorg.store.queries import load_profile

_SIZE = (1280, 820)
_PANES = [250, 630, 400]


class MainWindow(QMainWindow):
    """Lays out the panes, offers the actions, asks the questions; the desk does the work."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__()
        self.desk = desk
        self._settings = settings
        self._pasted = tempfile.TemporaryDirectory(prefix="caseorg-")
        self.setWindowTitle("caseorg")
        self.setAcceptDrops(True)
        self.cases = CaseList()
        self.page = CasePage()
        self.inspector = Inspector(desk.tasks)
        self.notice = NoticeBar()
        self._search = QLineEdit()
        self._build_actions()
        self._lay_out()
        self._connect()
        self._restore_geometry()

    def _build_actions(self) -> None:
        add = self._action
        self.new_case_action = add("New case", "new-case", self.ask_new_case, QKeySequence.StandardKey.New)
        self.add_action = add("Add evidence", "add", self.ask_files, QKeySequence.StandardKey.Open)
        self.paste_action = add("Paste as evidence", "", self.paste, QKeySequence.StandardKey.Paste)
        self.note_action = add("New event", "note", lambda: self.ask_event(None, None), "Ctrl+E")
        self.message_action = add("Write a message", "message", self.ask_message, "Ctrl+M")
        self.complaint_action = add("Complaint (PDF) …", "", lambda: self.ask_export(Paper.COMPLAINT), "Ctrl+P")
        self.pack_action = add("Evidence pack (PDF) …", "", lambda: self.ask_export(Paper.PACK), "Ctrl+Shift+P")
        self.details_action = add("Case details", "", self.ask_details, "Ctrl+D")
        self.verify_action = add("Verify", "verify", self.desk.verify, "Ctrl+Shift+V")
        self.profile_action = add("My details", "person", self.ask_profile, "")
        self.sample_action = add("Open the sample case", "", self.desk.open_sample, "")
        self.search_action = add("Search", "", self._search.setFocus, QKeySequence.StandardKey.Find)
        self.quit_action = add("Quit", "", self.close, QKeySequence.StandardKey.Quit)
        self._case_actions = (
            self.add_action,
            self.paste_action,
            self.note_action,
            self.message_action,
            self.complaint_action,
            self.pack_action,
            self.details_action,
        )

    def _action(
        self, text: str, picture: str, act: Callable[[], object], keys: QKeySequence.StandardKey | str
    ) -> QAction:
        action = QAction(tr(text), self)
        if picture:
            action.setIcon(icon(picture))
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _=False: act())
        return action

    def _lay_out(self) -> None:
        self._fill_menus()
        self._fill_toolbar()
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
        self.progress = ProgressStrip(self.desk.tasks)
        self.statusBar().addPermanentWidget(self.progress)
        self.statusBar().setSizeGripEnabled(False)

    def _fill_menus(self) -> None:
        undo, redo = (
            self.desk.undo.createUndoAction(self, tr("Undo")),
            self.desk.undo.createRedoAction(self, tr("Redo")),
        )
        undo.setShortcut(QKeySequence.StandardKey.Undo)
        redo.setShortcut(QKeySequence.StandardKey.Redo)
        menus: tuple[tuple[str, tuple[QAction | None, ...]], ...] = (
            (
                "File",
                (
                    self.new_case_action,
                    self.add_action,
                    self.paste_action,
                    None,
                    self.complaint_action,
                    self.pack_action,
                    None,
                    self.quit_action,
                ),
            ),
            (
                "Edit",
                (
                    undo,
                    redo,
                    None,
                    self.note_action,
                    self.details_action,
                    self.profile_action,
                    None,
                    self.search_action,
                ),
            ),
            ("Case", (self.message_action, self.verify_action, None, self.sample_action)),
        )
        for title, actions in menus:
            menu = self.menuBar().addMenu(tr(title))
            for action in actions:
                menu.addAction(action) if action else menu.addSeparator()
        languages = self.menuBar().addMenu(tr("Language"))
        for language, name in zip(LANGUAGES, ("简体中文", "English"), strict=True):
            choice = languages.addAction(name)
            choice.setCheckable(True)
            choice.setChecked(language == self._settings.language)
            choice.triggered.connect(lambda _=False, language=language: self._choose_language(language))

    def _fill_toolbar(self) -> None:
        bar = QToolBar(tr("Toolbar"))
        bar.setMovable(False)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.addToolBar(bar)
        export = QMenu(self)
        export.addActions([self.complaint_action, self.pack_action])
        self.export_action = QAction(icon("export"), tr("Export") + " ▾", self)
        self.export_action.setMenu(export)
        for action in (
            self.new_case_action,
            self.add_action,
            self.note_action,
            self.message_action,
            self.export_action,
            self.verify_action,
        ):
            bar.addAction(action)
        button = bar.widgetForAction(self.export_action)
        assert isinstance(button, QToolButton)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(gap)
        self._search.setPlaceholderText(tr("Search cases"))
        self._search.setAccessibleName(tr("Search cases"))
        self._search.setClearButtonEnabled(True)
        self._search.setMaximumWidth(220)
        bar.addWidget(self._search)

    def _connect(self) -> None:
        desk, page, inspector = self.desk, self.page, self.inspector
        desk.cases_read.connect(lambda cases: self.cases.show_cases(cases, desk.case_id))
        desk.case_read.connect(self._show_case)
        desk.thumbnail_made.connect(page.show_thumbnail)
        desk.said.connect(lambda text, choices, error: self.notice.say(text, *choices, error=error))
        self.cases.chosen.connect(desk.open_case)
        self._search.textChanged.connect(lambda words: self.cases.search(words, desk.case_id))
        page.new_case_wanted.connect(self.ask_new_case)
        page.sample_wanted.connect(desk.open_sample)
        page.add_wanted.connect(self.ask_files)
        page.details_wanted.connect(self.ask_details)
        page.step_wanted.connect(self._take_step)
        page.view.chosen.connect(self._show_entry)
        page.view.opened.connect(lambda entry: self.ask_event(entry.event, entry.evidence[:1]))
        page.view.deleted.connect(self._delete)
        inspector.described.connect(desk.describe)
        inspector.event_wanted.connect(lambda item: self.ask_event(None, (item,)))
        inspector.edit_wanted.connect(lambda event: self.ask_event(event, None))
        inspector.remove_wanted.connect(desk.remove_event)
        inspector.withdraw_wanted.connect(desk.withdraw)

    def _show_case(self, case: CaseFile | None) -> None:
        other = case is None or self.page.case_id != case.id
        self.page.show_case(case)
        self.inspector.clear() if other or case is None else self.inspector.refresh(case)
        for action in (*self._case_actions, self.export_action):
            action.setEnabled(case is not None)
        self.setWindowTitle(f"{case.title} — caseorg" if case else "caseorg")
        if other and not self._search.text() and self.focusWidget() in (None, self._search):
            self.page.focus_first()

    def _show_entry(self, entry: Entry, chosen: Evidence | None) -> None:
        if self.desk.case:
            self.inspector.show_entry(self.desk.case, entry, chosen)

    def _delete(self, entry: Entry) -> None:
        if entry.event:
            self.desk.remove_event(entry.event)
        else:
            self.desk.withdraw(entry.evidence[0])

    def _take_step(self, gap: Missing | None) -> None:
        """Opens what mends the gap; without one, the papers are next."""
        if gap is None:
            self.ask_export(Paper.COMPLAINT)
        elif gap is Missing.EVIDENCE:
            self.ask_files()
        elif gap is Missing.FACTS:
            self.ask_event(None, None)
        elif gap in (Missing.NAME, Missing.PHONE, Missing.ADDRESS):
            self.ask_profile()
        else:
            self.ask_details()

    # Questions

    def ask_new_case(self, files: Sequence[Path] = ()) -> None:
        """The form of a new case; `files` were dropped before there was one."""
        dialog = CaseDialog(self)
        if dialog.exec():
            self.desk.new_case(dialog.details, files)

    def ask_details(self) -> None:
        """The form of the open case."""
        if self.desk.case is None:
            return
        dialog = CaseDialog(self, self.desk.case.details)
        if dialog.exec():
            self.desk.edit_case(dialog.details)

    def ask_profile(self) -> None:
        """The form of the complainant."""

        def ask(person: Person) -> None:
            dialog = ProfileDialog(self, person)
            if dialog.exec():
                self.desk.set_profile(dialog.person)

        self.desk.tasks.read(self, load_profile, then=ask)

    def ask_event(self, event: Event | None, items: Sequence[Evidence] | None) -> None:
        """The form of an event: a present one, or a new one about the evidence."""
        if self.desk.case is None:
            return
        linked = event.evidence if event else [item.id for item in items or ()]
        dialog = EventDialog(self, self.desk.case.standing_evidence, event, linked)
        if dialog.exec() and dialog.details:
            self.desk.edit_event(event, dialog.details) if event else self.desk.add_event(dialog.details)

    def ask_message(self) -> None:
        """The message for a channel."""
        if self.desk.case is None:
            return
        dialog = MessageDialog(self, self.desk.case)
        if dialog.exec():
            self.desk.keep_sent(dialog.channel_id, dialog.text.toPlainText())

    def ask_export(self, paper: Paper) -> None:
        """What the paper lacks and where it goes."""
        if self.desk.case is None:
            return
        dialog = ExportDialog(self, self.desk.case, paper)
        if dialog.exec():
            self.desk.export(paper, dialog.out)

    def ask_files(self) -> None:
        """Files to add to the open case."""
        names, _ = QFileDialog.getOpenFileNames(self, tr("Add evidence"))
        self.add_files([Path(name) for name in names])

    # Drop and paste

    def add_files(self, files: Sequence[Path]) -> None:
        """Adds to the open case; without one, asks for a new case first."""
        if not files:
            return
        if self.desk.case_id is None:
            self.ask_new_case(files)
        else:
            self.desk.add_files(files)

    def paste(self) -> None:
        """Files, a picture or a text from the clipboard become evidence."""
        data = QGuiApplication.clipboard().mimeData()
        files = _files(data) or self._keep_pasted(data)
        if files:
            self.add_files(files)
        else:
            self.desk.say(tr("There is nothing on the clipboard that could be added."))

    def _keep_pasted(self, data: QMimeData) -> list[Path]:
        name = f"{tr('Pasted')}_{datetime.now(BEIJING):%Y%m%d-%H%M%S}"
        folder = Path(self._pasted.name)
        if data.hasImage():
            file = folder / f"{name}.png"
            QImage(data.imageData()).save(str(file))
            return [file]
        if data.hasText() and data.text().strip():
            file = folder / f"{name}.txt"
            file.write_text(data.text(), encoding="utf-8")
            return [file]
        return []

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if _files(event.mimeData()):
            event.acceptProposedAction()
            self.page.show_drop_hint(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        self.page.show_drop_hint(False)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        self.page.show_drop_hint(False)
        event.acceptProposedAction()
        self.add_files(_files(event.mimeData()))

    # Window

    def _choose_language(self, language: str) -> None:
        store_language(self._settings, language)
        self.desk.say(tr("The language changes with the next start."))

    def _store(self) -> QSettings:
        return QSettings(str(self._settings.data / "window.ini"), QSettings.Format.IniFormat)

    def _restore_geometry(self) -> None:
        self.resize(*_SIZE)
        store = self._store()
        if isinstance(geometry := store.value("geometry"), QByteArray):
            self.restoreGeometry(geometry)
        if isinstance(panes := store.value("panes"), QByteArray):
            self._splitter.restoreState(panes)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        self.inspector.setFocus()  # a field that is being typed in is saved
        store = self._store()
        store.setValue("geometry", self.saveGeometry())
        store.setValue("panes", self._splitter.saveState())
        self.desk.tasks.close()
        self._pasted.cleanup()
        super().closeEvent(event)


def _files(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
