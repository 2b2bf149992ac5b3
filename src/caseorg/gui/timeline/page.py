"""Header, next-step card and timeline of the open case; the page that teaches where none is open."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from caseorg.domain.case import CaseFile, CaseId
from caseorg.domain.steps.step import NextStep
from caseorg.domain.story.story import Story
from caseorg.gui.desk import Desk
from caseorg.gui.forms import heading
from caseorg.gui.theme import scaled
from caseorg.gui.timeline.card import NextStepCard
from caseorg.gui.timeline.filter_bar import FilterBar
from caseorg.gui.timeline.header import CaseHeader
from caseorg.gui.timeline.lanes import LaneHeads
from caseorg.gui.timeline.looks import TimelineLook
from caseorg.gui.timeline.model import TimelineModel
from caseorg.gui.timeline.path import PathBar
from caseorg.gui.timeline.steps import NextSteps
from caseorg.gui.timeline.thumbnails import ThumbnailMaker
from caseorg.gui.timeline.view import TimelineView
from caseorg.gui.timeline.wall import WallModel, WallView
from caseorg.i18n import tr
from caseorg.views.path import next_leg, path_of
from caseorg.views.timeline_filter import FilterMark, TimelineFilter, count_marks

if TYPE_CHECKING:
    from caseorg.jobs.common import Common
    from caseorg.jobs.thumbnails import Thumbnail

_MARGIN = 16
_LOOK = "timeline"
_COMPACT = "compact rows"
_CARD = 0.45  # of the page's height at most, so that the timeline stays in sight
_EMPTY, _ROWS, _NONE, _WALL = range(4)  # what stands in the place of the timeline
_BETWEEN = 66  # pixels of the margins between header, path, card and chips, and within the card
ROWS = 6  # of the timeline that stay in sight at least, however much there is to do
_TIMELINE = 120  # pixels at least
_LOW = 400  # pixels of the page below which the path has one line
THUMBNAIL = 132  # twice the width on the timeline, for fine screens


class CasePage(QWidget):
    """Shows a case; asks the window for everything that changes it."""

    new_case_wanted = Signal()
    sample_wanted = Signal()
    add_wanted = Signal()
    details_wanted = Signal()
    step_wanted = Signal(object)
    looked = Signal(object)
    compacted = Signal(bool)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._case: CaseFile | None = None
        self.case_id: CaseId | None = None
        self._pages = QStackedWidget(self)
        self._welcome_page = self._welcome()
        self._case_page = QWidget(self._pages)
        self._head, self._timeline = QWidget(self._case_page), QStackedWidget(self._case_page)
        self.model = TimelineModel(self)
        self.header = CaseHeader(self._head)
        self.header.details_wanted.connect(self.details_wanted)
        self.path = PathBar(self._head)
        self.card = NextStepCard(self._head)
        self.card.wanted.connect(self.step_wanted)
        self.filters = FilterBar(self._head)
        self.filters.changed.connect(self._narrow)
        self.filters.left.connect(self.focus_first)
        self.filters.switch.chosen.connect(self.show_look)
        self.look = TimelineLook.LIST
        self.compact = False
        self.tiles = WallModel(self.model, self)
        self._none_page, self._listed = self._no_evidence(), QWidget(self._timeline)
        self.view = TimelineView(self.model, self._listed)
        self._unmatched_page = self._no_match()
        self.wall = WallView(self.tiles, self._timeline)
        self.wall.selectionModel().selectionChanged.connect(lambda *_: self._mirror())
        self._heads = LaneHeads(self.view, self.model, self._listed)
        self._heads.hide()
        self.steps = NextSteps(desk)
        self.steps.found.connect(self._show_step)
        self.thumbnails = ThumbnailMaker(desk)
        self.thumbnails.made.connect(self.show_thumbnail)
        self._lay_out()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # so that a click on an empty page is where Ctrl+V goes
        self._drop = QLabel(tr("Drop here to add to this case"), self)
        self._drop.setObjectName("drop")
        self._drop.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._drop.hide()

    def show_case(self, case: CaseFile | None) -> None:
        """Shows the case, or the welcome page for None; the scroll position stays with the same case."""
        same = case is not None and self.case_id == case.id
        if not same:
            self.filters.clear()
            self.model.thumbnails.clear()
            self.card.hide()
            self.path.show_next(None)
            self.header.common.show_common(())
        self._case, self.case_id = case, case.id if case else None
        self._pages.setCurrentWidget(self._welcome_page if case is None else self._case_page)
        with self._keeping_place(same=same):
            self.model.show_case(case)
        if case is None:
            return
        self.header.show_case(case)
        self._show_path()
        self._show_body()

    def show_story(self, story: Story) -> None:
        """What the events are taken for was read."""
        with self._keeping_place(same=True):
            self.model.show_story(story)
        self._show_path()
        self._show_body()

    def show_entry(self, key: str, *, quietly: bool = False) -> None:
        """Selects an event or evidence; what hides it is taken back."""
        if key and self.filters.filter and self.model.row_of(key) < 0:
            self.filters.clear()
        self.view.select(key, quietly=quietly)

    @contextmanager
    def _keeping_place(self, *, same: bool) -> Iterator[None]:
        """What is selected stays so, and where one has scrolled to; of another case, nothing is kept in sight."""
        position, key = self.view.verticalScrollBar().value(), self.view.key()
        row, piece = self.view.currentIndex().row(), self.wall.key()
        keys = [entry.key for entry in self.view.entries()]
        yield
        self.view.select(key, quietly=True)
        if self.view.key() == key:
            self.view.select_also(keys)
        if self.look is TimelineLook.WALL:
            self._select_tile(piece)
        self.view.verticalScrollBar().setValue(position)
        if key and same:
            self.view.keep_in_sight(row)

    def _narrow(self, chosen: TimelineFilter) -> None:
        with self._keeping_place(same=True):
            self.model.show_only(chosen)
        self._show_body()

    def show_look(self, look: TimelineLook) -> None:
        """Another view of the same entries, with the same selection and filter."""
        before, self.look = self.look, look
        self.filters.switch.show_look(look)
        self.view.show_lanes(look is TimelineLook.LANES)
        self._heads.setVisible(look is TimelineLook.LANES)
        self.tiles.show(look is TimelineLook.WALL)
        self._show_body()
        if look is TimelineLook.WALL:
            self._select_tile()
        elif before is not look:
            self.view.scrollTo(self.view.currentIndex())
        self.looked.emit(look)

    def show_compact(self, compact: bool) -> None:
        """The rows as low as they can be, or with room; what is selected stays in sight."""
        self.compact = compact
        self.view.show_compact(compact)
        self.view.scrollTo(self.view.currentIndex())
        self.compacted.emit(compact)

    def _select_tile(self, kept: str = "") -> None:
        """The piece that was selected, where it still stands with the selected entry; else that entry's first."""
        entry = self.view.entry()
        pieces = [item.id for item in entry.evidence] if entry else []
        self.wall.select(kept if kept in pieces else next(iter(pieces), ""))

    def _mirror(self) -> None:
        """What is selected on the wall is selected on the timeline, for the commands and for the other views."""
        if self.look is TimelineLook.WALL:
            self.view.select_evidence(self.wall.chosen_keys())

    def store(self, settings: QSettings) -> None:
        """Remembers the view and how close the rows stand."""
        settings.setValue(_LOOK, self.look.value)
        settings.setValue(_COMPACT, str(self.compact))

    def restore(self, settings: QSettings) -> None:
        """The view that was remembered, and how close its rows stand."""
        self.show_compact(settings.value(_COMPACT) == str(True))
        kept = settings.value(_LOOK)
        self.show_look(next((look for look in TimelineLook if look.value == kept), TimelineLook.LIST))

    def _show_body(self) -> None:
        """The rows, or why there are none."""
        self.filters.setVisible(not self.model.is_empty)
        rows = _WALL if self.look is TimelineLook.WALL else _ROWS
        body = _EMPTY if self.model.is_empty else rows if self.model.rowCount() else _NONE
        self._timeline.setCurrentIndex(body)

    def _show_path(self) -> None:
        if self._case:
            counts = count_marks(self.model.marks())
            self.filters.show_counts(self.model.total, counts)
            self.path.show_path(path_of(self._case, counts[FilterMark.OPEN]))

    def _show_step(self, step: NextStep) -> None:
        self.card.show_step(step)
        self._fit()
        self.path.show_next(next_leg(step))

    def show_common(self, case_id: CaseId | None, commons: Sequence["Common"]) -> None:
        """What the case has in common with others, unless another one is shown by now."""
        if case_id == self.case_id:
            self.header.common.show_common(commons)
            self._fit()

    def focus_first(self) -> None:
        """Puts the keyboard where one would begin."""
        if self.case_id is None:
            self._new.setFocus()
        elif self.model.is_empty:
            self._add.setFocus()
        elif self.model.rowCount() == 0:
            self._all.setFocus()
        elif self.look is TimelineLook.WALL:
            self.wall.setFocus()
            self.wall.select_first()
        else:
            self.view.setFocus()
            if not self.view.key():
                self.view.select_first()

    def show_thumbnail(self, thumbnail: "Thumbnail") -> None:
        """Puts a finished thumbnail into the rows."""
        if thumbnail.file:
            picture = QPixmap(str(thumbnail.file)).scaledToWidth(THUMBNAIL, Qt.TransformationMode.SmoothTransformation)
            self.model.add_thumbnail(thumbnail.evidence, picture)

    def show_drop_hint(self, shown: bool) -> None:
        """Says, while something is dragged over the window, what will happen."""
        self._drop.setVisible(shown)
        self._drop.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._drop.setGeometry(self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN))
        self._fit()

    def _fit(self) -> None:
        """What stands above the timeline has the room that there is, by what is in it now."""
        width = self.width() - 2 * _MARGIN
        self.header.fit(width)
        self.path.fit(width, low=self.height() < scaled(_LOW))
        others = sum(part.sizeHint().height() for part in (self.header, self.path, self.filters))
        room = self.height() - others - _BETWEEN - ROWS * self.view.row_height
        self.card.fit(width, min(room, int(self.height() * _CARD)))

    def _welcome(self) -> QWidget:
        new, sample = _button(tr("New case"), primary=True), _button(tr("Try the sample case"))
        self._new = new
        new.clicked.connect(self.new_case_wanted)
        sample.clicked.connect(self.sample_wanted)
        lines = (
            heading(tr("Turn screenshots into a case"), "title"),
            _centred(tr("Make a case, drop your screenshots on it, write down what happened, print the complaint.")),
            _centred(tr("Everything stays on this machine. No account, no network.")),
        )
        return _middle(self._pages, *lines, buttons=(new, sample))

    def _no_evidence(self) -> QWidget:
        self._add = _button(tr("Add evidence"))
        self._add.clicked.connect(self.add_wanted)
        lines = (
            heading(tr("No evidence yet")),
            _centred(tr("Drop screenshots, PDFs, chat texts or recordings here, or paste with Ctrl+V.")),
            _centred(tr("Good to have: the order page, the payment record, the error, the chat with the service.")),
        )
        return _middle(self._timeline, *lines, buttons=(self._add,))

    def _no_match(self) -> QWidget:
        self._all = _button(tr("Show all"))
        self._all.clicked.connect(self.filters.clear)
        return _middle(self._timeline, _centred(tr("Nothing on the timeline matches.")), buttons=(self._all,))

    def _lay_out(self) -> None:
        head = QVBoxLayout(self._head)
        head.setContentsMargins(_MARGIN, 10, _MARGIN, 8)
        head.setSpacing(8)
        for part in (self.header, self.path, self.card, self.filters):
            head.addWidget(part)
        listed = _column(self._listed)
        listed.addWidget(self._heads)
        listed.addWidget(self.view, 1)
        self._timeline.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)  # the card comes first
        self._timeline.setMinimumHeight(_TIMELINE)
        for page in (self._none_page, self._listed, self._unmatched_page, self.wall):
            self._timeline.addWidget(page)
        case = _column(self._case_page)
        case.addWidget(self._head)
        case.addWidget(self._timeline, 1)
        for page in (QWidget(self._pages), self._welcome_page, self._case_page):  # blank until something was read
            self._pages.addWidget(page)
        _column(self).addWidget(self._pages)


def _column(page: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column


def _button(label: str, *, primary: bool = False) -> QPushButton:
    button = QPushButton(label)
    button.setProperty("primary", primary)
    return button


def _centred(text: str) -> QLabel:
    label = heading(text, "faint")
    label.setWordWrap(True)
    return label


def _middle(parent: QWidget, *lines: QLabel, buttons: tuple[QPushButton, ...]) -> QWidget:
    """Lines and buttons in the middle of an empty page."""
    page = QWidget(parent)
    column = QVBoxLayout(page)
    column.setContentsMargins(40, 24, 40, 40)
    column.setSpacing(10)
    column.addStretch(2)
    for label in lines:
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(label)
    row = QHBoxLayout()
    row.addStretch()
    for button in buttons:
        row.addWidget(button)
    row.addStretch()
    column.addSpacing(8)
    column.addLayout(row)
    column.addStretch(3)
    return page
