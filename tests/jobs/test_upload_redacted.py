"""What a public channel gets of the evidence: redacted copies of what the user went through, and nothing else."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from caseorg.actions.redaction import decide_marks
from caseorg.domain.case import CaseId
from caseorg.domain.redaction.audience import Audience
from caseorg.domain.redaction.record import RECORD
from caseorg.domain.uploads.notes import NOTE, TEXT
from caseorg.evidence.store import file_digest
from caseorg.jobs.intake import add_files
from caseorg.jobs.readings import usual_reader
from caseorg.jobs.redaction import plan_for, reading_for
from caseorg.jobs.upload import UploadSet, export_upload
from caseorg.ocr.engine import is_available
from caseorg.resources import resource
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace


def made(workspace: Workspace, case_id: CaseId, out: Path) -> UploadSet:
    *_, last = export_upload(workspace, case_id, "heimao", out)
    assert last.item
    return last.item


@pytest.mark.skipif(not is_available(), reason="pictures cannot be read on this machine")
def test_for_the_public_there_are_redacted_copies_of_what_was_gone_through(
    workspace: Workspace, case_id: CaseId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = Image.new("RGB", (540, 200), "white")
    font = ImageFont.truetype(str(resource("fonts/NotoSansSC-Regular.ttf")), 26)
    ImageDraw.Draw(picture).text((24, 60), "手机号13800138000请充值", "black", font)
    picture.save(tmp_path / "chat.png")
    Image.new("RGB", (300, 300), "white").save(tmp_path / "other.png")
    list(add_files(workspace, case_id, [tmp_path / "chat.png", tmp_path / "other.png"]))
    case = workspace.read(load_case, case_id)
    reader = usual_reader()
    assert reader
    item = case.evidence[0]
    plan = plan_for(workspace.knowledge, case, item, reading_for(workspace, item, reader), Audience.PUBLIC)
    workspace.change(decide_marks, case_id, item.id, Audience.PUBLIC, plan.marks, confirmed=True)

    found = made(workspace, case_id, tmp_path / "set")
    assert [file.name for file in found.files][1:] == [RECORD, TEXT, NOTE]
    assert [one.evidence.number for one in found.outside] == [2]
    (copy,) = (tmp_path / "set").glob("*.png")
    record = (tmp_path / "set" / RECORD).read_text(encoding="utf-8")
    note = (tmp_path / "set" / NOTE).read_text(encoding="utf-8")
    assert file_digest(copy) in record and file_digest(copy) in note
    assert "13800138000" not in record + note
    (box,) = plan.boxes(0) or [mark.box for mark in plan.marks]
    with Image.open(copy) as seen:
        assert seen.convert("L").crop((box.left, box.top, box.right, box.bottom)).getextrema() == (0, 0)
    made(workspace, case_id, tmp_path / "set")  # in the place of the older one

    monkeypatch.setattr("caseorg.jobs.upload_redacted.usual_reader", lambda: None)
    found = made(workspace, case_id, tmp_path / "set")
    assert [file.name for file in found.files] == [TEXT, NOTE]
    assert [one.evidence.number for one in found.outside] == [1, 2]
