"""Every sentence and its proof."""

from decimal import Decimal
from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseorg.domain.case import CaseFile, EventId
from caseorg.domain.checks import ledger as checks
from caseorg.domain.checks.ledger import Ledger
from caseorg.domain.moments import parse_moment
from caseorg.domain.story.telling import Telling, assertions
from domain.build import case, event, evidence, moment, order
from domain.stories import WORDS, story

BOUGHT = order(
    number="A-12345",
    product="点卡100元",
    paid=Decimal(98),
    refunded=Decimal(8),
    ordered_at=parse_moment("2026-11-01 14:30"),
)


def ledger(one: CaseFile) -> Ledger:
    return checks.ledger(one, story(one))


def told(text: str, *numbers: int) -> Ledger:
    return ledger(
        case(orders=(BOUGHT,), events=(event("2026-11-02 10:00", text, *numbers),), evidence=(evidence(1), evidence(2)))
    )


def labels(found: Ledger) -> list[tuple[str, list[int]]]:
    return [(claim.text, [item.number for item in claim.evidence]) for claim in found.claims if claim.event]


def test_an_event_is_split_into_its_sentences_and_each_has_the_events_evidence() -> None:
    assert labels(told("兑换失败。联系客服！对方未回复", 1)) == [
        ("兑换失败。", [1]),
        ("联系客服！", [1]),
        ("对方未回复", [1]),
    ]


def test_a_quotation_is_not_cut() -> None:
    assert labels(told("客服回复“好的。马上处理。请等”，至今没有。", 1)) == [
        ("客服回复“好的。马上处理。请等”，至今没有。", [1])
    ]


def test_a_sentence_that_names_its_evidence_has_that_alone() -> None:
    assert labels(told("兑换失败（证据2）。联系客服。", 1)) == [("兑换失败（证据2）。", [2]), ("联系客服。", [1])]


def test_what_has_no_evidence_and_what_is_not_used() -> None:
    found = told("兑换失败。")
    assert [claim.text for claim in found.unproven if claim.event] == ["兑换失败。"]
    assert [item.number for item in found.unused] == [1, 2]
    assert [item.number for item in told("兑换失败。", 2).unused] == [1]


def test_withdrawn_evidence_and_private_events_do_not_count() -> None:
    found = ledger(
        case(
            events=(event("2026-11-01", "失败", 1), event("2026-11-02", "自用", 2, in_complaint=False)),
            evidence=(evidence(1, withdrawn=True), evidence(2)),
        )
    )
    assert [claim.text for claim in found.unproven] == ["失败"]
    assert [item.number for item in found.unused] == [2]


def test_the_facts_of_an_order_rest_on_what_shows_the_purchase() -> None:
    items = (evidence(1, shows=("order",)), evidence(2, shows=("chat",)))
    (claim,) = ledger(case(orders=(BOUGHT,), evidence=items)).claims
    assert (claim.event, [item.number for item in claim.evidence]) == (None, [1])
    assert "A-12345" in claim.text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("实付98元。", []),
        ("实付98.00元，已退8元，还差90元。", []),
        ("购买100元点卡。", []),
        ("实付¥99。", ["99.00 yuan agrees with no order."]),
        ("另付3.50元。", ["3.50 yuan agrees with no order."]),
        ("11月1日下单。", []),
        ("11月3日下单。", ["2026-11-03 agrees with the time of no order."]),
        ("2025年11月1日付款。", ["2025-11-01 agrees with the time of no order."]),
        ("2026-11-03付款。", ["2026-11-03 agrees with the time of no order."]),
        ("2026/11/1付款。", []),
        ("11月3日联系客服。", []),
        ("订单号A-12345未发货。", []),
        ("订单号：A-99999未发货。", ["A-99999 is the number of no order."]),
        ("2月30日下单。", []),
    ],
)
def test_amounts_days_and_numbers_that_agree_with_no_order(text: str, said: list[str]) -> None:
    assert [str(stray.says) for stray in told(text).strays] == said


def test_without_orders_nothing_can_disagree() -> None:
    assert ledger(case(events=(event("2026-11-01", "付款3元"),))).strays == ()


@given(st.text(alphabet="客服说“”。！；\n好 ", max_size=40))
def test_no_character_of_an_event_is_lost(text: str) -> None:
    found = ledger(case(events=(event("2026-11-01", text),)))
    assert "".join("".join(claim.text.split()) for claim in found.claims) == "".join(text.split())


def test_a_hostile_figure_takes_no_time_and_is_no_amount() -> None:
    begin = thread_time()
    for text in ("1" * 100_000, "1" * 100_000 + "元", "￥" + "1" * 40):
        told = Telling(event=EventId("1"), at=moment(), typed=text, text=text)
        assert [one.sums for one in assertions(told, WORDS)] == [()]
    assert thread_time() - begin < 5
