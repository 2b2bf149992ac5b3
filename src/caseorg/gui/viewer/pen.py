"""Drawing over the picture with the mouse or the keys; what was drawn is told, and kept elsewhere."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit

from caseorg.domain.annotation import Annotation, AnnotationShape, next_number, within
from caseorg.gui.viewer.picture import ViewedPicture
from caseorg.i18n import tr

_STEP, _FIRST, _SMALLEST = 150, (2_400, 700), 60  # shares of the page: of a key, a new box, and what is no more
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_DRAGGED = (AnnotationShape.BOX, AnnotationShape.ARROW)
_KEEPING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_COMING_BACK = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_WIDTH = 220  # pixels of the field for a text
_MOST_LETTERS = 80


class Pen(QObject):
    """`drawn` tells an annotation that is to be kept, `picked` the place among the page's of one that was clicked."""

    drawn = Signal(object)
    picked = Signal(int)

    def __init__(self, picture: ViewedPicture) -> None:
        super().__init__(picture)
        self._picture = picture
        self.shape: AnnotationShape | None = None
        self.page = 0
        self._others: Sequence[Annotation] = ()
        self._pressed = False
        self.field = QLineEdit(picture.viewport())
        self.field.setMaxLength(_MOST_LETTERS)
        self.field.setFixedWidth(_WIDTH)
        self.field.setAccessibleName(tr("Text of the annotation"))
        self.field.setPlaceholderText(tr("Type it, then Enter"))
        self.field.returnPressed.connect(self._keep_text)
        self.field.installEventFilter(self)
        self.field.hide()
        picture.viewport().installEventFilter(self)

    @property
    def draft(self) -> Annotation | None:
        """What is being drawn."""
        return self._picture.draft

    def show_page(self, page: int, annotations: Sequence[Annotation]) -> None:
        """What is drawn over the whole piece, and which page one is on."""
        self.page, self._others = page, annotations
        self._picture.show_annotations([annotation for annotation in annotations if annotation.page == page])

    def take(self, shape: AnnotationShape | None) -> None:
        """What the next stroke draws; None puts the pen away."""
        self.drop()
        self.shape = shape
        self._picture.viewport().setCursor(Qt.CursorShape.CrossCursor if shape else Qt.CursorShape.OpenHandCursor)

    def begin(self) -> None:
        """A new one in the middle of what is seen, to be moved with the arrows."""
        if self.shape is None:
            return
        across, down = self._picture.share_at(QPointF(self._picture.viewport().rect().center()))
        wide, high = _FIRST if self.shape in _DRAGGED else (0, 0)
        end = within((across + wide, down + high))
        self._show(self._new((end[0] - wide, end[1] - high), end))

    def drop(self) -> None:
        """Nothing is being drawn any more."""
        self._pressed = False
        self.field.hide()
        self._show(None)

    def keep(self) -> None:
        """The end of a stroke; a text is asked for first."""
        draft = self.draft
        if draft is None:
            return
        if draft.shape is AnnotationShape.TEXT and not draft.text:
            self._ask()
        elif _is_seen(draft):
            self._show(None)
            self.drawn.emit(draft)
        else:
            self.drop()

    def press_key(self, event: QKeyEvent) -> bool:
        """Whether the key belongs to what is being drawn."""
        key = Qt.Key(event.key())
        if self.shape is None:
            return False
        if self.draft is None:
            if key in _KEEPING:
                self.begin()
                return True
            return False
        if key in _ARROWS:
            self._move(*_ARROWS[key], stretch=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in _KEEPING:
            self.keep()
        elif key is Qt.Key.Key_Escape:
            self.drop()
        else:
            return False
        return True

    def _new(self, start: tuple[int, int], end: tuple[int, int]) -> Annotation:
        assert self.shape
        text = next_number(self._others) if self.shape is AnnotationShape.NUMBER else ""
        return Annotation(self.shape, self.page, start, end, text)

    def _show(self, draft: Annotation | None) -> None:
        self._picture.show_draft(draft)

    def _move(self, across: int, down: int, *, stretch: bool) -> None:
        draft = self.draft
        if draft is None:
            return
        (left, top), (right, bottom) = draft.start, draft.end
        by = across * _STEP, down * _STEP
        end = within((right + by[0], bottom + by[1]))
        if stretch and draft.shape in _DRAGGED:
            self._show(replace(draft, end=end))
            return
        start = within((left + by[0], top + by[1]))
        moved = (start[0] - left, start[1] - top) == by and (end[0] - right, end[1] - bottom) == by
        if moved:  # at the edge it stays as it is, and keeps its size
            self._show(replace(draft, start=start, end=end))

    # Text

    def _ask(self) -> None:
        draft = self.draft
        if draft:
            place = self._picture.point_of(draft.start).toPoint()
            visible = self._picture.viewport().rect()
            x = max(0, min(place.x(), visible.width() - _WIDTH))
            y = max(0, min(place.y(), visible.height() - self.field.sizeHint().height()))
            self.field.clear()
            self.field.move(x, y)
            self.field.show()
            self.field.setFocus()

    def _keep_text(self) -> None:
        draft, text = self.draft, self.field.text().strip()
        self.drop()
        if draft and text:
            self.drawn.emit(replace(draft, text=text))

    # Mouse

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 — Qt's name
        if watched is self.field:
            if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
                return self._press_in_field(event)
            if isinstance(event, QFocusEvent) and event.lostFocus():
                self._leave_field(event.reason())
            return False
        if not isinstance(event, QMouseEvent):
            return False
        if event.type() is QEvent.Type.MouseButtonPress and event.button() is Qt.MouseButton.LeftButton:
            return self._press(event.position())
        if event.type() is QEvent.Type.MouseMove and self._pressed:
            self._stretch(event.position())
            return True
        if event.type() is QEvent.Type.MouseButtonRelease and self._pressed:
            self._pressed = False
            self._stretch(event.position())
            self.keep()
            return True
        return event.type() is QEvent.Type.MouseButtonDblClick and self.shape is not None

    def _leave_field(self, reason: Qt.FocusReason) -> None:
        """One who clicks elsewhere has done with it; from its menu and from another program one comes back."""
        if self.field.isVisible() and reason not in _COMING_BACK:
            self._keep_text()

    def _press_in_field(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.drop()
            self._picture.touched.emit()
            return True
        return False

    def _press(self, position: QPointF) -> bool:
        found = self._picture.annotation_at(position)
        if found is not None:
            self._picture.touched.emit()
            self.picked.emit(found)
            return True
        if self.shape is None:
            return False
        self._picture.touched.emit()
        self._pressed = True
        place = self._picture.share_at(position)
        self._show(self._new(place, place))
        return True

    def _stretch(self, position: QPointF) -> None:
        if self.draft and self.draft.shape in _DRAGGED:
            self._show(replace(self.draft, end=self._picture.share_at(position)))
        elif self.draft:
            place = self._picture.share_at(position)
            self._show(replace(self.draft, start=place, end=place))


def _is_seen(draft: Annotation) -> bool:
    """Whether it is more than a click."""
    if draft.shape not in _DRAGGED:
        return True
    across, down = (abs(one - other) for one, other in zip(draft.start, draft.end, strict=True))
    return max(across, down) >= _SMALLEST
