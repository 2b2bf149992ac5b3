"""The plan of the evidence pack."""

from datetime import timedelta
from decimal import Decimal

from caseorg.domain.case import Person
from caseorg.domain.pack import manifest, pack_plan
from domain.build import START, case, evidence, merchant, order


def test_the_pack_holds_the_standing_evidence_and_the_cover_says_whose_it_is() -> None:
    found = case(
        complainant=Person(name="林晓㛃", phone="138"),
        parties=(merchant("星河数码"),),
        orders=(order(number="A1", paid=Decimal("1050")), order(number="A2", paid=Decimal("0.5")), order()),
        evidence=(evidence(1), evidence(2, withdrawn=True), evidence(3)),
    )
    plan = pack_plan(found, "拼多多")
    assert [item.number for item in plan.items] == [1, 3]
    assert plan.title == found.title
    assert [value for _, value in plan.cover] == ["林晓㛃", "138", "星河数码", "拼多多", "A1、A2", "人民币1,050.50元"]


def test_what_is_not_known_is_a_blank_on_the_cover() -> None:
    assert {value for _, value in pack_plan(case(), "").cover} == {""}


def test_what_proves_the_same_stands_together_if_wanted() -> None:
    purposes = ["付款", "", "拒绝退款", "付款 ", "", "拒绝退款"]
    found = case(evidence=tuple(evidence(number, proves=text) for number, text in enumerate(purposes, start=1)))
    assert [item.number for item in pack_plan(found, "").items] == [1, 2, 3, 4, 5, 6]
    assert [item.number for item in pack_plan(found, "", grouped=True).items] == [1, 4, 2, 3, 6, 5]


def test_the_pack_is_dated_by_the_case_not_by_the_clock() -> None:
    later = START + timedelta(days=3)
    found = case(
        evidence=(evidence(1, added_at=later), evidence(2, added_at=later + timedelta(days=1), withdrawn=True))
    )
    assert pack_plan(found, "").made_at == later
    assert pack_plan(case(), "").made_at == case().created_at


def test_the_manifest_has_a_line_for_each_piece_whatever_it_is_called() -> None:
    items = (evidence(1, name="a\tb\nc\u2028.png"), evidence(12, name="聊天.png"))
    assert manifest(items).decode() == f"证据1\t{1:064}\ta b c .png\n证据12\t{12:064}\t聊天.png\n"
