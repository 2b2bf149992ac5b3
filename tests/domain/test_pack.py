"""The plan of the evidence pack."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.case import Person
from caseorg.domain.pack import first_pages, pack_plan
from domain.build import case, evidence, merchant, order


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


def test_each_item_begins_after_the_pages_of_those_before_it() -> None:
    assert first_pages(2, [1, 3, 1]) == (3, 4, 7)
    assert first_pages(2, []) == ()


@given(st.integers(0, 9), st.lists(st.integers(1, 50), max_size=20))
def test_every_page_belongs_to_one_item(front: int, counts: list[int]) -> None:
    owned = [
        page
        for first, count in zip(first_pages(front, counts), counts, strict=True)
        for page in range(first, first + count)
    ]
    assert owned == list(range(front + 1, front + 1 + sum(counts)))
