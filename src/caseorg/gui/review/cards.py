"""What the present picture says: the proposal where one is large, the others a line each."""

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from caseorg.domain.reading.proposal import Proposal, ProposalState
from caseorg.gui.forms import empty, flat_button, heading, wrapped
from caseorg.gui.review.card import CardContent, ProposalCard, ProposalRow
from caseorg.gui.review.finished import Finished
from caseorg.gui.review.state import Review
from caseorg.i18n import tr
from caseorg.views.proposals import (
    agreement,
    disagreement,
    kind_text,
    to_compare,
    typed_text,
    value_text,
)

_MARGIN = 16
_TALLEST = 900  # pixels of a part that can be read in a card


class Cards(QWidget):
    """Title, cards, and the button that accepts all of them."""

    chosen = Signal(str)
    accepted = Signal()
    edit_wanted = Signal()
    dismissed = Signal()
    edited = Signal(str)
    all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cards")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.card: ProposalCard | None = None
        self.rows: list[ProposalRow] = []
        self._title, self._count = heading(tr("What this picture says")), heading("", "faint")
        self.nothing = wrapped("", "faint")
        self.whole = flat_button(tr("All of its text") + " ▸")
        self.whole.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.whole.setCheckable(True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("All of its text"))
        self.text.setMinimumHeight(180)
        self.text.hide()
        self.whole.toggled.connect(self.text.setVisible)
        self.all = QPushButton(tr("Accept all, next picture"))
        self.all.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.all.clicked.connect(self.all_wanted)
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(_MARGIN, 12, _MARGIN, 8)
        self._title.setWordWrap(True)
        top.addWidget(self._title, 1)
        top.addWidget(self._count)
        inside = QWidget()
        inside.setObjectName("inside")
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        column = QVBoxLayout(inside)
        column.setContentsMargins(_MARGIN, 0, _MARGIN, 12)
        column.setSpacing(8)
        column.addWidget(self.nothing)
        column.addLayout(self._list)
        column.addWidget(self.whole, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.text)
        column.addStretch()
        self._area = QScrollArea()
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inside)
        line = QFrame()
        line.setObjectName("line")
        line.setFixedHeight(1)
        self._foot, self.finished = QWidget(), Finished()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(_MARGIN, 8, _MARGIN, 10)
        foot.addWidget(self.all)
        foot.addStretch()
        foot.addWidget(heading("Ctrl+Enter", "faint"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addWidget(self._area, 1)
        whole.addWidget(line)
        whole.addWidget(self._foot)
        whole.addWidget(self.finished)

    def show_review(self, review: Review, proofs: dict[str, str], crop: QImage | None) -> None:
        """Replaces all cards, unless one is being typed in; the present one is brought into sight."""
        if self.card and self.card.editing and self.card.content.id == review.proposal:
            return
        shown, waiting = review.shown(review.piece), review.open(review.piece)
        self._count.setText(tr("{count} found, {open} open", count=len(shown), open=len(waiting)) if shown else "")
        self.all.setEnabled(bool(waiting))
        self._foot.setVisible(not review.is_finished)
        self.finished.setVisible(review.is_finished)
        self.nothing.setText(_nothing(review))
        self.nothing.setVisible(not shown)
        empty(self._list)
        self.card, self.rows = None, []
        for proposal in shown:
            content = _content(review, proposal, proofs)
            widget: QWidget = self._card(content, crop) if proposal.id == review.proposal else self._row(content)
            self._list.addWidget(widget)
        self._show_text(review)
        QTimer.singleShot(0, self, self._reveal)

    def _card(self, content: CardContent, crop: QImage | None) -> ProposalCard:
        self.card = card = ProposalCard(content, crop)
        card.accepted.connect(self.accepted)
        card.edit_wanted.connect(self.edit_wanted)
        card.dismissed.connect(self.dismissed)
        card.edited.connect(self.edited)
        return card

    def _row(self, content: CardContent) -> ProposalRow:
        row = ProposalRow(content)
        row.chosen.connect(self.chosen)
        self.rows.append(row)
        return row

    def _show_text(self, review: Review) -> None:
        reading = review.found.readings.get(review.piece) if review.piece else None
        lines = [line.text for page in reading.pages for line in page.lines] if reading else []
        self.whole.setVisible(bool(lines))
        self.text.setVisible(bool(lines) and self.whole.isChecked())
        if self.text.toPlainText() != "\n".join(lines):
            self.text.setPlainText("\n".join(lines))

    def _reveal(self) -> None:
        if self.card:
            self._area.ensureWidgetVisible(self.card, 0, 8)
            self._area.horizontalScrollBar().setValue(0)  # a card that is too wide keeps its margin


def crop_of(image: QImage, place: QRect) -> QImage | None:
    """The part of the picture that says it, with a little around; nothing of what is said by the whole."""
    if place.height() > max(_TALLEST, place.width()):
        return None
    pad = max(6, place.height() // 4)
    return image.copy(place.adjusted(-pad, -pad, pad, pad).intersected(image.rect()))


def _content(review: Review, proposal: Proposal, proofs: dict[str, str]) -> CardContent:
    case, known = review.found.case, {other.id: other for other in review.found.proposals}
    typed = typed_text(proposal)
    return CardContent(
        id=proposal.id,
        number=review.numbers(review.piece)[proposal.id],
        kind=kind_text(proposal),
        value=value_text(proposal.value, case, proofs),
        typed=typed or "",
        tone=tone(review, proposal),
        agrees=agreement(proposal, case),
        differs=disagreement(proposal, known, case, proofs),
        doubtful=to_compare(proposal),
        replaces=proposal.state is ProposalState.CONFLICT and proposal.present is not None,
        editable=typed is not None,
    )


def tone(review: Review, proposal: Proposal) -> str:
    """How its number and its box are drawn."""
    if proposal.state is ProposalState.HELD or proposal.id in review.answered:
        return "done"
    return "compare" if to_compare(proposal) else "open"


def _nothing(review: Review) -> str:
    """Why there is no card."""
    if review.piece is None:
        return ""
    if failure := review.found.failures.get(review.piece):
        return tr("This picture could not be read: {reason}", reason=tr(failure))
    if not review.is_read(review.piece):
        return tr("This picture was not read yet.")
    return tr("Nothing on this picture was found that the case could use. You can still describe it yourself.")
