"""The sample case tells its whole story, once."""

from pathlib import Path

import pytest

from caseorg.domain.case import CaseFile
from caseorg.domain.errors import CaseorgError
from caseorg.jobs.sample import SAMPLE, make_sample
from caseorg.jobs.verify import verify
from caseorg.store.queries import list_cases, load_case, load_profile
from caseorg.workspace import Workspace, open_workspace


def made(workspace: Workspace) -> CaseFile:
    steps = list(make_sample(workspace))
    assert steps[-1].item == SAMPLE and steps[-1].done == steps[-1].total
    return workspace.read(load_case, SAMPLE)


def told(case: CaseFile) -> tuple[object, ...]:
    """The case without what differs from run to run."""
    numbers = {item.id: item.number for item in case.evidence}
    events = [(event.at, event.text, event.side, [numbers[key] for key in event.evidence]) for event in case.events]
    evidence = [(item.number, item.name, item.sha256, item.source, item.proves) for item in case.evidence]
    return (case.title, case.complainant, case.parties, evidence, events)


def test_the_sample_case_is_complete(workspace: Workspace) -> None:
    case = made(workspace)
    assert case.evidence and case.events and case.merchant.name and case.demand and case.orders[0].paid
    assert all(item.source and item.proves for item in case.evidence)
    assert {key for event in case.events for key in event.evidence} == {item.id for item in case.evidence}
    assert workspace.read(load_profile).name == ""
    assert len(list(verify(workspace))) == len(case.evidence)


def test_made_again_it_stays_as_it_is(workspace: Workspace) -> None:
    first = made(workspace)
    assert made(workspace) == first
    assert len(workspace.read(list_cases)) == 1


@pytest.mark.parametrize("steps", range(6))
def test_stopped_half_way_it_is_completed_the_next_time(workspace: Workspace, tmp_path: Path, steps: int) -> None:
    work = make_sample(workspace)
    for _ in range(steps):
        next(work)
    work.close()
    with open_workspace(tmp_path / "other") as other:
        assert told(made(workspace)) == told(made(other))


def test_a_disk_that_fails_is_told(workspace: Workspace) -> None:
    workspace.evidence.folder.write_text("a file where the folder should be")
    with pytest.raises(CaseorgError, match="The data folder cannot be written"):
        list(make_sample(workspace))
