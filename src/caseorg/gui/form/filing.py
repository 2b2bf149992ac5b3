"""Opens a site's form once the guard lets it, and notes that it was submitted."""

from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from caseorg.actions.event import EventDetails, add_event
from caseorg.domain.case import Part, Side
from caseorg.domain.guard.findings import Going, Outgoing
from caseorg.domain.moments import Moment, Precision, TimeSource
from caseorg.gui.desk import Desk
from caseorg.gui.form.dialog import FormFillDialog
from caseorg.gui.forms import open_dialog
from caseorg.gui.guard.gate import Gate
from caseorg.gui.parts.parts import Parts

FORM = "12315"
_FILED = {
    "12315": ("12315-filed", "我在全国12315平台提交了投诉"),
    "12315-report": ("report-filed", "我在全国12315平台提交了举报"),
}


class Filing(QObject):
    """One form at a time, over the window; `event_wanted` asks for a new event over the form."""

    event_wanted = Signal(object)

    def __init__(self, desk: Desk, gate: Gate, parts: Parts, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._gate, self._parts, self._window = desk, gate, parts, window

    def fill(self, channel: str = FORM) -> None:
        """The form of the channel for the open case."""
        if case := self._desk.case:
            kinds = self._desk.tasks.workspace.knowledge.channels[channel].kinds
            going = Outgoing(what=Going.MESSAGE, channel=channel, kind=kinds[0])
            self._gate.pass_on(case, going, lambda: self._open(channel), self._window)

    def _open(self, channel: str) -> None:
        """The case as it stands by now: the guard may have led to a change."""
        case = self._desk.case
        if case is None:
            return
        dialog = FormFillDialog(self._window, self._desk.tasks, self._parts, case, channel)
        self._desk.case_read.connect(dialog.show_case)
        dialog.event_wanted.connect(lambda: self.event_wanted.emit(dialog))
        dialog.filed.connect(lambda filed: self._note(filed, dialog))
        open_dialog(dialog)

    def _note(self, channel: str, dialog: FormFillDialog) -> None:
        milestone, text = _FILED[channel]
        at = Moment(datetime.now(UTC).replace(second=0, microsecond=0), Precision.MINUTE, TimeSource.RECORDED)
        details = EventDetails(
            at=at, text=text, side=Side.ME, channel=channel, milestone=milestone, part=Part.AUTHORITY
        )
        self._desk.do(partial(add_event, details=details), dialog, self._desk.show_next)
