"""Rehearsal of objections (质疑预演): what the other side may say, computed from the case, and how to meet it."""

from collections.abc import Mapping
from datetime import datetime

from caseorg.domain.case import CaseFile
from caseorg.domain.checks.objections.conduct import conduct_objections
from caseorg.domain.checks.objections.objection import Objection as Objection
from caseorg.domain.checks.objections.proofs import NO_PROOFS
from caseorg.domain.checks.objections.record import record_objections
from caseorg.domain.scenario import Proof, Scenario
from caseorg.domain.story.story import Story


def objections(
    case: CaseFile,
    story: Story,
    now: datetime,
    scenario: Scenario | None = None,
    proofs: Mapping[str, Proof] = NO_PROOFS,
) -> tuple[Objection, ...]:
    """First what is about the matter itself, then what is about its record. `scenario` is the case's own."""
    return (*conduct_objections(case, story, scenario, proofs), *record_objections(case, story, now, proofs))
