"""Facts and evidence as they are written."""

import pytest

from caseorg.domain.papers.facts import bracketed, evidence_reference
from domain.build import case, event, evidence
from domain.stories import fact_sentence


def test_a_fact_names_its_standing_evidence_in_the_order_of_the_numbers() -> None:
    told = event("2026-11-01 14:52", "兑换失败", 3, 1, 2)
    found = case(events=(told,), evidence=(evidence(1), evidence(2, withdrawn=True), evidence(3)))
    assert fact_sentence(found, told) == "2026年11月1日14时52分，兑换失败。（证据1、证据3）"


@pytest.mark.parametrize(
    ("text", "end"), [("不退。", "不退。"), (" 不退 ", "不退。"), ("凭什么？", "凭什么？"), ("“不退”", "“不退”。")]
)
def test_a_fact_ends_with_one_stop(text: str, end: str) -> None:
    assert fact_sentence(case(), event("2026-11", text)) == f"2026年11月，{end}"


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ((), ""),
        ((2,), "证据2"),
        ((1, 2), "证据1、证据2"),
        ((1, 2, 3), "证据1至证据3"),
        ((1, 2, 4), "证据1、证据2、证据4"),
    ],
)
def test_evidence_without_a_gap_is_a_range(numbers: tuple[int, ...], text: str) -> None:
    assert evidence_reference([evidence(number) for number in numbers]) == text


def test_without_evidence_there_are_no_brackets() -> None:
    assert bracketed(()) == ""
