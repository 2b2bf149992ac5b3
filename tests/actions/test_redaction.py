"""What is to be blackened is kept with its place alone, and taken back in one step."""

import json
from pathlib import Path

import pytest
from PIL import Image

from caseorg.actions.change import Change
from caseorg.actions.decision import Keys
from caseorg.actions.redaction import decide_marks
from caseorg.domain.case import CaseFile, CaseId, EvidenceId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.privacy.kinds import Personal
from caseorg.domain.reading.reading import Box
from caseorg.domain.redaction.audience import Audience
from caseorg.domain.redaction.marks import RedactionMark
from caseorg.jobs.intake import add_files
from caseorg.jobs.verify import verify
from caseorg.store.journal import journal_entries
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace

PHONE = RedactionMark(id="0a1b2c3d4e", kind=Personal.PHONE, page=0, box=Box(4, 8, 30, 20), text="13800138000")
CODE = RedactionMark(id="ffeeddccbb", kind=Personal.CODE, page=0, box=Box(4, 28, 30, 40), text="AB12-CD34-EF56-GH78")


@pytest.fixture
def case(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> CaseFile:
    Image.new("RGB", (40, 80), "white").save(tmp_path / "1.png")
    list(add_files(workspace, case_id, [tmp_path / "1.png"]))
    return workspace.read(load_case, case_id)


def decided(workspace: Workspace, case: CaseFile, *marks: RedactionMark, confirmed: bool = True) -> Change[Keys]:
    return workspace.write(decide_marks, case.id, case.evidence[0].id, Audience.PUBLIC, marks, confirmed=confirmed)


def kept(workspace: Workspace, case: CaseFile) -> list[tuple[str, bool]]:
    return [(one.proposal, one.accepted) for one in workspace.read(load_case, case.id).decisions]


def test_a_place_is_kept_without_what_stands_there(workspace: Workspace, case: CaseFile) -> None:
    decided(workspace, case, PHONE, CODE)
    (one, _) = workspace.read(load_case, case.id).decisions
    assert (one.kind, one.value, one.box, one.accepted) == ("redact-public", "phone", (4, 8, 30, 20), True)
    entries = list(workspace.read(lambda session: list(journal_entries(session))))
    assert [entry.action for entry in entries[-2:]] == ["proposal.accept"] * 2
    assert not any(mark.text in entry.details for mark in (PHONE, CODE) for entry in entries)
    assert json.loads(entries[-1].details)["box"]


def test_what_was_said_is_said_anew_and_every_step_is_taken_back(workspace: Workspace, case: CaseFile) -> None:
    first = decided(workspace, case, PHONE, CODE)
    second = decided(workspace, case, PHONE, confirmed=False)
    assert sorted(kept(workspace, case)) == [(PHONE.id, False), (CODE.id, True)]
    workspace.write(second.undo, case.id)
    assert sorted(kept(workspace, case)) == [(PHONE.id, True), (CODE.id, True)]
    workspace.write(second.redo, case.id)
    with pytest.raises(CaseorgError, match="changed elsewhere"):
        workspace.write(first.undo, case.id)
    workspace.write(second.undo, case.id)
    workspace.write(first.undo, case.id)
    assert kept(workspace, case) == []
    list(verify(workspace))


def test_saying_the_same_again_changes_nothing(workspace: Workspace, case: CaseFile) -> None:
    decided(workspace, case, PHONE)
    again = decided(workspace, case, PHONE)
    assert again.already and kept(workspace, case) == [(PHONE.id, True)]


def test_evidence_of_another_case_is_refused(workspace: Workspace, case: CaseFile) -> None:
    with pytest.raises(CaseorgError, match="no such evidence"):
        workspace.write(decide_marks, case.id, EvidenceId("other"), Audience.PUBLIC, [PHONE], confirmed=True)
