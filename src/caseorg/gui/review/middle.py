"""The middle pane: the picture of the present piece, with the boxes of what it says."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRect, QRectF, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseorg.domain.case import EvidenceId
from caseorg.domain.reading.proposal import Proposal, Quote
from caseorg.gui.inspector.picture import load_image
from caseorg.gui.review.cards import crop_of, tone
from caseorg.gui.review.frame import PictureHead
from caseorg.gui.review.picture import BoxStyle, MarkedBox, MarkedPicture
from caseorg.gui.review.state import Review
from caseorg.gui.tasks import TaskRunner

_MORE = 1.25


class Middle(QWidget):
    """Loads a picture once as long as it is shown; `loaded` says that its crops can be cut."""

    loaded = Signal()

    def __init__(self, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._images: Sequence[QImage] = ()
        self._review: Review | None = None
        self.shown: tuple[EvidenceId, int] | None = None
        self.head, self.picture = PictureHead(), MarkedPicture()
        self.head.smaller.clicked.connect(lambda: self.picture.zoom(1 / _MORE))
        self.head.larger.clicked.connect(lambda: self.picture.zoom(_MORE))
        self.head.fit.clicked.connect(self.picture.fit)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 12)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addWidget(self.picture, 1)

    def forget(self) -> None:
        """Another case is open."""
        self._images, self.shown = (), None

    def show_review(self, review: Review) -> None:
        """The present piece, at the page where the present proposal stands."""
        self._review = review
        self.head.show_piece(review.item)
        item, page = review.item, _page(review)
        if item and self.shown != (item.id, page):
            self.shown, self._images = (item.id, page), ()
            self.picture.show_image(())
            file = self._tasks.workspace.evidence.path(item.sha256)
            self._tasks.compute(self, load_image, file, item, page, then=partial(self._take, (item.id, page)))
        self._show_marks(review)

    def _take(self, key: tuple[EvidenceId, int], images: list[QImage]) -> None:
        """One that is no longer wanted is dropped."""
        if key == self.shown and self._review:
            self._images = images
            self.picture.show_image(images)
            self._show_marks(self._review)
            self.loaded.emit()

    def crop(self, review: Review) -> QImage | None:
        """What the present proposal is read from."""
        if not self._images or review.active is None:
            return None
        return crop_of(self._images[0], self._place(review, review.active.quotes[0]))

    def _show_marks(self, review: Review) -> None:
        numbers, page = review.numbers(review.piece), _page(review)
        here = (
            [proposal for proposal in review.shown(review.piece) if proposal.quotes[0].page == page]
            if self._images
            else []
        )
        self.picture.show_marks(
            [
                MarkedBox(
                    numbers[proposal.id], QRectF(self._place(review, proposal.quotes[0])), _look(review, proposal)
                )
                for proposal in here
            ]
        )

    def _place(self, review: Review, quote: Quote) -> QRect:
        """The quote's box in the pixels of the picture that is shown, which may be drawn at another size."""
        reading = review.found.readings.get(quote.evidence)
        box, scale = quote.box, 1.0
        if reading and quote.page < len(reading.pages):
            scale = self._images[0].width() / max(1, reading.pages[quote.page].width)
        left, top, right, bottom = (round(side * scale) for side in (box.left, box.top, box.right, box.bottom))
        return QRect(left, top, right - left, bottom - top)


def _page(review: Review) -> int:
    return review.active.quotes[0].page if review.active else 0


def _look(review: Review, proposal: Proposal) -> BoxStyle:
    return BoxStyle.NOW if proposal.id == review.proposal else BoxStyle(tone(review, proposal))
