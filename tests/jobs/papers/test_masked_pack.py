"""A masked pack shows of pictures redacted copies alone, of texts masked ones, and says what is not there."""

import subprocess
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFont

from caseorg.actions.proposal import accept_proposals
from caseorg.actions.redaction import decide_marks
from caseorg.domain.case import CaseId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.papers.pack import PackOptions
from caseorg.domain.reading.proposal import Proposal, ProposalKind, Quote
from caseorg.domain.reading.reading import Box
from caseorg.domain.redaction.audience import Audience
from caseorg.domain.redaction.marks import MarkState
from caseorg.domain.redaction.plan import draw
from caseorg.jobs.intake import add_files
from caseorg.jobs.papers.pack import export_pack
from caseorg.jobs.readings import usual_reader
from caseorg.jobs.redaction import plan_for, reading_for
from caseorg.ocr.engine import is_available
from caseorg.resources import resource
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace
from ocr.packs import add_screenshots, leaked, text_of_pack

MASKED = PackOptions(masked=True)
PHONE = "13800138000"


@pytest.fixture
def filled(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> CaseId:
    """Two screenshots with a telephone number, a note with it, and a bill."""
    font = ImageFont.truetype(str(resource("fonts/NotoSansSC-Regular.ttf")), 26)
    for number in (1, 2):
        picture = Image.new("RGB", (540, 200), "white")
        ImageDraw.Draw(picture).text((24, 40 * number), f"手机号{PHONE}请充值", "black", font)
        picture.save(tmp_path / f"{number}.png")
    (tmp_path / "note.txt").write_text(f"客服说打{PHONE}找他", encoding="utf-8")
    list(add_files(workspace, case_id, [tmp_path / name for name in ("1.png", "2.png", "note.txt")]))
    return case_id


def exported(workspace: Workspace, case_id: CaseId, out: Path) -> tuple[str, list[str]]:
    """The text of the pack, and what is told of it."""
    *_, last = export_pack(workspace, case_id, out, MASKED)
    text = subprocess.run(["pdftotext", str(out), "-"], capture_output=True, check=True).stdout.decode()
    return "".join(text.split()), [str(one) for one in last.remarks]


@pytest.mark.skipif(not is_available(), reason="pictures cannot be read on this machine")
def test_what_was_gone_through_is_shown_black_and_the_rest_is_not_there(
    workspace: Workspace, filled: CaseId, tmp_path: Path
) -> None:
    case = workspace.read(load_case, filled)
    item, reader = case.evidence[0], usual_reader()
    assert reader
    plan = plan_for(workspace.knowledge, case, item, reading_for(workspace, item, reader), Audience.PUBLIC)
    (mark,) = plan.marks
    assert mark.state is MarkState.OPEN
    workspace.change(decide_marks, filled, item.id, Audience.PUBLIC, [mark], confirmed=True)
    text, told = exported(workspace, filled, tmp_path / "pack.pdf")
    assert PHONE not in text and "138****8000" in text
    assert "脱敏记录" in text and "电话号码1处" in text and item.sha256 in text
    assert "遮盖版" in text and "没有经核对的脱敏副本" in text
    assert told == ["证据2: no redacted copy, a page says so instead."]
    pictures = _pictures(tmp_path / "pack.pdf")
    assert [picture.size for picture in pictures] == [(540, 200)]
    box = (mark.box.left, mark.box.top, mark.box.right, mark.box.bottom)
    assert pictures[0].convert("L").crop(box).getextrema() == (0, 0)


@pytest.mark.skipif(not is_available(), reason="pictures cannot be read on this machine")
def test_nothing_that_was_hidden_can_be_read_out_of_a_masked_pack(
    workspace: Workspace, case_id: CaseId, tmp_path: Path
) -> None:
    reader = usual_reader()
    assert reader
    values = add_screenshots(workspace, case_id, tmp_path, range(2), reader)
    assert leaked(values, text_of_pack(workspace, case_id, tmp_path / "plain.pdf", masked=False)), "the text is there"
    assert leaked(values, text_of_pack(workspace, case_id, tmp_path / "masked.pdf")) == []


def test_pieces_have_the_names_that_were_confirmed_masked(
    workspace: Workspace, filled: CaseId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("caseorg.jobs.papers.masked_pack.usual_reader", lambda: None)
    item = workspace.read(load_case, filled).evidence[0]
    where = Quote(item.id, 0, Box(0, 0, 9, 9), "充值说明")
    named = Proposal(id="0123456789", kind=ProposalKind.NAME, value=f"充值说明{PHONE}", quotes=(where,))
    workspace.change(accept_proposals, filled, [named])
    text, _ = exported(workspace, filled, tmp_path / "pack.pdf")
    assert "充值说明138****8000" in text and PHONE not in text and "1.png" not in text


def _pictures(file: Path) -> list[Image.Image]:
    with pypdfium2.PdfDocument(file) as document:
        return [one.get_bitmap().to_pil() for page in document for one in page.get_objects() if one.type == 3]


def test_where_pictures_cannot_be_read_none_is_shown(
    workspace: Workspace, filled: CaseId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("caseorg.jobs.papers.masked_pack.usual_reader", lambda: None)
    text, told = exported(workspace, filled, tmp_path / "pack.pdf")
    assert PHONE not in text and "脱敏记录" not in text
    assert told == ["证据1、证据2: no redacted copy, a page says so instead."] or "证据1" in told[0]
    assert _pictures(tmp_path / "pack.pdf") == []


@pytest.mark.skipif(not is_available(), reason="pictures cannot be read on this machine")
def test_a_piece_that_is_half_answered_stops_the_pack(workspace: Workspace, filled: CaseId, tmp_path: Path) -> None:
    case = workspace.read(load_case, filled)
    item, reader = case.evidence[0], usual_reader()
    assert reader
    plan = plan_for(workspace.knowledge, case, item, reading_for(workspace, item, reader), Audience.PUBLIC)
    drawn = draw(plan, 0, Box(10, 150, 60, 180))
    workspace.change(decide_marks, filled, item.id, Audience.PUBLIC, [drawn], confirmed=True)
    with pytest.raises(CaseorgError, match="nothing was said to that yet"):
        exported(workspace, filled, tmp_path / "pack.pdf")
    assert not (tmp_path / "pack.pdf").exists()
