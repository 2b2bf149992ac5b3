"""The message as it will be sent: counted, checked, copied, kept."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from caseorg.actions.message import MessageDetails
from caseorg.domain.case import Message
from caseorg.domain.checks.wording import WordingFinding
from caseorg.domain.guard.findings import Going, Outgoing
from caseorg.domain.messages.channel import Channel, MessageKind
from caseorg.domain.messages.message import Draft, length
from caseorg.gui.forms import OneClickButton
from caseorg.gui.guard.gate import Gate
from caseorg.gui.parts.confirming import ask_to_confirm
from caseorg.gui.parts.parts import Parts
from caseorg.gui.wizard.attachments import AttachmentButton
from caseorg.gui.wizard.drafts import Key, kept_drafts, sent_over
from caseorg.gui.wizard.editor import MessageEditor
from caseorg.gui.wizard.fields import text_field
from caseorg.gui.wizard.message_notes import CONFIRM, MASK, REWRITE, facts, find, notes, sent_note
from caseorg.gui.wizard.note_boxes import Notes
from caseorg.gui.wizard.page import column, scrolled, tab_through
from caseorg.gui.wizard.state import WizardState
from caseorg.gui.wizard.versions import VersionsDialog
from caseorg.i18n import tr
from caseorg.knowledge.drafts import draft

_NOTES_HEIGHT = 150


class Preview(QWidget):
    """What the user changes is kept per channel and kind; `sent` carries the details of a message to freeze,
    `event_wanted` asks for the form of a new event."""

    sent = Signal(object)
    event_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edited: dict[Key, str] | None = None
        self._sent: dict[Key, str] = {}  # as long as the wizard is open, these stand there as they went out
        self.gate: Gate | None = None
        self.parts: Parts | None = None
        self._state: WizardState | None = None
        self._channel: Channel | None = None
        self._draft = Draft(text="")
        self._facts: Mapping[str, str] = {}
        self._key: Key = ("", MessageKind.FIRST)
        self.count = QLabel()
        self.subject = text_field(tr("Subject"))
        self.copy_subject = QPushButton(tr("Copy the s&ubject"))
        self.text = MessageEditor()
        self.notes = Notes()
        self._notes_room = scrolled(self.notes)
        self.attached = AttachmentButton()
        self.versions = QPushButton()
        self.copy, self.keep = QPushButton(tr("&Copy")), OneClickButton(tr("I have &sent it"))
        self._lay_out()
        self.text.textChanged.connect(self._typed)
        self.notes.offered.connect(self._mend)
        self.copy.clicked.connect(self._copy)
        self.copy_subject.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.subject.text()))
        self.keep.clicked.connect(self._send)
        self.versions.clicked.connect(self._compare)
        QShortcut("Ctrl+Shift+C", self, self._copy)

    def _lay_out(self) -> None:
        self.copy.setProperty("primary", True)
        self.copy.setToolTip("Ctrl+Shift+C")
        self.keep.setToolTip(tr("Freezes the text and its evidence with the case and starts the follow-up clock."))
        head = QHBoxLayout()
        head.addWidget(self.subject, 1)
        head.addWidget(self.copy_subject)
        foot = QHBoxLayout()
        foot.addWidget(self.copy)
        foot.addWidget(self.keep)
        foot.addWidget(self.attached)
        foot.addStretch()
        foot.addWidget(self.versions)
        for button in (self.copy_subject, self.versions, self.copy, self.keep):
            button.setAutoDefault(False)
        page = column(self)
        page.addLayout(head)
        page.addWidget(self.text, 1)
        page.addWidget(self._notes_room)
        page.addLayout(foot)
        self.notes.after = self.text
        tab_through(self.subject, self.copy_subject, self.text, self.copy, self.keep, self.attached, self.versions)

    def show_message(self, state: WizardState, channel: Channel, kind: MessageKind) -> None:
        """Composes again; what the user changed stands."""
        if self.edited is None:
            self.edited = kept_drafts(state.case)
        if self._key != (channel.id, kind):
            self.attached.forget()
            self.copy.setText(tr("&Copy"))
        self._channel, self._key = channel, (channel.id, kind)
        self._state = state if state.kind is kind else replace(state, kind=kind)
        self._facts = facts(state)
        self._draft = draft(state.knowledge, state.case, channel, kind, state.now)
        blocked = self.text.blockSignals(True)
        self.text.show_text(self.edited.get(self._key, self._sent.get(self._key, self._draft.text)))
        self.text.blockSignals(blocked)
        for widget in (self.subject, self.copy_subject):
            widget.setVisible(bool(self._draft.subject))
        if not self.subject.isModified() or self.subject.property("key") != str(self._key):
            self.subject.setText(self._draft.subject)
            self.subject.setProperty("key", str(self._key))
        sent = sent_over(state.case, channel.id)
        self.versions.setVisible(bool(sent))
        self.versions.setText(tr("Sent before: {count}", count=len(sent)))
        self._check()

    def _typed(self) -> None:
        """Going back to the composed text is no change."""
        assert self.edited is not None
        text = self.text.toPlainText()
        if text in (self._draft.text, self._sent.get(self._key)):
            self.edited.pop(self._key, None)
        else:
            self.edited[self._key] = text
        if text == self._draft.text:
            self._sent.pop(self._key, None)
        self._check()

    def _check(self) -> None:
        assert self._state
        assert self._channel
        text = self.text.toPlainText()
        is_sent = text == self._sent.get(self._key)
        findings = () if is_sent else find(text, self._state.knowledge, self._facts, self._channel)
        self.text.underline(findings)
        message = notes(text, self._draft, findings, self._channel, self._state, self._asserted(text))
        self.notes.show_notes((sent_note(),) if is_sent else tuple(message))
        self.keep.setEnabled(not is_sent)
        self._notes_room.setVisible(bool(self.notes.notes))
        wanted = self.notes.heightForWidth(self._notes_room.viewport().width())
        self._notes_room.setFixedHeight(min(_NOTES_HEIGHT, wanted + 2))
        self.attached.show_evidence(text, self._state.case.standing_evidence)
        count, limit = length(text), self._channel.limit
        self.count.setText(tr("{count} of {limit} characters", count=count, limit=limit))
        self.count.setProperty("role", "error" if count > limit else "faint")
        self.count.style().unpolish(self.count)
        self.count.style().polish(self.count)

    def _asserted(self, text: str) -> str:
        """What the text says of today, unless the user took it out or said that it is so."""
        asserted = self._draft.asserted
        held = self.parts is not None and self.parts.holds(asserted)
        return "" if held or asserted not in text else asserted

    def _mend(self, what: object) -> None:
        """Only on a press of the button; Ctrl+Z in the text takes it back."""
        assert self._state
        if isinstance(what, WordingFinding):
            self.text.replace(what, what.better)
        elif what == REWRITE:
            self.text.replace_all(self._draft.text)
        elif what == CONFIRM:
            self._confirm()
            return
        elif what == MASK:
            self.text.replace_all(self._state.cover.hide(self.text.toPlainText())[0])
        self.text.setFocus()

    def _confirm(self) -> None:
        if self.parts is None:
            return
        dialog = ask_to_confirm(self, self.parts, self._asserted(self.text.toPlainText()))
        dialog.event_wanted.connect(self.event_wanted)
        dialog.accepted.connect(self._check)

    def _copy(self) -> None:
        self._pass(self._put_on_clipboard)

    def _pass(self, go_on: Callable[[], object]) -> None:
        """The guard is asked before the text leaves the window."""
        if self.gate is None or self._state is None or self._channel is None:
            go_on()
            return
        channel, kind = self._key
        public = self._channel.masked or kind is MessageKind.PUBLIC
        going = Outgoing(what=Going.MESSAGE, channel=channel, kind=kind, public=public)
        self.gate.pass_on(self._state.case, going, go_on, self)

    def _put_on_clipboard(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copy.setText(tr("Copied"))

    def _send(self) -> None:
        self._pass(self._freeze)

    def _freeze(self) -> None:
        self.keep.setEnabled(False)  # until the case was read again, with the message or without
        channel, kind = self._key
        self.sent.emit(
            MessageDetails(
                channel=channel,
                kind=kind,
                text=self.text.toPlainText(),
                subject=self.subject.text() if self._draft.subject else "",
                attached=self.attached.chosen,
                sent_at=datetime.now(UTC),
            )
        )

    def show_sent(self, sent: MessageDetails) -> None:
        """A text that was sent is no draft any more, and stands there as it went out; what was typed since is one."""
        key = (sent.channel, MessageKind(sent.kind))
        self._sent[key] = sent.text
        if self.edited and self.edited.get(key) == sent.text:
            del self.edited[key]

    def _compare(self) -> None:
        assert self._state
        sent: tuple[Message, ...] = sent_over(self._state.case, self._key[0])
        dialog = VersionsDialog(self, sent, self.text.toPlainText())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
