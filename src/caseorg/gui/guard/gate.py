"""Asks the guard before anything goes out of the window."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from caseorg.actions.guard import record_override
from caseorg.domain.case import CaseFile
from caseorg.domain.guard.findings import Going, GuardFinding, Outgoing
from caseorg.domain.papers.complaint import ComplaintOptions
from caseorg.domain.papers.options import PaperOptions
from caseorg.domain.papers.pack import PackOptions
from caseorg.domain.papers.paper import Paper
from caseorg.domain.papers.report import ReportOptions
from caseorg.gui.desk import Desk
from caseorg.gui.forms import FormDialog, open_dialog
from caseorg.gui.guard.dialog import GuardDialog
from caseorg.gui.guard.mending import mend
from caseorg.knowledge.guarding import guarded

_GOING = {Paper.COMPLAINT: Going.COMPLAINT, Paper.REPORT: Going.REPORT, Paper.PACK: Going.PACK}


class Gate(QObject):
    """`mend_wanted` carries the finding whose place is to be opened, over the widget that asked."""

    mend_wanted = Signal(object, object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, desk.tasks

    def pass_on(self, case: CaseFile, going: Outgoing, go_on: Callable[[], object], over: QWidget) -> None:
        """Calls `go_on` where nothing holds, or once its user goes on all the same: that is noted."""
        knowledge = self._tasks.workspace.knowledge
        then = partial(self._ask, case, going, go_on, over)
        self._tasks.compute(over, guarded, knowledge, case, going, datetime.now(UTC), then=then)

    def _ask(
        self,
        case: CaseFile,
        going: Outgoing,
        go_on: Callable[[], object],
        over: QWidget,
        findings: tuple[GuardFinding, ...],
    ) -> None:
        held = [finding for finding in findings if finding.holds]
        if not held:
            go_on()
            return

        def anyway() -> None:
            go_on()
            if dialog.left:
                self._tasks.write(self, record_override, case.id, going, dialog.left)

        def open_place(finding: GuardFinding) -> None:
            dialog.reject()
            self.mend_wanted.emit(finding, over)

        dialog = GuardDialog(over, findings)
        dialog.anyway.connect(anyway)
        if isinstance(over, FormDialog):
            dialog.rejected.connect(over.ask_again)
        dialog.place_wanted.connect(open_place)
        dialog.better_wanted.connect(
            lambda finding: mend(self._desk, finding, partial(dialog.was_mended, finding), dialog.refuse)
        )
        open_dialog(dialog)


def outgoing(paper: Paper, options: PaperOptions | None) -> Outgoing:
    """The paper, as the guard asks about it."""
    public = isinstance(options, ComplaintOptions | PackOptions) and options.masked
    public = public or (isinstance(options, ReportOptions) and options.anonymous)
    return Outgoing(what=_GOING[paper], public=public)
