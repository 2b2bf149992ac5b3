"""Reads the agenda while the application runs, and tells once what fell due or soon will."""

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from caseorg.domain.case import CaseId
from caseorg.domain.clocks.deadline import ClockState
from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import BEIJING
from caseorg.domain.progress import Progress
from caseorg.gui.agenda.rows import name_text
from caseorg.gui.desk import Desk
from caseorg.gui.tray import Tray
from caseorg.i18n import tr
from caseorg.jobs.agenda import Agenda, AgendaItem, AgendaLook, CaseClocks, items_of, look_again, work_out
from caseorg.rights import write_private
from caseorg.workspace import Workspace

FILE = "reminders.json"
_LOOK_MILLISECONDS = 20_000
_READ_SECONDS = 600
_TOLD = (ClockState.OVERDUE, ClockState.SOON)


def system_time() -> datetime:
    """What time it is."""
    return datetime.now(UTC)


class Reminders(QObject):
    """`agenda_read` carries the agenda and its time, `cases_read` what is due in some cases that were changed since.

    What is due is told by the desk's notice once `may_tell` agrees, and by the tray; `wanted` is the case that the
    user then wants to see, or None for the agenda.
    """

    agenda_read = Signal(object, object)
    cases_read = Signal(object)
    wanted = Signal(object)

    def __init__(
        self,
        desk: Desk,
        may_tell: Callable[[], bool],
        now: Callable[[], datetime] = system_time,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._may_tell, self._now = desk, desk.tasks, may_tell, now
        self._memory = _Memory(self._tasks.workspace.folder / FILE)
        self._tray = Tray(self)
        self._tray.clicked.connect(lambda: self.wanted.emit(None))
        self._agenda = Agenda()
        self._items: dict[CaseId, tuple[AgendaItem, ...]] = {}
        self._read_at: datetime | None = None
        self._reading = self._again = False
        self._on = True
        self._timer = QTimer(self, interval=_LOOK_MILLISECONDS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        desk.cases_read.connect(lambda _: self.refresh())
        desk.cases_changed.connect(lambda _: self.refresh())

    def close(self) -> None:
        """Tells nothing any more."""
        self._timer.stop()
        self._tray.close()

    def refresh(self) -> None:
        """Looks for changes off the window's thread; several wishes at a time become one more look."""
        if self._reading:
            self._again = True
            return
        self._reading = True
        now, known = self._now(), self._agenda
        given = (self._tasks.workspace, known.basis, known.end, known.passed(now), now)
        self._tasks.compute(self, _look_again, *given, then=lambda found: self._take(found, now))

    def look(self) -> None:
        """Cheap: reads again only when a clock fell due meanwhile or the last reading is old."""
        if self._read_at is None or self._stale(self._now()):
            self.refresh()
        else:
            self._tell(self._due())

    def _stale(self, now: datetime) -> bool:
        """Whether what was shown is not right any more."""
        read_at = self._read_at
        if read_at is None or abs((now - read_at).total_seconds()) > _READ_SECONDS:
            return True
        return any(
            read_at < clock.due <= now
            for clocks in self._agenda.cases.values()
            if clocks.dated
            for clock in clocks.dated.clocks
        )

    def _take(self, found: AgendaLook | None, now: datetime) -> None:
        """Only what was changed is shown anew, unless much is or time went on."""
        if found is None:
            self._rest()
            return
        changed = self._agenda.take(found)
        if found.missing:
            self._work_out(found, now)
        if found.whole or self._stale(now):
            cases = dict(self._agenda.cases)
            self._tasks.compute(
                self, items_of, tuple(cases.values()), now, then=lambda items: self._show(cases, items, now)
            )
            return
        self._tell(self._show_changed(changed))
        self._rest()

    def _work_out(self, found: AgendaLook, now: datetime) -> None:
        """Many cases take time: a job that can be stopped, and of which the next start needs to do only the rest."""
        job = partial(work_out, basis=found.basis, missing=found.missing, now=now)
        self._tasks.run_beside(self, tr("Working out what is due"), job, self._add)

    def _add(self, progress: Progress[tuple[CaseClocks, ...]]) -> None:
        """What is due in them is told by the next look, in one notice."""
        changed = self._agenda.add(progress.item or ())
        if self._read_at:
            self._show_changed(changed)

    def _show(self, cases: dict[CaseId, CaseClocks], items: tuple[AgendaItem, ...], now: datetime) -> None:
        """All of it; what was found of some cases meanwhile comes on top."""
        self._read_at = now
        self._items = dict.fromkeys(cases, ())
        for item in items:
            self._items[item.case_id] += (item,)
        self.agenda_read.emit(items, now)
        self._tell(items)
        self._show_changed(key for key, clocks in self._agenda.cases.items() if cases.get(key) is not clocks)
        self._rest()

    def _show_changed(self, changed: Iterable[CaseId]) -> list[AgendaItem]:
        now = self._read_at
        assert now
        changes = {key: self._agenda.cases[key].items(now) for key in changed}
        if changes:
            self._items |= changes
            self.cases_read.emit(changes)
        return [item for items in changes.values() for item in items]

    def _rest(self) -> None:
        self._reading = False
        if self._again:
            self._again = False
            self.refresh()

    def _due(self) -> Iterable[AgendaItem]:
        return (item for items in self._items.values() for item in items)

    def turn(self, wanted: bool) -> None:
        """Whether what falls due is told without being asked; the agenda shows it in any case."""
        self._on = wanted

    def _tell(self, items: Iterable[AgendaItem]) -> None:
        if not self._on:
            return
        due = [item for item in items if item.clock.state in _TOLD]
        if self._may_tell():
            self._tell_new("notice", due, self._say)
        if self._tray.available:
            self._tell_new("tray", due, lambda reminder: self._tray.tell(reminder_text(reminder)))

    def _tell_new(self, way: str, items: list[AgendaItem], tell: Callable[[tuple[AgendaItem, ...]], object]) -> None:
        """Tells by one of the ways what was not told by it yet."""
        day = self._now().astimezone(BEIJING).date().isoformat()
        due = {f"{way} {_key(item)}": item for item in items}
        new = {key: item for key, item in due.items() if not self._memory.holds(key, day)}
        if new:
            self._memory.add(new, day)
            tell(tuple(new.values()))

    def _say(self, items: tuple[AgendaItem, ...]) -> None:
        case = items[0].case_id if len(items) == 1 else None
        self._desk.notify(reminder_text(items), (tr("Open"), lambda: self.wanted.emit(case)))


def reminder_text(items: tuple[AgendaItem, ...]) -> str:
    """One sentence, whatever the number."""
    first = items[0]
    if len(items) > 1:
        return tr("{count} things are due or soon will be: {what} …", count=len(items), what=name_text(first.clock))
    if first.clock.state is ClockState.OVERDUE:
        return tr("Due: {what} ({case})", what=name_text(first.clock), case=first.title)
    return tr("Due soon: {what} ({case})", what=name_text(first.clock), case=first.title)


def _look_again(workspace: Workspace, *known: Any) -> AgendaLook | None:
    """None where the data cannot be read; whatever else reads them tells why."""
    try:
        return look_again(workspace, *known)
    except CaseorgError:
        return None


def _key(item: AgendaItem) -> str:
    return f"{item.case_id} {item.clock.key} {item.clock.state}"


class _Memory:
    """What was told: never twice while the application runs, and after a restart not again on the same day."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._told: set[str] = set()
        self._earlier: dict[str, str] = {}
        with suppress(OSError, ValueError):
            stored = json.loads(file.read_text(encoding="utf-8"))
            if isinstance(stored, dict):
                self._earlier = {str(key): str(day) for key, day in stored.items()}

    def holds(self, key: str, day: str) -> bool:
        return key in self._told or self._earlier.get(key) == day

    def add(self, keys: Iterable[str], day: str) -> None:
        """Where the file cannot be written, a restart tells once more."""
        new = set(keys)
        self._told |= new
        self._earlier = {key: on for key, on in self._earlier.items() if on == day} | dict.fromkeys(new, day)
        with suppress(OSError):
            write_private(self._file, json.dumps(self._earlier))
