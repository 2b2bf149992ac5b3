"""Writing down what happened."""

from dataclasses import replace

import pytest

from caseorg.actions.case import new_case
from caseorg.actions.event import (
    Edit,
    EventDetails,
    add_event,
    edit_event,
    edit_events,
    event_details,
    remove_event,
    restore_event,
    split_event,
)
from caseorg.actions.promise import PromiseDetails, add_promise
from caseorg.domain.case import CaseDetails, CaseId, Event, EventId, EvidenceId, Part, Side
from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import parse_moment
from caseorg.jobs.sample import SAMPLE
from caseorg.jobs.verify import verify
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace


def told(text: str = "付款", at: str = "2026-11-01 14:30", *evidence: EvidenceId) -> EventDetails:
    return EventDetails(at=parse_moment(at), text=text, side=Side.SERVICE, evidence=evidence, in_complaint=False)


def events(workspace: Workspace, case_id: CaseId) -> tuple[Event, ...]:
    return workspace.read(load_case, case_id).events


def keys(workspace: Workspace) -> list[EvidenceId]:
    return [item.id for item in workspace.read(load_case, SAMPLE).evidence]


def test_an_event_says_what_was_told(workspace: Workspace, case_id: CaseId) -> None:
    key = workspace.change(add_event, case_id, told(" 客服说稍等 ", "2026-11"))
    (event,) = events(workspace, case_id)
    assert (event.id, event.text, event.side, event.in_complaint) == (key, "客服说稍等", Side.SERVICE, False)
    assert event.at == parse_moment("2026-11")


def test_events_of_the_same_minute_stay_in_the_order_they_were_told(workspace: Workspace, case_id: CaseId) -> None:
    for text in ("甲", "乙", "丙"):
        workspace.write(add_event, case_id, told(text))
    workspace.write(add_event, case_id, told("早", "2026-10-31"))
    assert [event.text for event in events(workspace, case_id)] == ["早", "甲", "乙", "丙"]


def test_an_event_links_evidence_in_the_order_given_and_once(sample: Workspace) -> None:
    one, two, three, *_ = keys(sample)
    key = sample.change(add_event, SAMPLE, told("甲", "2026-12-01", three, one, three))
    assert events(sample, SAMPLE)[-1].evidence == (three, one)
    sample.write(edit_event, SAMPLE, key, told("乙", "2026-12-02", two, three))
    last = events(sample, SAMPLE)[-1]
    assert (last.id, last.text, last.evidence) == (key, "乙", (two, three))
    sample.write(edit_event, SAMPLE, key, told("丙", "2026-12-02"))
    assert events(sample, SAMPLE)[-1].evidence == ()


def test_a_removed_event_comes_back_with_its_evidence(sample: Workspace) -> None:
    before = events(sample, SAMPLE)
    sample.write(remove_event, SAMPLE, before[0].id)
    assert events(sample, SAMPLE) == before[1:]
    sample.write(restore_event, SAMPLE, before[0].id)
    assert events(sample, SAMPLE) == before


@pytest.mark.parametrize("text", ["", " \n"])
def test_an_event_needs_a_text(workspace: Workspace, case_id: CaseId, text: str) -> None:
    with pytest.raises(CaseorgError, match="needs a text"):
        workspace.write(add_event, case_id, told(text))
    assert events(workspace, case_id) == ()


def test_evidence_of_another_case_cannot_be_linked(sample: Workspace) -> None:
    other = sample.write(new_case, CaseDetails(title="b"))
    with pytest.raises(CaseorgError, match="no such evidence"):
        sample.write(add_event, other, told("甲", "2026-11-01", keys(sample)[0]))
    assert events(sample, other) == ()


def test_an_event_of_another_case_cannot_be_changed(sample: Workspace) -> None:
    other = sample.write(new_case, CaseDetails(title="b"))
    before = events(sample, SAMPLE)
    for action in (remove_event, restore_event):
        with pytest.raises(CaseorgError, match="no such event"):
            sample.write(action, other, before[0].id)
    with pytest.raises(CaseorgError, match="no such event"):
        sample.write(edit_event, other, before[0].id, told())
    assert events(sample, SAMPLE) == before


def test_an_unknown_case_or_event_is_refused(workspace: Workspace, case_id: CaseId) -> None:
    with pytest.raises(CaseorgError, match="There is no case"):
        workspace.write(add_event, CaseId("nowhere"), told())
    with pytest.raises(CaseorgError, match="no such event"):
        workspace.write(remove_event, case_id, EventId("nowhere"))


def test_a_part_that_is_set_can_be_taken_back_and_set_again(workspace: Workspace, case_id: CaseId) -> None:
    key = workspace.change(add_event, case_id, EventDetails(at=parse_moment("2026-11-01"), text="卡密无效"))
    (event,) = workspace.read(load_case, case_id).events
    wanted = replace(event_details(event), part=Part.FAULT, side=Side.SYSTEM)
    change = workspace.write(edit_event, case_id, key, wanted)
    assert [(e.part, e.side) for e in workspace.read(load_case, case_id).events] == [(Part.FAULT, Side.SYSTEM)]
    workspace.write(change.undo, case_id)
    assert [(e.part, e.side) for e in workspace.read(load_case, case_id).events] == [(Part.UNKNOWN, Side.UNKNOWN)]
    workspace.write(change.redo, case_id)
    assert [e.part for e in workspace.read(load_case, case_id).events] == [Part.FAULT]
    require_verified(workspace)


def test_an_event_that_is_split_is_kept_and_comes_back(workspace: Workspace, case_id: CaseId) -> None:
    at = parse_moment("2026-11-01")
    key = workspace.change(add_event, case_id, EventDetails(at=at, text="我要求退款，客服说不退"))
    pieces = (
        EventDetails(at=at, text="我要求退款", side=Side.ME, part=Part.ASKED),
        EventDetails(at=at, text="客服说不退", side=Side.SERVICE, part=Part.REFUSAL),
    )
    change = workspace.write(split_event, case_id, key, pieces)

    def texts() -> list[str]:
        return [event.text for event in workspace.read(load_case, case_id).events]

    assert texts() == ["我要求退款", "客服说不退"]
    workspace.write(change.undo, case_id)
    assert texts() == ["我要求退款，客服说不退"]
    workspace.write(change.redo, case_id)
    assert texts() == ["我要求退款", "客服说不退"]
    require_verified(workspace)


def test_what_was_promised_goes_with_the_piece_that_promises(workspace: Workspace, case_id: CaseId) -> None:
    at = parse_moment("2026-11-01")
    key = workspace.change(add_event, case_id, EventDetails(at=at, text="我催了，客服答应24小时内退款"))
    said = PromiseDetails(side=Side.SERVICE, text="24小时内退款", made_at=at, event=key)
    workspace.write(add_promise, case_id, said)
    pieces = (
        EventDetails(at=at, text="我催了", part=Part.ASKED),
        EventDetails(at=at, text="客服答应24小时内退款", part=Part.PROMISE),
    )
    change = workspace.write(split_event, case_id, key, pieces)

    def made_in() -> EventId | None:
        (promise,) = workspace.read(load_case, case_id).promises
        return promise.event

    assert made_in() == change.made[1]
    workspace.write(change.undo, case_id)
    assert made_in() == key
    workspace.write(change.redo, case_id)
    assert made_in() == change.made[1]
    require_verified(workspace)


def test_several_events_are_edited_in_one_step_or_none_is(workspace: Workspace, case_id: CaseId) -> None:
    keys = [workspace.change(add_event, case_id, told(text)) for text in ("付款", "卡密无效")]
    before = [event_details(event) for event in events(workspace, case_id)]
    parts = (Part.BUY, Part.FAULT)
    edits = [Edit(key, old, replace(old, part=part)) for key, old, part in zip(keys, before, parts, strict=True)]

    def stored() -> list[Part]:
        return [event.part for event in events(workspace, case_id)]

    change = workspace.write(edit_events, case_id, edits)
    assert stored() == [Part.BUY, Part.FAULT]
    workspace.write(change.undo, case_id)
    assert stored() == [Part.UNKNOWN, Part.UNKNOWN]
    workspace.write(change.redo, case_id)
    assert stored() == [Part.BUY, Part.FAULT]
    stale = [Edit(keys[0], replace(before[0], part=Part.BUY), before[0]), Edit(keys[1], before[1], before[1])]
    with pytest.raises(CaseorgError):
        workspace.write(edit_events, case_id, stale)
    assert stored() == [Part.BUY, Part.FAULT]
    require_verified(workspace)


def test_an_event_is_not_split_into_one(workspace: Workspace, case_id: CaseId) -> None:
    details = EventDetails(at=parse_moment("2026-11-01"), text="卡密无效")
    key = workspace.change(add_event, case_id, details)
    with pytest.raises(CaseorgError):
        workspace.write(split_event, case_id, key, (details,))
    assert [event.text for event in workspace.read(load_case, case_id).events] == ["卡密无效"]


def require_verified(workspace: Workspace) -> None:
    """The journal and what is stored agree."""
    for _ in verify(workspace):
        pass
