"""What a case file says about itself."""

from datetime import timedelta

from domain.build import START, case, evidence, merchant, order


def test_a_demand_was_said_when_it_was_written_or_else_with_the_case() -> None:
    assert case().demand_said.at == START
    later = START + timedelta(days=3)
    assert case(demanded_at=later).demand_said.at == later


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
