"""Which line of advice is shown where."""

from caseorg.domain.hints import Place, hints_for
from caseorg.domain.messages.channel import Rung
from caseorg.knowledge.library import Knowledge

HINTS = tuple(Knowledge().hints.values())


def test_a_hint_stands_where_it_belongs_alone() -> None:
    at_merchant = hints_for(HINTS, Place.CHANNEL, rung=Rung.MERCHANT)
    at_platform = hints_for(HINTS, Place.CHANNEL, rung=Rung.PLATFORM)
    assert any("没有实物可以寄回" in line for line in at_merchant)
    assert not any("没有实物可以寄回" in line for line in at_platform)
    assert hints_for(HINTS, Place.CHANNEL, rung=Rung.COURT) == ()


def test_a_hint_about_a_problem_is_told_of_that_problem_alone() -> None:
    assert any("帮助中心" in line for line in hints_for(HINTS, Place.PROBLEM, scenario="other"))
    assert hints_for(HINTS, Place.PROBLEM, scenario="card-invalid") == ()
    assert hints_for(HINTS, Place.PROBLEM) == ()


def test_every_place_has_a_hint() -> None:
    assert {hint.place for hint in HINTS} == set(Place)
