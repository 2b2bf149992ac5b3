"""Sums with their formulas."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.errors import CaseorgError
from caseorg.domain.sums.calculator import (
    ClaimProposal,
    bad_pieces,
    deductions,
    repeated_payment,
    undone_part,
    unused_days,
)
from caseorg.domain.text.amounts import spoken_amounts

PRICES = st.decimals(Decimal("0.01"), Decimal("999999.99"), places=2)


@pytest.mark.parametrize(
    ("found", "amount", "formula"),
    [
        (undone_part(Decimal(360), 20, 12, "星"), "216", "360元÷20星×12星=216元"),
        (unused_days(Decimal(98), 30, 18), "58.80", "98元÷30天×18天=58.80元"),
        (bad_pieces(Decimal(93), 50, "张"), "4650", "93元×50张=4650元"),
        (bad_pieces(Decimal("9.5"), 3), "28.50", "9.50元×3=28.50元"),
        (repeated_payment(Decimal(136), 2), "68", "136元÷2笔×1笔=68元"),
        (deductions([Decimal(25)] * 3), "75", "25元+25元+25元=75元"),
        (undone_part(Decimal(100), 3, 1), "33.33", "100元÷3×1≈33.33元"),
    ],
)
def test_the_formula_is_told(found: ClaimProposal, amount: str, formula: str) -> None:
    assert (found.amount, found.formula) == (Decimal(amount), formula)


@given(PRICES, st.integers(1, 1000), st.integers(1, 1000))
def test_a_part_is_never_more_than_the_whole(price: Decimal, one: int, other: int) -> None:
    found = undone_part(price, max(one, other), min(one, other), "天")
    assert 0 <= found.amount <= price
    assert list(spoken_amounts(found.formula))[-1].amount == found.amount


@given(PRICES, st.integers(2, 12))
def test_of_repeated_payments_one_is_kept(price: Decimal, payments: int) -> None:
    assert repeated_payment(price * payments, payments).amount == price * (payments - 1)


def test_what_cannot_be_worked_out_is_told() -> None:
    calls = (
        lambda: undone_part(Decimal(1), 20, 21),
        lambda: undone_part(Decimal(1), 0, 0),
        lambda: bad_pieces(Decimal(1), 0),
        lambda: repeated_payment(Decimal(1), 1),
        lambda: deductions([]),
    )
    for call in calls:
        with pytest.raises(CaseorgError):
            call()
