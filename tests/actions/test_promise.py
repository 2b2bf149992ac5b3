"""What the other side promised, and whether it kept to it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from caseorg.actions.case import new_case
from caseorg.actions.event import EventDetails, add_event
from caseorg.actions.promise import PromiseDetails, add_promise, remove_promise, restore_promise, settle_promise
from caseorg.domain.case import CaseDetails, CaseId, EventId, Promise, PromiseId, Side
from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import parse_moment, show_moment
from caseorg.domain.text.told_times import parse_told
from caseorg.jobs.verify import verify
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace

SAID = parse_moment("2026-11-01 15:15")
DUE = parse_moment("2026-11-01 16:15").at
PROMISED = PromiseDetails(side=Side.SERVICE, text=" 1小时内处理 ", made_at=SAID, due=DUE)


def promises(workspace: Workspace, case_id: CaseId) -> tuple[Promise, ...]:
    return workspace.read(load_case, case_id).promises


def test_a_promise_is_noted_with_the_event_that_tells_of_it(workspace: Workspace, case_id: CaseId) -> None:
    event = workspace.change(add_event, case_id, EventDetails(at=SAID, text="联系客服"))
    details = PromiseDetails(side=Side.SERVICE, text="尽快处理", made_at=SAID, event=event)
    first = workspace.change(add_promise, case_id, PROMISED)
    second = workspace.change(add_promise, case_id, details)
    told = {promise.id: promise for promise in promises(workspace, case_id)}
    expected = Promise(id=first, side=Side.SERVICE, text="1小时内处理", made_at=SAID, due=DUE)
    assert told[first] == expected
    assert (told[second].event, told[second].due) == (event, None)


def test_a_promise_is_settled_and_opened_again(workspace: Workspace, case_id: CaseId) -> None:
    key = workspace.change(add_promise, case_id, PROMISED)
    workspace.write(settle_promise, case_id, key, False)
    assert promises(workspace, case_id)[0].kept is False
    with pytest.raises(CaseorgError, match="changed elsewhere"):
        workspace.write(settle_promise, case_id, key, True)
    workspace.write(settle_promise, case_id, key, None, False)
    assert promises(workspace, case_id)[0].kept is None


def test_a_removed_promise_comes_back_as_it_was(workspace: Workspace, case_id: CaseId) -> None:
    key = workspace.change(add_promise, case_id, PROMISED)
    before = promises(workspace, case_id)
    workspace.write(remove_promise, case_id, key)
    assert promises(workspace, case_id) == ()
    workspace.write(restore_promise, case_id, key)
    assert promises(workspace, case_id) == before
    assert list(verify(workspace)) == []


def test_a_promise_needs_a_text_and_an_event_of_its_case(workspace: Workspace, case_id: CaseId) -> None:
    other = workspace.write(new_case, CaseDetails(title="别的"))
    event = workspace.change(add_event, other, EventDetails(at=SAID, text="联系客服"))
    for details, match in (
        (PromiseDetails(side=Side.SERVICE, text=" ", made_at=SAID), "needs a text"),
        (PromiseDetails(side=Side.SERVICE, text="处理", made_at=SAID, event=event), "no such event"),
        (PromiseDetails(side=Side.SERVICE, text="处理", made_at=SAID, event=EventId("x")), "no such event"),
    ):
        with pytest.raises(CaseorgError, match=match):
            workspace.write(add_promise, case_id, details)
    key = workspace.change(add_promise, other, PROMISED)
    for unknown in (key, PromiseId("x")):
        with pytest.raises(CaseorgError, match="no such promise"):
            workspace.write(settle_promise, case_id, unknown, True)


def test_a_promise_of_an_event_that_is_not_certain_is_of_no_certain_day(workspace: Workspace, case_id: CaseId) -> None:
    said = parse_told("11月上旬", datetime(2026, 11, 29, tzinfo=UTC))
    event = workspace.change(add_event, case_id, EventDetails(at=said, text="客服说会处理"))
    details = PromiseDetails(side=Side.SERVICE, text="处理", made_at=said, event=event)
    workspace.write(add_promise, case_id, details)
    (promise,) = promises(workspace, case_id)
    assert show_moment(promise.made_at) == "2026年11月上旬"
    assert list(verify(workspace)) == []
    later = replace(details, made_at=SAID)
    workspace.write(add_promise, case_id, later)
    assert {one.made_at for one in promises(workspace, case_id)} == {said, SAID}
