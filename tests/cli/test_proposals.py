"""caseorg propose, accept, dismiss: what pictures say comes into the case by its id, all of it or nothing."""

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from caseorg.actions.case import edit_case
from caseorg.cli.app import run
from caseorg.domain.case import CaseFile, CaseId, Order, OrderId, Platform
from caseorg.domain.reading.reading import PageReading, Reading
from caseorg.jobs.intake import add_files
from caseorg.jobs.readings import read_case, readable
from caseorg.jobs.verify import verify
from caseorg.store.journal import journal_end
from caseorg.store.queries import load_case
from caseorg.store.readings import Kept, keep_reading
from caseorg.workspace import Workspace
from domain.reading.pages import PDD_ORDER, page
from handmade import ENGINE, Hand
from jobs.test_readings import picture

NUMBER = "261101-123456789012345"
CHAT = """
40 22 40 15:20
m 130 50 星河数码卡券专营店
m 400 34 2026年11月1日 15:15
>900 520 42 我的卡密显示已被使用，要求退款
190 760 42 亲，24小时内给您退款
"""


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEORG_LANGUAGE", "en")
    monkeypatch.setattr("caseorg.cli.proposals.usual_reader", lambda: None)


@pytest.fixture
def case(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> CaseFile:
    """An order page and a chat, read."""
    for number, name in enumerate(("order.png", "chat.png")):
        (tmp_path / name).write_bytes(picture(number))
    list(add_files(workspace, case_id, [tmp_path / "order.png", tmp_path / "chat.png"]))
    found = workspace.read(load_case, case_id)
    told = {found.evidence[0].sha256: read(page(PDD_ORDER)), found.evidence[1].sha256: read(page(CHAT))}
    list(read_case(workspace, readable(found), Hand(told).reader))
    return found


def read(*pages: PageReading) -> Reading:
    return Reading(pages, ENGINE)


def call(workspace: Workspace, *words: str) -> int:
    return run(["--data", str(workspace.folder), *words])


Proposed = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def proposed(workspace: Workspace, case: CaseFile, capsys: pytest.CaptureFixture[str]) -> Proposed:
    """What is proposed, as JSON."""

    def ask(*words: str) -> list[dict[str, Any]]:
        capsys.readouterr()
        assert call(workspace, "propose", case.id, "--json", *words) == 0
        found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
        return found

    return ask


def one(found: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    return next(proposal for proposal in found if proposal["kind"] == kind)


def test_asking_changes_nothing(
    workspace: Workspace, case: CaseFile, proposed: Proposed, capsys: pytest.CaptureFixture[str]
) -> None:
    end = workspace.read(journal_end)
    number = one(proposed(), "order-number")
    assert (number["value"], number["quotes"][0]["evidence"], number["state"]) == (NUMBER, 1, "open")
    assert len(number["quotes"][0]["box"]) == 4
    assert call(workspace, "propose", case.id) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith(f"{number['id']}\t·\t证据1\tOrder number\t{NUMBER}") for line in lines)
    assert (workspace.read(journal_end), workspace.read(load_case, case.id)) == (end, case)


def test_what_is_accepted_fills_the_case_and_is_not_proposed_again(
    workspace: Workspace, case: CaseFile, proposed: Proposed, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(workspace, "accept", case.id, "--all") == 0
    count = int(capsys.readouterr().out)
    now = workspace.read(load_case, case.id)
    (order,) = now.orders
    assert (order.number, order.paid, now.platform) == (NUMBER, Decimal("98.00"), Platform.PDD)
    assert now.merchant.name == "星河数码卡券专营店"
    assert any("退款" in event.text for event in now.events) and now.promises
    assert len(now.decisions) == count > 6
    assert [found for found in proposed() if found["state"] == "open"] == []
    assert one(proposed("--all"), "order-number")["state"] == "held"
    list(verify(workspace))


def test_a_stale_or_unknown_id_changes_nothing(
    workspace: Workspace, case: CaseFile, proposed: Proposed, capsys: pytest.CaptureFixture[str]
) -> None:
    good, end = one(proposed(), "shop")["id"], workspace.read(journal_end)
    for command in ("accept", "dismiss"):
        assert call(workspace, command, case.id, good, "0123456789") == 2
        assert "There is no proposal “0123456789” now." in capsys.readouterr().err
    assert call(workspace, "accept", case.id) == 2
    assert call(workspace, "accept", case.id, good, "--all") == 2
    item = case.evidence[0]
    keep_reading(workspace.readings, Kept(item.sha256, ENGINE, read(page("40 500 40 店铺", width=1080))))
    assert call(workspace, "accept", case.id, good) == 2
    assert workspace.read(journal_end) == end
    assert call(workspace, "accept", case.id, "--all") == 0


def test_what_was_typed_is_replaced_only_on_purpose(
    workspace: Workspace, case: CaseFile, proposed: Proposed, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = replace(case.details, orders=(Order(id=OrderId(""), number=NUMBER, paid=Decimal("99.00")),))
    workspace.write(edit_case, case.id, typed)
    paid = one(proposed(), "paid")
    assert (paid["state"], paid["present"]) == ("conflict", "99.00")
    assert call(workspace, "accept", case.id, "--all") == 0
    assert workspace.read(load_case, case.id).orders[0].paid == Decimal("99.00")
    end = workspace.read(journal_end)
    assert call(workspace, "accept", case.id, paid["id"]) == 2
    assert "says something else there already" in capsys.readouterr().err
    assert workspace.read(journal_end) == end
    assert call(workspace, "accept", case.id, paid["id"], "--replace") == 0
    assert workspace.read(load_case, case.id).orders[0].paid == Decimal("98.00")


def test_accepting_all_leaves_exactly_what_disagrees_and_says_so(
    workspace: Workspace, case: CaseFile, proposed: Proposed, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = PDD_ORDER.replace("实付：¥ 98.00", "实付：¥ 89.00").replace("星河数码卡券专营店", "星和数码卡券专营店")
    (tmp_path / "other.png").write_bytes(picture(9))
    list(add_files(workspace, case.id, [tmp_path / "other.png"]))
    found = workspace.read(load_case, case.id)
    list(read_case(workspace, readable(found), Hand({found.evidence[2].sha256: read(page(other))}).reader))
    planted = {found["kind"] for found in proposed() if found["state"] == "conflict"}
    assert planted == {"paid", "shop"}
    left = {found["id"] for found in proposed() if found["state"] == "conflict" or found["doubtful"]}
    assert call(workspace, "accept", case.id, "--all") == 0
    assert capsys.readouterr().err.startswith("What is marked with ! waits")
    still = {found["id"] for found in proposed()}
    assert still == left
    now = workspace.read(load_case, case.id)
    assert now.merchant.name == "" and now.orders[0].paid is None and now.orders[0].number == NUMBER


def test_what_is_dismissed_is_not_proposed_again_whatever_reads_it(
    workspace: Workspace, case: CaseFile, proposed: Proposed
) -> None:
    shop = one(proposed(), "shop")
    assert call(workspace, "dismiss", case.id, shop["id"]) == 0
    assert not [found for found in proposed() if found["kind"] == "shop"]
    assert one(proposed("--all"), "shop")["state"] == "dismissed"
    workspace.readings.unlink()
    assert proposed() == []
    moved = PDD_ORDER.replace("70 600 44", "72 602 44")
    told = {case.evidence[0].sha256: Reading((page(moved),), "other"), case.evidence[1].sha256: read(page(CHAT))}
    list(read_case(workspace, readable(case), Hand(told, "other").reader))
    assert not [found for found in proposed() if found["kind"] == "shop"]
    assert one(proposed("--all"), "shop")["id"] != shop["id"]
