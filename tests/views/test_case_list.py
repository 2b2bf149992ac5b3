"""What the list of cases says of each, and what finds it."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.case import CaseId, CaseSummary, Platform, Stage
from caseorg.domain.clocks.deadline import Clock, ClockKind, ClockState
from caseorg.domain.moments import BEIJING, Moment, Precision, TimeSource
from caseorg.views.case_list import Badge, BadgeTone, CaseFilter, CaseOrder, Wanted, badge_of, list_case, order_key
from caseorg.views.initials import finder

NOW = datetime(2026, 11, 12, 23, 30, tzinfo=BEIJING)


def summary(key: str = "a", title: str = "点卡", **more: object) -> CaseSummary:
    told: dict[str, object] = {
        "id": CaseId(key),
        "title": title,
        "platform": Platform.PDD,
        "stage": Stage.COLLECTING,
        "merchant": "",
        "order_number": "",
        "paid": Decimal(98),
        "evidence_count": 1,
        "updated_at": NOW,
    }
    return CaseSummary(**{**told, **more})  # type: ignore[arg-type]


def clock(due: datetime) -> Clock:
    state = ClockState.OVERDUE if due < NOW else ClockState.RUNNING
    since = Moment(NOW - timedelta(days=30), Precision.MINUTE, TimeSource.TYPED)
    return Clock(key="k", kind=ClockKind.PROMISE, name="", since=since, due=due, state=state)


@pytest.mark.parametrize(
    ("span", "text", "tone"),
    [
        (timedelta(days=-11, hours=-5), "11 days overdue", BadgeTone.URGENT),
        (timedelta(days=-1), "1 day overdue", BadgeTone.URGENT),
        (timedelta(hours=-5), "5 hours overdue", BadgeTone.URGENT),
        (timedelta(minutes=-1), "Just overdue", BadgeTone.URGENT),
        (timedelta(minutes=29), "Due today", BadgeTone.SOON),
        (timedelta(minutes=31), "Due tomorrow", BadgeTone.SOON),
        (timedelta(days=3), "Due in 3 days", BadgeTone.CALM),
    ],
)
def test_a_case_has_one_badge_for_what_is_most_urgent(span: timedelta, text: str, tone: BadgeTone) -> None:
    listed = list_case(summary(evidence_count=0), clock(NOW + span), NOW)
    assert badge_of(listed, NOW) == Badge(text, tone)
    assert listed.kinds == {CaseFilter.ALL, CaseFilter.TO_DO} | (
        {CaseFilter.OVERDUE} if tone is BadgeTone.URGENT else set()
    )


def test_without_anything_due_soon_the_badge_says_that_there_is_no_evidence() -> None:
    later = clock(NOW + timedelta(days=9))
    assert badge_of(list_case(summary(evidence_count=0), later, NOW), NOW) == Badge("No evidence", BadgeTone.SOON)
    assert badge_of(list_case(summary(), later, NOW), NOW) is None
    closed = list_case(summary(stage=Stage.CLOSED, evidence_count=0), clock(NOW - timedelta(days=1)), NOW)
    assert badge_of(closed, NOW) is None
    assert closed.kinds == {CaseFilter.ALL, CaseFilter.CLOSED}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("dkkm", True),
        ("KM", True),
        ("卡密", True),
        ("xhsm", True),  # the merchant
        ("261101", True),
        ("cz", True),  # 重置: 重 is read chóng and zhòng
        ("zz", True),
        ("xw", True),  # 鑫旺: a character that the standard has by its radical
        ("kmdk", False),
        ("星云", False),
        ("", True),
    ],
)
def test_initials_words_and_numbers_find_a_case(typed: str, found: bool) -> None:
    case = summary(title="点卡 卡密重置", merchant="星河数码（鑫旺）", order_number="261101-1234")
    assert Wanted(typed).matcher()(list_case(case, None, NOW)) is found


@given(st.text(st.characters(codec="gb2312"), min_size=1, max_size=8))
def test_whatever_is_typed_finds_itself(text: str) -> None:
    case = list_case(summary(title=text), None, NOW)
    assert Wanted(text).matcher()(case)


def test_what_is_no_letter_has_no_initials() -> None:
    assert finder("点") is None
    assert finder("a b") is None
    assert finder("(") is None


def test_platform_and_kind_narrow_together() -> None:
    listed = list_case(summary(platform=Platform.JD), clock(NOW - timedelta(days=1)), NOW)
    assert Wanted(platform=Platform.JD, kind=CaseFilter.OVERDUE).matcher()(listed)
    assert not Wanted(platform=Platform.PDD, kind=CaseFilter.OVERDUE).matcher()(listed)
    assert not Wanted(kind=CaseFilter.CLOSED).matcher()(listed)


def test_each_order_is_the_one_that_it_says() -> None:
    cases = [
        list_case(summary("a", "账号", bought="2026-11-01", updated_at=NOW - timedelta(1)), None, NOW),
        list_case(summary("b", "点卡", bought="2026-11-03"), clock(NOW + timedelta(days=2)), NOW),
        list_case(summary("c", "充值"), clock(NOW - timedelta(days=2)), NOW),
        list_case(summary("d", "会员", stage=Stage.CLOSED, bought="2026-10-01"), clock(NOW - timedelta(days=9)), NOW),
    ]

    def ordered(order: CaseOrder) -> str:
        return "".join(one.case.id for one in sorted(cases, key=order_key(order)))

    assert {order: ordered(order) for order in CaseOrder} == {
        CaseOrder.CHANGED: "bcda",
        CaseOrder.DUE: "cbad",
        CaseOrder.TITLE: "cbda",
        CaseOrder.BOUGHT: "badc",
    }
