"""The wizard: five pages in one window, usable with the keyboard alone.

Nothing that was typed is lost: every turn of a page stores what changed as one change of the case that can be undone,
and so does closing, by Esc too, without a question. A message text that was changed and not sent is kept with the case
and stands there again next time. Only what cannot be stored (no amount, changed elsewhere meanwhile) holds the window
open; it then says so and offers to close without it.
"""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from caseorg.actions.evidence import describe_evidence, described
from caseorg.actions.message import MessageDetails
from caseorg.actions.promise import PromiseDetails, add_promise
from caseorg.domain.case import CaseFile, Evidence
from caseorg.domain.errors import CaseorgError
from caseorg.domain.messages.channel import MessageKind
from caseorg.gui.desk import Desk
from caseorg.gui.quoting import QuotePane, widened
from caseorg.gui.wizard.channel import ChannelPage
from caseorg.gui.wizard.demand import DemandPage
from caseorg.gui.wizard.drafts import to_keep
from caseorg.gui.wizard.facts import FactsPage
from caseorg.gui.wizard.keeper import Keeper
from caseorg.gui.wizard.missing import Gaps, page_gaps, with_page
from caseorg.gui.wizard.note_boxes import Notes, NoteTone, WizardNote
from caseorg.gui.wizard.orders import OrdersPage
from caseorg.gui.wizard.page import GAP, Page
from caseorg.gui.wizard.problem import ProblemPage
from caseorg.gui.wizard.state import WizardState, with_details
from caseorg.gui.wizard.steps import StepBar
from caseorg.gui.wizard.typed import WizardDraft
from caseorg.gui.wizard.warnings import keep_warnings, read_warnings
from caseorg.i18n import error_text, tr

SIZE = QSize(980, 660)
LEAST = QSize(860, 560)


class Wizard(QDialog):
    """`event_wanted` asks for the form of an event, or of a new one for None."""

    event_wanted = Signal(object)

    def __init__(
        self, parent: QWidget | None, desk: Desk, case: CaseFile, channel: str = "", kind: MessageKind | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(tr("Write a message"))
        widened(self, SIZE.width(), SIZE.height())
        self.setMinimumSize(LEAST)
        self.keeper = Keeper(desk, case, self)
        self._warnings = desk.draft("warnings", case.id)
        warned, knowledge = read_warnings(self._warnings), desk.tasks.workspace.knowledge
        self._choices = WizardState(case, knowledge, datetime.now(UTC), channel, kind, warned)
        self._closing = self._abandoned = False
        self._gaps: tuple[Gaps, ...] = ()
        self.problem, self.orders, self.facts = ProblemPage(), OrdersPage(), FactsPage()
        self.demand, self.message = DemandPage(), ChannelPage()
        self.pages: tuple[Page, ...] = (self.problem, self.orders, self.facts, self.demand, self.message)
        names = (tr("Problem"), tr("Orders"), tr("Events and proof"), tr("Demand"), tr("Channel and preview"))
        self.next, self.back = QPushButton(), QPushButton(tr("&Back"))
        self.finish = QPushButton(tr("Save and close"))
        self.trouble = Notes()
        self.steps = StepBar(names)
        self._stack = QStackedWidget()
        self.quote = QuotePane(self, desk.tasks, LEAST.width())
        file = desk.draft("wizard", case.id)
        self.draft = WizardDraft(self.keeper, self.message.preview, file, desk.tell_failure)
        self._lay_out()
        self._connect()
        kept = self.draft.put_back()
        begun = bool(channel) or any(message.sent_at for message in case.messages)
        self._show_page(len(self.pages) - 1 if begun else 0)
        self.trouble.show_notes(kept)

    def _lay_out(self) -> None:
        for page in self.pages:
            self._stack.addWidget(page)
        foot = QHBoxLayout()
        foot.addWidget(self.finish)
        foot.addWidget(self.quote.button)
        foot.addStretch()
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        for button in (self.finish, self.back):
            button.setAutoDefault(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(GAP)
        whole.addWidget(self.steps)
        body = QHBoxLayout()
        body.setSpacing(GAP)
        body.addWidget(self._stack, 1)
        body.addWidget(self.quote)
        whole.addLayout(body, 1)
        whole.addWidget(self.trouble)
        whole.addLayout(foot)

    def _connect(self) -> None:
        for page in self.pages:
            page.edited.connect(self._edited)
        self._desk.case_read.connect(self.show_case)
        self.message.preview.text.textChanged.connect(self.draft.timer.start)
        self.keeper.rested.connect(self.draft.keep)
        self.finished.connect(self.draft.keep)
        self.keeper.rested.connect(self._rested)
        self.keeper.refused.connect(self._refuse)
        self.keeper.stored.connect(self._stored)
        self.steps.wanted.connect(self._turn)
        self.back.clicked.connect(lambda: self._turn(self.page - 1))
        self.next.clicked.connect(self._go_on)
        self.finish.clicked.connect(self.reject)
        self.trouble.offered.connect(self._take)
        for keys in ("Alt+Left", "Ctrl+PgUp"):
            QShortcut(keys, self, self.back.click)
        for keys in ("Alt+Right", "Ctrl+PgDown", "Ctrl+Return", "Ctrl+Enter"):
            QShortcut(keys, self, self._go_on)
        self.facts.events.wanted.connect(self.event_wanted)
        self.facts.proofs.ticked.connect(self._describe)
        self.facts.promise_wanted.connect(self._note_promise)
        self.facts.warned.connect(self._warned)
        self.message.chosen.connect(self._choose)
        self.message.preview.sent.connect(self.keeper.keep)

    @property
    def page(self) -> int:
        """The number of the page that is shown, from 0."""
        return self._stack.currentIndex()

    @property
    def state(self) -> WizardState:
        """What all pages show."""
        now = datetime.now(UTC)
        return replace(self._choices, case=with_details(self.keeper.case, self.keeper.details, now), now=now)

    def show_case(self, case: CaseFile | None) -> None:
        """The case was read again."""
        if case is not None and case.id == self.keeper.case.id:
            self.keeper.show_case(case)
            self._show_again()

    def reject(self) -> None:
        """Esc and the close buttons: stores what was typed, then closes."""
        if self._read():
            self._close()

    def _close(self) -> None:
        self._closing = True
        self.keeper.keep(*to_keep(self.message.preview.edited or {}, self.keeper.case))

    def _take(self, wanted: object) -> None:
        """What a note offers: to put what was typed in place of what is stored, or to close without it."""
        if wanted is WizardDraft:
            self.draft.take()
            self.trouble.show_notes(())
            self._show_again()
        else:
            self._abandon()

    def _abandon(self) -> None:
        """Closes without the details that could not be stored; texts of messages are kept, if they can be."""
        if self._abandoned:
            self.accept()
        else:
            self._abandoned = True
            self.keeper.drop_details()
            self._close()

    def _show_page(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        last = number == len(self.pages) - 1
        self.back.setEnabled(number > 0)
        self.next.setText(tr("&Done") if last else tr("&Next"))
        self.next.setDefault(not last)
        self.next.setProperty("primary", not last)
        self.next.style().polish(self.next)
        self.finish.setVisible(not last)
        self._show_again()
        self.pages[number].focus_first()

    def _show_again(self) -> None:
        state = self.state
        self.quote.show_case(state.case)
        self.pages[self.page].show_state(state)
        self._gaps = page_gaps(state)
        self.steps.show_steps(self.page, self._gaps)

    def _edited(self) -> None:
        self.keeper.details = self.pages[self.page].read(self.keeper.details)
        self.trouble.show_notes(())
        state = self.state
        self.draft.timer.start()
        self.pages[self.page].refresh(state)
        self._gaps = with_page(self._gaps, self.page, state)
        self.steps.show_steps(self.page, self._gaps)

    def _read(self) -> bool:
        """Takes what stands on the page; False where a field cannot be read."""
        page = self.pages[self.page]
        if fault := page.fault():
            self._refuse(fault)
            return False
        self.trouble.show_notes(())
        self.keeper.details = page.read(self.keeper.details)
        return True

    def _go_on(self) -> None:
        if self.page == len(self.pages) - 1:
            self.reject()
        else:
            self._turn(self.page + 1)

    def _turn(self, number: int) -> None:
        """Shows another page. Forward, the first page on the way that has to stop comes up instead."""
        if not 0 <= number < len(self.pages) or not self._read():
            return
        self.keeper.keep()
        for place in range(self.page, number):
            if reason := self.pages[place].stop(self.state):
                self._show_page(place)
                self.pages[place].focus_stop()
                self.trouble.show_notes([WizardNote(reason, NoteTone.WARNING)])
                return
        self._show_page(number)

    def _rested(self) -> None:
        if self._closing:
            self.accept()

    def _refuse(self, error: CaseorgError) -> None:
        self._closing = False
        self.trouble.show_notes([WizardNote(error_text(error), NoteTone.URGENT, tr("Close without saving this"))])

    def _describe(self, item: Evidence, shows: tuple[str, ...]) -> None:
        description = replace(described(item), shows=shows)
        self._desk.do(partial(describe_evidence, evidence_id=item.id, description=description, before=described(item)))

    def _note_promise(self, details: PromiseDetails) -> None:
        self._desk.do(partial(add_promise, details=details))

    def _warned(self) -> None:
        flags = self.state.flags
        self._choices = replace(self._choices, warned=frozenset(flags))
        try:
            keep_warnings(self._warnings, flags)
        except CaseorgError as error:
            self._desk.tell_failure(error)
        self._show_again()
        self.pages[self.page].focus_first()

    def _choose(self, channel: str, kind: MessageKind) -> None:
        self._choices = replace(self._choices, channel=channel, kind=kind)
        self._show_again()

    def _stored(self, details: MessageDetails) -> None:
        """What was sent is no draft any more; the wizard stays, for the next channel."""
        if not details.sent_at:
            return
        self._choices = replace(self._choices, channel=details.channel, kind=MessageKind(details.kind))
        self.message.preview.show_sent(details)
        self.draft.keep()
        self.trouble.show_notes(
            [WizardNote(tr("Kept with the case as it was sent; the follow-up clock runs."), NoteTone.GOOD)]
        )
