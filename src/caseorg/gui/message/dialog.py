"""The message for a channel, counted against its limit, ready to copy."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from caseorg.domain.case import CaseFile
from caseorg.domain.errors import CaseorgError
from caseorg.domain.message import SLOT_NAMES, Draft, compose, length
from caseorg.gui.forms import heading
from caseorg.i18n import explain, listed, tr
from caseorg.knowledge.channels import channels

_ORDER = ("merchant", "platform", "12315")


class MessageDialog(QDialog):
    """Composes for each channel; what the user edits is kept per channel. `submitted` says that it was sent."""

    submitted = Signal()

    def __init__(self, parent: QWidget | None, case: CaseFile) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Write a message"))
        self.resize(560, 560)
        self._case = case
        self._edited: dict[str, str] = {}
        self.channel = QComboBox()
        self.channel.setAccessibleName(tr("Channel"))
        known = channels()
        for key in sorted(known, key=lambda key: _ORDER.index(key) if key in _ORDER else len(_ORDER)):
            self.channel.addItem(known[key].name, key)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(tr("Message"))
        self._count = heading("", "faint")
        self._remarks = heading("", "faint")
        self._remarks.setWordWrap(True)
        self.copy = QPushButton(tr("Copy"))
        self.copy.setProperty("primary", True)
        self.sent = QPushButton(tr("I have sent it"))
        self.sent.setToolTip(tr("Keeps the text as it is now with the case."))
        close = QPushButton(tr("Close"))
        head = QHBoxLayout()
        head.addWidget(self.channel, 1)
        head.addWidget(self._count)
        foot = QHBoxLayout()
        foot.addWidget(self.copy)
        foot.addWidget(self.sent)
        foot.addStretch()
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.text, 1)
        column.addWidget(self._remarks)
        column.addLayout(foot)
        self.channel.currentIndexChanged.connect(self._compose)
        self.text.textChanged.connect(self._show_count)
        self.copy.clicked.connect(self._copy)
        self.sent.clicked.connect(self.submitted)
        close.clicked.connect(self.reject)
        self._compose()

    @property
    def channel_id(self) -> str:
        """The chosen channel."""
        return str(self.channel.currentData())

    def refuse(self, error: CaseorgError) -> None:
        """Says why the text could not be kept."""
        self._remarks.setText(explain(error))
        self._remarks.show()

    def _compose(self) -> None:
        channel = channels()[self.channel_id]
        draft = compose(self._case, channel.template, channel.limit)
        self.text.setPlainText(self._edited.get(channel.id, draft.text))
        self._remarks.setText("\n".join(_remarks(draft)))
        self._remarks.setVisible(bool(self._remarks.text()))

    def _show_count(self) -> None:
        self._edited[self.channel_id] = self.text.toPlainText()
        limit = channels()[self.channel_id].limit
        count = length(self.text.toPlainText())
        self._count.setText(tr("{count} of {limit} characters", count=count, limit=limit))
        self._count.setProperty("role", "error" if count > limit else "faint")
        self._count.style().unpolish(self._count)
        self._count.style().polish(self._count)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copy.setText(tr("Copied"))


def _remarks(draft: Draft) -> list[str]:
    found = []
    if draft.missing:
        names = listed(dict.fromkeys(tr(SLOT_NAMES[slot]) for slot in draft.missing))
        found.append(tr("Missing: {what}", what=names))
    if draft.shortened:
        found.append(
            tr("Left out to keep to {limit} characters: {count} facts.", limit=draft.limit, count=draft.shortened)
        )
    return found
