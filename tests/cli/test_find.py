"""caseorg find: whatever a case or a picture says, in whichever dress, in all cases."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from caseorg.actions.case import edit_case, new_case
from caseorg.actions.event import EventDetails, add_event
from caseorg.actions.evidence import withdraw_evidence
from caseorg.cli.app import run
from caseorg.domain.case import CaseDetails, CaseFile, CaseId, Order, OrderId, Party, Role
from caseorg.domain.moments import parse_moment
from caseorg.jobs.intake import add_files
from caseorg.jobs.readings import read_case, readable
from caseorg.jobs.search import search
from caseorg.store.queries import journal_end, load_case
from caseorg.workspace import Workspace
from handmade import Hand, reading
from jobs.test_readings import picture
from work import counted

SAID = ("订单编号：261101-123456789O12345", "亲，24小时內給您退款", "卡密 ABCD-1I34-EFGH")


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEORG_LANGUAGE", "en")


@pytest.fixture
def case(workspace: Workspace, tmp_path: Path) -> CaseFile:
    """A case with something everywhere, and another one beside it."""
    details = CaseDetails(
        title="点卡卡密无效",
        demand="退还货款98.00元",
        orders=(Order(id=OrderId(""), number="261101-123456789012345", product="游戏点卡", account="13800001234"),),
        parties=(Party(role=Role.MERCHANT, name="星河数码卡券专营店", payee="杭州星河科技有限公司"),),
    )
    key = workspace.write(new_case, details)
    workspace.write(new_case, CaseDetails(title="另一件", demand="重新发货"))
    workspace.write(
        add_event, key, EventDetails(at=parse_moment("2026-11-01 10:00"), text="客服拒绝退款", agent="小鱼")
    )
    (tmp_path / "1.png").write_bytes(picture(1))
    list(add_files(workspace, key, [tmp_path / "1.png"]))
    found = workspace.read(load_case, key)
    list(read_case(workspace, readable(found), Hand({found.evidence[0].sha256: reading(*SAID)}).reader))
    return found


def found(workspace: Workspace, text: str, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert run(["--data", str(workspace.folder), "find", text, "--json"]) == 0
    hits: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return hits


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("退款", {"event", "picture"}),
        ("退", {"event", "demand", "picture"}),
        ("無效", {"title"}),
        ("星河", {"other side"}),
        ("杭州", {"other side"}),
        ("2345", {"order", "picture"}),
        ("１２３４５", {"order", "picture"}),
        ("点 卡", {"title", "order"}),
        ("小鱼", {"event"}),
        ("24小时内给您", {"picture"}),
        ("1.png", {"evidence"}),
        ("abcd-1134", {"picture"}),
        ("不存在的词", set()),
    ],
)
def test_it_is_found_wherever_it_stands(
    workspace: Workspace, case: CaseFile, capsys: pytest.CaptureFixture[str], text: str, places: set[str]
) -> None:
    hits = found(workspace, text, capsys)
    assert {hit["place"] for hit in hits} == places
    assert {hit["case"] for hit in hits} <= {case.id}


def test_what_looks_alike_is_marked_and_comes_last(
    workspace: Workspace, case: CaseFile, capsys: pytest.CaptureFixture[str]
) -> None:
    hits = found(workspace, "123456789012345", capsys)
    assert [(hit["place"], hit["exact"]) for hit in hits] == [("order", True), ("picture", False)]
    assert not found(workspace, "9O1", capsys)[0]["exact"] or found(workspace, "9O1", capsys)[0]["place"] == "picture"
    assert not [hit for hit in found(workspace, "OI", capsys) if not hit["exact"]]
    capsys.readouterr()
    assert run(["--data", str(workspace.folder), "find", "123456789012345"]) == 0
    assert [line.split("\t")[1] for line in capsys.readouterr().out.splitlines()] == ["·", "~"]


def test_a_hit_on_a_picture_has_its_box(
    workspace: Workspace, case: CaseFile, capsys: pytest.CaptureFixture[str]
) -> None:
    (hit,) = (hit for hit in found(workspace, "退款", capsys) if hit["place"] == "picture")
    left, top, right, bottom = hit["box"]
    assert (hit["evidence"], hit["page"], top, bottom) == (1, 1, 260, 300)
    assert (left, right) == (40 + 9 * 30, 40 + 11 * 30)


def test_what_was_changed_is_found_as_it_is_now_and_nothing_else_is_folded_again(
    workspace: Workspace, case: CaseFile, capsys: pytest.CaptureFixture[str]
) -> None:
    end = workspace.read(journal_end)
    assert found(workspace, "星河", capsys)
    assert workspace.read(journal_end) == end
    with counted(workspace) as work:
        search(workspace, "星河")
    assert work.queries <= 4
    workspace.write(edit_case, case.id, replace(case.details, title="改了标题", parties=()))
    assert found(workspace, "改了标题", capsys) and not found(workspace, "无效", capsys)
    assert not found(workspace, "星河", capsys)
    workspace.searchable.write_bytes(b"no database")
    assert found(workspace, "改了标题", capsys)


def test_withdrawn_evidence_is_not_found(
    workspace: Workspace, case: CaseFile, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace.write(withdraw_evidence, case.id, (case.evidence[0].id,))
    assert {hit["place"] for hit in found(workspace, "退款", capsys)} == {"event"}


def test_a_picture_in_two_cases_is_found_in_both(
    workspace: Workspace, case: CaseFile, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    other = workspace.write(new_case, CaseDetails(title="第三件"))
    list(add_files(workspace, other, [tmp_path / "1.png"]))
    hits = [hit for hit in found(workspace, "卡密 ABCD", capsys) if hit["place"] == "picture"]
    assert {hit["case"] for hit in hits} == {case.id, CaseId(other)}


def test_nothing_is_no_text_to_look_for(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--data", str(workspace.folder), "find", "  "]) == 2
