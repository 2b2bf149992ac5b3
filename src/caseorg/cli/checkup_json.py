"""A checkup as JSON: keys that do not change, texts in the chosen language, evidence by its labels."""

from collections.abc import Iterable
from typing import Any

from caseorg.domain.case import Evidence
from caseorg.domain.checks.completeness import Completeness
from caseorg.domain.checks.jurisdiction import CompetentOffice, Office
from caseorg.domain.checks.ledger import Ledger
from caseorg.domain.checks.objections.rehearsal import Objection
from caseorg.domain.checks.precheck import GroundResult
from caseorg.domain.remark import Remark
from caseorg.i18n import remark_text
from caseorg.knowledge.checks import Checkup, Worded
from caseorg.knowledge.respondents import doubts
from caseorg.views.respondent import respondent_facts
from caseorg.views.sums import sum_facts


def checkup_facts(checkup: Checkup) -> dict[str, Any]:
    """Everything that the checkup found."""
    return {
        "urgent": checkup.urgent,
        "completeness": _completeness(checkup.completeness) if checkup.completeness else None,
        "statements": [
            {"text": statement.text, "said": statement.said, "optional": statement.optional}
            for statement in checkup.statements
        ],
        "unsaid": [remark_text(remark) for remark in checkup.unsaid],
        "suggested": checkup.suggested,
        "grounds": [_ground(result) for result in checkup.grounds],
        "jurisdiction": remark_text(checkup.office.says),
        "offices": [_office(office, checkup.office) for office in checkup.office.offices],
        "respondents": [respondent_facts(side) for side in checkup.other_side.respondents],
        "payees": [{"name": payee.name, "evidence": payee.evidence.label} for payee in checkup.other_side.payees],
        "doubts": [remark_text(doubt) for doubt in doubts(checkup.other_side)],
        "ledger": _ledger(checkup.ledger),
        "objections": [_objection(objection) for objection in checkup.objections],
        "wording": [_worded(worded) for worded in checkup.wording],
        "demand": [remark_text(gap) for gap in checkup.demand],
        "sums": sum_facts(checkup.reckoning),
        "cautions": [caution.id for caution in checkup.cautions],
        "flags": [{"event": alarm.event, "flag": alarm.flag.id, "text": alarm.words} for alarm in checkup.flags],
        "corrections": [correction.id for correction in checkup.corrections],
        "notes": checkup.notes,
        "guides": [guide.id for guide in checkup.guides],
        "hints": [*checkup.evidence_hints, *checkup.wording_hints],
    }


def _labels(items: Iterable[Evidence]) -> list[str]:
    return [item.label for item in items]


def _completeness(found: Completeness) -> dict[str, Any]:
    return {
        "share": round(found.share, 2),
        "needs": [
            {
                "proof": need.proof.id,
                "required": need.required,
                "evidence": _labels(need.held),
                "guessed": need.guessed,
            }
            for need in found.needs
        ],
        "lacking": [need.proof.id for need in found.lacking],
        "questions": [question.id for question in found.questions],
        "stopped": [question.id for question in found.stopped],
    }


def _ground(result: GroundResult) -> dict[str, Any]:
    return {
        "id": result.ground.id,
        "name": result.ground.name,
        "verdict": result.verdict.name.lower(),
        "reason": remark_text(result.reason),
        "gaps": result.gaps,
        "checked": result.ground.checked.isoformat(),
    }


def _office(office: Office, found: CompetentOffice) -> dict[str, Any]:
    region = office.region
    return {
        "name": office.name,
        "seat": office.seat,
        "known": office.known,
        "verified": office.verified,
        "province": region.province,
        "city": region.city,
        "district": region.district,
        "basis": found.basis,
        "paragraph": found.paragraph,
    }


def _ledger(found: Ledger) -> dict[str, Any]:
    return {
        "claims": [
            {"text": claim.text, "event": claim.event, "evidence": _labels(claim.evidence)} for claim in found.claims
        ],
        "unused": _labels(found.unused),
        "strays": [
            {"text": stray.text, "event": stray.event, "says": remark_text(stray.says)} for stray in found.strays
        ],
    }


def _objection(objection: Objection) -> dict[str, Any]:
    return {
        "rule": objection.rule,
        "says": remark_text(objection.says),
        "fix": remark_text(objection.fix),
        "event": objection.event,
        "evidence": objection.evidence,
        "gap": objection.gap,
    }


def _worded(worded: Worded) -> dict[str, Any]:
    finding = worded.finding
    return {
        "text": worded.text,
        "event": worded.event,
        "start": finding.start,
        "end": finding.end,
        "rule": finding.rule,
        "why": remark_text(finding.why) if isinstance(finding.why, Remark) else finding.why,
        "better": finding.better,
    }
