"""caseorg find: whatever a case or a picture says, in whichever dress, in all cases."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from caseorg.actions.case import edit_case, new_case
from caseorg.actions.event import EventDetails, add_event
from caseorg.actions.evidence import withdraw_evidence
from caseorg.cli.app import run
from caseorg.domain.case import CaseDetails, CaseFile, CaseId, Order, OrderId, Party, Role
from caseorg.domain.moments import parse_moment
from caseorg.domain.text.lines import LONGEST
from caseorg.jobs.intake import add_files
from caseorg.jobs.readings import read_case, readable
from caseorg.jobs.search import search
from caseorg.jobs.searchable import renew
from caseorg.store.journal import journal_end
from caseorg.store.queries import load_case
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


TEXTS = {
    "chat.txt": "2026-11-01 14:05 客服：您好\n2026-11-01 14:06 客服：24小時內給您退款到微信零钱😀，单号 8O15\n",
    "chat.json": '[{"sender": "客服", "time": "2026-11-01 15:00", "content": "系统繁忙，请联系 QQ12345"}]',
    "页面.html": "<html><body><p>订单异常</p><p>售后电话 0571-88886666</p></body></html>",
    "mail.eml": "From: a@example.com\nTo: b@example.com\nSubject: =?utf-8?B?6YCA5qy+?=\nMIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n5oKo55qE5Lya5ZGY5bey5byA6YCa\n",
}


@pytest.fixture
def texts(workspace: Workspace, tmp_path: Path) -> CaseId:
    """A case with a chat, an export, a page, a mail and a document."""
    key = workspace.write(new_case, CaseDetails(title="会员没有到账"))
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    sheet = Canvas(str(tmp_path / "sheet.pdf"))
    sheet.drawString(72, 700, "first")
    sheet.showPage()
    sheet.drawString(72, 700, "Refund No. 777123 is on its way")
    sheet.save()
    list(add_files(workspace, key, [*(tmp_path / name for name in TEXTS), tmp_path / "sheet.pdf"]))
    return key


def test_texts_that_were_taken_in_are_found_by_their_words(
    workspace: Workspace, texts: CaseId, capsys: pytest.CaptureFixture[str]
) -> None:
    pieces = {item.number: item.name for item in workspace.read(load_case, texts).evidence}
    for text, names, exact in (
        ("退款到微信零钱", ["chat.txt"], True),
        ("给", ["chat.txt"], True),
        ("24小时内", ["chat.txt"], True),
        ("8015", ["chat.txt"], False),
        ("2345", ["chat.json"], True),
        ("售后电话", ["页面.html"], True),
        ("6666", ["页面.html"], True),
        ("6688", [], True),
        ("会员已开通", ["mail.eml"], True),
        ("refund no.777", ["sheet.pdf"], True),
    ):
        hits = [hit for hit in found(workspace, text, capsys) if hit["place"] == "text"]
        assert [pieces[hit["evidence"]] for hit in hits] == names, text
        assert all(hit["exact"] is exact for hit in hits), text


def test_a_hit_names_the_line_of_a_text_and_the_page_of_a_document(
    workspace: Workspace, texts: CaseId, capsys: pytest.CaptureFixture[str]
) -> None:
    (chat,) = found(workspace, "零钱", capsys)
    assert (chat["line"], chat["page"]) == (2, 1)
    (sheet,) = found(workspace, "777123", capsys)
    assert sheet["page"] == 2


def test_a_document_that_was_read_is_found_once_at_its_box(
    workspace: Workspace, texts: CaseId, capsys: pytest.CaptureFixture[str]
) -> None:
    case = workspace.read(load_case, texts)
    sheet = next(item for item in case.evidence if item.name == "sheet.pdf")
    list(read_case(workspace, [sheet], Hand({sheet.sha256: reading("Refund No. 777123")}).reader))
    (hit,) = found(workspace, "777123", capsys)
    assert hit["place"] == "picture" and hit["box"]


def test_the_words_of_a_text_go_with_it_and_come_back(
    workspace: Workspace, texts: CaseId, capsys: pytest.CaptureFixture[str]
) -> None:
    assert found(workspace, "零钱", capsys)
    chat = next(item for item in workspace.read(load_case, texts).evidence if item.name == "chat.txt")
    withdrawn = workspace.write(withdraw_evidence, texts, (chat.id,))
    assert not found(workspace, "零钱", capsys)
    assert "零钱" not in workspace.searchable.read_bytes().decode("utf-8", "replace")
    assert withdrawn.undo
    workspace.write(withdrawn.undo, texts)
    workspace.searchable.unlink()
    assert found(workspace, "零钱", capsys)
    assert verdict(workspace) == 0


def verdict(workspace: Workspace) -> int:
    return run(["--data", str(workspace.folder), "verify"])


def test_a_word_across_the_cut_of_a_very_long_line_is_found(
    workspace: Workspace, case_id: CaseId, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "long.txt").write_text("前" * (LONGEST - 2) + "退款到账" + "后" * 3000, encoding="utf-8")
    list(add_files(workspace, case_id, [tmp_path / "long.txt"]))
    assert found(workspace, "退款到账", capsys)
    assert max(len(hit["text"]) for hit in found(workspace, "后", capsys)) <= LONGEST


def test_a_change_of_one_case_costs_the_same_among_many(workspace: Workspace, texts: CaseId) -> None:
    def cost() -> tuple[int, int]:
        workspace.write(edit_case, texts, replace(workspace.read(load_case, texts).details, title="改过"))
        with counted(workspace) as work:
            assert renew(workspace)
        return work.queries, work.steps

    renew(workspace)
    cost()
    few = cost()
    for number in range(40):
        workspace.write(new_case, CaseDetails(title=f"另一件{number}"))
    renew(workspace)
    queries, steps = cost()
    assert queries == few[0] and steps <= few[1] * 1.5


def test_nothing_is_no_text_to_look_for(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--data", str(workspace.folder), "find", "  "]) == 2
