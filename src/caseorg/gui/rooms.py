"""What fills the window: the panes, or in their place the page where screenshots are sorted, or the viewer."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

from caseorg.domain.case import Evidence, EvidenceId
from caseorg.domain.reading.reading import Box
from caseorg.gui.desk import Desk
from caseorg.gui.panes import Panes
from caseorg.gui.parts.parts import Parts
from caseorg.gui.piece_menu import PieceMenus
from caseorg.gui.reading import BackgroundReading

if TYPE_CHECKING:
    from caseorg.gui.review.page import ReviewPage
    from caseorg.gui.viewer.copies import Copies
    from caseorg.gui.viewer.page import ViewerPage


class Rooms(QStackedWidget):
    """Each is loaded when it is first entered. `entered` follows every change; `left` asks for the keyboard in the
    panes."""

    entered = Signal()
    left = Signal()
    add_wanted = Signal()
    checkup_wanted = Signal()
    message_wanted = Signal()
    event_wanted = Signal(object)
    redaction_wanted = Signal(object)

    def __init__(self, desk: Desk, parts: Parts, reading: BackgroundReading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._reading = desk, reading
        self.panes = Panes(desk, parts, self)
        self._thumbnails = self.panes.pages.case.thumbnails
        self.menus: PieceMenus | None = None
        self._before: QWidget = self.panes  # where one was before the viewer, and what had the keyboard
        self._held: QWidget | None = None
        self.addWidget(self.panes)

    @cached_property
    def review(self) -> "ReviewPage":
        """Loaded when screenshots are sorted first."""
        from caseorg.gui.review.page import ReviewPage

        review = ReviewPage(self._desk, self._reading, self._thumbnails, self)
        review.left.connect(self.leave_review)
        review.add_wanted.connect(self.add_wanted)
        review.checkup_wanted.connect(self.checkup_wanted)
        review.message_wanted.connect(self.message_wanted)
        review.view_wanted.connect(self.view)
        if self.menus:
            self.menus.offer(review, review.piece_at)
        self.addWidget(review)
        return review

    @cached_property
    def viewer(self) -> "ViewerPage":
        """Loaded when evidence is first looked at in the whole window."""
        from caseorg.gui.viewer.page import ViewerPage

        viewer = ViewerPage(self._desk, self._reading, self._thumbnails, self)
        viewer.left.connect(self._leave_viewer)
        viewer.event_wanted.connect(self.event_wanted)
        viewer.play_wanted.connect(self.play)
        viewer.redaction_wanted.connect(self.redaction_wanted)
        if self.menus:
            self.menus.offer(viewer, viewer.piece_at, viewed=True)
        self.addWidget(viewer)
        return viewer

    @cached_property
    def _copies(self) -> "Copies":
        from caseorg.gui.viewer.copies import Copies

        return Copies(self._desk)

    def play(self, item: Evidence) -> None:
        """A film or a sound in the system's own program."""
        self._copies.play(item)

    @property
    def in_panes(self) -> bool:
        """Whether the panes are in sight."""
        return self.currentWidget() is self.panes

    def sort_screenshots(self) -> None:
        """The page on which the pictures of the open case are gone through."""
        self._enter(self.review)
        self.review.open_page()

    def view(self, key: EvidenceId, page: int = 0, box: Box | None = None) -> None:
        """A piece in the whole window, at a page from 0, with the box that one came to see."""
        viewer = self.viewer
        if self.currentWidget() is not viewer:
            self._before, self._held = self.currentWidget() or self.panes, QApplication.focusWidget()
        self._enter(viewer)
        viewer.open_evidence(key, page, box)

    def toggle_view(self) -> bool:
        """From the viewer back, from the sorting to the viewer; False where neither is in sight."""
        here = self.currentWidget()
        if "viewer" in vars(self) and here is self.viewer:
            self.viewer.leave()
        elif "review" in vars(self) and here is self.review:
            self.review.view()
        else:
            return False
        return True

    def leave_review(self) -> None:
        """To the panes, wherever one is."""
        if not self.in_panes:
            self._enter(self.panes)
            self.left.emit()

    def close_files(self) -> None:
        """Removes the copies that other programs were given to play."""
        if "_copies" in vars(self):
            self._copies.close()

    def _leave_viewer(self) -> None:
        """Back to where one was, with the keyboard there."""
        if self.currentWidget() is not self.viewer:
            return
        self._enter(self._before)
        if self._before is not self.panes:
            self._before.setFocus()
        elif self._held and isValid(self._held):
            self._held.setFocus()
        else:
            self.left.emit()

    def _enter(self, room: QWidget) -> None:
        self.setCurrentWidget(room)
        self.entered.emit()
