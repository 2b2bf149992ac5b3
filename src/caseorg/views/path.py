"""The path of a case: material, timeline, writing, export. How far each leg is, and where the next step is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from caseorg.domain.case import CaseFile
from caseorg.domain.papers.missing import Missing, missing
from caseorg.domain.steps.step import NextStep
from caseorg.i18n import tr


class Leg(StrEnum):
    """In the order in which most cases go; none is ever locked."""

    MATERIAL = "Material"
    TIMELINE = "Timeline"
    WRITING = "Write"
    EXPORT = "Export"


@dataclass(frozen=True, slots=True)
class LegState:
    """`count` says what is there, empty for nothing; `open` what is left to do."""

    count: str
    open: str = ""

    @property
    def done(self) -> bool:
        """Whether something is there and nothing is open."""
        return bool(self.count) and not self.open


def path_of(case: CaseFile, proposed: int) -> Mapping[Leg, LegState]:
    """Each leg as it stands; `proposed` events wait for the user's word."""
    return {
        Leg.MATERIAL: _material(case),
        Leg.TIMELINE: _timeline(case, proposed),
        Leg.WRITING: _writing(case),
        Leg.EXPORT: _export(case),
    }


def next_leg(step: NextStep) -> Leg | None:
    """Where the next step is done; None where one waits."""
    if step.sorts:
        return Leg.MATERIAL
    match step.gap:
        case Missing.EVIDENCE:
            return Leg.MATERIAL
        case Missing.FACTS:
            return Leg.TIMELINE
        case Missing.NAME | Missing.PHONE | Missing.ADDRESS:
            return Leg.EXPORT
        case None if not step.channel:
            return Leg.TIMELINE if step.asks else None
    return Leg.WRITING


def _material(case: CaseFile) -> LegState:
    items = case.standing_evidence
    linked = {key for event in case.events for key in event.evidence}
    loose = sum(item.id not in linked for item in items)
    if not items:
        return LegState("", tr("nothing added yet"))
    return LegState(
        tr("{count} pieces", count=len(items)), tr("{count} without an event", count=loose) if loose else ""
    )


def _timeline(case: CaseFile, proposed: int) -> LegState:
    if not case.events:
        return LegState("", tr("nothing written down yet"))
    count = tr("{count} events", count=len(case.events))
    return LegState(count, tr("{count} to confirm", count=proposed) if proposed else "")


def _writing(case: CaseFile) -> LegState:
    sent = sum(message.sent_at is not None for message in case.messages)
    kept = len(case.messages) - sent
    count = tr("sent {count} times", count=sent) if sent else ""
    if not case.demand.strip():
        return LegState(count, tr("no demand yet"))
    return LegState(count, tr("{count} kept, not sent", count=kept) if kept else "" if sent else tr("nothing sent yet"))


def _export(case: CaseFile) -> LegState:
    count = tr("{count} papers", count=len(case.documents)) if case.documents else ""
    lacks = len(missing(case))
    return LegState(count, tr("{count} things missing", count=lacks) if lacks else "")
