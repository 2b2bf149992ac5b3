"""The annexes of the complaint."""

from dataclasses import replace
from datetime import timedelta

from caseorg.domain.case import Side
from caseorg.domain.moments import Precision, TimeSource
from caseorg.domain.papers.annex import promise_rows
from caseorg.domain.text.told_times import parse_told
from domain.build import START, case, event, evidence, message, moment, promise
from domain.stories import happenings


def test_the_timeline_tells_events_messages_and_evidence_in_order() -> None:
    found = case(
        events=(event("2026-11-01 14:52", "兑换失败", 1, side=Side.SYSTEM), event("2026-11", "下单")),
        evidence=(evidence(1), evidence(2, "2026-11-01 15:15"), evidence(3), evidence(4, withdrawn=True)),
        messages=(message(1, channel="12315"), message(2, sent_at=None)),
    )
    rows = happenings(found, {"12315": "全国12315平台"})
    assert [(row.when, row.who, row.text, [item.number for item in row.proofs]) for row in rows] == [
        ("2026-11", "投诉人", "下单", []),
        ("2026-11-01 14:52", "系统", "兑换失败", [1]),
        ("2026-11-01 15:15", "", "取得证据2：2.png", [2]),
        ("2026-11-01 15:30", "投诉人", "通过全国12315平台发送书面消息", []),
    ]


def test_the_date_of_a_file_is_no_row_of_the_timeline() -> None:
    item = evidence(1, "2026-11-01 15:15")
    assert item.taken_at
    dated = replace(item, taken_at=replace(item.taken_at, source=TimeSource.FILE))
    assert len(happenings(case(evidence=(item,)), {})) == 1
    assert happenings(case(evidence=(dated,)), {}) == ()


def test_a_time_that_was_counted_from_a_picture_says_so() -> None:
    counted = replace(moment(), source=TimeSource.RESOLVED)
    rows = happenings(case(events=(event(counted, "客服答复"), event(moment(1), "再次联系"))), {})
    assert [row.when for row in rows] == ["2026-11-01 14:30（推算）", "2026-11-01 15:30"]


def test_what_is_for_own_use_alone_is_in_neither_annex() -> None:
    private = event(text="自用", in_complaint=False)
    found = case(events=(private,), promises=(promise(1, event=private.id),))
    assert happenings(found, {}) == () and promise_rows(found) == ()


def test_each_promise_says_until_when_and_what_came_of_it() -> None:
    told = event("2026-11-01 15:15", "客服答复", 2)
    found = case(
        events=(told,),
        evidence=(evidence(1), evidence(2)),
        promises=(
            promise(3, "尽快", kept=None),
            promise(1, "1小时内处理", due=START + timedelta(hours=2), kept=False, event=told.id),
            promise(2, "补发卡密", side=Side.MERCHANT, made_at=moment(2, Precision.DAY), kept=True),
        ),
    )
    assert [(row.when, row.text, row.due, row.result) for row in promise_rows(found)] == [
        ("2026-11-01 15:30", "客服：1小时内处理", "2026-11-01 16:30", "未兑现"),
        ("2026-11-01", "商家：补发卡密", "未说明期限", "已兑现"),
        ("2026-11-01 17:30", "客服：尽快", "未说明期限", "□已兑现\n□未兑现"),
    ]
    assert [item.number for item in promise_rows(found)[0].proofs] == [2]


def test_promises_without_an_event_stand_on_the_timeline_too() -> None:
    (row,) = happenings(case(promises=(promise(1),)), {})
    assert (row.who, row.text) == ("客服", "承诺：1小时内处理")
    assert replace(row, text="") != row


def test_a_time_that_is_not_certain_is_printed_as_it_was_told_and_stands_at_its_beginning() -> None:
    told = parse_told("11月上旬", START)
    found = case(events=(event("2026-11-02 09:00", "客服答复"), event(told, "付款")))
    assert [row.when for row in happenings(found, {})] == ["2026年11月上旬", "2026-11-02 09:00"]
