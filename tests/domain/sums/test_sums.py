"""Paid, refunded and claimed, and what is said where they differ."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.case import CaseFile
from caseorg.domain.sums.calculator import undone_part
from caseorg.domain.sums.explained import demand_doubts, remarks_on_sums
from caseorg.domain.sums.totals import ClaimStanding, claimed_sum, sums_of
from domain.build import START, case, moment, order

STARS = undone_part(Decimal(360), 20, 12, "星")


def paid(amount: int | str | None, demand: str, refunded: int | str | None = None) -> CaseFile:
    given = (None if one is None else Decimal(one) for one in (amount, refunded))
    return case(orders=(order(**dict(zip(("paid", "refunded"), given, strict=True))),), demand=demand)


def test_the_three_numbers_are_told_apart() -> None:
    orders = (
        order(number="A1", paid=Decimal("98"), refunded=Decimal("10.5")),
        order(number="A2", paid=Decimal("50")),
        order(number="A3"),
    )
    sums = sums_of(case(orders=orders, demand="1. 7日内退款100元\n2. 7日内退款37.5元\n3. 7日内赔偿500元"))
    assert (sums.paid, sums.refunded, sums.claimed) == (148, Decimal("10.5"), Decimal("637.5"))
    assert (sums.back, sums.open, sums.owed) == (Decimal("137.5"), Decimal("137.5"), Decimal("137.5"))
    assert sums.agreement is ClaimStanding.SAME


@pytest.mark.parametrize(
    ("found", "claimed", "agreement", "owed"),
    [
        (paid(98, "退款98元"), 98, ClaimStanding.SAME, 98),
        (paid(98, "退款九十八元"), 98, ClaimStanding.SAME, 98),
        (paid(98, "退款88元", 10), 88, ClaimStanding.SAME, 88),
        (paid(98, "退款98元，赔偿294元"), 392, ClaimStanding.SAME, 98),
        (paid(360, "退还未完成部分的费用216元"), 216, ClaimStanding.LESS, None),
        (paid(136, "退还多付的68元"), 68, ClaimStanding.LESS, None),
        (paid(200_000, "交付礼品卡200张；不能交付的，退还货款200000元"), 200_000, ClaimStanding.SAME, 200_000),
        (paid(50, "更换卡密；不能更换的，退还50元"), 50, ClaimStanding.SAME, 50),
        (paid(98, "退款99元"), 99, ClaimStanding.MORE, None),
        (paid(98, "退款98元", 98), 98, ClaimStanding.MORE, None),
        (paid(98, "书面答复", 99), None, ClaimStanding.OVERPAID, None),
        (paid(98, "补发商品"), None, ClaimStanding.UNKNOWN, None),
        (paid(None, "退款98元"), 98, ClaimStanding.UNKNOWN, None),
        (paid(98, ""), None, ClaimStanding.UNKNOWN, None),
        (paid(0, "退款0元"), 0, ClaimStanding.SAME, None),
    ],
)
def test_only_what_is_claimed_is_told_as_owed(
    found: CaseFile, claimed: int | None, agreement: ClaimStanding, owed: int | None
) -> None:
    sums = sums_of(found)
    assert (sums.claimed, sums.agreement, sums.owed) == (claimed, agreement, owed)


@given(st.decimals(0, 1000, places=2), st.decimals(0, 1000, places=2), st.decimals(0, 1000, places=2))
def test_what_is_not_claimed_is_never_owed(price: Decimal, back: Decimal, claim: Decimal) -> None:
    sums = sums_of(paid(str(price), f"退款{claim}元", str(back)))
    assert sums.claimed == claim
    assert sums.owed in (None, claim)


@pytest.mark.parametrize(
    ("demand", "proposed"), [("尽快退款", 98), ("", 98), ("给个说法", 98), ("退款50元", None), ("补发商品", None)]
)
def test_a_sum_is_proposed_only_where_a_refund_names_none(demand: str, proposed: int | None) -> None:
    sums = sums_of(paid(98, demand))
    assert sums.proposed == proposed
    assert sums.claimed is None or proposed is None


def test_a_demand_without_a_case_names_its_sum() -> None:
    assert claimed_sum("退钱15块", moment()) == 15
    assert claimed_sum("书面答复", moment()) is None


def test_less_than_was_paid_is_explained_and_never_corrected() -> None:
    (said,) = remarks_on_sums(sums_of(paid(360, "退还未完成部分的费用216元")), [STARS])
    assert "360元÷20星×12星=216元" in str(said) and "differ rightly" in str(said)
    (said,) = remarks_on_sums(sums_of(paid(360, "退还200元")), [STARS])
    assert "200.00 yuan are claimed" in str(said) and "216元" in str(said) and "Which do you mean?" in str(said)
    (said,) = remarks_on_sums(sums_of(paid(360, "退还200元")))
    assert "only a part is asked back" in str(said)


def test_more_than_was_paid_is_asked_about() -> None:
    (said,) = remarks_on_sums(sums_of(paid(98, "退款294元")))
    assert "only 98.00 yuan were paid" in str(said) and "the other 196.00" in str(said)


def test_what_agrees_or_is_not_known_needs_no_question() -> None:
    (said,) = remarks_on_sums(sums_of(paid(98, "退款98元")))
    assert "agrees with the orders" in str(said)
    assert remarks_on_sums(sums_of(paid(None, "退款98元"))) == ()
    assert remarks_on_sums(sums_of(paid(98, "补发商品"))) == ()


def test_compensation_beside_the_price_is_told_apart_from_it() -> None:
    (said,) = remarks_on_sums(sums_of(paid(98, "退还98元\n赔偿50元")))
    assert str(said).startswith("98.00 yuan of it are asked back") and "the other 50.00 yuan" in str(said)
    (said,) = remarks_on_sums(sums_of(paid(98, "退还98元\n赔偿500元")))
    assert "598.00 yuan are claimed" in str(said) and "agrees" not in str(said)


def test_a_demand_without_a_sum_gets_proposals() -> None:
    sums = sums_of(paid(360, "尽快退款"))
    assert ["216元" in str(one) for one in remarks_on_sums(sums, [STARS])] == [True]
    assert ["360.00" in str(one) for one in remarks_on_sums(sums)] == [True]


def test_only_what_is_to_be_mended_is_a_doubt() -> None:
    def doubts(found: CaseFile, days: int = 0) -> list[str]:
        return [str(one) for one in demand_doubts(found, START + timedelta(days=days))]

    assert doubts(paid(360, "2026年12月6日前退还216元")) == []
    assert doubts(paid(98, "")) == []
    (asked,) = doubts(paid(98, "2026年12月6日前退还294元"))
    assert "the other 196.00" in asked
    (passed,) = doubts(paid(98, "2026年12月6日前退还98元"), days=40)
    assert passed.startswith("The day 2026年12月6日 has passed")
