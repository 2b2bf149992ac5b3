"""The actions with their keys, in the menus and on the toolbar."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLineEdit, QMainWindow, QMenu, QSizePolicy, QToolBar, QWidget

from caseorg.domain.papers.paper import Paper
from caseorg.gui.desk import Desk
from caseorg.gui.icons import show_icon
from caseorg.gui.pages import PLACES, WindowPage
from caseorg.gui.reading import BackgroundReading
from caseorg.gui.sample import open_sample
from caseorg.gui.timeline.looks import TimelineLook
from caseorg.i18n import tr
from caseorg.settings import Settings
from caseorg.views.path import Leg

if TYPE_CHECKING:
    from caseorg.gui.dialogs import Dialogs
    from caseorg.gui.safekeeping.safekeeping import Safekeeping

Key = QKeySequence.StandardKey
_SEARCH_WIDTH = 320


class Commands:
    """Every command by name; `search` is the field on the toolbar. Who asks and who keeps is asked for when a command
    is called."""

    def __init__(
        self,
        window: QMainWindow,
        desk: Desk,
        ask: "Callable[[], Dialogs]",
        keeping: "Callable[[], Safekeeping]",
        reading: BackgroundReading,
        settings: Settings,
        go: Callable[[WindowPage], object],
    ) -> None:
        self._window, self._desk, self._settings = window, desk, settings
        self.search = QLineEdit()
        self._make_case_commands(ask)
        self._make_paper_commands(ask)
        self._make_keeping_commands(keeping)
        self._make_window_commands(go)
        self._make_path_commands()
        self._make_reading_command(reading)
        self._fill_menus()
        self._fill_toolbar()

    def _make_case_commands(self, ask: "Callable[[], Dialogs]") -> None:
        make, desk = self._make, self._desk
        self.new_case = make(tr("New case"), lambda: ask().forms.new_case(), Key.New, "new-case")
        self.add = make(tr("Add evidence"), lambda: ask().intake.choose(), Key.Open, "add")
        self.receive = make(tr("Receive from a phone …"), lambda: ask().receive(), "Ctrl+Shift+O", "phone")
        self.receive.setIconText(tr("From a phone"))
        self.inbox = make(tr("Inbox …"), lambda: ask().inbox())
        self.paste = make(tr("Paste as evidence"), lambda: ask().intake.paste(), Key.Paste)
        self.write_event = make(tr("New event"), lambda: ask().forms.write_event(), "Ctrl+E", "note")
        self.message = make(tr("Write a message"), lambda: ask().message(), "Ctrl+M", "message")
        self.sort = make(tr("Sort screenshots"), lambda: None, "Ctrl+L")
        self.view = make(tr("Look at the evidence"), lambda: None, "F11")
        self.redact = make(tr("Redacted copies …"), lambda: ask().redact(), "Ctrl+B")
        self.number = make(tr("Numbers of the evidence …"), lambda: ask().number())
        self.details = make(tr("Case details"), lambda: ask().forms.details(), "Ctrl+D")
        self.checkup = make(tr("Checkup"), lambda: ask().checkup(), "Ctrl+K", "check")
        self.profile = make(tr("My details"), lambda: ask().forms.profile(), "", "person")
        self.withdrawn = make(tr("Withdrawn evidence …"), lambda: ask().forms.withdrawn())
        self.sample = make(tr("Open the sample case"), lambda: open_sample(desk))

    def _make_paper_commands(self, ask: "Callable[[], Dialogs]") -> None:
        make = self._make
        self.complaint = make(tr("Complaint (PDF) …"), lambda: ask().papers.export(Paper.COMPLAINT), Key.Print)
        self.report = make(tr("Report of violations (PDF) …"), lambda: ask().papers.export(Paper.REPORT))
        self.pack = make(tr("Evidence pack (PDF) …"), lambda: ask().papers.export(Paper.PACK), "Ctrl+Shift+P")
        self.upload = make(tr("Upload set …"), lambda: ask().papers.upload())
        self.fill_form = make(tr("Fill in 12315 …"), lambda: ask().filing.fill(), "Ctrl+Shift+F")
        self.verify = make(tr("Verify"), lambda: ask().exports.verify(), "Ctrl+Shift+V", "verify")
        self.timestamp = make(tr("Trusted timestamp …"), lambda: ask().timestamps())
        self._papers = (self.complaint, self.report, self.pack, self.upload, self.fill_form)

    def _make_keeping_commands(self, keeping: "Callable[[], Safekeeping]") -> None:
        make = self._make
        self.archive = make(tr("Archive the case …"), lambda: keeping().archive())
        self.open_archive = make(tr("Open an archive …"), lambda: keeping().open_archive())
        self.back_up = make(tr("Back up …"), lambda: keeping().back_up())
        self.restore = make(tr("Restore a backup …"), lambda: keeping().restore())
        self.rehearse = make(tr("Rehearse a restore …"), lambda: keeping().rehearse())
        self.examine = make(tr("Examine the data folder …"), lambda: keeping().examine())
        self.data_folder = make(tr("Data folder …"), lambda: keeping().choose_folder())
        self._kept = (self.back_up, self.restore, self.rehearse, self.examine, self.data_folder)

    def _make_window_commands(self, go: Callable[[WindowPage], object]) -> None:
        self.find = self._make(tr("Search"), self._begin_search, Key.Find)
        self.find_here = self._make(tr("Find in the timeline"), lambda: None, "F3")
        self.filter = self._make(tr("Filter the cases"), lambda: None, "/")
        self.keys = self._make(tr("Keys"), self._show_keys, Key.HelpContents)
        self.preferences = self._make(tr("Settings …"), lambda: None, "Ctrl+,")
        self.guide = self._make(tr("User guide"), self._show_guide)
        self.about = self._make(tr("About caseorg"), self._show_about)
        self.quit = self._make(tr("Quit"), self._window.close, Key.Quit)
        self.places = {
            place: self._make(tr(PLACES[place]), partial(go, place), f"Ctrl+{number}", place.value)
            for number, place in enumerate(WindowPage, start=1)
        }

    def _make_path_commands(self) -> None:
        self.looks = {
            look: self._make(tr(look), lambda: None, f"Alt+{n}") for n, look in enumerate(TimelineLook, start=1)
        }
        self.compact = self._make(tr("Compact rows"), lambda: None, "Alt+0")
        self.compact.setCheckable(True)
        self.legs = {leg: self._make(tr(leg), lambda: None, str(number)) for number, leg in enumerate(Leg, start=1)}

    def _make_reading_command(self, reading: BackgroundReading) -> None:
        self.read_pictures = self._make(tr("Read pictures"), lambda: reading.turn(self.read_pictures.isChecked()))
        self.read_pictures.setCheckable(True)
        self.read_pictures.setChecked(reading.wanted)
        self.read_pictures.setEnabled(reading.possible)
        reading.turned.connect(self.read_pictures.setChecked)

    def _show_keys(self) -> None:
        from caseorg.gui.help import show_keys

        show_keys(self._window)

    def _show_guide(self) -> None:
        from caseorg.gui.user_guide import show_guide

        show_guide(self._window, self._settings.language)

    def _show_about(self) -> None:
        from caseorg.gui.help import show_about

        show_about(self._window)

    def show_look(self, shown: TimelineLook) -> None:
        """Ticks the view of the timeline."""
        for look, action in self.looks.items():
            action.setCheckable(True)
            action.setChecked(look is shown)

    def show_place(self, shown: WindowPage) -> None:
        """Ticks the page that is shown."""
        for place, action in self.places.items():
            action.setCheckable(True)
            action.setChecked(place is shown)

    def show_case_at_hand(self, shown: bool) -> None:
        """The path is walked by its keys where it is in sight: elsewhere they belong to the page."""
        for action in (*self.legs.values(), *self.looks.values(), self.compact, self.find_here):
            action.setEnabled(shown)

    def enable_for_case(self, open_case: bool) -> None:
        """What needs an open case is grey without one."""
        about_evidence = (self.add, self.receive, self.inbox, self.withdrawn, *self._papers)
        others = (
            self.sort,
            self.view,
            self.redact,
            self.number,
            self.write_event,
            self.message,
            self.checkup,
            self.details,
            self.timestamp,
            self.archive,
        )
        for action in (*about_evidence, *others):
            action.setEnabled(open_case)

    def _make(self, text: str, act: Callable[[], object], keys: Key | str = "", picture: str = "") -> QAction:
        action = QAction(text, self._window)
        if picture:
            show_icon(action, picture)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _=False: act())
        return action

    def _fill_menus(self) -> None:
        stack = self._desk.history.stack
        self.take_back = stack.createUndoAction(self._window, tr("Undo"))
        self.take_back.setIconText(tr("Undo"))  # on the toolbar, where the tooltip says what it takes back
        show_icon(self.take_back, "undo")
        redo = stack.createRedoAction(self._window, tr("Redo"))
        self.take_back.setShortcut(Key.Undo)
        redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        archives = (self.archive, self.open_archive)
        opened = (self.new_case, self.add, self.receive, self.inbox, self.paste, None, *self._papers)
        self._menu(
            tr("File"),
            *opened,
            None,
            *archives,
            None,
            *self._kept,
            None,
            self.read_pictures,
            self.preferences,
            None,
            self.quit,
        )
        edited = (self.take_back, redo, None, self.write_event, self.details, self.profile)
        self._menu(tr("Edit"), *edited, None, self.find, self.find_here, self.filter)
        looks = (*self.looks.values(), self.compact)
        self.shown = self._menu(
            tr("View"), *self.legs.values(), None, *looks, None, self.view, None, *self.places.values()
        )
        self.case = self._menu(
            tr("Case"),
            self.sort,
            self.redact,
            self.number,
            self.message,
            self.checkup,
            self.withdrawn,
            self.verify,
            self.timestamp,
            None,
            self.sample,
        )
        self._menu(tr("Help"), self.guide, self.keys, self.about)

    def _menu(self, title: str, *actions: QAction | None) -> QMenu:
        menu = self._window.menuBar().addMenu(title)
        for action in actions:
            menu.addAction(action) if action else menu.addSeparator()
        return menu

    def _fill_toolbar(self) -> None:
        self.bar = bar = QToolBar(tr("Toolbar"))
        bar.setMovable(False)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._window.addToolBar(bar)
        self.papers = QMenu(tr("Export"), self._window)
        self.papers.addAction(self.checkup)
        self.papers.addSeparator()
        self.papers.addActions(self._papers)
        bar.addActions([self.new_case, self.add, self.receive, self.write_event])
        bar.addSeparator()
        bar.addAction(self.take_back)
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(gap)
        bar.addWidget(self._search_field())

    def _search_field(self) -> QLineEdit:
        self.search.setPlaceholderText(tr("Search cases, numbers, words in pictures"))
        self.search.setAccessibleName(tr("Search all cases"))
        self.search.setMinimumWidth(_SEARCH_WIDTH // 2)
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(_SEARCH_WIDTH)
        return self.search

    def _begin_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
