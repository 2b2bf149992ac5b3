"""Where points lead."""

import pytest

from caseorg.domain.case import EventId, EvidenceId
from caseorg.domain.checks.objections.objection import Objection
from caseorg.domain.guard.findings import CaseField, GuardFinding, Place
from caseorg.domain.papers.missing import Missing
from caseorg.domain.remark import remark
from caseorg.knowledge.library import Knowledge
from caseorg.views.targets import (
    QuestionSource,
    Target,
    ToCase,
    ToEvent,
    ToEvidence,
    ToGap,
    ToQuestions,
    event_or_gap,
    finding_target,
    objection_target,
)
from domain.build import case, event, evidence

RULE = next(iter(Knowledge().guard.values()))


@pytest.mark.parametrize(
    ("place", "target"),
    [
        (CaseField.TITLE, ToCase()),
        (CaseField.MERCHANT, ToGap(Missing.MERCHANT)),
        (CaseField.DEMAND, ToGap(Missing.DEMAND)),
        (CaseField.ORDER, ToGap(Missing.ORDER)),
        (CaseField.ANSWERS, ToQuestions(QuestionSource.GROUNDS)),
        (event().id, ToEvent(event().id)),
        (evidence(1).id, ToEvidence(evidence(1).id)),
        (None, None),
    ],
)
def test_what_the_guard_finds_is_mended_where_it_stands(place: Place, target: Target | None) -> None:
    told = case(events=(event(),), evidence=(evidence(1),))
    assert finding_target(told, GuardFinding(rule=RULE, place=place)) == target


@pytest.mark.parametrize(
    ("place", "target"),
    [
        ({"event": EventId("1"), "evidence": EvidenceId("2")}, ToEvent(EventId("1"))),
        ({"evidence": EvidenceId("2"), "gap": Missing.ORDER}, ToEvidence(EvidenceId("2"))),
        ({"gap": Missing.ORDER}, ToGap(Missing.ORDER)),
        ({"gap": "card.typing"}, ToQuestions(QuestionSource.PROBLEM)),
        ({}, None),
    ],
)
def test_an_objection_is_answered_where_its_cause_is(place: dict[str, str], target: Target | None) -> None:
    one = Objection(rule="x", says=remark("x"), fix=remark("x"), **place)  # type: ignore[arg-type]
    assert objection_target(one) == target


def test_what_no_event_tells_is_missing() -> None:
    assert event_or_gap(EventId("1"), Missing.DEMAND) == ToEvent(EventId("1"))
    assert event_or_gap(None, Missing.DEMAND) == ToGap(Missing.DEMAND)
