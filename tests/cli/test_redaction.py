"""caseorg redact: what is found, what is blackened, and a copy that is only there when nothing is left in it."""

import io
import json
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from caseorg.cli.app import run
from caseorg.domain.case import CaseFile, CaseId
from caseorg.domain.redaction.remains import RereadPage
from caseorg.evidence.store import file_digest
from caseorg.jobs.intake import add_files
from caseorg.jobs.verify import verify
from caseorg.ocr.engine import is_available
from caseorg.resources import resource
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace

SAID = ("您好，卡密无效", "手机号13800138000请充值", "卡密：AB12-CD34-EF56-GH78")


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEORG_LANGUAGE", "en")


@pytest.fixture
def case(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> CaseFile:
    """With a small screenshot that says where it was taken."""
    picture = Image.new("RGB", (540, 260), "white")
    font = ImageFont.truetype(str(resource("fonts/NotoSansSC-Regular.ttf")), 26)
    for place, text in enumerate(SAID):
        ImageDraw.Draw(picture).text((24, 40 + 60 * place), text, "black", font)
    exif = Image.Exif()
    exif[0x010F] = "maker"
    out = io.BytesIO()
    picture.save(out, "PNG", exif=exif)
    (tmp_path / "chat.png").write_bytes(out.getvalue())
    list(add_files(workspace, case_id, [tmp_path / "chat.png"]))
    return workspace.read(load_case, case_id)


def call(workspace: Workspace, case: CaseFile, *words: str) -> int:
    return run(["--data", str(workspace.folder), "redact", case.id[:8], "1", *words])


@pytest.mark.skipif(not is_available(), reason="pictures cannot be read on this machine")
def test_what_was_confirmed_is_black_in_the_copy_and_the_record_says_so(
    workspace: Workspace, case: CaseFile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy, record = tmp_path / "public.png", tmp_path / "public_脱敏记录.txt"
    assert call(workspace, case, "--list", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [(one["kind"], one["state"], one["text"]) for one in found] == [
        ("phone", "open", "13800138000"),
        ("code", "open", "AB12-CD34-EF56-GH78"),
    ]
    assert call(workspace, case, "-o", str(copy)) == 2
    told = capsys.readouterr().err
    assert "证据1 shows a telephone number, a card code" in told and not copy.exists()

    assert call(workspace, case, "--confirm", "all", "-o", str(copy)) == 0
    assert "2 blocks" in capsys.readouterr().err
    with Image.open(copy) as picture:
        assert picture.size == (540, 260) and not picture.info
        for one in found:
            left, top, right, bottom = one["box"]
            assert picture.convert("L").crop((left, top, right, bottom)).getextrema() == (0, 0)
    text = record.read_text(encoding="utf-8")
    assert "电话号码1处、卡密1处" in text or "卡密1处、电话号码1处" in text
    assert file_digest(copy) in text and case.evidence[0].sha256 in text
    assert "13800138000" not in text and "AB12" not in text
    documents = [(one.kind, one.name, one.sha256) for one in workspace.read(load_case, case.id).documents]
    assert documents == [
        ("redaction", copy.name, file_digest(copy)),
        ("redaction", record.name, file_digest(record)),
    ]
    list(verify(workspace))


@pytest.mark.skipif(not is_available(), reason="pictures cannot be read on this machine")
def test_each_audience_has_a_copy_of_its_own_and_one_is_only_made_where_nothing_is_left(
    workspace: Workspace,
    case: CaseFile,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert call(workspace, case, "--for", "platform", "--list") == 0
    assert capsys.readouterr().out == ""
    assert call(workspace, case, "--confirm", "all", "--box", "20,40,200,60", "-o", str(tmp_path / "a.jpg")) == 2
    assert "Let its name end with .png" in capsys.readouterr().err

    monkeypatch.setattr("caseorg.jobs.redaction.look_at_picture", lambda copy, kind, spots: RereadPage((), (), (1,)))
    copy = tmp_path / "copy.png"
    copy.write_bytes(b"older")
    assert call(workspace, case, "-o", str(copy)) == 2
    assert "can still be read" in capsys.readouterr().err
    assert copy.read_bytes() == b"older" and sorted(tmp_path.glob("*脱敏*")) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--confirm", "zzzz"], "Nothing with the id"),
        (["--box", "1,2,3"], "is no place"),
        (["--box", "900,900,950,950"], "no such place"),
        (["--page", "2", "--box", "1,2,3,4"], "no such place"),
    ],
)
def test_what_is_not_there_is_told(
    workspace: Workspace,
    case: CaseFile,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    told: str,
) -> None:
    from caseorg.domain.reading.reading import PageReading, Reading
    from handmade import Hand

    hand = Hand({case.evidence[0].sha256: Reading((PageReading(540, 260, ()),), "by hand 1")})
    monkeypatch.setattr("caseorg.cli.reading.usual_reader", lambda: hand.reader)
    assert call(workspace, case, *words) == 2
    assert told in capsys.readouterr().err


def test_where_pictures_cannot_be_read_it_says_so(
    workspace: Workspace, case: CaseFile, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("caseorg.cli.reading.usual_reader", lambda: None)
    assert call(workspace, case, "--list") == 2
    assert "cannot be read on this machine" in capsys.readouterr().err
