"""Pictures that nobody has gone through come before typing what they may say."""

import pytest

from caseorg.domain.papers.missing import Missing
from caseorg.domain.remark import remark
from caseorg.domain.steps.sorting import sort_first
from caseorg.domain.steps.step import NextStep
from domain.build import case, decision, event, evidence


def step(gap: Missing | None) -> NextStep:
    return NextStep(do=remark("Note the order number."), why=remark("Whoever answers will ask for it."), gap=gap)


@pytest.mark.parametrize("gap", [Missing.ORDER, Missing.PAID, Missing.FACTS])
def test_what_pictures_say_is_not_asked_for_before_they_were_gone_through(gap: Missing) -> None:
    pictures = (evidence(1), evidence(2))
    found = sort_first(step(gap), case(evidence=pictures), pictures)
    assert found.sorts and found.gap is gap
    assert found.why.values == {"what": remark("Note the order number.")}


@pytest.mark.parametrize("gap", [None, Missing.EVIDENCE, Missing.DEMAND, Missing.NAME])
def test_what_no_picture_says_is_asked_for_at_once(gap: Missing | None) -> None:
    assert not sort_first(step(gap), case(evidence=(evidence(1),)), (evidence(1),)).sorts


def test_pictures_that_were_gone_through_are_not_offered_again() -> None:
    taken, told, described = evidence(1), evidence(2), evidence(3, source="订单页")
    whole = case(
        evidence=(taken, told, described),
        decisions=(decision("a", evidence=taken.id),),
        events=(event("2026-11-01 14:30", "付款", 2),),
    )
    assert not sort_first(step(Missing.PAID), whole, whole.evidence).sorts
    assert not sort_first(step(Missing.PAID), whole, ()).sorts  # nothing can be read here
