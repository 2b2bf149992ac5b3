"""Whether this computer's clock can be right: terms and what is overdue are counted from it."""

from datetime import datetime, timedelta

from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import BEIJING
from caseorg.store.journal import last_journal_entry
from caseorg.workspace import Workspace

_BORNE = timedelta(hours=1)  # two computers that share a folder differ a little


def clock_problem(workspace: Workspace, now: datetime) -> CaseorgError | None:
    """What to say where the data was changed after what the clock calls now."""
    last = workspace.read(last_journal_entry)
    if last is None or last.at <= now + _BORNE:
        return None
    return CaseorgError(
        "This computer's clock says {now}, but the data was changed at {then}: what is due when may be wrong.",
        "Set the clock, then start this program again.",
        now=f"{now.astimezone(BEIJING):%Y-%m-%d %H:%M}",
        then=f"{last.at.astimezone(BEIJING):%Y-%m-%d %H:%M}",
    )
