"""What pictures propose comes into the case by one decision, with the place that says it, and goes by one undo."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from caseorg.actions.case import edit_case
from caseorg.actions.change import Change
from caseorg.actions.decision import dismiss_proposals
from caseorg.actions.evidence import Description, describe_evidence
from caseorg.actions.proposal import accept_proposals
from caseorg.domain.case import BY_BROWSER, CaseFile, CaseId, Order, OrderId, Part, Platform, Side
from caseorg.domain.errors import BrokenError, CaseorgError
from caseorg.domain.moments import TimeSource, parse_moment
from caseorg.domain.papers.pack import pack_plan, with_names
from caseorg.domain.reading.proposal import Proposal, ProposalKind, Quote, SaidPromise, ToldEvent, Value, proposal_id
from caseorg.domain.reading.reading import Box
from caseorg.jobs.archives.making import archive_case
from caseorg.jobs.archives.opening import open_archive
from caseorg.jobs.intake import add_files
from caseorg.jobs.verify import verify
from caseorg.store.journal import journal_end, journal_entries
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace, open_workspace

NUMBER = "261101-123456789012345"
AT = parse_moment("2026-11-01T14:52", TimeSource.TYPED)

PROMISED = ToldEvent(at=AT, side=Side.SERVICE, text="客服答应24小时内退款", part=Part.PROMISE)


@pytest.fixture
def case(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> CaseFile:
    """With two pictures."""
    for number in (1, 2):
        out = io.BytesIO()
        Image.new("RGB", (40, 80), (number, 20, 30)).save(out, "PNG")
        (tmp_path / f"{number}.png").write_bytes(out.getvalue())
    list(add_files(workspace, case_id, [tmp_path / "1.png", tmp_path / "2.png"]))
    return workspace.read(load_case, case_id)


def proposal(case: CaseFile, kind: ProposalKind, value: Value, number: int = 1, **more: Any) -> Proposal:
    item, box = case.evidence[number - 1], Box(10, 20, 300, 60)
    key = proposal_id(item.sha256, 0, box, kind, value)
    return Proposal(id=key, kind=kind, value=value, quotes=(Quote(item.id, 0, box, str(value)),), **more)


def whole_page(case: CaseFile) -> list[Proposal]:
    """An order page, and a chat with a promise."""
    event = proposal(case, ProposalKind.EVENT, PROMISED, 2)
    said = SaidPromise(side=Side.SERVICE, text="24小时内退款", made_at=AT, event=event.id)
    return [
        proposal(case, ProposalKind.ORDER_NUMBER, NUMBER, purchase="1"),
        proposal(case, ProposalKind.PAID, Decimal("98.00"), purchase="1"),
        proposal(case, ProposalKind.SHOP, "星河数码卡券专营店"),
        proposal(case, ProposalKind.PLATFORM, Platform.PDD),
        event,
        proposal(case, ProposalKind.PROMISE, said, 2),
        proposal(case, ProposalKind.SOURCE, "拼多多订单详情页"),
        proposal(case, ProposalKind.SHOWS, ("order",)),
    ]


def accept(workspace: Workspace, case: CaseFile, chosen: list[Proposal], **more: Any) -> Change[tuple[str, ...]]:
    return workspace.write(accept_proposals, case.id, chosen, **more)


def told(case: CaseFile) -> CaseFile:
    """Without what every change moves on."""
    return replace(case, revision=0, updated_at=case.created_at)


def test_one_step_fills_the_case_and_one_takes_it_back(workspace: Workspace, case: CaseFile) -> None:
    change = accept(workspace, case, whole_page(case))
    now = workspace.read(load_case, case.id)
    (order,), (event,), (promise,) = now.orders, now.events, now.promises
    assert (order.number, order.paid, now.merchant.name) == (NUMBER, Decimal("98.00"), "星河数码卡券专营店")
    assert now.platform is Platform.PDD
    assert (event.side, event.part, event.evidence) == (Side.SERVICE, Part.PROMISE, (case.evidence[1].id,))
    assert (promise.text, promise.event) == ("24小时内退款", event.id)
    assert (now.evidence[0].source, now.evidence[0].shows) == ("拼多多订单详情页", ("order",))
    assert change.made[:1] == (order.id,) and change.made[4] == event.id
    assert len(now.decisions) == 8
    workspace.write(change.undo, case.id)
    assert told(workspace.read(load_case, case.id)) == told(case)
    workspace.write(change.redo, case.id)
    again = workspace.read(load_case, case.id)
    assert again.orders[0].number == NUMBER and again.events == now.events and len(again.decisions) == 8
    list(verify(workspace))


def test_the_journal_says_from_where_it_was_taken(workspace: Workspace, case: CaseFile) -> None:
    accept(workspace, case, whole_page(case)[:1])
    entries = workspace.read(lambda session: list(journal_entries(session)))
    assert [entry.action for entry in entries[-2:]] == ["case.edit", "proposal.accept"]
    said = json.loads(entries[-1].details)
    assert (said["value"], said["kind"], said["page"]) == (NUMBER, "order-number", 0)
    assert (said["evidence"], said["box"]) == (case.evidence[0].id, [10, 20, 300, 60])


def test_what_is_of_one_purchase_goes_to_one_order_one_after_the_other(workspace: Workspace, case: CaseFile) -> None:
    page = whole_page(case)
    for one in page[:2]:
        accept(workspace, case, [one], known=page)
    (order,) = workspace.read(load_case, case.id).orders
    assert (order.number, order.paid) == (NUMBER, Decimal("98.00"))
    other = proposal(case, ProposalKind.PAID, Decimal("5.00"), 2, purchase="2")
    accept(workspace, case, [other], known=[*page, other])
    assert [one.paid for one in workspace.read(load_case, case.id).orders] == [Decimal("98.00"), Decimal("5.00")]


def test_a_promise_finds_the_event_that_was_accepted_before(workspace: Workspace, case: CaseFile) -> None:
    page = whole_page(case)
    accept(workspace, case, page[4:5])
    accept(workspace, case, page[5:6])
    now = workspace.read(load_case, case.id)
    assert now.promises[0].event == now.events[0].id


def test_an_event_that_is_accepted_later_gets_the_promise_that_it_tells(workspace: Workspace, case: CaseFile) -> None:
    page = whole_page(case)
    accept(workspace, case, page[5:6], known=page)
    before = workspace.read(load_case, case.id)
    assert before.promises[0].event is None
    change = accept(workspace, case, page[4:5], known=page)
    now = workspace.read(load_case, case.id)
    assert now.promises[0].event == now.events[0].id
    assert change.undo
    workspace.write(change.undo, case.id)
    assert told(workspace.read(load_case, case.id)).promises == before.promises


def typed(workspace: Workspace, case: CaseFile, **fields: Any) -> CaseFile:
    details = replace(case.details, orders=(Order(id=OrderId(""), **fields),))
    workspace.write(edit_case, case.id, details)
    return workspace.read(load_case, case.id)


def test_what_was_typed_is_replaced_only_on_purpose(workspace: Workspace, case: CaseFile) -> None:
    case = typed(workspace, case, number="typed by hand")
    one = proposal(case, ProposalKind.ORDER_NUMBER, NUMBER, order=case.orders[0].id, present="typed by hand")
    other = proposal(case, ProposalKind.SHOP, "星河")
    before = workspace.read(load_case, case.id)
    with pytest.raises(CaseorgError, match="says something else there already"):
        accept(workspace, case, [other, one])
    assert workspace.read(load_case, case.id) == before
    change = accept(workspace, case, [one], over=True)
    assert workspace.read(load_case, case.id).orders[0].number == NUMBER
    workspace.write(change.undo, case.id)
    assert workspace.read(load_case, case.id).orders[0].number == "typed by hand"


def test_what_was_typed_meanwhile_is_not_replaced_even_on_purpose(workspace: Workspace, case: CaseFile) -> None:
    case = typed(workspace, case, number="typed by hand")
    one = proposal(case, ProposalKind.ORDER_NUMBER, NUMBER, order=case.orders[0].id, present="what it was")
    with pytest.raises(CaseorgError, match="says something else there already"):
        accept(workspace, case, [one], over=True)


def test_two_values_for_one_thing_are_not_taken_at_once(workspace: Workspace, case: CaseFile) -> None:
    rivals = [proposal(case, ProposalKind.SHOP, "甲店"), proposal(case, ProposalKind.SHOP, "乙店", 2)]
    end = workspace.read(journal_end)
    with pytest.raises(CaseorgError):
        accept(workspace, case, rivals)
    assert workspace.read(journal_end) == end


def test_the_time_on_a_picture_says_so_and_can_be_taken_back(workspace: Workspace, case: CaseFile) -> None:
    shown = parse_moment("2026-11-01T14:31", TimeSource.PICTURE)
    change = accept(workspace, case, [proposal(case, ProposalKind.TAKEN_AT, shown)])
    assert workspace.read(load_case, case.id).evidence[0].taken_at == shown
    workspace.write(change.undo, case.id)
    assert workspace.read(load_case, case.id).evidence[0].taken_at == case.evidence[0].taken_at
    workspace.write(change.redo, case.id)
    assert workspace.read(load_case, case.id).evidence[0].taken_at == shown


def test_a_value_may_be_mended_before_it_is_taken(workspace: Workspace, case: CaseFile) -> None:
    one = proposal(case, ProposalKind.SHOP, "星河数玛")
    accept(workspace, case, [replace(one, value="星河数码")])
    now = workspace.read(load_case, case.id)
    assert now.merchant.name == "星河数码"
    assert (now.decisions[0].proposal, now.decisions[0].value) == (one.id, "星河数码")


@pytest.mark.parametrize("answer", [accept_proposals, dismiss_proposals])
def test_what_was_accepted_cannot_be_answered_again(
    workspace: Workspace, case: CaseFile, answer: Callable[..., object]
) -> None:
    one = proposal(case, ProposalKind.SHOP, "星河")
    change = accept(workspace, case, [one])
    end = workspace.read(journal_end)
    with pytest.raises(CaseorgError, match="answered already"):
        workspace.write(answer, case.id, [one])
    assert workspace.read(journal_end) == end
    workspace.write(change.undo, case.id)
    workspace.write(answer, case.id, [one])


def test_what_was_dismissed_can_be_taken_all_the_same(workspace: Workspace, case: CaseFile) -> None:
    one = proposal(case, ProposalKind.SHOP, "星河")
    workspace.write(dismiss_proposals, case.id, [one])
    assert [decision.accepted for decision in workspace.read(load_case, case.id).decisions] == [False]
    change = accept(workspace, case, [one])
    assert [decision.accepted for decision in workspace.read(load_case, case.id).decisions] == [True]
    workspace.write(change.undo, case.id)
    assert [decision.accepted for decision in workspace.read(load_case, case.id).decisions] == [False]
    list(verify(workspace))


def test_evidence_of_another_case_is_refused(workspace: Workspace, case: CaseFile) -> None:
    one = proposal(case, ProposalKind.SHOP, "星河")
    strange = replace(one, quotes=(replace(one.quotes[0], evidence="0" * 32),))
    end = workspace.read(journal_end)
    for answer in (accept_proposals, dismiss_proposals):
        with pytest.raises(CaseorgError, match="no such evidence"):
            workspace.write(answer, case.id, [strange])
    assert workspace.read(journal_end) == end


def test_names_order_and_duplicates_are_confirmed_for_the_pack_and_nothing_is_dropped(
    workspace: Workspace, case: CaseFile
) -> None:
    first, second = case.evidence
    same = proposal(case, ProposalKind.DUPLICATE, second.id)
    order = proposal(case, ProposalKind.SEQUENCE, (second.id, first.id))
    name = proposal(case, ProposalKind.NAME, "拼多多订单详情截图")
    change = accept(workspace, case, [same, order, name])
    found = workspace.read(load_case, case.id)
    assert found.evidence == case.evidence
    plan = pack_plan(found, "")
    assert [item.id for item in plan.items] == [second.id, first.id]
    assert [item.name for item in with_names(plan).items] == [second.name, "拼多多订单详情截图（与证据2画面相同）"]
    workspace.write(change.undo, case.id)
    before = pack_plan(workspace.read(load_case, case.id), "")
    assert [item.id for item in before.items] == [first.id, second.id] and not before.names
    list(verify(workspace))


def test_a_decision_that_was_altered_is_found(workspace: Workspace, case: CaseFile) -> None:
    accept(workspace, case, whole_page(case)[:1])
    with workspace.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE decisions SET box = '0 0 1 1'")
    with pytest.raises(BrokenError, match=r"What was said to “261101-.*” *, which a picture says, is not as"):
        list(verify(workspace))


def test_an_archive_takes_the_decisions_along(workspace: Workspace, case: CaseFile, tmp_path: Path) -> None:
    page = [*whole_page(case), proposal(case, ProposalKind.SHOP, "别的店")]
    order = proposal(case, ProposalKind.SEQUENCE, (case.evidence[1].id, case.evidence[0].id))
    accept(workspace, case, [*page[:-1], order])
    workspace.write(dismiss_proposals, case.id, page[-1:])
    list(archive_case(workspace, case.id, tmp_path / "case.caseorg"))
    with open_workspace(tmp_path / "other") as other:
        *_, last = open_archive(other, tmp_path / "case.caseorg")
        assert last.item
        found = other.read(load_case, last.item.case_id)
        assert [(one.proposal, one.accepted, one.box) for one in found.decisions] == [
            (one.proposal, one.accepted, one.box) for one in workspace.read(load_case, case.id).decisions
        ]
        event = next(one for one in found.decisions if one.kind == "event")
        assert event.made == found.events[0].id
        assert [item.number for item in pack_plan(found, "").items] == [2, 1]
        list(verify(other))


def test_where_a_browser_delivered_a_file_the_picture_says_where_it_is_from(
    workspace: Workspace, case: CaseFile
) -> None:
    item = case.evidence[0]
    workspace.write(describe_evidence, case.id, item.id, Description(source=BY_BROWSER))
    accept(workspace, case, [proposal(case, ProposalKind.SOURCE, "拼多多订单详情页")])
    assert workspace.read(load_case, case.id).evidence[0].source == "拼多多订单详情页"
