"""To which other case evidence belongs: found by typing."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QListWidget, QListWidgetItem, QWidget

from caseorg.domain.case import CaseFile, CaseId, CaseSummary, Evidence, Shelf
from caseorg.domain.errors import CaseorgError
from caseorg.domain.papers.numbers import numbers_of
from caseorg.domain.papers.renumbering import named_in_messages
from caseorg.gui.forms import FormDialog, heading, line, tip
from caseorg.i18n import tr
from caseorg.views.case_list import CaseFilter, ListedCase, Wanted

_KEY = Qt.ItemDataRole.UserRole
_MOST = 100  # cases that are listed; who has more types on
_HEIGHT = 220  # pixels of the list
_ALL = frozenset({CaseFilter.ALL})
_LIST_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class MoveDialog(FormDialog):
    """After it was accepted `target` holds the case that was chosen, and `keep` whether the evidence stays here too."""

    def __init__(
        self, parent: QWidget | None, case: CaseFile, items: Sequence[Evidence], cases: Sequence[CaseSummary]
    ) -> None:
        super().__init__(parent, tr("Move to another case"), tr("Move"), self._read)
        self.target, self.keep = CaseId(""), False
        others = (
            case_summary
            for case_summary in cases
            if case_summary.id != case.id and case_summary.shelf is not Shelf.TRASH
        )
        self._cases = [ListedCase(case_summary, None, _ALL) for case_summary in others]
        self.form.addRow(heading(numbers_of(items), "faint"))
        self.words = line(self.form, tr("Find the case"), hint=tr("Title, merchant, order number, pinyin initials"))
        self.words.textChanged.connect(self._show)
        self.words.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Cases"))
        self.list.setFixedHeight(_HEIGHT)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.form.addRow(tr("Case"), self.list)
        self.more = heading("", "faint")
        self.form.addRow("", self.more)
        self.copied = QCheckBox(tr("Leave it in this case too"))
        self.copied.toggled.connect(lambda copied: self.ok.setText(tr("Copy") if copied else tr("Move")))
        self.form.addRow("", self.copied)
        self._say_linked(case, items)
        self._say_named(case, items)
        self._show()
        self.words.setFocus()

    def _say_linked(self, case: CaseFile, items: Sequence[Evidence]) -> None:
        """What becomes of the events that it stands with; the choice to leave it here is beside that."""
        keys = {item.id for item in items}
        events = [event for event in case.events if keys & set(event.evidence)]
        if not events:
            return
        label = numbers_of([item for item in items if any(item.id in event.evidence for event in events)])
        text = tr(
            "{count} events of this case show {label}. What is written there stays, but without this evidence, which "
            "is withdrawn here. If it is still needed, leave it in this case too.",
            count=len(events),
            label=label,
        )
        self.linked = heading(text, "warning")
        self.linked.setWordWrap(True)
        self.form.addRow(self.linked)

    def _say_named(self, case: CaseFile, items: Sequence[Evidence]) -> None:
        """What a message names stays where the message is."""
        named = [item for item in items if named_in_messages(case, item)]
        if named:
            label = numbers_of(named)
            note = heading(tr("A message that was kept names {label}: it can only be copied.", label=label), "warning")
            note.setWordWrap(True)
            self.form.addRow(note)
            self.copied.setChecked(True)
            self.copied.setEnabled(False)

    def _show(self) -> None:
        matches = Wanted(self.words.text()).matcher()
        found = [listed.case for listed in self._cases if matches(listed)]
        self.list.clear()
        for case in found[:_MOST]:
            text = "　".join(filter(None, (case.title, case.merchant, case.order_number)))
            item = QListWidgetItem(text, self.list)
            item.setData(_KEY, case.id)
            item.setToolTip(tip(text))
        self.list.setCurrentRow(0)
        rest = len(found) - _MOST
        self.more.setText(tr("{count} more cases; type more of the name.", count=rest) if rest > 0 else "")
        if not found:
            self.more.setText(tr("No case matches.") if self._cases else tr("There is no other case."))
        self.form.setRowVisible(self.more, bool(self.more.text()))
        self.ok.setEnabled(bool(found))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 — Qt's name
        """↑ and ↓ go through what was found while one types."""
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress else None
        if watched is self.words and pressed in _LIST_KEYS:
            QApplication.sendEvent(self.list, event)
            return True
        return super().eventFilter(watched, event)

    def _read(self) -> None:
        item = self.list.currentItem()
        if item is None:
            raise CaseorgError("No case is chosen.", "Type a part of its title, then choose it.")
        self.target, self.keep = CaseId(item.data(_KEY)), self.copied.isChecked()
