"""What the page shows, read and understood off the window's thread."""

from caseorg.domain.case import CaseFile
from caseorg.gui.review.state import Found
from caseorg.jobs.proposals import find_proposals
from caseorg.jobs.readings import readings_of
from caseorg.store.readings import load_readings
from caseorg.workspace import Workspace


def find(workspace: Workspace, case: CaseFile) -> Found:
    """The case with what was read of it and what that proposes."""
    kept = load_readings(workspace.readings, (item.sha256 for item in case.standing_evidence))
    failed = {item.id: kept[item.sha256].failure for item in case.standing_evidence if item.sha256 in kept}
    return Found(
        case=case,
        proposals=find_proposals(workspace, case),
        readings=readings_of(workspace, case),
        failures={key: told for key, told in failed.items() if told},
    )
