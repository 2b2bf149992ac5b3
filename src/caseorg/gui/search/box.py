"""The list under the search field: answers as one types, opened with Enter."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMainWindow,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from caseorg.domain.case import EvidenceId
from caseorg.gui.desk import Desk
from caseorg.gui.forms import heading
from caseorg.gui.menus import ContextMenu, add_choice, copy_text, row_at
from caseorg.gui.search.delegate import FoundDelegate, under
from caseorg.gui.search.rows import ROW, SHOWN, FoundModel, FoundRow, SearchAnswer, find, rows_of
from caseorg.i18n import tr
from caseorg.jobs.search import SearchHit

_WIDTH, _MARGIN = 560, 8
_HIGHEST = 0.6  # of the window
_KEYS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchBox(QFrame):
    """Hangs from the field over the window. One question is asked at a time; of those typed meanwhile, the last."""

    opened = Signal(object)
    view_wanted = Signal(object, int, object)

    def __init__(self, desk: Desk, field: QLineEdit, window: QMainWindow) -> None:
        super().__init__(window)
        self.setObjectName("found")
        self.hide()
        self._desk, self._field, self._window = desk, field, window
        self._asked: tuple[str, bool] | None = None
        self._found = SearchAnswer()
        self._done_with = ""  # the words of which a hit was opened
        self.model = FoundModel(self)
        self._lay_out()
        self.here.toggled.connect(lambda _: self.search(self._field.text()))
        self.view.clicked.connect(self._open)
        for watched in (field, self.view, self.here, window):
            watched.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)

    @property
    def shown(self) -> str:
        """The words whose answer is seen; empty while there is none."""
        return self._found.wanted if self.isVisible() else ""

    @property
    def _typed(self) -> str:
        return self._field.text().strip()

    def _lay_out(self) -> None:
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(FoundDelegate(self.view))
        self.view.setMouseTracking(True)
        self.view.setUniformItemSizes(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(tr("What was found"))
        self.menus = ContextMenu(self.view, self._fill_menu)
        self.status = heading("", "faint")
        self.here = QCheckBox(tr("Only in this case"))
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 6, 12, 6)
        foot.addWidget(self.here)
        foot.addStretch()
        foot.addWidget(self.status)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addLayout(foot)
        QWidget.setTabOrder(self._field, self.here)
        QWidget.setTabOrder(self.here, self.view)

    def search(self, words: str) -> None:
        """Asks, or closes where nothing is typed."""
        wanted, self._done_with = words.strip(), ""
        if not wanted:
            self._asked = None
            self.hide()
            return
        waiting, self._asked = self._asked is not None, (wanted, self._within())
        if not waiting:
            self._ask()

    def ask_again(self) -> None:
        """More is found than before."""
        if self.isVisible():
            self.search(self._field.text())

    def _within(self) -> bool:
        return self.here.isChecked() and self._desk.case_id is not None

    def _ask(self) -> None:
        assert self._asked
        wanted, here = asked = self._asked
        tasks, case_id = self._desk.tasks, self._desk.case_id if here else None

        def show(found: SearchAnswer) -> None:
            if self._asked == asked:
                self._asked = None
                self._show(found)
            elif self._asked:
                self._ask()

        tasks.compute(self, find, tasks.workspace, wanted, case_id, then=show, fail=self._give_up)

    def _give_up(self) -> None:
        """What went wrong is told by the window; the next letter asks again."""
        self._asked = None

    def _show(self, found: SearchAnswer) -> None:
        if found.wanted != self._typed or found.wanted == self._done_with:
            return
        self._found = found
        self.here.setVisible(self._desk.case_id is not None)
        self.model.show_rows(rows_of(found, self._desk.case_id))
        self._choose(self.model.step(-1, 1))
        count = len(found.hits)
        more = tr("The first {count} places", count=count) if count >= SHOWN else tr("{count} places", count=count)
        self.status.setText(more if count else tr("Nothing was found."))
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        corner = self._field.mapTo(self._window, QPoint(self._field.width(), self._field.height() + 4))
        rows = self.model.rowCount() * max(1, self.view.sizeHintForRow(0)) if self.model.rowCount() else 0
        foot = self.here.sizeHint().height() + 16
        height = min(rows + foot, int(self._window.height() * _HIGHEST))
        self.setGeometry(under(corner, min(_WIDTH, self._window.width()), height, _MARGIN))

    def _choose(self, row: int) -> None:
        self.view.setCurrentIndex(self.model.index(row) if row >= 0 else QModelIndex())

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW) if index.isValid() else None
        if isinstance(row, FoundRow):
            self._leave(self.opened, row.hit)

    def _fill_menu(self, menu: QMenu, place: QPoint) -> None:
        row = row_at(self.view, place, ROW)
        if not isinstance(row, FoundRow):
            return
        hit = row.hit
        add_choice(menu, tr("Open"), lambda: self._leave(self.opened, hit), "Return")
        if key := self._piece(hit):
            add_choice(menu, tr("Look at the evidence"), lambda: self._leave(self.view_wanted, key, hit.page, hit.box))
        add_choice(menu, tr("Copy the words"), lambda: copy_text(hit.text))

    def _piece(self, hit: SearchHit) -> EvidenceId | None:
        """Of the open case, where the hit is in one or is its name."""
        case = self._desk.case
        if case is None or case.id != hit.case_id:
            return None
        wanted = hit.evidence.id if hit.evidence else hit.item
        return next((item.id for item in case.standing_evidence if item.id == wanted), None)

    def _open_menu(self, event: QContextMenuEvent) -> bool:
        """By key, of the hit that Enter would open, though the keyboard is in the field."""
        index = self.view.currentIndex()
        wanted = event.reason() is QContextMenuEvent.Reason.Keyboard and self.isVisible() and index.isValid()
        if wanted:
            self.menus.open(self.view.visualRect(index).center())
        return wanted

    def _leave(self, where: SignalInstance, *what: object) -> None:
        """Another thing is looked at from now on."""
        self._done_with = self._typed
        self.hide()
        where.emit(*what)

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Whoever turns to something else has done with the list; what is in the field shows it again,
        unless a hit of it was opened: the focus comes back by itself when another page is shown."""
        if now is self._field and self._typed:
            if self._typed != self._done_with:
                self.search(self._typed)
        elif now is not None and now is not self._field and not self.isAncestorOf(now):
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 — Qt's name
        if watched is self._window:
            if event.type() is QEvent.Type.Resize and self.isVisible():
                self._place()
        elif isinstance(event, QContextMenuEvent) and watched is self._field:
            return self._open_menu(event)
        elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if self.isVisible():
                return self._press(watched, event)
            if watched is self._field and event.key() in (*_OPENING, Qt.Key.Key_Down):
                self.search(self._typed)
                return True
        return super().eventFilter(watched, event)

    def _press(self, watched: QObject, event: QKeyEvent) -> bool:
        """Whether the key is for the list; in the list itself, arrows are its own."""
        key = Qt.Key(event.key())
        if key in _OPENING:
            self._open(self.view.currentIndex())
        elif key is Qt.Key.Key_Escape:
            self._field.setFocus()
            self.hide()
        elif key in _KEYS and watched is self._field:
            self._choose(self.model.step(self.view.currentIndex().row(), _KEYS[key]))
        else:
            return False
        return True
