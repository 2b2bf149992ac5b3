"""Taking evidence into a case, and saying what it is."""

from dataclasses import replace
from pathlib import Path

import pytest

from caseorg.actions.case import new_case
from caseorg.actions.evidence import (
    Description,
    Intake,
    Taken,
    add_evidence,
    describe_evidence,
    described,
    restore_evidence,
    withdraw_evidence,
)
from caseorg.domain.case import CaseDetails, CaseId, Evidence, EvidenceId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import parse_moment
from caseorg.domain.timeline import entries
from caseorg.evidence.probe import probe
from caseorg.jobs.verify import verify
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace


def add(workspace: Workspace, case_id: CaseId, folder: Path, text: str) -> Taken:
    """Takes a text file with this content into the case."""
    file = folder / f"{text}.txt"
    file.write_text(text, encoding="utf-8")
    received = workspace.evidence.receive(file)
    return workspace.change(add_evidence, case_id, received, probe(received))


def items(workspace: Workspace, case_id: CaseId) -> tuple[Evidence, ...]:
    return workspace.read(load_case, case_id).evidence


def test_evidence_has_its_file_its_number_and_its_digest(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> None:
    taken = [add(workspace, case_id, tmp_path, text) for text in ("甲", "乙")]
    found = items(workspace, case_id)
    assert taken == [Taken(Intake.ADDED, item.id, item.number) for item in found]
    assert [(item.number, item.name) for item in found] == [(1, "甲.txt"), (2, "乙.txt")]
    assert workspace.evidence.path(found[0].sha256).read_text(encoding="utf-8") == "甲"


def test_the_same_bytes_are_a_duplicate_in_this_case_and_evidence_in_another(
    workspace: Workspace, case_id: CaseId, tmp_path: Path
) -> None:
    first = add(workspace, case_id, tmp_path, "甲")
    assert add(workspace, case_id, tmp_path, "甲") == Taken(Intake.DUPLICATE, first.id, 1)
    assert len(items(workspace, case_id)) == 1
    other = workspace.write(new_case, CaseDetails(title="b"))
    assert add(workspace, other, tmp_path, "甲").intake is Intake.ADDED


def test_what_changes_nothing_makes_nothing_stale(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> None:
    taken = add(workspace, case_id, tmp_path, "甲")
    before = workspace.read(load_case, case_id)
    add(workspace, case_id, tmp_path, "甲")
    workspace.write(restore_evidence, case_id, (taken.id,))
    assert workspace.read(load_case, case_id) == before


def test_a_number_is_never_used_again(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> None:
    taken = [add(workspace, case_id, tmp_path, text) for text in ("甲", "乙", "丙")]
    workspace.write(withdraw_evidence, case_id, (taken[1].id, taken[2].id))
    assert add(workspace, case_id, tmp_path, "丁").number == 4
    assert [item.number for item in items(workspace, case_id)] == [1, 2, 3, 4]


def test_withdrawn_evidence_leaves_the_papers_but_neither_record_nor_file(
    workspace: Workspace, case_id: CaseId, tmp_path: Path
) -> None:
    taken = add(workspace, case_id, tmp_path, "甲")
    before = workspace.read(load_case, case_id)
    workspace.write(withdraw_evidence, case_id, (taken.id,))
    case = workspace.read(load_case, case_id)
    assert (case.standing_evidence, entries(case)) == ((), ())
    assert case.evidence[0].withdrawn
    assert workspace.evidence.is_whole(case.evidence[0].sha256)
    workspace.write(restore_evidence, case_id, (taken.id,))
    assert workspace.read(load_case, case_id).evidence == before.evidence


def test_adding_withdrawn_evidence_again_makes_it_stand_again(
    workspace: Workspace, case_id: CaseId, tmp_path: Path
) -> None:
    first = add(workspace, case_id, tmp_path, "甲")
    workspace.write(withdraw_evidence, case_id, (first.id,))
    assert add(workspace, case_id, tmp_path, "甲") == first
    assert not items(workspace, case_id)[0].withdrawn


def test_several_are_withdrawn_together_or_not_at_all(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> None:
    taken = add(workspace, case_id, tmp_path, "甲")
    with pytest.raises(CaseorgError, match="no such evidence"):
        workspace.write(withdraw_evidence, case_id, (taken.id, EvidenceId("nowhere")))
    assert not items(workspace, case_id)[0].withdrawn


def test_evidence_says_where_it_is_from_and_what_it_proves(
    workspace: Workspace, case_id: CaseId, tmp_path: Path
) -> None:
    taken = add(workspace, case_id, tmp_path, "甲")
    workspace.write(describe_evidence, case_id, taken.id, Description(" 微信支付 ", " 已付款 "))
    (item,) = items(workspace, case_id)
    assert (item.source, item.proves) == ("微信支付", "已付款")
    with pytest.raises(CaseorgError, match="at most 500 characters"):
        workspace.write(describe_evidence, case_id, taken.id, Description("长" * 501, ""))
    assert items(workspace, case_id) == (item,)


def test_a_time_that_is_typed_counts_and_the_files_own_stays_beside_it(
    workspace: Workspace, case_id: CaseId, tmp_path: Path
) -> None:
    taken = add(workspace, case_id, tmp_path, "甲")
    (own,) = items(workspace, case_id)
    typed = parse_moment("2024-05-21 14:30")
    workspace.write(describe_evidence, case_id, taken.id, replace(described(own), typed_at=typed), described(own))
    (item,) = items(workspace, case_id)
    assert (item.taken_at, item.other_times) == (typed, (own.taken_at,))
    again = replace(described(item), proves="已付款")
    workspace.write(describe_evidence, case_id, taken.id, again, described(item))
    assert items(workspace, case_id) == (replace(item, proves="已付款"),)
    workspace.write(describe_evidence, case_id, taken.id, described(own), again)
    assert items(workspace, case_id) == (own,)
    for _ in verify(workspace):
        pass


def test_evidence_of_another_case_cannot_be_changed(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> None:
    taken = add(workspace, case_id, tmp_path, "甲")
    other = workspace.write(new_case, CaseDetails(title="b"))
    for action in (withdraw_evidence, restore_evidence):
        with pytest.raises(CaseorgError, match="no such evidence"):
            workspace.write(action, other, (taken.id,))
    with pytest.raises(CaseorgError, match="no such evidence"):
        workspace.write(describe_evidence, other, taken.id, Description("a", "b"))
