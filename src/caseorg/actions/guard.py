"""Noting that something went out although the guard held it."""

from collections.abc import Sequence

from caseorg.actions.work import UnitOfWork
from caseorg.domain.case import CaseId
from caseorg.domain.guard.findings import GuardFinding, Outgoing


def record_override(work: UnitOfWork, case_id: CaseId, going: Outgoing, held: Sequence[GuardFinding]) -> None:
    """Keeps in the journal what went out, and what its user had read before."""
    work.case(case_id)
    findings = [
        {"rule": finding.rule.id, "place": str(finding.place or ""), "quote": finding.quote} for finding in held
    ]
    where = {"what": going.what, "channel": going.channel, "kind": going.kind, "public": going.public}
    work.journal(case_id, "guard.override", {**where, "findings": findings})
