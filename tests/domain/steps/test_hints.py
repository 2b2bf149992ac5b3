"""Which line of advice is shown where."""

from caseorg.domain.messages.channel import Rung
from caseorg.domain.steps.hints import HintPlace, hints_for
from caseorg.knowledge.library import Knowledge

HINTS = tuple(Knowledge().hints.values())


def lines(place: HintPlace, **where: object) -> tuple[str, ...]:
    return tuple(hint.text for hint in hints_for(HINTS, place, **where))  # type: ignore[arg-type]


def test_a_hint_stands_where_it_belongs_alone() -> None:
    at_merchant = lines(HintPlace.CHANNEL, rung=Rung.MERCHANT)
    at_platform = lines(HintPlace.CHANNEL, rung=Rung.PLATFORM)
    assert any("没有实物可以寄回" in line for line in at_merchant)
    assert not any("没有实物可以寄回" in line for line in at_platform)
    assert lines(HintPlace.CHANNEL, rung=Rung.COURT) == ()


def test_a_hint_about_a_problem_is_told_of_that_problem_alone() -> None:
    assert any("帮助中心" in line for line in lines(HintPlace.PROBLEM, scenario="other"))
    assert lines(HintPlace.PROBLEM, scenario="card-invalid") == ()
    assert lines(HintPlace.PROBLEM) == ()


def test_every_place_has_a_hint() -> None:
    assert {hint.place for hint in HINTS} == set(HintPlace)
