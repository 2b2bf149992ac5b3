"""What the pictures of a case propose, from what was read of them so far."""

from dataclasses import replace

from caseorg.domain.case import CaseFile
from caseorg.domain.reading.proposal import Proposal, ProposalState, written
from caseorg.jobs.readings import readings_of
from caseorg.knowledge.readings import proposals_of
from caseorg.workspace import Workspace


def find_proposals(workspace: Workspace, case: CaseFile) -> tuple[Proposal, ...]:
    """Nothing is changed by asking. What was dismissed stays so when another engine reads it at another place."""
    gone = {(decision.evidence, decision.kind, decision.value) for decision in case.decisions if not decision.accepted}
    found = proposals_of(workspace.knowledge, case, readings_of(workspace, case))
    return tuple(
        replace(proposal, state=ProposalState.DISMISSED) if _said(proposal) in gone else proposal for proposal in found
    )


def _said(proposal: Proposal) -> tuple[str, str, str]:
    return proposal.evidence, proposal.kind, written(proposal.value).replace("\0", "\n")
