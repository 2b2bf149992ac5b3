"""What the dialog asks of each of its pages."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from caseorg.domain.case import CaseDetails
from caseorg.domain.errors import CaseorgError
from caseorg.gui.forms import wrapped as wrapped
from caseorg.gui.wizard.state import WizardState

GAP = 12


class Page(QWidget):
    """A page fills its fields in `show_state` and says what follows from them in `refresh`.

    It emits `edited` when something was typed or chosen; the dialog then reads it and refreshes.
    """

    edited = Signal()

    def show_state(self, state: WizardState) -> None:
        """Fills the fields; called when the page comes up and when the case was read again."""

    def refresh(self, state: WizardState) -> None:
        """Shows what follows from what stands in the fields."""

    def read(self, details: CaseDetails) -> CaseDetails:
        """The details with what stands in the fields; a field that cannot be read keeps its value."""
        return details

    def fault(self) -> CaseorgError | None:
        """What stands in a field and cannot be read."""
        return None

    def stop(self, state: WizardState) -> str:
        """Why the next page has to wait; empty where it has not."""
        return ""

    def focus_stop(self) -> None:
        """Puts the keyboard where the reason to stop can be mended."""

    def focus_first(self) -> None:
        """Puts the keyboard where one begins."""


def column(parent: QWidget | None = None, spacing: int = 8) -> QVBoxLayout:
    """A column without margins."""
    layout = QVBoxLayout(parent) if parent else QVBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    return layout


def tab_through(*widgets: QWidget) -> None:
    """Tab goes from each to the next; new widgets would otherwise come last in the window."""
    for first, second in pairwise(widgets):
        QWidget.setTabOrder(first, second)


def scrolled(content: QWidget) -> QScrollArea:
    """The content in an area that scrolls downwards only; the keyboard scrolls by moving through the fields."""
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    content.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area
