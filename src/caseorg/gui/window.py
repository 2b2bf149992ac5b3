"""The main window: cases at the left, the open case or a page in the middle, what is selected at the right."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow

from caseorg.actions.evidence import withdraw_evidence
from caseorg.domain.case import CaseFile, CaseId, Evidence
from caseorg.domain.errors import CaseorgError
from caseorg.domain.timeline import TimelineEntry, entries
from caseorg.gui.cases.shelves import ShelfCommands
from caseorg.gui.collector import Collector
from caseorg.gui.commands import Commands
from caseorg.gui.desk import Desk
from caseorg.gui.frame import GEOMETRY, place, stored
from caseorg.gui.icons import renew_icons
from caseorg.gui.inbox.watch import InboxWatch
from caseorg.gui.indexing import Indexing
from caseorg.gui.inspector.spot import QuotedSpot
from caseorg.gui.menus import open_menus_by_key
from caseorg.gui.pages import WindowPage
from caseorg.gui.parts.parts import Parts
from caseorg.gui.pasting import can_be_evidence
from caseorg.gui.piece_menu import PieceMenus
from caseorg.gui.progress import ProgressStrip
from caseorg.gui.reading import BackgroundReading
from caseorg.gui.reminders import Reminders
from caseorg.gui.rooms import Rooms
from caseorg.gui.sample import open_sample
from caseorg.gui.timeline.commands import EventCommands
from caseorg.gui.timeline.evidence_commands import EvidenceCommands
from caseorg.gui.timeline.model import is_at
from caseorg.gui.timeline.removing import remove_entries
from caseorg.gui.timeline.row_menu import RowMenu
from caseorg.gui.timeline.saved_views import SavedViews
from caseorg.i18n import error_text
from caseorg.jobs.agenda import AgendaItem
from caseorg.jobs.readings import readable
from caseorg.rights import FILE
from caseorg.settings import SavedView, Settings, store_views
from caseorg.views.path import Leg

if TYPE_CHECKING:
    from caseorg.gui.dialogs import Dialogs
    from caseorg.gui.preferences.dialog import PreferencesPage
    from caseorg.gui.review.page import ReviewPage
    from caseorg.gui.safekeeping.safekeeping import Safekeeping
    from caseorg.gui.search.box import SearchBox
    from caseorg.gui.viewer.page import ViewerPage
    from caseorg.jobs.search import SearchHit


class MainWindow(QMainWindow):
    """Lays out the panes and joins them: the desk does the work, the dialogs ask for what it needs."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__()
        self.desk = desk
        self._settings = settings
        self._collector = Collector(self)
        self._leaving = self._refused = self._was_left = False
        self._wanted_place: tuple[CaseId, str, QuotedSpot | None] | None = None
        self.setWindowTitle("caseorg")
        self.setAcceptDrops(True)
        self.parts = Parts(desk)
        self.reading = BackgroundReading(desk, settings, self)
        self.next_folder: Path | None = None  # what is opened once this window is closed
        self.renewed: tuple[Settings, PreferencesPage | None] | None = None  # with what another takes its place then
        self.indexing = Indexing(desk, self)
        self.commands = Commands(
            self, desk, lambda: self.ask, lambda: self.keeping, self.reading, settings, lambda to: self.pages.go(to)
        )
        self.rooms = Rooms(desk, self.parts, self.reading, self)
        panes = self.rooms.panes
        self.cases, self.navigation, self.notice = panes.cases, panes.navigation, panes.notice
        self.pages, self.page, self.inspector = panes.pages, panes.pages.case, panes.inspector
        self.shelves = ShelfCommands(self, desk, self.cases, lambda: self.keeping.back_up())
        view = self.page.view
        self.events = EventCommands(self, self.parts, view, self._open_entry, partial(remove_entries, desk))
        self.evidence_commands = EvidenceCommands(
            self, desk, self.parts, view, lambda items: self.ask.forms.write_event(items=items)
        )
        for menu in (self.events.menu, self.evidence_commands.menu):
            self.menuBar().insertMenu(self.commands.case.menuAction(), menu)
        menus = (self.events.menu, self.evidence_commands.menu)
        self.row_menus = tuple(RowMenu(timeline, menus, self.commands.view) for timeline in (view, self.page.wall))
        self.saved_views = SavedViews(self, self.page, settings.views, self._store_views, desk.notify)
        self.commands.shown.insertMenu(self.commands.view, self.saved_views.menu)
        self.commands.shown.insertSeparator(self.commands.view)
        self.inbox = InboxWatch(desk, self)
        self.inbox.settled.connect(lambda case, outcomes: self.ask.intake.tell(case, outcomes))
        self.inbox.begin()
        self.reminders = Reminders(desk, self._attended, parent=self)
        self.reminders.turn(settings.reminders)
        self._lay_out()
        self._connect()
        self._restore_geometry()

    def _lay_out(self) -> None:
        self.piece_menus = PieceMenus(
            view=lambda item: self.rooms.view(item.id),
            show=self._show_piece,
            write=lambda item: self.ask.forms.write_event(items=(item,)),
            redact=lambda item: self.ask.redact(item=item),
            play=lambda item: self.rooms.play(item),
            source=lambda item: self.evidence_commands.ask_for_source((item,)),
            move=lambda item: self.evidence_commands.ask_for_case((item,)),
            withdraw=lambda item: self.desk.do(partial(withdraw_evidence, evidence_ids=(item.id,))),
        )
        self.rooms.menus = self.piece_menus
        self.page.steps.reads_pictures = lambda: self.reading.possible and self.reading.wanted
        self.piece_menus.offer(self.inspector, self.inspector.piece_at)
        open_menus_by_key(self)
        self.setCentralWidget(self.rooms)
        self.statusBar().addPermanentWidget(ProgressStrip(self.desk.tasks))
        self.statusBar().setSizeGripEnabled(False)

    @cached_property
    def ask(self) -> "Dialogs":
        """All dialogs, loaded when the first one opens."""
        from caseorg.gui.dialogs import Dialogs

        ask = Dialogs(self.desk, self.parts, self)
        ask.shown.connect(self.page.show_entry)
        ask.shown_evidence = lambda: self.inspector.evidence
        ask.pictures = lambda: {
            thumbnail.evidence: thumbnail.file for thumbnail in self.page.thumbnails.known if thumbnail.file
        }
        ask.intake.scam_suspected.connect(self._check_for_scam)
        ask.inbox_changed.connect(self.inbox.begin)
        ask.sort_wanted.connect(lambda: self.commands.sort.trigger())
        ask.papers.restore(self._store())
        return ask

    @cached_property
    def found(self) -> "SearchBox":
        """Loaded when somebody searches."""
        from caseorg.gui.search.box import SearchBox

        found = SearchBox(self.desk, self.commands.search, self)
        self.indexing.renewed.connect(found.ask_again)
        self.indexing.begin()
        found.opened.connect(self._open_hit)
        found.view_wanted.connect(self.rooms.view)
        return found

    @cached_property
    def keeping(self) -> "Safekeeping":
        """Loaded with all its dialogs when it is first needed."""
        from caseorg.gui.safekeeping.safekeeping import Safekeeping

        keeping = Safekeeping(self.desk, self, self._settings)
        keeping.folder_wanted.connect(self._open_folder)
        return keeping

    @property
    def review(self) -> "ReviewPage":
        """Where screenshots are sorted."""
        return self.rooms.review

    @property
    def viewer(self) -> "ViewerPage":
        """Evidence in the whole window."""
        return self.rooms.viewer

    def _connect(self) -> None:
        self._connect_desk()
        self._connect_pages()
        self._connect_case()
        self._connect_agenda()
        self._connect_rooms()
        if self.desk.tasks.workspace.refusal:
            self.keeping.tell_trouble()

    def _connect_desk(self) -> None:
        desk, notice = self.desk, self.notice
        desk.tasks.rested.connect(self._leave)
        desk.tasks.rested.connect(self._show_status)
        desk.tasks.started.connect(lambda _: self._show_status())
        desk.tasks.failed.connect(self._stay)
        desk.case_read.connect(self._show_case)
        desk.history.stepped.connect(desk.notify)
        desk.overtaken.connect(notice.hide_unless_error)
        desk.unsaid.connect(notice.hide_if_saying)
        desk.notified.connect(lambda text, choices, error: notice.notify(text, *choices, error=error))

    def _connect_pages(self) -> None:
        """To which page one goes, and who is told."""
        self.cases.chosen.connect(lambda case_id: self._open_case(case_id, focus=False))
        for again in (self.cases.view.clicked, self.cases.view.activated):  # the row of the open case, too, leads to it
            again.connect(lambda _: self.pages.go(WindowPage.CASE, focus=False))
        self.commands.search.textChanged.connect(self._search)
        self.commands.preferences.triggered.connect(lambda _=False: self.open_settings())
        self.commands.filter.triggered.connect(lambda _: self.cases.filter.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.pages.case_wanted.connect(self._open_case)
        self.pages.moved.connect(self.commands.show_place)
        self.pages.moved.connect(lambda _: self._show_room())

    def _connect_case(self) -> None:
        """What the open case's page and the inspector ask for."""
        page, inspector = self.page, self.inspector
        self.cases.view.addActions([self.commands.details, self.commands.checkup, self.commands.archive])
        self.shelves.fill(self.commands.case)
        page.new_case_wanted.connect(lambda: self.ask.forms.new_case())
        page.sample_wanted.connect(partial(open_sample, self.desk))
        page.add_wanted.connect(lambda: self.ask.intake.choose())
        page.details_wanted.connect(lambda: self.ask.forms.details())
        page.step_wanted.connect(lambda step: self.ask.begin(step))
        page.path.chosen.connect(self._walk)
        self.commands.find_here.triggered.connect(page.filters.begin_find)
        for leg, action in self.commands.legs.items():
            action.triggered.connect(lambda _=False, leg=leg: self._walk(leg))
        page.view.chosen.connect(self._show_entry)
        page.view.opened.connect(self._open_entry)
        page.view.linked.connect(self.evidence_commands.link_to)
        page.view.ordered.connect(self.events.put_in_order)
        page.view.deleted.connect(partial(remove_entries, self.desk))
        self.parts.read.connect(lambda _, story: page.show_story(story))
        page.header.common.case_wanted.connect(self._open_case)
        self.indexing.common.connect(page.show_common)
        self.reading.looked.connect(self.indexing.take_read)
        self.reading.turned.connect(lambda _: page.steps.again())
        page.view.viewed.connect(lambda item: self.rooms.view(item.id))
        page.wall.chosen.connect(self._show_entry)
        page.wall.viewed.connect(lambda item: self.rooms.view(item.id))
        page.wall.opened.connect(self._open_entry)
        page.wall.deleted.connect(self.evidence_commands.withdraw.trigger)
        for look, action in self.commands.looks.items():
            action.triggered.connect(lambda _=False, look=look: page.show_look(look))
        page.looked.connect(self.commands.show_look)
        self.commands.compact.toggled.connect(page.show_compact)
        page.compacted.connect(self.commands.compact.setChecked)
        page.filters.views.clicked.connect(lambda: page.filters.open_under(page.filters.views, self.saved_views.menu))
        inspector.view_wanted.connect(self.rooms.view)
        inspector.play_wanted.connect(self.rooms.play)
        self.commands.view.triggered.connect(self.view_selected)
        for shown in (inspector, self.rooms):
            shown.redaction_wanted.connect(lambda item: self.ask.redact(item=item))
        inspector.event_wanted.connect(lambda item: self.ask.forms.write_event(items=(item,)))
        inspector.entry_text.edit_wanted.connect(lambda entry: self.ask.forms.write_event(entry.event))

    def _connect_agenda(self) -> None:
        self.pages.calendar_wanted.connect(lambda out: self.ask.exports.calendar(out))
        self.reminders.agenda_read.connect(self._show_agenda)
        self.reminders.agenda_read.connect(self.cases.show_due)
        self.reminders.cases_read.connect(self.cases.change_due)
        self.reminders.cases_read.connect(self._change_agenda)
        self.reminders.wanted.connect(self._attend)

    def _connect_rooms(self) -> None:
        rooms = self.rooms
        self.commands.sort.triggered.connect(rooms.sort_screenshots)
        self.pages.moved.connect(lambda _: rooms.leave_review())
        rooms.entered.connect(self._show_room)
        rooms.left.connect(lambda: self.pages.go(self.pages.place))
        rooms.add_wanted.connect(lambda: self.ask.intake.choose())
        for wanted, command in (
            (rooms.checkup_wanted, self.commands.checkup),
            (rooms.message_wanted, self.commands.message),
        ):
            wanted.connect(rooms.leave_review)
            wanted.connect(command.trigger)
        rooms.event_wanted.connect(lambda event: self.ask.forms.write_event(event))

    def _show_case(self, case: CaseFile | None) -> None:
        other = case is None or self.page.case_id != case.id
        if other:  # first: a row that becomes the current one while the case is laid out is shown
            self.inspector.clear()
        self.page.show_case(case)
        self.pages.show_case(case.id if case else None)
        if case and not other:
            self.inspector.refresh(case)
        self.page.show_entry(self.desk.take_new_key())
        self._show_place(case)
        self.commands.enable_for_case(case is not None)
        self._show_room()
        self.setWindowTitle(f"{case.title} — caseorg" if case else "caseorg")
        focus = self.focusWidget()
        searching = bool(self.cases.filter.text()) or (focus is not None and self.cases.isAncestorOf(focus))
        if other and (case or self.pages.place is WindowPage.CASE):
            self.pages.go(WindowPage.CASE, focus=not searching)

    def open_place(self, case_id: CaseId, key: str, spot: QuotedSpot | None = None) -> None:
        """Opens a case at an event or evidence, and of that at a place; at its beginning where the timeline has no
        such entry."""
        self._wanted_place = (case_id, key, spot)
        self._open_case(case_id)

    def _show_place(self, case: CaseFile | None) -> None:
        """What is to be shown of the case that was opened for it."""
        if self._wanted_place is None or case is None or case.id != self._wanted_place[0]:
            return
        (_, key, spot), self._wanted_place = self._wanted_place, None
        entry = next((candidate for candidate in entries(case) if is_at(candidate, key)), None)
        if entry:
            self.page.show_entry(key, quietly=True)
            chosen = next((item for item in entry.evidence if item.id == key), next(iter(entry.evidence), None))
            self.inspector.show_entry(case, entry, chosen, spot)

    def _search(self, words: str) -> None:
        if words.strip() or "found" in vars(self):
            self.found.search(words)

    def _open_hit(self, hit: "SearchHit") -> None:
        spot = QuotedSpot(hit.evidence.id, hit.page, hit.box, hit.span) if hit.evidence else None
        self.open_place(hit.case_id, hit.item, spot)

    def _show_piece(self, item: Evidence) -> None:
        """Where it stands on the timeline, from wherever one is."""
        self.pages.go(WindowPage.CASE)
        self.rooms.leave_review()
        self.page.show_entry(item.id)

    def _walk(self, leg: Leg) -> None:
        """To a leg of the path, whatever is open before it."""
        match leg:
            case Leg.MATERIAL if self.desk.case and readable(self.desk.case):
                self.rooms.sort_screenshots()
            case Leg.MATERIAL:
                self.ask.intake.choose()
            case Leg.TIMELINE:
                self.page.focus_first()
            case Leg.WRITING:
                self.ask.message()
            case Leg.EXPORT:
                self.page.path.open_under(leg, self.commands.papers)

    def view_selected(self) -> None:
        """What is looked at just now, in the whole window; from there, back."""
        if not self.rooms.toggle_view() and self.pages.place is WindowPage.CASE:
            self.inspector.view()

    def _show_room(self) -> None:
        """The toolbar belongs to the panes; the path and the commands on an event to the case among them."""
        panes = self.rooms.in_panes
        self.commands.bar.setVisible(panes)
        case = panes and self.pages.place is WindowPage.CASE
        self.events.at_hand(case)
        self.evidence_commands.at_hand(case)
        self.commands.show_case_at_hand(case and self.desk.case is not None)
        self.saved_views.at_hand(case and self.desk.case is not None)
        self._show_status()

    def _show_status(self) -> None:
        """Among the screenshots there is a bar only while something works."""
        self.statusBar().setVisible(self.rooms.in_panes or not self.desk.tasks.idle)

    def open_settings(self, section: "PreferencesPage | None" = None) -> None:
        """Everything that can be set."""
        from caseorg.gui.preferences.dialog import PreferencesPage
        from caseorg.gui.preferences.opening import open_settings

        open_settings(self, self, self._settings, section or PreferencesPage.LOOKS)

    def take_settings(self, settings: Settings) -> None:
        """What was chosen counts from now on."""
        self._settings = settings

    def _store_views(self, views: tuple[SavedView, ...]) -> bool:
        """Whether they could be kept; else it is said."""
        try:
            self.take_settings(store_views(self._settings, views))
        except CaseorgError as error:
            self.desk.notify(error_text(error), error=True)
            return False
        return True

    def renew(self, settings: Settings, section: "PreferencesPage") -> None:
        """Another window takes this one's place once everything is stored: its texts are made once."""
        self.renewed = settings, section
        self.close()

    def begin_anew(self) -> None:
        """The same window as after a start, with the same case: for what does not work as it should any more."""
        self.renewed = self._settings, None
        self.close()

    def _open_folder(self, folder: Path) -> None:
        """Another data folder takes this one's place once everything is stored."""
        self.next_folder = folder
        self.close()

    def _open_case(self, case_id: CaseId, *, focus: bool = True) -> None:
        self.pages.go(WindowPage.CASE, focus=focus)
        self.desk.open_case(case_id)

    def _attend(self, case_id: CaseId | None) -> None:
        """To the case that a reminder is about, or to the agenda."""
        self.activateWindow()
        self._open_case(case_id) if case_id else self.pages.go(WindowPage.AGENDA)

    def _check_for_scam(self, text: Path, name: str) -> None:
        """A text that came in is looked at more closely."""
        self.pages.go(WindowPage.SCAM)
        self.pages.scam.read_file(text, name)

    def _show_agenda(self, items: tuple[AgendaItem, ...], now: datetime) -> None:
        self.pages.show_due(items, now)
        self.navigation.show_pressing(*self.pages.due.pressing())

    def _change_agenda(self, changes: Mapping[CaseId, tuple[AgendaItem, ...]]) -> None:
        self.pages.change_due(changes)
        self.navigation.show_pressing(*self.pages.due.pressing())

    def _attended(self) -> bool:
        """Whether somebody would see a notice, and none would be overwritten."""
        return self.isActiveWindow() and not self.notice.isVisible()

    def _show_entry(self, entry: TimelineEntry, chosen: Evidence | None) -> None:
        if self.desk.case:
            self.inspector.show_entry(self.desk.case, entry, chosen)

    def _open_entry(self, entry: TimelineEntry) -> None:
        """A message that was sent and a promise are read in the inspector."""
        if entry.event or not (entry.message or entry.promises):
            self.ask.forms.write_event(entry.event, entry.evidence[:1])
        else:
            self.inspector.entry_text.focus_first()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 — Qt's name
        """What the command line changed meanwhile is shown when the window comes to the front; icons follow the
        scheme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            renew_icons(self)
        if event.type() is QEvent.Type.ActivationChange:
            if self.isActiveWindow() and self._was_left:
                self.desk.reload()
            self._was_left = not self.isActiveWindow()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 — Qt's name
        """Only copies are taken: of what is moved, its giver removes the original. What our own fields are dragged
        about is no evidence."""
        copied = bool(event.possibleActions() & (Qt.DropAction.CopyAction | Qt.DropAction.LinkAction))
        if copied and event.source() is None and can_be_evidence(event.mimeData()):
            _take_copy(event)
            self.page.show_drop_hint(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        self.page.show_drop_hint(False)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        self.page.show_drop_hint(False)
        _take_copy(event)
        self.pages.go(WindowPage.CASE)
        self.ask.intake.drop(event.mimeData())

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        self.inspector.setFocus()  # a field that is being typed in is saved
        tasks = self.desk.tasks
        tasks.stop_jobs()
        if not tasks.idle and not self._refused:  # what is being written comes first, and whether it could be
            event.ignore()
            self._leaving = True
            return
        store = self._store()
        store.setValue(GEOMETRY, self.saveGeometry())
        self.rooms.panes.store(store)
        self.page.store(store)
        self.cases.store(store)
        loaded = vars(self)
        if "ask" in loaded:
            self.ask.papers.store(store)
        self.desk.tasks.close()
        self.reminders.close()
        if "keeping" in loaded:
            self.keeping.close()
        self._collector.stop()
        self.rooms.close_files()
        if "ask" in loaded:
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
        self.renewed = None

    def _store(self) -> QSettings:
        store = stored(self._settings.data)
        with suppress(OSError):  # Qt keeps the rights of a file that is there
            Path(store.fileName()).touch(FILE)
        return store

    def _restore_geometry(self) -> None:
        store = self._store()
        place(self, store)
        self.rooms.panes.restore(store)
        self.page.restore(store)
        self.cases.restore(store)


def _take_copy(event: QDropEvent) -> None:
    copy = Qt.DropAction.CopyAction
    event.setDropAction(copy if event.possibleActions() & copy else Qt.DropAction.LinkAction)
    event.accept()
