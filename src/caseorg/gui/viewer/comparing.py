"""Two pictures that are looked at together: moved as one, their text compared, and what both tell boxed in both."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QScrollBar

from caseorg.domain.case import Evidence
from caseorg.domain.reading.comparison import PageComparison, SharedValue, compare_pages
from caseorg.domain.reading.reading import Box
from caseorg.gui.desk import Desk
from caseorg.gui.review.picture import BoxStyle
from caseorg.gui.viewer.beside import Beside
from caseorg.gui.viewer.comparison import ComparisonPanel, Pages
from caseorg.gui.viewer.known import PieceText
from caseorg.gui.viewer.picture import ViewedPicture
from caseorg.gui.viewer.text import PageText
from caseorg.gui.viewer.tour import Tour


class Comparing(QObject):
    """`panel` stands beside them; `right_text` is the text of the piece at the right, where one goes on."""

    def __init__(self, desk: Desk, beside: Beside, picture: ViewedPicture, right_text: PieceText) -> None:
        super().__init__(beside)
        self._knowledge = desk.tasks.workspace.knowledge
        self._beside, self._picture, self._right_text = beside, picture, right_text
        self._left_text = PieceText(desk, self)
        self._right = Tour()
        self._shown: tuple[Evidence, Evidence, Pages | None] | None = None
        self._found: PageComparison | None = None
        self._following = False
        self.panel = ComparisonPanel()
        self.panel.left_chosen.connect(lambda line: self._mark(beside.picture, self._left_text.of(beside.tour), line))
        self.panel.right_chosen.connect(lambda line: self._mark(picture, right_text.of(self._right), line))
        for text in (self._left_text, right_text):
            text.changed.connect(self.show_compared)
        for here, there in self._bars():
            here.valueChanged.connect(partial(self._follow, here, there))

    def _bars(self) -> Iterator[tuple[QScrollBar, QScrollBar]]:
        left, right = self._beside.picture, self._picture
        for one, other in ((left, right), (right, left)):
            yield one.horizontalScrollBar(), other.horizontalScrollBar()
            yield one.verticalScrollBar(), other.verticalScrollBar()

    @property
    def together(self) -> bool:
        """Whether both pictures are zoomed and moved as one."""
        return self._beside.isVisible() and self.panel.together.isChecked()

    def _follow(self, here: QScrollBar, there: QScrollBar, value: int) -> None:
        """The other picture goes to the same share of its way; it has another length."""
        if self._following or not self.together or not here.maximum():
            return
        self._following = True  # the other one answers, and must not be followed in turn
        there.setValue(round(value * there.maximum() / here.maximum()))
        self._following = False

    def show_pair(self, right: Tour) -> None:
        """Another piece at one of the sides."""
        self._right = right
        if left := self._beside.tour.item:
            self._left_text.want(left)
        self.show_compared()

    def read_again(self, sha256: str | None) -> None:
        """The piece at the left was read meanwhile; None where all was forgotten."""
        left = self._beside.tour.item
        if self._beside.isVisible() and left and sha256 in (None, left.sha256):
            self._left_text.read(left)

    def show_compared(self) -> None:
        """What is known of both now; what stands beside them stays as it is while they are the same."""
        left, right = self._beside.tour.item, self._right.item
        if not self._beside.isVisible() or left is None or right is None:
            return
        one, other = self._left_text.of(self._beside.tour), self._right_text.of(self._right)
        pages = (one.page, other.page) if one and other else None
        if (left, right, pages) != self._shown:
            self._shown = left, right, pages
            self._found = compare_pages(*pages, self._knowledge.reading_words) if pages else None
            self.panel.show_pieces(left, right, self._found)
            self.panel.show_texts(left, right, pages, self._found)
        self.show_left()
        self.show_right()

    @property
    def _values(self) -> Sequence[tuple[int, SharedValue]]:
        return tuple(enumerate(self._found.values, start=1)) if self._found and self._beside.isVisible() else ()

    def show_left(self) -> None:
        """What is boxed in the picture at the left."""
        picture, text = self._beside.picture, self._left_text.of(self._beside.tour)
        picture.show_text(text.page if text else None, boxes=False)
        picture.show_values([(number, value.left.where.box, _look(value)) for number, value in self._values])

    def show_right(self) -> None:
        """What is boxed in that at the right."""
        self._picture.show_values([(number, value.right.where.box, _look(value)) for number, value in self._values])

    def end(self) -> None:
        """One picture alone has no boxes of a pair."""
        self._picture.show_values(())

    def _mark(self, picture: ViewedPicture, text: PageText | None, line: int) -> None:
        if text:
            boxes: list[Box] = [text.page.lines[line].box]
            picture.mark_now(boxes)


def _look(shared_value: SharedValue) -> BoxStyle:
    return BoxStyle.DONE if shared_value.same else BoxStyle.COMPARE
