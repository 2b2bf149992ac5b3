"""Which cautions a case calls for."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from caseorg.domain.case import CaseFile
from caseorg.domain.checks.cautions import find_cautions
from caseorg.domain.known import Confidence
from caseorg.domain.scenario import Caution
from domain.build import case, event, order
from domain.stories import story_by

SLOW = Caution(
    id="slow",
    name="慢充",
    words=("慢充", "CDK"),
    text="",
    advice="",
    source="",
    confidence=Confidence.GENERAL,
    checked=date(2026, 11, 21),
)


def found(told: CaseFile) -> tuple[Caution, ...]:
    return find_cautions(told, story_by(told, cautions={SLOW.id: SLOW}), [SLOW])


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "话费慢充"},
        {"demand": "慢充退款"},
        {"orders": (order(product="cdk兑换码", paid=Decimal(1)),)},
        {"events": (event(text="商家说是慢充"),)},
    ],
)
def test_a_word_anywhere_in_the_case_is_found(fields: dict[str, Any]) -> None:
    assert found(case(**fields)) == (SLOW,)


def test_other_words_call_for_none() -> None:
    assert found(case(title="点卡")) == ()
