"""caseorg continuity, and what the checkup says of it: facts about pictures, and the case does not change."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from caseorg.actions.evidence import withdraw_evidence
from caseorg.cli.app import run
from caseorg.domain.case import CaseFile, CaseId, EvidenceId
from caseorg.domain.papers.continuity import ContinuityRow, continuity_rows
from caseorg.domain.reading.agreement import Agreement
from caseorg.domain.reading.continuity import ContinuityVerdict, Joint
from caseorg.domain.reading.reading import Box, PageReading, Reading
from caseorg.domain.reading.runs import Continuity, Run, Same
from caseorg.jobs.continuity import find_continuity, look_and_find
from caseorg.jobs.intake import add_files
from caseorg.jobs.strips import lacking, make_strips, pictures
from caseorg.pdf.continuity import continuity_pages
from caseorg.store.journal import journal_end
from caseorg.store.queries import load_case
from caseorg.store.readings import Kept, keep_reading
from caseorg.workspace import Workspace
from chats import INSIDE, chat, encoded, page_of_order, read_order
from domain.build import evidence
from pdf.papers import page_texts

ORDER = ("261101-123456789012345", "98.00", "2026-11-01 14:30:22")
PLACES = (0, 900, 2900)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A chat of which something was not photographed, an order page, and a copy of that."""
    folder, seen = tmp_path_factory.mktemp("pictures"), chat(3, 3100 + INSIDE)
    shown = [encoded(seen.shot(at)) for at in PLACES]
    shown += [encoded(page_of_order(*ORDER)), encoded(page_of_order(*ORDER), "CHAT")]
    names = [folder / f"{number}.{'png' if number < 5 else 'jpg'}" for number in range(1, 6)]
    for name, content in zip(names, shown, strict=True):
        name.write_bytes(content)
    return names


@pytest.fixture
def case(workspace: Workspace, case_id: CaseId, files: list[Path]) -> CaseFile:
    list(add_files(workspace, case_id, files))
    return workspace.read(load_case, case_id)


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEORG_LANGUAGE", "en")


def call(workspace: Workspace, *words: str) -> int:
    return run(["--data", str(workspace.folder), *words])


def keep(workspace: Workspace, case: CaseFile, pages: dict[int, PageReading]) -> None:
    for number, page in pages.items():
        reading = Reading((page,), "by hand")
        keep_reading(workspace.readings, Kept(case.evidence[number - 1].sha256, "by hand", reading))


def test_pairs_are_told_with_what_is_on_both(
    workspace: Workspace, case: CaseFile, capsys: pytest.CaptureFixture[str]
) -> None:
    end = workspace.read(journal_end)
    assert call(workspace, "continuity", case.id[:8]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "A chat on 证据1, 证据2, 证据3:"
    assert told[1].startswith("  证据2 goes on from 证据1: about ") and "By pixels alone: not read yet." in told[1]
    assert told[2].strip() == "证据2 and 证据3: nothing on both was found; something between may be on no picture."
    assert told[3] == "证据5 may be the same picture as 证据4; please compare them: not read yet."
    assert told[-1] == "The program compared pixels and the text that it read; the pictures are what counts."
    assert workspace.read(journal_end) == end


def test_what_was_read_makes_it_certain(
    workspace: Workspace, case: CaseFile, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = chat(3, 3100 + INSIDE)
    keep(workspace, case, {number: seen.page(at) for number, at in enumerate(PLACES, 1)})
    keep(workspace, case, {4: read_order(*ORDER), 5: _smaller(read_order(*ORDER))})
    assert call(workspace, "continuity", case.id, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["runs"][0]["evidence"] == ["证据1", "证据2", "证据3"]
    first, second = found["runs"][0]["joints"]
    assert (first["verdict"], first["text"], second["verdict"]) == ("continuous", "same", "gap")
    assert 0 <= INSIDE - 900 - first["overlap"] <= 60
    assert found["same"] == [{"first": "证据4", "second": "证据5", "text": "same"}] and found["unseen"] == 0


def _smaller(page: PageReading) -> PageReading:
    """As a reader tells it of the copy that a chat program made smaller."""

    def scaled(box: Box) -> Box:
        return Box(*(round(side * 0.9) for side in (box.left, box.top, box.right, box.bottom)))

    lines = tuple(replace(line, box=scaled(line.box)) for line in page.lines)
    return replace(page, width=648, height=1440, lines=lines)


def test_another_order_is_another_picture_once_it_was_read(workspace: Workspace, case: CaseFile) -> None:
    other = read_order("261101-123456789012346", *ORDER[1:])
    keep(workspace, case, {4: read_order(*ORDER), 5: _smaller(other)})
    assert found_in(workspace, case).same == ()


def found_in(workspace: Workspace, case: CaseFile) -> Continuity:
    found = list(look_and_find(workspace, case))[-1].item
    assert found
    return found


def test_the_checkup_says_so_and_leads_there(
    workspace: Workspace, case: CaseFile, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(workspace, "check", case.id) == 0
    told = capsys.readouterr().out
    assert (
        "== How the screenshots follow each other ==" in told and "These go on from each other: 证据1 → 证据2." in told
    )
    assert call(workspace, "check", case.id, "--json") == 0
    assert json.loads(capsys.readouterr().out)["continuity"]["runs"][0]["joints"][1]["verdict"] == "gap"


def test_a_case_without_such_pictures_is_not_bothered(
    workspace: Workspace, case_id: CaseId, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(workspace, "check", case_id) == 0
    assert "follow each other" not in capsys.readouterr().out
    assert call(workspace, "continuity", case_id) == 0
    assert capsys.readouterr().out.startswith("No picture goes on from another, and none is there twice.")


def test_each_picture_is_looked_at_once(workspace: Workspace, case: CaseFile) -> None:
    items = pictures(case)
    assert [step.item.number for step in make_strips(workspace, items) if step.item] == [1, 2, 3, 4, 5]
    assert not list(make_strips(workspace, items)) and not lacking(workspace, items)
    workspace.strips.write_bytes(b"damaged")
    assert len(list(make_strips(workspace, items))) == 5 and find_continuity(workspace, case).runs


def test_withdrawn_and_undecodable_pieces_are_left_out(workspace: Workspace, case: CaseFile) -> None:
    workspace.change(withdraw_evidence, case.id, [case.evidence[1].id])
    now = workspace.read(load_case, case.id)
    assert [item.number for item in pictures(now)] == [1, 3, 4, 5]
    file = workspace.evidence.path(case.evidence[0].sha256)
    file.chmod(0o600)
    file.write_bytes(b"broken")
    seen = list(make_strips(workspace, pictures(now)))
    assert len(seen) == 4 and not list(make_strips(workspace, pictures(now)))
    assert find_continuity(workspace, now).runs == ()


def test_what_is_looked_for_is_told_before_it_is_looked_at(workspace: Workspace, case: CaseFile) -> None:
    assert find_continuity(workspace, case).unseen == 5


def test_the_pack_has_a_page_of_it_where_that_is_wanted(workspace: Workspace, case: CaseFile, tmp_path: Path) -> None:
    keep(workspace, case, {4: read_order(*ORDER), 5: _smaller(read_order(*ORDER))})
    out = tmp_path / "pack.pdf"
    assert call(workspace, "pack", case.id, "-o", str(out), "--continuity") == 0
    pages = page_texts(out)
    told = "".join(pages[-2].split())
    assert told.startswith("连续性说明") and "以画面为准" in told and "核对方法" in pages[-1]
    assert "证据1证据2连续约" in told and "仅按像素比对，文字未识别。" in told
    assert "证据2证据3有缺口—没有找到重合部分，中间可能有未截到的内容。" in told
    assert "证据4证据5重复整张同一画面，后者缩小或重新压缩过；文字和号码一致。" in told
    assert f"第{len(pages) - 1}页共{len(pages)}页" in told
    assert call(workspace, "pack", case.id, "-o", str(tmp_path / "usual.pdf")) == 0
    assert not any("连续性" in text for text in page_texts(tmp_path / "usual.pdf"))


def test_a_pack_without_such_pictures_says_so(
    workspace: Workspace, case_id: CaseId, files: list[Path], tmp_path: Path
) -> None:
    list(add_files(workspace, case_id, files[3:4]))
    out = tmp_path / "pack.pdf"
    assert call(workspace, "pack", case_id, "-o", str(out), "--continuity") == 0
    assert "没有发现前后相接的聊天截图，也没有发现重复的图片。" in page_texts(out)[-2]


def test_many_pairs_go_over_the_page_and_hidden_pieces_are_left_out() -> None:
    rows = [ContinuityRow(f"证据{n}", f"证据{n + 1}", "有缺口", "—", "没有找到重合部分。") for n in range(1, 90)]
    pages = continuity_pages(rows)
    assert len(pages) > 1 and sum(map(len, pages)) == len(rows) and continuity_pages(()) == [()]
    first, second, other = (EvidenceId(name) for name in "abc")
    joints = (Joint(first, second, ContinuityVerdict.GAP), Joint(second, other, ContinuityVerdict.GAP))
    found = Continuity((Run((first, second, other), joints),), (Same(first, other, Agreement.UNREAD),))
    shown = [evidence(number, id=one) for number, one in ((1, first), (2, second))]
    assert [(row.before, row.after) for row in continuity_rows(shown, found)] == [("证据1", "证据2")]
