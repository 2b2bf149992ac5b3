"""Reads the agenda while the application runs, and tells once what fell due or soon will."""

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from caseorg.domain.clocks.deadline import Clock, ClockState
from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import BEIJING
from caseorg.gui.agenda.rows import name_text
from caseorg.gui.desk import Desk
from caseorg.gui.tray import Tray
from caseorg.i18n import tr
from caseorg.jobs.agenda import AgendaItem, read_agenda
from caseorg.knowledge.library import Knowledge
from caseorg.rights import write_private
from caseorg.views.articles import title
from caseorg.workspace import Workspace

FILE = "reminders.json"
_LOOK_MILLISECONDS = 20_000
_READ_SECONDS = 600
_TOLD = (ClockState.OVERDUE, ClockState.SOON)


def system_time() -> datetime:
    """What time it is."""
    return datetime.now(UTC)


class Reminders(QObject):
    """`agenda_read` carries the agenda and its time.

    What is due is told by the desk's notice once `may_tell` agrees, and by the tray; `wanted` is the case that the
    user then wants to see, or None for the agenda.
    """

    agenda_read = Signal(object, object)
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
        self._items: tuple[AgendaItem, ...] = ()
        self._read_at: datetime | None = None
        self._reading = self._again = False
        self._timer = QTimer(self, interval=_LOOK_MILLISECONDS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        desk.cases_read.connect(lambda _: self.refresh())

    def close(self) -> None:
        """Tells nothing any more."""
        self._timer.stop()
        self._tray.close()

    def refresh(self) -> None:
        """Reads the agenda off the window's thread; several wishes at a time become one more reading."""
        if self._reading:
            self._again = True
            return
        self._reading = True
        now = self._now()
        self._tasks.compute(self, _agenda, self._tasks.workspace, now, then=lambda items: self._take(items, now))

    def look(self) -> None:
        """Cheap: reads again only when a clock fell due meanwhile or the last reading is old."""
        if self._read_at is None or self._stale(self._now()):
            self.refresh()
        else:
            self._tell()

    def _stale(self, now: datetime) -> bool:
        assert self._read_at
        passed = any(self._read_at < item.clock.due <= now for item in self._items)
        return passed or abs((now - self._read_at).total_seconds()) > _READ_SECONDS

    def _take(self, items: tuple[AgendaItem, ...] | None, now: datetime) -> None:
        self._reading, self._read_at = False, now
        if items is not None:
            self._items = items
            self.agenda_read.emit(items, now)
        self._tell()
        if self._again:
            self._again = False
            self.refresh()

    def _tell(self) -> None:
        if self._may_tell():
            self._tell_new("notice", self._say)
        if self._tray.available:
            self._tell_new("tray", lambda items: self._tray.tell(reminder_text(items)))

    def _tell_new(self, way: str, tell: Callable[[tuple[AgendaItem, ...]], object]) -> None:
        """Tells by one of the ways what was not told by it yet."""
        day = self._now().astimezone(BEIJING).date().isoformat()
        due = {f"{way} {_key(item)}": item for item in self._items if item.clock.state in _TOLD}
        new = {key: item for key, item in due.items() if not self._memory.holds(key, day)}
        if new:
            self._memory.add(new, day)
            tell(tuple(new.values()))

    def _say(self, items: tuple[AgendaItem, ...]) -> None:
        case = items[0].case_id if len(items) == 1 else None
        self._desk.say(reminder_text(items), (tr("Open"), lambda: self.wanted.emit(case)))


def reminder_text(items: tuple[AgendaItem, ...]) -> str:
    """One sentence, whatever the number."""
    first = items[0]
    if len(items) > 1:
        return tr("{count} things are due or soon will be: {what} …", count=len(items), what=name_text(first.clock))
    if first.clock.state is ClockState.OVERDUE:
        return tr("Due: {what} ({case})", what=name_text(first.clock), case=first.title)
    return tr("Due soon: {what} ({case})", what=name_text(first.clock), case=first.title)


def _agenda(workspace: Workspace, now: datetime) -> tuple[AgendaItem, ...] | None:
    """With its bases as they are cited. None where the data cannot be read; whatever else reads them tells why."""
    try:
        items = read_agenda(workspace, now)
    except CaseorgError:
        return None
    return tuple(replace(item, clock=_cited(workspace.knowledge, item.clock)) for item in items)


def _cited(knowledge: Knowledge, clock: Clock) -> Clock:
    known = knowledge.statutes
    return replace(clock, basis=tuple(title(knowledge, known[key]) if key in known else key for key in clock.basis))


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
        self._earlier = {key: told for key, told in self._earlier.items() if told == day} | dict.fromkeys(new, day)
        with suppress(OSError):
            write_private(self._file, json.dumps(self._earlier))
