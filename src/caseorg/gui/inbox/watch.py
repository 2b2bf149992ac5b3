"""Looks into the inboxes every two seconds, off the window's thread; without an inbox it does nothing at all."""

import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from caseorg.domain.case import CaseId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.files.resting import FileStamp, RestingState
from caseorg.domain.progress import Progress
from caseorg.gui.desk import Desk
from caseorg.i18n import error_text, tr
from caseorg.store.inboxes import FILE
from caseorg.workspace import Workspace

if TYPE_CHECKING:
    from caseorg.jobs.inbox import Inbox, InboxListing
    from caseorg.jobs.intake import Outcome

_LOOK_MILLISECONDS = 2000
_PATIENCE = 20  # seconds that a folder has before it is told that it gives no answer


class InboxWatch(QObject):
    """`settled` carries the case and what became of the files that came in together. `clock` gives seconds."""

    settled = Signal(object, object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.clock: Callable[[], float] = time.monotonic
        self._seen: dict[CaseId, Mapping[str, RestingState]] = {}
        self._troubles: dict[CaseId, str] = {}
        self._stuck: set[tuple[CaseId, str, FileStamp]] = set()
        self._busy = False
        self.looking: dict[Inbox, float] = {}  # folders that have not answered yet, and since when
        self._timer = QTimer(self, interval=_LOOK_MILLISECONDS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Watches where there is something to watch, from now on."""
        workspace = self._desk.tasks.workspace
        if workspace.refusal is None and (workspace.folder / FILE).exists():
            self._timer.start()
        else:
            self._timer.stop()
            self.looking.clear()

    def look(self) -> None:
        """One look; what is busy with files of an earlier one goes on."""
        if self._busy:
            return
        self._busy = True
        tasks = self._desk.tasks
        tasks.compute(self, _inboxes, tasks.workspace, then=self._look_into, fail=self._rest)

    def _rest(self) -> None:
        self._busy = False

    def _look_into(self, inboxes: "list[Inbox]") -> None:
        """Each by itself: a folder that gives no answer keeps neither the others nor the window from anything."""
        self._busy = False
        known, now = {inbox.case_id for inbox in inboxes}, self.clock()
        self._seen = {case: seen for case, seen in self._seen.items() if case in known}
        self.looking = {inbox: since for inbox, since in self.looking.items() if inbox in inboxes}
        for inbox in inboxes:
            if inbox not in self.looking:
                self.looking[inbox] = now
                before = self._seen.get(inbox.case_id, {})
                self._desk.tasks.look(self, _look, inbox, before, now, then=partial(self._note, inbox))
            elif now - self.looking[inbox] >= _PATIENCE:
                self._tell_trouble(inbox.case_id, _silent(inbox))

    def _note(self, inbox: "Inbox", look: "InboxListing") -> None:
        """What a folder holds; one that answers when it is watched no longer gives nothing."""
        if self.looking.pop(inbox, None) is None:
            return
        self._seen[inbox.case_id] = look.seen
        self._tell_trouble(inbox.case_id, look.trouble)
        ready = {name: look.seen[name] for name in look.ready if not self._is_stuck(inbox, name, look)}
        if ready and not self._busy:
            self._take_in(inbox, ready)

    def _is_stuck(self, inbox: "Inbox", name: str, look: "InboxListing") -> bool:
        return (inbox.case_id, name, look.seen[name].stamp) in self._stuck

    def _tell_trouble(self, case_id: CaseId, trouble: CaseorgError | None) -> None:
        """Once, not with every look."""
        text = error_text(trouble) if trouble else ""
        if text and text != self._troubles.get(case_id):
            self._desk.notify(text, error=True)
        self._troubles[case_id] = text

    def _take_in(self, inbox: "Inbox", ready: Mapping[str, RestingState]) -> None:
        self._busy = True
        outcomes: list[Outcome] = []
        open_files = dict(ready)

        def each(progress: "Progress[tuple[Outcome, CaseorgError | None]]") -> None:
            assert progress.item
            outcome, trouble = progress.item
            outcomes.append(outcome)
            seen = open_files.pop(outcome.file.name)
            if trouble:
                self._stuck.add((inbox.case_id, outcome.file.name, seen.stamp))
                self._desk.notify(error_text(trouble), error=True)

        def ended() -> None:
            self._busy = False
            # The job failed, or was stopped: they are not tried again and again.
            self._stuck.update((inbox.case_id, name, seen.stamp) for name, seen in open_files.items())
            self.begin()
            if outcomes:
                self.settled.emit(inbox.case_id, tuple(outcomes))

        work = partial(_take_in, inbox=inbox, ready=ready)
        self._desk.tasks.run(self, tr("Inbox"), work, each).ended.connect(ended)


def _inboxes(workspace: Workspace) -> "list[Inbox]":
    from caseorg.jobs.inbox import inboxes

    return inboxes(workspace)


def _look(inbox: "Inbox", before: Mapping[str, RestingState], now: float) -> "InboxListing":
    from caseorg.jobs.inbox import look

    return look(inbox, before, now)


def _silent(inbox: "Inbox") -> CaseorgError:
    return CaseorgError(
        "The inbox {folder} gives no answer.",
        "Connect the disk or network that it lies on, or choose another folder; it is looked at again by itself.",
        folder=inbox.folder,
    )


def _take_in(
    workspace: Workspace, inbox: "Inbox", ready: Mapping[str, RestingState]
) -> "Iterator[Progress[tuple[Outcome, CaseorgError | None]]]":
    from caseorg.jobs.inbox import take_in

    yield from take_in(workspace, inbox, ready)
