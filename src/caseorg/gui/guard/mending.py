"""Puts a better sentence where the guard found something; it can be taken back."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from caseorg.actions.case import edit_case
from caseorg.actions.event import Edit, edit_events, event_details
from caseorg.domain.case import CaseFile, Event
from caseorg.domain.errors import CaseorgError
from caseorg.domain.guard.findings import Field, GuardFinding, mended
from caseorg.gui.desk import Desk
from caseorg.i18n import tr

TakeBack = Callable[[], None]


def mend(
    desk: Desk, finding: GuardFinding, done: Callable[[TakeBack], None], fail: Callable[[CaseorgError], None]
) -> None:
    """One change of the event or the demand where it stands, in its present words."""
    case = desk.case
    if case is None:
        return
    event = next((one for one in case.events if one.id == finding.place), None)
    text = mended(event.text if event else case.demand if finding.place is Field.DEMAND else "", finding)
    name = tr("Use the better sentence")
    if not text:
        fail(CaseorgError("This was changed elsewhere meanwhile.", "Look at it again, then repeat."))
    elif event:
        _mend_event(desk, case, event, text, name, done, fail)
    else:
        before, after = case.details, replace(case.details, demand=text)
        again = partial(edit_case, details=after, before=before)
        desk.history.change(case.id, name, again, partial(edit_case, details=before), done, fail)


def _mend_event(
    desk: Desk,
    case: CaseFile,
    event: Event,
    text: str,
    name: str,
    done: Callable[[TakeBack], None],
    fail: Callable[[CaseorgError], None],
) -> None:
    before = event_details(event)
    verb = partial(edit_events, edits=[Edit(event.id, before, replace(before, text=text))])
    desk.history.make(case.id, verb, name, lambda _, take_back: done(take_back), fail)
