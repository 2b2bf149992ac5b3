"""整理截图: pile, picture, and what it says. Everything goes by key; nothing enters the case unconfirmed."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caseorg.domain.case import CaseFile, Evidence, EvidenceId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.reading.proposal import ProposalKind
from caseorg.gui.desk import Desk
from caseorg.gui.reading import BackgroundReading
from caseorg.gui.review.answers import Answers, present
from caseorg.gui.review.cards import Cards
from caseorg.gui.review.finding import ProposalFinder
from caseorg.gui.review.frame import EmptyReview, ReviewHeader, key_bar
from caseorg.gui.review.middle import Middle
from caseorg.gui.review.pile import TILE, Pile
from caseorg.gui.review.state import Can, Review, ReviewedCase
from caseorg.gui.theme import scaled
from caseorg.gui.timeline.thumbnails import ThumbnailMaker
from caseorg.i18n import error_text
from caseorg.jobs.thumbnails import Thumbnail

_WIDE = 1300  # pixels; what is narrower has one column of tiles
_CARDS = (392, 360)  # pixels, where it is wide and where not
_AGAIN_MILLISECONDS = 400


class ReviewPage(QWidget):
    """Shows the open case; asks the desk for every change, so that each can be taken back."""

    left = Signal()
    add_wanted = Signal()
    checkup_wanted = Signal()
    message_wanted = Signal()
    view_wanted = Signal(object, int, object)

    def __init__(
        self, desk: Desk, reading: BackgroundReading, thumbnails: ThumbnailMaker, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("review")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._desk, self._reading, self._thumbnails = desk, reading, thumbnails
        self.review = Review(ReviewedCase(desk.case)) if desk.case else None
        self._finder, self.answers = ProposalFinder(desk.tasks, self), Answers(desk, self)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MILLISECONDS)
        self._again.timeout.connect(self._find)
        self.head, self.foot, self.message = ReviewHeader(), key_bar(), EmptyReview()
        self.pile, self.middle, self.cards = Pile(), Middle(desk.tasks), Cards()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        panes = QWidget()
        row = QHBoxLayout(panes)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.pile)
        row.addWidget(self.middle, 1)
        row.addWidget(self.cards)
        self._body = QStackedWidget()
        self._body.addWidget(panes)
        self._body.addWidget(self.message)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(self._body, 1)
        whole.addWidget(self.foot)

    def _connect(self) -> None:
        self.head.back.clicked.connect(self.left)
        self.message.acted.connect(self._act_on_message)
        self.pile.chosen.connect(lambda key: self._go(self.review.at(key)) if self.review else None)
        self.cards.chosen.connect(self._choose)
        self.cards.accepted.connect(lambda: self._answer(self.answers.accept))
        self.cards.edit_wanted.connect(self.edit)
        self.cards.dismissed.connect(lambda: self._answer(self.answers.dismiss))
        self.cards.edited.connect(lambda text: self._answer(lambda review: self.answers.accept_typed(review, text)))
        self.cards.finished.timeline_wanted.connect(self.left)
        self.cards.finished.checkup_wanted.connect(self.checkup_wanted)
        self.cards.finished.message_wanted.connect(self.message_wanted)
        self.cards.all_wanted.connect(lambda: self._answer(self.answers.accept_picture))
        self.answers.moved.connect(self._go)
        self.answers.refused.connect(self._refused)
        self._finder.found.connect(self._found)
        self.middle.loaded.connect(self._show_cards)
        self.middle.picture.opened.connect(self.view)
        self.pile.opened.connect(lambda key: self.view_wanted.emit(key, 0, None))
        self._desk.case_read.connect(self._case_read)
        self._thumbnails.made.connect(self._show_thumbnail)
        self._desk.notified.connect(lambda text, _choices, error: self.foot.show_text(text, error=error))
        self._reading.looked.connect(lambda _: self._again.start() if not self._again.isActive() else None)
        self._reading.turned.connect(lambda _: self._show())
        for thumbnail in self._thumbnails.known:  # the page is made when it is first wanted
            self._show_thumbnail(thumbnail)
        self._show()

    def open_page(self) -> None:
        """Called when the page comes to the front."""
        self.foot.show_text("")
        self.setFocus()
        self._case_read(self._desk.case)

    def view(self) -> None:
        """The present piece in the whole window, at the place that is looked at."""
        if self.review and self.review.item:
            quote = self.review.active.quotes[0] if self.review.active else None
            here = (quote.page, quote.box) if quote else (0, None)
            self.view_wanted.emit(self.review.item.id, *here)

    def piece_at(self, place: QPoint) -> Evidence | None:
        """Whose tile of the pile is there, else the present one."""
        if self.review is None:
            return None
        inside = self.pile.mapFrom(self, place)
        key = self.pile.key_at(inside) if self.pile.rect().contains(inside) else None
        return next((item for item in self.review.pieces if item.id == key), self.review.item)

    def _case_read(self, case: CaseFile | None) -> None:
        if case is None or self.review is None or self.review.found.case.id != case.id:
            self.pile.forget_pictures()
            self.review = Review(ReviewedCase(case)) if case else None
            self.middle.forget()
            self._show()
        if case and self.isVisible():
            self._find()

    def _find(self) -> None:
        if self._desk.case and self.isVisible():
            self._finder.look(self._desk.case)

    def _found(self, found: ReviewedCase) -> None:
        if self.review and found.case.id == self.review.found.case.id:
            self.review = self.review.renewed(found, self._can())
            self._show()

    def _can(self) -> Can:
        if not self._reading.possible:
            return Can.NOT_HERE
        return Can.READ if self._reading.wanted else Can.OFF

    def _go(self, review: Review) -> None:
        self.review = review
        self._show()
        self.setFocus()

    def _choose(self, proposal: str) -> None:
        if self.review:
            self._go(self.review.at(self.review.piece, proposal))

    def _show(self) -> None:
        review = self.review
        if review is None:
            return
        review = self.review = replace(review, can=self._can())
        self.head.show_case(review.found.case.title, len(review.done), len(review.pieces))
        lacks = self.message.show_review(review)
        self._body.setCurrentIndex(1 if lacks else 0)
        if lacks:
            return
        self.pile.show_pieces(review.waiting, review.done, self._names(review), review.piece)
        self.middle.show_review(review)
        self._show_cards()

    def _show_cards(self) -> None:
        if self.review:
            self.cards.show_review(self.review, self._proofs(), self.middle.crop(self.review))

    def _names(self, review: Review) -> dict[EvidenceId, str]:
        """What each piece is, as the user or its reading says."""
        proofs = self._proofs()
        names = {
            proposal.evidence: proposal.value
            for proposal in review.found.proposals
            if proposal.kind is ProposalKind.SHOWS
        }
        named = {}
        for item in review.pieces:
            shows = item.shows or names.get(item.id, ())
            first = shows[0] if isinstance(shows, tuple) and shows else ""
            named[item.id] = proofs.get(first, "")
        return named

    def _proofs(self) -> dict[str, str]:
        return {key: proof.name for key, proof in self._desk.tasks.workspace.knowledge.proofs.items()}

    def _show_thumbnail(self, thumbnail: Thumbnail) -> None:
        if thumbnail.file:
            ratio = self.devicePixelRatioF()
            picture = QPixmap(str(thumbnail.file))
            width = round(TILE.width() * ratio)
            self.pile.add_picture(
                thumbnail.evidence, picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
            )

    def _answer(self, answer: Callable[[Review], object]) -> None:
        if self.review:
            answer(self.review)

    def edit(self) -> None:
        """The present value can be typed."""
        if self.review and present(self.review) and self.cards.card:
            self.cards.card.begin_edit()

    def _refused(self, ids: Sequence[str], error: CaseorgError) -> None:
        """What was to be stored waits again."""
        self.foot.show_text(error_text(error), error=True)
        if ids and self.review:
            self.review = replace(self.review, answered=self.review.answered - set(ids))
            self._show()
            self._desk.reload()

    def _act_on_message(self) -> None:
        if self.review and self.review.can is Can.OFF:
            self._reading.turn(True)
        else:
            self.add_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 — Qt's name
        if self.review is None or self._body.currentIndex():
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
            return
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        match event.key():
            case Qt.Key.Key_Escape:
                self._leave()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if control:
                self.answers.accept_picture(self.review)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.answers.accept(self.review)
            case Qt.Key.Key_E:
                self.edit()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.answers.dismiss(self.review)
            case Qt.Key.Key_Up:
                self._go(self.review.step(-1))
            case Qt.Key.Key_Down:
                self._go(self.review.step(1))
            case Qt.Key.Key_Left:
                self._go(self.review.turn(-1))
            case Qt.Key.Key_Right:
                self._go(self.review.turn(1))
            case Qt.Key.Key_Space:
                self.view()
            case Qt.Key.Key_A:
                self.answers.accept_like(self.review)
            case _:
                super().keyPressEvent(event)

    def _leave(self) -> None:
        """The field first, then the page."""
        if self.cards.card and self.cards.card.editing:
            self.cards.card.end_edit()
            self.setFocus()
        else:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 — Qt's name
        wide = event.size().width() >= _WIDE
        self.pile.show_columns(3 if wide else 1)
        self.cards.setFixedWidth(scaled(_CARDS[0] if wide else _CARDS[1]))
        self.foot.show_all(wide)
        super().resizeEvent(event)
        if self.review and self.isVisible():
            self._show()
