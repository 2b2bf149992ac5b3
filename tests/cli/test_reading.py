"""caseorg read and reading: what the pictures say, on this machine; the case does not change."""

import io
import json
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from caseorg.cli.app import run
from caseorg.domain.case import CaseFile, CaseId
from caseorg.domain.errors import CaseorgError
from caseorg.jobs import readings as job
from caseorg.jobs.intake import add_files
from caseorg.jobs.readings import ReadingEngine
from caseorg.ocr.engine import is_available
from caseorg.resources import resource
from caseorg.store.journal import journal_end
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace, open_workspace
from handmade import Hand, reading

ORDER = ("订单编号：261101-123456789012345", "实付：¥98.00")


def drawn(*lines: str, width: int = 540) -> bytes:
    """A small screenshot that says this."""
    picture = Image.new("RGB", (width, 80 + 60 * len(lines)), "white")
    font = ImageFont.truetype(str(resource("fonts/NotoSansSC-Regular.ttf")), 26)
    for place, text in enumerate(lines):
        ImageDraw.Draw(picture).text((24, 40 + 60 * place), text, "black", font)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEORG_LANGUAGE", "en")


@pytest.fixture
def case(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> CaseFile:
    """Two pictures and a note."""
    (tmp_path / "order.png").write_bytes(drawn(*ORDER))
    (tmp_path / "chat.png").write_bytes(drawn("您好，24小时内给您退款"))
    (tmp_path / "note.txt").write_text("note", encoding="utf-8")
    list(add_files(workspace, case_id, [tmp_path / name for name in ("order.png", "chat.png", "note.txt")]))
    return workspace.read(load_case, case_id)


def hand(monkeypatch: pytest.MonkeyPatch, case: CaseFile) -> Hand:
    made = Hand({case.evidence[0].sha256: reading(*ORDER), case.evidence[1].sha256: reading("24小时内退款")})
    use(monkeypatch, made.reader)
    return made


def use(monkeypatch: pytest.MonkeyPatch, reader: ReadingEngine | None) -> None:
    monkeypatch.setattr("caseorg.cli.reading.usual_reader", lambda: reader)


def call(workspace: Workspace, *words: str) -> int:
    return run(["--data", str(workspace.folder), *words])


def test_each_line_is_printed_with_its_piece_and_number(
    workspace: Workspace, case: CaseFile, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made, end = hand(monkeypatch, case), workspace.read(journal_end)
    assert call(workspace, "read", case.id[:8]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"证据1\t1\t{ORDER[0]}",
        f"证据1\t2\t{ORDER[1]}",
        "证据2\t1\t24小时内退款",
    ]
    assert call(workspace, "read", case.id[:8], "2", "--json") == 0
    (found,) = json.loads(capsys.readouterr().out)
    (line,) = found["pages"][0]["lines"]
    assert (found["number"], line["text"], line["box"]) == (2, "24小时内退款", [40, 200, 250, 240])
    assert len(line["middles"]) == len(line["text"]) and len(made.asked) == 2
    assert (workspace.read(journal_end), workspace.read(load_case, case.id)) == (end, case)


def test_what_cannot_be_read_is_told_and_tried_again_when_it_is_named(
    workspace: Workspace, case: CaseFile, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = hand(monkeypatch, case)
    made.known = {**made.known, case.evidence[1].sha256: CaseorgError("Looking into the file takes too long.")}
    for words, asked in ((("read", case.id), 2), (("read", case.id), 2), (("read", case.id, "2"), 3)):
        assert call(workspace, *words) == 2
        told = capsys.readouterr().err
        assert "证据2\tLooking into the file takes too long." in told and "could not be read" in told
        assert len(made.asked) == asked


@pytest.mark.parametrize(
    ("words", "told"), [(["9"], "has no evidence 9"), (["3"], "证据3 is no picture and no document")]
)
def test_a_number_that_cannot_be_read_is_an_error(
    workspace: Workspace,
    case: CaseFile,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    told: str,
) -> None:
    hand(monkeypatch, case)
    assert call(workspace, "read", case.id, *words) == 2
    assert told in capsys.readouterr().err


def test_where_pictures_cannot_be_read_that_is_told(
    workspace: Workspace, case: CaseFile, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    use(monkeypatch, None)
    assert call(workspace, "read", case.id) == 2
    assert "Pictures cannot be read on this machine." in capsys.readouterr().err


def test_turned_off_nothing_is_read_and_what_was_read_is_gone(
    workspace: Workspace, case: CaseFile, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = hand(monkeypatch, case)
    assert call(workspace, "read", case.id) == 0
    assert call(workspace, "reading", "off") == 0
    assert not workspace.readings.exists()
    capsys.readouterr()
    assert call(workspace, "read", case.id) == 2
    assert "“caseorg reading on” turns it on" in capsys.readouterr().err
    assert call(workspace, "reading") == 0
    assert capsys.readouterr().out == "Pictures are not read.\n"
    assert call(workspace, "reading", "on") == 0
    assert call(workspace, "read", case.id) == 0
    assert len(made.asked) == 4


@pytest.mark.skipif(not is_available(), reason="this machine has no reader")
def test_a_picture_is_really_read(workspace: Workspace, case: CaseFile, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(workspace, "read", case.id, "1") == 0
    out = capsys.readouterr().out
    assert "261101-123456789012345" in out and "98.00" in out


def test_the_usual_reader_is_that_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("caseorg.ocr.engine.find_spec", lambda name: None)
    assert job.usual_reader() is None


def test_a_folder_that_is_opened_again_knows_what_was_read(
    workspace: Workspace, case: CaseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = hand(monkeypatch, case)
    assert call(workspace, "read", case.id) == 0
    with open_workspace(workspace.folder) as again:
        assert call(again, "read", case.id) == 0
    assert len(made.asked) == 2
