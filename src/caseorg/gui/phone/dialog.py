"""从手机接收: a code to scan, digits to compare, then the files as they come in."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from caseorg.domain.case import CaseFile
from caseorg.domain.errors import CaseorgError
from caseorg.gui.forms import flat_button, heading, open_dialog, wrapped
from caseorg.gui.help import HelpDialog
from caseorg.gui.phone.addresses import NetworkAddress
from caseorg.gui.phone.asking import AskCard
from caseorg.gui.phone.joining import JoiningSide
from caseorg.gui.phone.receiving import ReceivingPage
from caseorg.gui.phone.reception import Reception
from caseorg.gui.phone.remedies import remedies_page
from caseorg.gui.phone.steps import PhoneStep
from caseorg.i18n import error_text, tr
from caseorg.jobs.intake import Outcome
from caseorg.jobs.receiver.news import Arrived, Arriving, Broken, End, Ended, News, Offer, TrustRequest

_SIZE = (980, 680)
_LOW = 640  # pixels of height below which the code goes once a phone is trusted
_MINUTE_MILLISECONDS = 15_000


class PhoneDialog(QDialog):
    """Ends receiving when it is closed. `sort_wanted` asks for the screenshots to be gone through."""

    sort_wanted = Signal()

    def __init__(
        self, parent: QWidget | None, case: CaseFile, reception: Reception, places: Sequence[NetworkAddress]
    ) -> None:
        super().__init__(parent)
        self._case_id, self.reception = case.id, reception
        self._is_over = False
        self.setWindowTitle(tr("Receive from a phone"))
        self._size_to(parent)
        self.left_time = heading("", "faint")
        self.joining = JoiningSide(places)
        self.help = flat_button(tr("The phone does not open the page?"))
        self.asking, self.receiving, self.trouble = AskCard(), ReceivingPage(), wrapped("")
        self.again, self.stop = QPushButton(tr("Begin again")), QPushButton()
        self.finish = QPushButton(tr("Done, sort the screenshots"))
        self._clock = QTimer(self, interval=_MINUTE_MILLISECONDS)
        self._lay_out(case.title)
        self._connect()
        self._begin()

    def _size_to(self, parent: QWidget | None) -> None:
        free = (parent or self).screen().availableGeometry()
        self.resize(min(_SIZE[0], free.width() - 40), min(_SIZE[1], free.height() - 60))

    def _lay_out(self, title: str) -> None:
        head = QHBoxLayout()
        head.addWidget(heading(tr("Receive from a phone"), "title"))
        into = heading(tr("Into: {case}", case=title), "faint")
        into.setMinimumWidth(40)
        head.addWidget(into, 1)
        head.addWidget(self.left_time)
        body = QHBoxLayout()
        body.setSpacing(24)
        body.addWidget(self.joining)
        body.addWidget(self._right_side(), 1)
        foot = QHBoxLayout()
        foot.addWidget(self.help)
        foot.addStretch(1)
        for button in (self.again, self.stop, self.finish):
            foot.addWidget(button)
        for button in (self.help, self.again, self.stop):
            button.setAutoDefault(False)
        self.finish.setProperty("primary", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(14)
        column.addLayout(head)
        column.addLayout(body, 1)
        column.addLayout(foot)

    def _right_side(self) -> QWidget:
        self.waiting = self._centred(wrapped(tr("Waiting for a phone. Scan the code with it."), "faint"))
        self.asked, self.over = self._centred(self.asking), self._centred(self.trouble)
        self.stack = QStackedWidget()
        for page in (self.waiting, self.asked, self.receiving, self.over):
            self.stack.addWidget(page)
        return self.stack

    def _centred(self, widget: QWidget) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch(1)
        column.addWidget(widget)
        column.addStretch(1)
        if isinstance(widget, QLabel):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return page

    def _connect(self) -> None:
        self.reception.news.connect(self._show_news)
        self.reception.settled.connect(self._show_outcome)
        self.joining.network.currentIndexChanged.connect(lambda _: self._begin())
        self.help.clicked.connect(self._show_help)
        self.asking.allowed.connect(self._allow)
        self.asking.refused.connect(lambda: self.reception.end(End.REFUSED))
        self.again.clicked.connect(lambda: self._begin())
        self.stop.clicked.connect(self.reject)
        self.finish.clicked.connect(self._go_on)
        self._clock.timeout.connect(self._show_time)

    def _begin(self) -> None:
        """A new code; what came in by an older one stays in the list."""
        try:
            self.joining.show_url(self.reception.begin(self.joining.chosen()))
        except CaseorgError as error:
            self._show_end(error_text(error))
            return
        self._is_over = False
        self.receiving.show_begin()
        self._show(self.waiting, PhoneStep.SCAN)
        self._clock.start()
        self._show_time()
        self.stop.setFocus()

    def _show(self, page: QWidget, step: PhoneStep | None = None) -> None:
        self.stack.setCurrentWidget(page)
        if step:
            self.joining.steps.show_step(step)
        self.joining.network.setEnabled(page is self.waiting or self._is_over)
        self._offer_choices()
        self._fit()

    def _offer_choices(self) -> None:
        """Where something came in and nothing is on its way, Enter goes on to it."""
        over, asked = self._is_over, self.stack.currentWidget() is self.asked
        wanted = self.receiving.can_finish and not asked
        self.finish.setVisible(wanted)
        self.finish.setDefault(wanted)
        self.again.setVisible(over)
        self.stop.setText(tr("Close") if over else tr("Stop receiving"))

    def _fit(self) -> None:
        """A void code goes, and a low window needs its height for the files."""
        low = self.height() < _LOW
        shown = not self._is_over and not (low and self.stack.currentWidget() is self.receiving)
        self.joining.show_code(shown, hints=not (low and shown))

    def _show_news(self, news: News) -> None:
        match news:
            case TrustRequest(device):
                self.receiving.head.setText(tr("Receiving from phone {digits}", digits=device.code))
                self._show(self.asked, PhoneStep.COMPARE)
                self.asking.show_device(device)
            case Arriving() | Arrived() | Broken():
                self.receiving.show_file(news)
                self._offer_choices()
            case Ended(reason):
                self._show_end(tr(reason))
        self._show_time()

    def _show_outcome(self, offer: Offer, outcome: Outcome | None) -> None:
        self.receiving.show_outcome(offer, outcome)
        self._offer_choices()

    def _show_time(self) -> None:
        session = self.reception.session
        if session is None or self._is_over:
            self.left_time.setText("")
        else:
            minutes = max(1, round(session.seconds_left / 60))
            self.left_time.setText(tr("Ends by itself in {minutes} minutes without files", minutes=minutes))

    def _show_end(self, text: str) -> None:
        """What came in until then stays to be seen."""
        self._clock.stop()
        self.trouble.setText(text)
        self.receiving.show_end(text)
        self._is_over = True
        self._show(self.receiving if self.receiving.arrivals.rows else self.over)
        self._show_time()
        (self.finish if self.finish.isVisible() else self.again).setFocus()

    def _allow(self) -> None:
        if self.reception.session:
            self.reception.session.allow()
        self._show(self.receiving, PhoneStep.SEND)
        self.stop.setFocus()

    def _show_help(self) -> None:
        open_dialog(HelpDialog(self, self.help.text(), lambda: remedies_page(self.help.text())))

    def show_case(self, case: CaseFile | None) -> None:
        """Another case was opened, or this one closed: it ends."""
        if case is None or case.id != self._case_id:
            self.done(QDialog.DialogCode.Rejected)

    def _go_on(self) -> None:
        self.accept()
        self.sort_wanted.emit()

    def reject(self) -> None:
        """Esc while a phone asks is No; else it ends receiving."""
        if self.stack.currentWidget() is self.asked:
            self.reception.end(End.REFUSED)
        else:
            super().reject()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 — Qt's name
        super().resizeEvent(event)
        self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """The window's cross ends it, also while a phone asks."""
        self.stack.setCurrentWidget(self.over)
        super().closeEvent(event)
