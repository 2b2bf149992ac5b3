"""What the guard found, with a way to mend each, before something goes out."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from caseorg.domain.errors import CaseorgError
from caseorg.domain.guard.findings import GuardFinding
from caseorg.domain.text.quoting import quote
from caseorg.gui.forms import flat_button, heading, wrapped
from caseorg.i18n import error_text, remark_text, tr

_SIZE = (640, 560)
_WIDE = 16


class GuardDialog(QDialog):
    """Holds until its user goes on `anyway` or goes back to mend; `place_wanted` carries the finding to mend,
    `better_wanted` the one whose better sentence is to be put in its place.
    """

    anyway = Signal()
    place_wanted = Signal(object)
    better_wanted = Signal(object)

    def __init__(self, parent: QWidget | None, findings: Sequence[GuardFinding]) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Before it goes out"))
        self.resize(*_SIZE)
        self._held = held = [finding for finding in findings if finding.holds]
        self._mended: list[GuardFinding] = []
        self._uses: dict[int, QPushButton] = {}
        self._frames: dict[int, QFrame] = {}
        self._take_back: dict[int, Callable[[], None]] = {}
        self.title, self.problem = heading("", "title"), heading("", "error")
        self.problem.setWordWrap(True)
        others = [finding for finding in findings if not finding.holds]
        column = QVBoxLayout(self)
        column.setContentsMargins(_WIDE, _WIDE, _WIDE, _WIDE)
        column.addWidget(self.title)
        column.addWidget(wrapped(tr("Nothing is changed by itself: what you wrote stays until you change it.")))
        column.addWidget(self._cards(held, others), 1)
        column.addWidget(self.problem)
        column.addLayout(self._buttons())
        self._count()
        self.back.setFocus()

    @property
    def left(self) -> list[GuardFinding]:
        """What still holds."""
        return [finding for finding in self._held if all(finding is not other for other in self._mended)]

    def was_mended(self, finding: GuardFinding, take_back: Callable[[], None]) -> None:
        """The better sentence is in its place; the same button takes it back."""
        self.problem.setText("")
        self._mended.append(finding)
        self._take_back[id(finding)] = take_back
        self._uses[id(finding)].setText(tr("Undo"))
        self._count()

    def refuse(self, error: CaseorgError) -> None:
        """Says why it was not put there."""
        self.problem.setText(error_text(error))

    def _use(self, finding: GuardFinding) -> None:
        if (take_back := self._take_back.pop(id(finding), None)) is None:
            self.better_wanted.emit(finding)
            return
        take_back()
        self._mended = [mended for mended in self._mended if mended is not finding]
        self._uses[id(finding)].setText(tr("Use this sentence"))
        self._count()

    def _count(self) -> None:
        left = len(self.left)
        asked = tr("Please mend {count} before it goes out", count=left)
        self.title.setText(asked if left else tr("Mended. Look it through again."))
        for finding in self._mended:  # only the last change can be taken back
            self._uses[id(finding)].setEnabled(finding is self._mended[-1])
        for finding in self._held:
            frame = self._frames[id(finding)]
            frame.setProperty("state", "urgent" if any(finding is held for held in self.left) else "ready")
            frame.style().unpolish(frame)
            frame.style().polish(frame)

    def _cards(self, held: Sequence[GuardFinding], others: Sequence[GuardFinding]) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        for title, found in ((tr("Mend first"), held), (tr("Worth a look too"), others)):
            if found:
                column.addWidget(heading(title))
                for finding in found:
                    column.addWidget(self._card(finding))
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area

    def _card(self, finding: GuardFinding) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        card.setProperty("state", "urgent" if finding.holds else "")
        self._frames[id(finding)] = card
        column = QVBoxLayout(card)
        column.addWidget(heading(finding.rule.name))
        if finding.quote:
            column.addWidget(_quote(finding.quote))
        detail = (remark_text(finding.detail),) if finding.detail else ()
        for text in (*detail, finding.rule.why, finding.rule.mend):
            column.addWidget(wrapped(text))
        if finding.better:
            column.addWidget(wrapped(tr("Better: {sentence}", sentence=finding.better)))
        column.addLayout(self._ways(finding))
        return card

    def _ways(self, finding: GuardFinding) -> QHBoxLayout:
        row = QHBoxLayout()
        if finding.replaces:
            use = QPushButton(tr("Use this sentence"))
            use.setAccessibleDescription(tr("Better: {sentence}", sentence=finding.better))
            use.setAutoDefault(False)
            use.clicked.connect(lambda: self._use(finding))
            self._uses[id(finding)] = use
            row.addWidget(use)
        if finding.place is not None:
            mend = QPushButton(tr("Mend it"))
            mend.setAccessibleName(tr("Mend: {what}", what=f"{finding.rule.name} {finding.quote}"))
            mend.setAutoDefault(False)
            mend.clicked.connect(lambda: self.place_wanted.emit(finding))
            row.addWidget(mend)
        row.addStretch(1)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        anyway = flat_button(tr("Go on all the same"))
        anyway.setAutoDefault(False)
        anyway.setToolTip(tr("It is noted in the journal. You answer for what it says."))
        anyway.clicked.connect(self._go_on)
        back = QPushButton(tr("Go back and mend"))
        back.setProperty("primary", True)
        back.setDefault(True)
        back.clicked.connect(self.reject)
        row.addWidget(anyway)
        row.addStretch(1)
        row.addWidget(back)
        self.back, self.go_on = back, anyway
        return row

    def _go_on(self) -> None:
        self.accept()
        self.anyway.emit()


def _quote(text: str) -> QLabel:
    label = wrapped(quote(text))
    label.setProperty("role", "error")
    return label
