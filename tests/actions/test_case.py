"""Making and changing cases."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from caseorg.actions.case import edit_case, new_case, set_profile
from caseorg.actions.document import record_document
from caseorg.actions.message import MessageDetails, keep_message
from caseorg.domain.case import (
    Answer,
    CaseDetails,
    CaseId,
    Document,
    DocumentId,
    EvidenceId,
    Order,
    OrderId,
    Party,
    Payment,
    Person,
    Role,
    Stage,
)
from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import parse_moment
from caseorg.jobs.sample import SAMPLE
from caseorg.jobs.verify import verify
from caseorg.store.journal import journal_entries
from caseorg.store.queries import list_cases, load_case, load_profile
from caseorg.workspace import Workspace

FULL = CaseDetails(
    title=" 点卡卡密无效 ",
    stage=Stage.CONTACTED,
    demand="退款98元\n道歉",
    parties=(Party(role=Role.MERCHANT, name="星河数码", phone="138"), Party(role=Role.PLATFORM, name="平台")),
    orders=(
        Order(id=OrderId(""), number="A1", paid=Decimal("98.50"), ordered_at=parse_moment("2026-11-01 14:30")),
        Order(id=OrderId(""), number="A2", paid_at=parse_moment("2026-11")),
    ),
)


def test_a_new_case_says_what_was_told(workspace: Workspace) -> None:
    case = workspace.read(load_case, workspace.write(new_case, FULL))
    assert case.title == "点卡卡密无效"
    assert replace(case.details, orders=()) == replace(FULL, title=case.title, orders=())
    assert [replace(order, id=OrderId("")) for order in case.orders] == list(FULL.orders)


def test_an_edit_puts_the_new_details_in_place_of_the_old(workspace: Workspace) -> None:
    key = workspace.write(new_case, FULL)
    before = workspace.read(load_case, key)
    second = replace(before.orders[1], number="B2")
    merchant = replace(before.merchant, address="杭州")
    details = replace(before.details, title="新标题", orders=(second,), parties=(merchant,))
    assert workspace.change(edit_case, key, details, before.details) == details
    assert workspace.read(load_case, key).details == details


def test_an_edit_can_add_an_order_before_the_others(workspace: Workspace) -> None:
    key = workspace.write(new_case, FULL)
    before = workspace.read(load_case, key)
    orders = (Order(id=OrderId(""), number="A0"), *before.orders)
    workspace.write(edit_case, key, replace(before.details, orders=orders))
    after = workspace.read(load_case, key)
    assert [order.number for order in after.orders] == ["A0", "A1", "A2"]
    assert after.orders[1:] == before.orders


def test_an_edit_never_takes_an_order_from_another_case(workspace: Workspace) -> None:
    first, second = workspace.write(new_case, FULL), workspace.write(new_case, CaseDetails(title="b"))
    taken = workspace.read(load_case, first).orders
    workspace.write(edit_case, second, CaseDetails(title="b", orders=taken))
    assert workspace.read(load_case, first).orders == taken
    assert len(workspace.read(load_case, second).orders) == 2


def test_a_stale_edit_is_refused(workspace: Workspace, case_id: CaseId) -> None:
    seen = workspace.read(load_case, case_id)
    workspace.write(edit_case, case_id, CaseDetails(title="由他人修改"), seen.details)
    with pytest.raises(CaseorgError, match="changed elsewhere"):
        workspace.write(edit_case, case_id, CaseDetails(title="我的修改"), seen.details)
    assert workspace.read(load_case, case_id).title == "由他人修改"


@pytest.mark.parametrize("title", ["", "  ", "\n"])
def test_a_case_needs_a_title(workspace: Workspace, case_id: CaseId, title: str) -> None:
    with pytest.raises(CaseorgError, match="needs a title"):
        workspace.write(new_case, CaseDetails(title=title))
    with pytest.raises(CaseorgError, match="needs a title"):
        workspace.write(edit_case, case_id, CaseDetails(title=title))
    assert len(workspace.read(list_cases)) == 1


@pytest.mark.parametrize(
    ("details", "longest"),
    [
        (CaseDetails(title="长" * 501), 500),
        (CaseDetails(title="a", parties=(Party(role=Role.MERCHANT, name="长" * 501),)), 500),
        (CaseDetails(title="a", parties=(Party(role=Role.MERCHANT, phone="1" * 65),)), 64),
        (CaseDetails(title="a", orders=(Order(id=OrderId(""), number="1" * 501),)), 500),
        (CaseDetails(title="a", orders=(Order(id=OrderId(""), product="长" * 501),)), 500),
    ],
)
def test_a_text_that_is_too_long_is_refused_with_the_limit(
    workspace: Workspace, details: CaseDetails, longest: int
) -> None:
    with pytest.raises(CaseorgError, match=rf"is too long\. Shorten it to at most {longest} characters"):
        workspace.write(new_case, details)
    assert workspace.read(list_cases) == ()


def test_a_text_as_long_as_allowed_is_kept_whole(workspace: Workspace) -> None:
    key = workspace.write(new_case, CaseDetails(title="长" * 500, demand="退" * 20_000))
    case = workspace.read(load_case, key)
    assert (len(case.title), len(case.demand)) == (500, 20_000)


def test_the_profile_is_the_complainant_of_the_users_own_cases(workspace: Workspace, case_id: CaseId) -> None:
    me = Person(name="王小明", phone="139", address="北京", id_type="居民身份证", id_number="1")
    workspace.write(set_profile, me)
    assert workspace.read(load_profile) == me
    assert workspace.read(load_case, case_id).complainant == me
    workspace.write(set_profile, replace(me, phone="138"))
    assert workspace.read(load_case, case_id).complainant.phone == "138"


def test_the_sample_case_leaves_the_users_own_data_alone(sample: Workspace) -> None:
    assert sample.read(load_profile) == Person()
    assert sample.read(load_case, SAMPLE).complainant.name == "林晓㛃"
    sample.write(set_profile, Person(name="王小明"))
    assert sample.read(load_case, SAMPLE).complainant.name == "林晓㛃"
    own = sample.write(new_case, CaseDetails(title="我的案件"))
    assert sample.read(load_case, own).complainant.name == "王小明"


def test_a_profile_that_is_too_long_is_refused(workspace: Workspace) -> None:
    with pytest.raises(CaseorgError, match="too long"):
        workspace.write(set_profile, Person(phone="1" * 65))
    assert workspace.read(load_profile) == Person()


def test_a_kept_message_is_frozen(workspace: Workspace, case_id: CaseId) -> None:
    sent = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    key = workspace.change(
        keep_message, case_id, MessageDetails(channel="merchant", text="请退款。\n谢谢", sent_at=sent)
    )
    (message,) = workspace.read(load_case, case_id).messages
    assert (message.id, message.channel, message.text, message.sent_at) == (key, "merchant", "请退款。\n谢谢", sent)


def test_a_message_needs_a_text_and_keeps_kind_subject_and_attachments(workspace: Workspace, case_id: CaseId) -> None:
    with pytest.raises(CaseorgError, match="needs a text"):
        workspace.write(keep_message, case_id, MessageDetails(channel="merchant", text=" \n"))
    attached = (EvidenceId("1"), EvidenceId("2"))
    details = MessageDetails(channel="email", text="请退款", kind="email", subject="退款申请", attached=attached)
    workspace.write(keep_message, case_id, details)
    (message,) = workspace.read(load_case, case_id).messages
    assert (message.kind, message.subject, message.attached, message.sent_at) == ("email", "退款申请", attached, None)


def test_scenario_answers_and_the_rest_of_an_order_are_stored(workspace: Workspace, case_id: CaseId) -> None:
    order = Order(
        id=OrderId(""),
        paid=Decimal("98.00"),
        refunded=Decimal("10.00"),
        payment=Payment.WECHAT,
        transaction="4200 1",
        account="138",
    )
    answers = (Answer(question="a", value="是"), Answer(question="b", value=" "), Answer(question="c", value="否"))
    details = CaseDetails(title="点卡", scenario="card-invalid", answers=answers, orders=(order,))
    stored = workspace.change(edit_case, case_id, details)
    case = workspace.read(load_case, case_id)
    assert (case.scenario, case.answer("a"), case.answer("b"), case.answer("c")) == ("card-invalid", "是", "", "否")
    assert case.paid_amount == Decimal("98.00")
    assert replace(case.orders[0], id=OrderId("")) == order
    changed = replace(stored, answers=(Answer(question="a", value="否"),))
    assert workspace.change(edit_case, case_id, changed, stored) == changed


def test_an_exported_paper_is_noted(workspace: Workspace, case_id: CaseId) -> None:
    made = datetime(2026, 11, 1, tzinfo=UTC)
    paper = Document(id=DocumentId("1"), kind="pack", name="证据包.pdf", sha256="0" * 64, pages=9, made_at=made)
    workspace.add(record_document, case_id, paper)
    assert workspace.read(load_case, case_id).documents == (paper,)


def test_the_journal_of_all_this_holds(workspace: Workspace) -> None:
    key = workspace.write(new_case, FULL)
    workspace.write(edit_case, key, replace(FULL, orders=()))
    workspace.write(set_profile, Person(name="王"))
    assert list(verify(workspace)) == []


def test_the_journal_does_not_keep_who_the_complainant_is(workspace: Workspace) -> None:
    workspace.write(set_profile, Person(name="林晓", phone="13800001234", id_number="310105199901011234"))
    told = workspace.read(lambda session: [entry.details for entry in journal_entries(session)])[-1]
    assert "id_number" in told
    assert not any(secret in told for secret in ("林晓", "13800001234", "310105199901011234"))
