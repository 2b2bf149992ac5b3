"""What a case file says about itself."""

from decimal import Decimal

from domain.build import case, evidence, merchant, order


def test_the_disputed_amount_is_the_exact_sum_and_unknown_without_any() -> None:
    assert case(orders=(order(), order())).disputed_amount is None
    paid = (order(paid=Decimal("0.10")), order(), order(paid=Decimal("0.20")))
    assert case(orders=paid).disputed_amount == Decimal("0.30")


def test_a_case_without_a_merchant_has_an_empty_one() -> None:
    assert case().merchant.name == ""
    assert case(parties=(merchant("星河数码"),)).merchant.name == "星河数码"


def test_details_are_what_the_form_edits() -> None:
    found = case(demand="退款", orders=(order(number="A1"),), parties=(merchant(),))
    details = found.details
    assert (details.title, details.platform, details.stage) == (found.title, found.platform, found.stage)
    assert (details.demand, details.orders, details.parties) == ("退款", found.orders, found.parties)


def test_evidence_is_named_by_its_number() -> None:
    assert evidence(12).label == "证据12"
