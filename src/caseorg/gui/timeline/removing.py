"""Taking an entry off the timeline."""

from functools import partial

from caseorg.actions.event import remove_event
from caseorg.actions.evidence import withdraw_evidence
from caseorg.actions.promise import remove_promise
from caseorg.domain.timeline import Entry
from caseorg.gui.desk import Desk
from caseorg.i18n import tr


def remove_entry(desk: Desk, entry: Entry) -> None:
    """Whatever it is; a message that was sent stays as it was."""
    if entry.event:
        desk.do(partial(remove_event, event_id=entry.event.id))
    elif entry.promises:
        desk.do(partial(remove_promise, promise_id=entry.promises[0].id))
    elif entry.message:
        desk.notify(tr("A message that was sent stays with the case as it is."))
    else:
        desk.do(partial(withdraw_evidence, evidence_ids=(entry.evidence[0].id,)))
