"""The pages one below the other, as large as the user wants them."""

from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from caseorg.evidence.document import page_dots
from caseorg.gui.preview.pictures import Pictures
from caseorg.gui.preview.stack import Stack, stacked
from caseorg.gui.tasks import TaskRunner
from caseorg.gui.theme import colours
from caseorg.i18n import tr

LEAST, MOST = 0.1, 4.0
STEPS = (0.1, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
_KEPT = 64_000_000  # bytes of pages that are out of sight
_BESIDE = 4_000_000  # dots of a page that is drawn before it comes into sight
_GAP = 12
_LINE = 40


class Fit(Enum):
    """A zoom that follows the room there is."""

    WIDTH = auto()
    PAGE = auto()


class PagesView(QAbstractScrollArea):
    """Shows real pages; 1.0 is the size on paper. Lengths inside are dots of the screen, so that all stays sharp."""

    moved = Signal(int)
    zoomed = Signal(object)

    def __init__(self, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self.setAccessibleName(tr("Pages of the paper"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # or the width would depend on itself
        self._pictures = Pictures(tasks, _KEPT, self)
        self._pictures.arrived.connect(self.viewport().update)
        self._pages: Sequence[tuple[float, float]] = ()
        self._stack = Stack()
        self._scale = 1.0  # dots a point
        self._going = False
        self.zoom: Fit | float = Fit.WIDTH
        self.page = 0

    def show_pages(self, file: Path, pages: Sequence[tuple[float, float]]) -> None:
        """Shows a document with pages of these sizes, in points, from the first one."""
        self._pictures.open(file)
        self._pages = pages
        self._lay_out()
        self.go(0)

    @property
    def factor(self) -> float:
        """How large the pages are."""
        return self._scale / self._whole

    def go(self, page: int) -> None:
        """Shows a page from its top, or as far up as it comes."""
        page = max(0, min(page, len(self._pages) - 1))
        if self._pages:
            self._going = True
            self.verticalScrollBar().setValue(self._stack.tops[page] - self._gap)
            self._going = False
            self._move_to(page)

    def set_zoom(self, zoom: Fit | float, at: QPointF | None = None) -> None:
        """Larger or smaller; what is at this place of the view, or in its middle, stays there."""
        anchor = (at or QPointF(self.viewport().rect().center())) * self.devicePixelRatioF()
        before, stack = self._origin + anchor, self._stack
        self.zoom = zoom if isinstance(zoom, Fit) else max(LEAST, min(MOST, zoom))
        self._going = True
        self._lay_out()
        if stack.sizes:
            page = stack.at(int(before.y()))
            ratio = self._stack.sizes[page][1] / stack.sizes[page][1]
            y = self._stack.tops[page] + (before.y() - stack.tops[page]) * ratio - anchor.y()
            x = self._stack.width / 2 + (before.x() - stack.width / 2) * ratio - anchor.x()
            self.verticalScrollBar().setValue(round(y))
            self.horizontalScrollBar().setValue(round(x))
        self._going = False
        if self.zoom is Fit.PAGE:
            self.go(self.page)
        elif self.page not in self._seen:
            self._find_page()
        self.zoomed.emit(self.zoom)

    def step_zoom(self, steps: int) -> None:
        """To the next larger or smaller one of the usual sizes."""
        above = [step for step in STEPS if step > self.factor * 1.01]
        below = [step for step in STEPS if step < self.factor / 1.01]
        self.set_zoom(above[0] if steps > 0 and above else below[-1] if steps < 0 and below else self.factor)

    @property
    def _whole(self) -> float:
        """Dots a point at the size on paper."""
        return self.logicalDpiX() / 72 * self.devicePixelRatioF()

    @property
    def _gap(self) -> int:
        return round(_GAP * self.devicePixelRatioF())

    @property
    def _origin(self) -> QPointF:
        """What part of the stack is at the upper left; negative where there is room beside it."""
        width, height = self._room
        x = self.horizontalScrollBar().value() - max(0, (width - self._stack.width) // 2)
        return QPointF(x, self.verticalScrollBar().value() - max(0, (height - self._stack.height) // 2))

    @property
    def _room(self) -> tuple[int, int]:
        ratio = self.devicePixelRatioF()
        return round(self.viewport().width() * ratio), round(self.viewport().height() * ratio)

    def _lay_out(self) -> None:
        width, height = self._room
        if self._pages:
            across = (width - 2 * self._gap - 0.5) / max(page[0] for page in self._pages)
            down = (height - 2 * self._gap - 0.5) / max(page[1] for page in self._pages)
            wanted = self.zoom * self._whole if not isinstance(self.zoom, Fit) else across
            wanted = min(across, down) if self.zoom is Fit.PAGE else wanted
            self._scale = max(LEAST * self._whole, min(MOST * self._whole, wanted))
        self._stack = stacked(self._pages, self._scale, self._gap)
        for bar, whole, room in (
            (self.verticalScrollBar(), self._stack.height, height),
            (self.horizontalScrollBar(), self._stack.width, width),
        ):
            bar.setRange(0, max(0, whole - room))
            bar.setPageStep(room)
            bar.setSingleStep(round(_LINE * self.devicePixelRatioF()))
        self.viewport().update()

    def _move_to(self, page: int) -> None:
        if page != self.page:
            self.page = page
            self.moved.emit(page)

    def _find_page(self) -> None:
        """The page that fills most of the view is the one that is read."""
        top = self.verticalScrollBar().value()
        if self._stack.sizes:
            self._move_to(self._stack.most_of(top, top + self._room[1]))

    @property
    def _seen(self) -> range:
        """The pages in sight."""
        top = round(self._origin.y())
        return self._stack.between(top, top + self._room[1])

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 — Qt's name
        if not self._going:
            self._find_page()
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self.viewport())
        ratio = self.devicePixelRatioF()
        painter.scale(1 / ratio, 1 / ratio)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        width, height = self._room
        painter.fillRect(0, 0, width + 1, height + 1, QColor(colours().line))
        origin = self._origin
        left, top = round(origin.x()), round(origin.y())
        for page in self._seen:
            wide, high = self._stack.sizes[page]
            x = (self._stack.width - wide) // 2 - left
            self._paint(painter, page, QRect(x, self._stack.tops[page] - top, wide, high))
        self._pictures.want([(page, self._drawn_scale(page)) for page in self._near()])

    def _paint(self, painter: QPainter, page: int, place: QRect) -> None:
        painter.fillRect(place, Qt.GlobalColor.white)  # paper, also in the dark
        image = self._pictures.of(page, self._drawn_scale(page))
        if image and image.size() == place.size():
            painter.drawImage(place.topLeft(), image)
        elif image:
            painter.drawImage(place, image)
        elif self._pictures.failed(page):
            painter.setPen(Qt.GlobalColor.black)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, tr("This page cannot be shown."))

    def _near(self) -> list[int]:
        """The pages in sight, then the ones that come next."""
        seen = self._seen
        beside = [page for page in (seen.stop, seen.start - 1) if 0 <= page < len(self._pages)]
        small = [page for page in beside if self._stack.sizes[page][0] * self._stack.sizes[page][1] <= _BESIDE]
        return [*seen, *small]

    def _drawn_scale(self, page: int) -> float:
        """A very large page is drawn smaller, to spare memory."""
        wanted = self._scale * 72
        allowed = page_dots(self._pages[page], wanted)
        return self._scale if allowed == wanted else allowed / 72

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if self._pages:
            self.set_zoom(self.zoom, QPointF(self.viewport().width() / 2, 0))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another screen may have other dots."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.DevicePixelRatioChange, QEvent.Type.ScreenChangeInternal):
            self._lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.factor * 1.1 ** (event.angleDelta().y() / 120), event.position())
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        match event.key():
            case Qt.Key.Key_PageDown:
                self.go(self.page + 1)
            case Qt.Key.Key_PageUp:
                self.go(self.page - 1)
            case Qt.Key.Key_Home:
                self.go(0)
            case Qt.Key.Key_End:
                self.go(len(self._pages) - 1)
            case Qt.Key.Key_Space:
                bar = self.verticalScrollBar()
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                bar.setValue(bar.value() + bar.pageStep() * (-1 if back else 1))
            case _:
                super().keyPressEvent(event)
