"""Where a point leads: what is opened to mend it, or to look at it. Each face opens it in its own way."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from caseorg.domain.case import CaseFile, EventId, EvidenceId
from caseorg.domain.checks.objections.objection import Objection
from caseorg.domain.guard.findings import CaseField, GuardFinding
from caseorg.domain.papers.missing import Missing


@dataclass(frozen=True, slots=True)
class ToEvent:
    """An event, to be edited."""

    event: EventId


@dataclass(frozen=True, slots=True)
class ToEvidence:
    """A piece of evidence, where it stands on the timeline."""

    evidence: EvidenceId


@dataclass(frozen=True, slots=True)
class ToGap:
    """Whatever mends what is missing."""

    gap: Missing


class QuestionSource(StrEnum):
    """Who asks what only the user can tell."""

    PROBLEM = "the scenario, which is chosen there too"
    GROUNDS = "the grounds for refusal"


@dataclass(frozen=True, slots=True)
class ToQuestions:
    """Questions to be answered."""

    of: QuestionSource


@dataclass(frozen=True, slots=True)
class ToCase:
    """The form of the case, whatever it lacks."""


@dataclass(frozen=True, slots=True)
class ToGuide:
    """A page of the knowledge, by its id."""

    guide: str


Target = ToEvent | ToEvidence | ToGap | ToQuestions | ToCase | ToGuide
_FIELDS: Mapping[CaseField, Target] = {
    CaseField.TITLE: ToCase(),
    CaseField.MERCHANT: ToGap(Missing.MERCHANT),
    CaseField.DEMAND: ToGap(Missing.DEMAND),
    CaseField.ORDER: ToGap(Missing.ORDER),
    CaseField.ANSWERS: ToQuestions(QuestionSource.GROUNDS),
}


def event_or_gap(event: EventId | None, gap: Missing) -> Target:
    """The event that tells of it; where none does, what is missing."""
    return ToEvent(event) if event else ToGap(gap)


def objection_target(objection: Objection) -> Target | None:
    """Where one begins to answer it."""
    if objection.event:
        return ToEvent(objection.event)
    if objection.evidence:
        return ToEvidence(objection.evidence)
    if objection.gap in set(Missing):
        return ToGap(Missing(objection.gap))
    return ToQuestions(QuestionSource.PROBLEM) if objection.gap else None


def finding_target(case: CaseFile, finding: GuardFinding) -> Target | None:
    """Where the guard found it; nowhere where it is about the whole case."""
    place = finding.place
    if isinstance(place, CaseField):
        return _FIELDS[place]
    if place is None:
        return None
    if any(event.id == place for event in case.events):
        return ToEvent(EventId(place))
    return ToEvidence(EvidenceId(place))
