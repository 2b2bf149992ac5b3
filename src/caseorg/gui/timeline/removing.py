"""Taking entries off the timeline."""

from collections.abc import Sequence
from functools import partial

from caseorg.actions.event import remove_event
from caseorg.actions.evidence import withdraw_evidence
from caseorg.actions.promise import remove_promise
from caseorg.actions.several import remove_several
from caseorg.domain.timeline import TimelineEntry
from caseorg.gui.desk import Desk
from caseorg.i18n import tr


def remove_entries(desk: Desk, entries: Sequence[TimelineEntry]) -> None:
    """Whatever they are, in one step; messages that were sent stay as they were."""
    standing = [entry for entry in entries if not entry.message]
    if entries and not standing:
        desk.notify(tr("A message that was sent stays with the case as it is."))
    elif len(standing) == 1:
        remove_entry(desk, standing[0])
    elif standing:
        events = [entry.event.id for entry in standing if entry.event]
        others = [entry for entry in standing if entry.event is None]
        promises = [promise.id for entry in others for promise in entry.promises]
        evidence = [item.id for entry in others if not entry.promises for item in entry.evidence]
        desk.do(partial(remove_several, events=events, promises=promises, evidence=evidence))


def remove_entry(desk: Desk, entry: TimelineEntry) -> None:
    """Whatever it is; a message that was sent stays as it was."""
    if entry.event:
        desk.do(partial(remove_event, event_id=entry.event.id))
    elif entry.promises:
        desk.do(partial(remove_promise, promise_id=entry.promises[0].id))
    elif entry.message:
        desk.notify(tr("A message that was sent stays with the case as it is."))
    else:
        desk.do(partial(withdraw_evidence, evidence_ids=(entry.evidence[0].id,)))
