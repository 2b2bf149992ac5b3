"""The viewer as a page of the window: the picture, what is known of it beside, all evidence below."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseorg.domain.case import CaseFile, CaseId, Evidence, EvidenceId
from caseorg.domain.reading.reading import Box
from caseorg.evidence.thumbnails import has_picture
from caseorg.gui.desk import Desk
from caseorg.gui.forms import heading
from caseorg.gui.reading import BackgroundReading
from caseorg.gui.timeline.thumbnails import ThumbnailMaker
from caseorg.gui.viewer.annotating import Annotating
from caseorg.gui.viewer.bars import ViewerHeader, key_bar
from caseorg.gui.viewer.beside import Beside
from caseorg.gui.viewer.comparing import Comparing
from caseorg.gui.viewer.known import CaseProposals, PieceText
from caseorg.gui.viewer.loading import Loading
from caseorg.gui.viewer.picture import STEP, ViewedPicture
from caseorg.gui.viewer.side import ViewerSidebar
from caseorg.gui.viewer.stage import ViewerStage
from caseorg.gui.viewer.strip import ThumbnailStrip
from caseorg.gui.viewer.text import PageText
from caseorg.gui.viewer.tour import Tour
from caseorg.i18n import tr
from caseorg.jobs.readings import Looked

_WIDE = 1200  # pixels; in what is narrower the picture has the room


class ViewerPage(QWidget):
    """`left` asks to go back to where one was; `event_wanted` for the form of an event, `play_wanted` for a player."""

    left = Signal()
    event_wanted = Signal(object)
    redaction_wanted = Signal(object)
    play_wanted = Signal(object)

    def __init__(
        self, desk: Desk, reading: BackgroundReading, thumbnails: ThumbnailMaker, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("viewer")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._desk, self._thumbnails = desk, thumbnails
        self.tour = Tour()
        self.loading = Loading(desk.tasks, parent=self)
        self._case: CaseId | None = None
        self._shown: tuple[EvidenceId, int, bool] | None = None
        self._text, self.proposals = PieceText(desk, self), CaseProposals(desk, self)
        self.head, self.foot = ViewerHeader(), key_bar()
        self.beside = Beside(self.loading)
        self.stage, self.side, self.strip = ViewerStage(desk.tasks), ViewerSidebar(desk), ThumbnailStrip()
        self.comparing = Comparing(desk, self.beside, self.stage.picture, self._text)
        self.annotating = Annotating(desk, self.stage.picture, self.head.annotations)
        self._keys = self._key_actions()
        self._lay_out()
        self._connect(reading)

    @property
    def picture(self) -> ViewedPicture:
        """Where the picture stands."""
        return self.stage.picture

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.beside, 1)
        row.addLayout(self._labelled_stage(), 1)
        row.addWidget(self.side)
        row.addWidget(self.comparing.panel)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addLayout(row, 1)
        whole.addWidget(self.strip)
        whole.addWidget(self.foot)

    def _labelled_stage(self) -> QVBoxLayout:
        """Which piece it is stands above it where there are two."""
        self._label = heading("")
        self._label.setContentsMargins(8, 4, 8, 0)
        self._label.hide()
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self._label)
        column.addWidget(self.stage, 1)
        return column

    def _connect(self, reading: BackgroundReading) -> None:
        head, text = self.head, self.side.text
        head.back.clicked.connect(self.leave)
        head.fit.clicked.connect(self._fit)
        head.actual.clicked.connect(self.picture.actual_size)
        head.rotate.clicked.connect(self.picture.rotate_view)
        head.text.toggled.connect(self._turn_text)
        head.side.toggled.connect(self._show_side)
        head.pair.toggled.connect(self._turn_pair)
        self.comparing.panel.swapped.connect(self._swap)
        for picture in (self.picture, self.beside.picture):
            picture.zoom_wanted.connect(partial(self._zoom, picture))
            picture.touched.connect(self.setFocus)
        self.picture.line_clicked.connect(self._choose_line)
        text.chosen.connect(self._mark_row)
        self.strip.chosen.connect(lambda key: self._go(self.tour.at(key)))
        self.stage.play_wanted.connect(self.play_wanted)
        self.side.event_wanted.connect(self.event_wanted)
        self.side.redaction_wanted.connect(self.redaction_wanted)
        self.loading.arrived.connect(lambda _: self._show_picture())
        self.loading.arrived.connect(lambda _: self._show_left())
        self._text.changed.connect(self._show_text)
        self.proposals.changed.connect(self._show_proposals)
        reading.looked.connect(self._read_again)
        self._desk.case_read.connect(self._case_read)
        self._desk.notified.connect(lambda notice, _choices, error: self.foot.show_text(notice, error=error))
        self._thumbnails.made.connect(lambda made: self._add_thumbnails() if made and made.file else None)

    def open_evidence(self, key: EvidenceId, page: int = 0, box: Box | None = None) -> None:
        """Shows a piece, at a page from 0, with the place that one came to see."""
        case = self._desk.case
        if case is None:
            return
        self.foot.show_text("")
        self._add_thumbnails()
        self._shown = None
        self._renew_pair(case)
        self._go(Tour().renewed(case).at(key, page, box))
        self.proposals.want(case)

    def piece_at(self, place: QPoint) -> Evidence | None:
        """Whose small picture in the strip is there, else the piece that is shown."""
        inside = self.strip.mapFrom(self, place)
        number = self.strip.place_at(inside) if self.strip.isVisible() and self.strip.rect().contains(inside) else None
        return self.tour.item if number is None else self.tour.items[number]

    def leave(self) -> None:
        """What was typed is stored first."""
        self.side.fields.save()
        self.left.emit()

    def _case_read(self, case: CaseFile | None) -> None:
        if not self.isVisible():
            return
        if case is None or not case.standing_evidence:
            self.left.emit()
            return
        self.tour = self.tour.renewed(case)
        self._renew_pair(case)
        self._show()
        self.proposals.want(case)

    def _renew_pair(self, case: CaseFile) -> None:
        """A piece of another case never stays beside this one's."""
        if case.id != self._case:
            self._case = case.id
            self.head.pair.setChecked(False)
        elif self.head.pair.isChecked():
            self._show_beside(self.beside.tour.renewed(case))

    def _go(self, tour: Tour) -> None:
        if tour is not self.tour:
            self.side.fields.save()
            self.tour = tour
            self._show()
        self.setFocus()

    def _show(self) -> None:
        tour, case = self.tour, self._desk.case
        self.head.show_tour(tour)
        self.strip.show_items(tour.items, tour.place)
        item = tour.item
        self.setAccessibleName(f"{item.label} {item.name}" if item else "")
        self.side.setEnabled(item is not None)
        if item is None or case is None:
            self.stage.show_item(None, None)
            return
        self.annotating.show_piece(case.id, item, tour.page)
        self.side.show_evidence(case, item, self.proposals.of(case))
        for button in (self.head.fit, self.head.actual, self.head.rotate, self.head.text):
            button.setEnabled(has_picture(item))
        self._want(tour)
        self._show_picture()
        self._text.want(item)
        self._label.setText(item.label)
        self.comparing.show_pair(tour)

    def _want(self, tour: Tour) -> None:
        """The present one, then what one comes to next."""
        pinned = (self.beside.tour,) if self.head.pair.isChecked() else ()
        near = (tour, *pinned, tour.step(1), tour.step(-1), tour.turn(1))
        self.loading.want([(neighbour.item, neighbour.page) for neighbour in near if neighbour.item], 1 + len(pinned))

    def _show_picture(self) -> None:
        """Once it is there; what is shown already keeps its zoom."""
        item, page = self.tour.item, self.tour.page
        if item is None:
            return
        images = self.loading.of(item, page)
        shown = item.id, page, images is not None or not has_picture(item)
        if shown != self._shown:
            self._shown = shown
            self.stage.show_item(item, images)
            self._show_text()
            if case := self._desk.case:
                self.annotating.show_piece(case.id, item, page)

    def _read_again(self, looked: Looked | None) -> None:
        """Pictures are read meanwhile, or all that was read is forgotten."""
        item = self.tour.item
        self.comparing.read_again(looked.evidence.sha256 if looked else None)
        if self.isVisible() and item and (looked is None or looked.evidence.sha256 == item.sha256):
            self._text.read(item)

    def _page_text(self) -> PageText | None:
        return self._text.of(self.tour)

    def _show_text(self) -> None:
        text, item = self._page_text(), self.tour.item
        otherwise = (
            tr("Nothing was read of it yet.") if item and has_picture(item) else tr("It has no picture to read.")
        )
        self.side.text.show_rows(text.rows if text else (), otherwise)
        if self.loading.of(item, self.tour.page) if item else None:
            self.picture.show_text(text.page if text else None, boxes=self.head.text.isChecked())
            self.picture.mark_now([self.tour.box] if self.tour.box else [])
            self.comparing.show_right()

    def _turn_pair(self, shown: bool) -> None:
        """The present piece stays at the left, and one goes on beside it."""
        self.beside.setVisible(shown)
        self._label.setVisible(shown)
        self._show_side()
        if not shown:
            self.comparing.end()
        else:
            self.beside.show_tour(self.tour)
            following = self.tour.step(1)
            self._go(following if following is not self.tour else self.tour.step(-1))
            self._want(self.tour)

    def _pin(self, by: int) -> None:
        """Another piece at the left."""
        self._show_beside(self.beside.tour.step(by))
        self._want(self.tour)

    def _show_beside(self, tour: Tour) -> None:
        self.beside.show_tour(tour)
        self.comparing.show_pair(self.tour)

    def _show_left(self) -> None:
        """Once the picture at the left is there, with what is boxed in it."""
        if self.beside.show_picture():
            self.comparing.show_left()

    def _swap(self) -> None:
        """Each piece at the other side."""
        left, right = self.beside.tour, self.tour
        self._show_beside(right)
        self._go(left)
        self._want(self.tour)

    def _show_side(self) -> None:
        """Of one piece what is known of it, of two how they compare."""
        shown, pair = self.head.side.isChecked(), self.head.pair.isChecked()
        self.side.setVisible(shown and not pair)
        self.comparing.panel.setVisible(shown and pair)

    def _fit(self) -> None:
        self.picture.fit()
        self.beside.picture.fit()

    def _zoom(self, picture: ViewedPicture, factor: float) -> None:
        """Both by as much, where they are to go together."""
        for viewed_picture in (self.picture, self.beside.picture) if self.comparing.together else (picture,):
            viewed_picture.zoom(factor)

    def _turn_text(self, shown: bool) -> None:
        """Boxes in the picture, and the list beside it."""
        self.side.show_text(shown)
        self._show_text()

    def _choose_line(self, line: int) -> None:
        if text := self._page_text():
            row = text.row_at(line)
            self.side.text.select(row)
            self._mark_row(row)

    def _mark_row(self, row: int) -> None:
        if text := self._page_text():
            self.picture.mark_now([text.page.lines[line].box for line in text.rows[row].lines])

    def _show_proposals(self) -> None:
        if (case := self._desk.case) and (item := self.tour.item):
            self.side.happened.show_proposals(case, self.proposals.of(case), item.id)

    def _add_thumbnails(self) -> None:
        self.strip.add_files(
            {thumbnail.evidence: thumbnail.file for thumbnail in self._thumbnails.known if thumbnail.file}
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 — Qt's name
        """While somebody types at the side, Esc comes back to the picture first."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        key, typing = Qt.Key(event.key()), self.focusWidget() not in (self, None)
        if key == Qt.Key.Key_C and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.copy()
        elif not typing and self.annotating.press_key(event):
            pass
        elif typing and key == Qt.Key.Key_Escape:
            self.side.fields.save()
            self.setFocus()
        elif event.modifiers() == Qt.KeyboardModifier.ShiftModifier and self.head.pair.isChecked():
            self._pin({Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key, 0))
        elif plain and key in self._keys:
            self._keys[key]()
        else:
            super().keyPressEvent(event)

    def _key_actions(self) -> dict[Qt.Key, Callable[[], object]]:
        """What a key does by itself: to another piece or page, back, or looked at otherwise."""
        head, keys = self.head, Qt.Key
        return {
            **dict.fromkeys((keys.Key_Escape, keys.Key_Space, keys.Key_F11), self.leave),
            keys.Key_Left: partial(self._pan_or_step, -1),
            keys.Key_Right: partial(self._pan_or_step, 1),
            keys.Key_Up: lambda: self.picture.pan(0, -1),
            keys.Key_Down: lambda: self.picture.pan(0, 1),
            keys.Key_PageUp: lambda: self._go(self.tour.turn(-1)),
            keys.Key_PageDown: lambda: self._go(self.tour.turn(1)),
            keys.Key_Home: lambda: self._go(self.tour.step(-len(self.tour.items))),
            keys.Key_End: lambda: self._go(self.tour.step(len(self.tour.items))),
            **dict.fromkeys((keys.Key_Plus, keys.Key_Equal), partial(self._zoom, self.picture, STEP)),
            keys.Key_Minus: partial(self._zoom, self.picture, 1 / STEP),
            keys.Key_0: head.fit.click,
            keys.Key_1: head.actual.click,
            keys.Key_R: head.rotate.click,
            keys.Key_T: head.text.click,
            keys.Key_D: head.pair.click,
            keys.Key_I: head.side.click,
        }

    def _pan_or_step(self, by: int) -> None:
        """A picture that is wider than its place is moved to its edge first."""
        if not self.picture.pan(by, 0):
            self._go(self.tour.step(by))

    def copy(self) -> None:
        """What was selected in the picture, else the row where one is."""
        if text := self.picture.selected_text():
            QGuiApplication.clipboard().setText(text)
        else:
            self.side.text.copy_current()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 — Qt's name
        wide = event.size().width() >= _WIDE
        if wide != (event.oldSize().width() >= _WIDE) or event.oldSize().isEmpty():
            self.head.side.setChecked(wide)
            self._show_side()
        self.strip.setVisible(wide)
        self.foot.show_all(wide)
        super().resizeEvent(event)
