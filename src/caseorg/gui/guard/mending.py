"""Puts a better sentence where the guard found something; it can be taken back."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from caseorg.actions.case import edit_case
from caseorg.actions.event import Edit, edit_events, event_details
from caseorg.domain.errors import CaseorgError
from caseorg.domain.guard.findings import CaseField, GuardFinding, mended
from caseorg.domain.remark import remark
from caseorg.gui.desk import Desk, Reply
from caseorg.gui.undo import TakeBack


def mend(
    desk: Desk, finding: GuardFinding, done: Callable[[TakeBack], None], fail: Callable[[CaseorgError], None]
) -> None:
    """One change of the event or the demand where it stands, in its present words."""
    case = desk.case
    if case is None:
        return
    event = next((candidate for candidate in case.events if candidate.id == finding.place), None)
    text = mended(event.text if event else case.demand if finding.place is CaseField.DEMAND else "", finding)
    name, form = remark("Use the better sentence"), Reply(lambda: None, fail)
    if not text:
        fail(CaseorgError("This was changed elsewhere meanwhile.", "Look at it again, then repeat."))
    elif event:
        before = event_details(event)
        edits = [Edit(event.id, before, replace(before, text=text))]
        desk.do(partial(edit_events, edits=edits, name=name), form, lambda _, take_back: done(take_back))
    else:
        details = replace(case.details, demand=text)
        desk.do(
            partial(edit_case, details=details, before=case.details, name=name),
            form,
            lambda _, take_back: done(take_back),
        )
