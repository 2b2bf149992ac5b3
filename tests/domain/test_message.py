"""Messages made from a case."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.case import Person
from caseorg.domain.message import SLOT_NAMES, compose, length
from caseorg.domain.moments import parse_moment
from domain.build import case, event, evidence, merchant, order

EVERYTHING = "\n".join(f"{name}={{{name}}}" for name in SLOT_NAMES if name != "facts") + "\n{facts}"


def test_every_slot_is_filled_from_the_case() -> None:
    found = case(
        complainant=Person(name="林晓㛃", phone="13800001234"),
        parties=(merchant("星河数码"),),
        orders=(
            order(number="A1", product="点卡", paid=Decimal("50"), ordered_at=parse_moment("2026-11-01 14:30")),
            order(number="A2", product="点卡", paid=Decimal("48.50")),
        ),
        events=(event("2026-11-01 14:52", "兑换失败。", 1), event("2026-11-02 10:05", "客服拒绝退款")),
        evidence=(evidence(1), evidence(2), evidence(3)),
        demand="退还货款98.50元。",
    )
    draft = compose(found, EVERYTHING)
    assert draft.missing == ()
    assert draft.text.splitlines() == [
        "name=林晓㛃",
        "phone=13800001234",
        "merchant=星河数码",
        "order_number=A1、A2",
        "product=点卡",
        "paid=98.50",
        "paid_capital=玖拾捌元伍角",
        "ordered_at=2026年11月1日14时30分",
        "problem=客服拒绝退款",
        "demand=退还货款98.50元",
        "evidence=证据1至证据3",
        "1. 2026年11月1日14时52分，兑换失败。（证据1）",
        "2. 2026年11月2日10时05分，客服拒绝退款。",
    ]


def test_a_line_without_its_value_is_left_out_and_the_value_reported() -> None:
    draft = compose(case(demand="退款"), "您好。\n订单：{order_number}，{product}\n诉求：{demand}。")
    assert draft.text == "您好。\n诉求：退款。"
    assert draft.missing == ("order_number", "product")


def test_an_empty_case_misses_everything_once() -> None:
    assert set(compose(case(), EVERYTHING + EVERYTHING).missing) == set(SLOT_NAMES)
    assert len(compose(case(), EVERYTHING + EVERYTHING).missing) == len(SLOT_NAMES)


def test_braces_that_the_user_typed_are_text() -> None:
    found = case(demand="{name}", complainant=Person(name="林"), events=(event(text="{demand}"),))
    assert compose(found, "{demand}\n{facts}").text == "{name}\n1. 2026年11月1日14时30分，{demand}。"


def test_events_of_the_users_own_are_not_told() -> None:
    found = case(events=(event(text="下单"), event(text="很生气", in_complaint=False)))
    draft = compose(found, "{problem}\n{facts}")
    assert "很生气" not in draft.text
    assert draft.missing == ()


def test_line_ends_are_not_counted() -> None:
    assert length("您好\r\n再见\n") == 4


FACTS = tuple(event(f"2026-11-{day:02} 10:00", "甲乙丙丁戊己庚辛壬癸"[day]) for day in range(1, 8))


def facts_told(limit: int | None) -> str:
    """The facts of a message within the limit, one character each."""
    text = compose(case(events=FACTS), "{facts}", limit).text
    return "".join(line[-2] for line in text.splitlines())


def test_a_message_is_shortened_from_its_middle() -> None:
    whole = length(compose(case(events=FACTS), "{facts}").text)
    assert facts_told(None) == facts_told(whole) == "乙丙丁戊己庚辛"
    assert facts_told(whole - 1) == "乙丙丁戊己辛"
    assert facts_told(whole // 2) == "乙丙辛"


def test_a_message_says_how_many_facts_it_left_out() -> None:
    found = case(events=FACTS)
    draft = compose(found, "{facts}", length(compose(found, "{facts}").text) // 2)
    assert (draft.shortened, len(draft.text.splitlines())) == (4, 3)


@given(st.integers(1, 200), st.integers(0, 7), st.sampled_from(["{facts}", "您好\n{facts}\n谢谢", "您好，无事"]))
def test_the_limit_is_kept_where_that_is_possible_and_nothing_is_cut_silently(
    limit: int, count: int, template: str
) -> None:
    found = case(events=FACTS[:count])
    draft = compose(found, template, limit)
    whole = compose(found, template).text
    shortest = compose(case(events=FACTS[:count][-1:]), template).text
    assert draft.limit == limit
    assert draft.length <= limit or (length(shortest) > limit and draft.text == whole and not draft.shortened)
    if not draft.shortened:
        assert draft.text == whole
    told = [number for number, fact in enumerate(FACTS[:count]) if fact.text in draft.text]
    if template != "您好，无事" and len(told) > 1:
        assert (told[0], told[-1]) == (0, count - 1)
        assert len(told) == count - draft.shortened


@pytest.mark.parametrize("limit", [1, 5])
def test_a_message_too_long_whatever_is_left_out_is_given_whole(limit: int) -> None:
    draft = compose(case(events=FACTS), "{facts}", limit)
    assert draft.length > limit
    assert draft.shortened == 0
    assert len(draft.text.splitlines()) == len(FACTS)
