"""Which page of which piece is gone through, and for whom."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QSpinBox, QWidget

from caseorg.domain.case import CaseFile, Evidence
from caseorg.domain.redaction.audience import AUDIENCE_NAMES, Audience
from caseorg.gui.forms import elided
from caseorg.gui.redaction.work import Loaded, PageRequest
from caseorg.i18n import tr
from caseorg.views.evidence_names import told_apart

_NAME = 200  # pixels of a piece's name in the list


class PageChoice(QWidget):
    """The form above the list; `changed` says that something else was chosen."""

    changed = Signal()

    def __init__(self, items: Sequence[Evidence], item: Evidence | None) -> None:
        super().__init__()
        self._items = items
        self.audience, self.piece, self.page = QComboBox(), QComboBox(), QSpinBox()
        for audience in reversed(Audience):
            self.audience.addItem(tr(AUDIENCE_NAMES[audience]), audience)
        for name in told_apart(items).values():
            self.piece.addItem(elided(self.piece, name, _NAME))
        if item in items:
            self.piece.setCurrentIndex(items.index(item))
        self._form = form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field, name in ((self.audience, tr("For")), (self.piece, tr("Evidence")), (self.page, tr("Page"))):
            field.setAccessibleName(name)
            form.addRow(name, field)
        self.audience.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.piece.currentIndexChanged.connect(lambda _: self._begin_piece())
        self.page.valueChanged.connect(lambda _: self.changed.emit())

    def _begin_piece(self) -> None:
        self.page.setValue(1)
        self.changed.emit()

    @property
    def number(self) -> int:
        """The page, counted from 0."""
        return self.page.value() - 1

    def asked(self, case: CaseFile, last: Loaded | None) -> PageRequest:
        """What is to be read for it; what the last answer knows of the same piece or page is not read again."""
        item, audience = self._items[self.piece.currentIndex()], Audience(self.audience.currentData())
        page = self.number
        self.page.setRange(1, max(1, item.pages or 1))
        self._form.setRowVisible(self.page, self.page.maximum() > 1)
        if last is None or last.asked.item.id != item.id:
            return PageRequest(case, item, audience, page)
        images = last.images if last.asked.page == page else None
        return PageRequest(case, item, audience, page, last.plan.reading, images)
