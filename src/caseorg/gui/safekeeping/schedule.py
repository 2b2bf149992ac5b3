"""Makes a backup while the window is open, whenever the last one is older than the user wants."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject, QTimer

from caseorg.settings import BackupPlan
from caseorg.store.last_backup import LastBackup

_FIRST_MILLISECONDS = 60_000
_LOOK_MILLISECONDS = 600_000


class BackupSchedule(QObject):
    """Calls `back_up` when it is due; after a failure not again on the same day."""

    def __init__(
        self,
        plan: Callable[[], BackupPlan | None],
        last: Callable[[], LastBackup | None],
        back_up: Callable[[BackupPlan], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._plan, self._last, self._back_up = plan, last, back_up
        self._tried: datetime | None = None
        self._timer = QTimer(self, interval=_LOOK_MILLISECONDS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        QTimer.singleShot(_FIRST_MILLISECONDS, self, self.look)

    def look(self, now: datetime | None = None) -> None:
        """Cheap: reads one small file."""
        plan, now = self._plan(), now or datetime.now(UTC)
        if plan and plan.days and self._due(plan, now):
            self._tried = now
            self._back_up(plan)

    def _due(self, plan: BackupPlan, now: datetime) -> bool:
        if self._tried and now - self._tried < timedelta(days=1):
            return False
        last = self._last()
        return last is None or abs(now - last.made_at) >= timedelta(days=plan.days)

    def close(self) -> None:
        """Nothing more is begun."""
        self._timer.stop()
