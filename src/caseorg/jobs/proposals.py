"""What the pictures of a case propose, from what was read of them so far."""

from dataclasses import replace

from caseorg.domain.case import CaseFile
from caseorg.domain.reading.proposal import Proposal, State, written
from caseorg.jobs.readings import readings_of
from caseorg.knowledge.readings import proposals_of
from caseorg.workspace import Workspace


def find_proposals(workspace: Workspace, case: CaseFile) -> tuple[Proposal, ...]:
    """Nothing is changed by asking. What was dismissed stays so when another engine reads it at another place."""
    gone = {(one.evidence, one.kind, one.value) for one in case.decisions if not one.accepted}
    found = proposals_of(workspace.knowledge, case, readings_of(workspace, case))
    return tuple(replace(one, state=State.DISMISSED) if _said(one) in gone else one for one in found)


def _said(one: Proposal) -> tuple[str, str, str]:
    return one.evidence, one.kind, written(one.value).replace("\0", "\n")
