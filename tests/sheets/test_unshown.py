"""What cannot be shown costs its own page, and is named with all others; it never stops a paper."""

import io
from pathlib import Path

import pikepdf
import pytest

from caseorg.children import calls
from caseorg.domain.case import CaseId, Document, MediaKind
from caseorg.domain.errors import BrokenError
from caseorg.domain.papers.pack import PackOptions
from caseorg.domain.uploads.notes import NOTE
from caseorg.i18n import remark_text
from caseorg.jobs.intake import add_files
from caseorg.jobs.papers.pack import export_pack
from caseorg.jobs.upload import export_upload
from caseorg.output import readback
from caseorg.pdf.encoding import Encoded
from caseorg.sheets import documents as pages
from caseorg.sheets import patience
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace
from evidence.material import BMP, JPEG, PDF, PNG, TIFF, WEBP, encoded, pdf, picture, png_of
from hurry import hurry, hurry_children
from pdf.hostile import nested_forms
from pdf.papers import folded, page_texts
from pdf.papers import require_sound as require_sound_paper

UNSHOWN = "本件无法显示"


def add(workspace: Workspace, case_id: CaseId, folder: Path, **files: bytes) -> None:
    folder.mkdir(exist_ok=True)
    paths = []
    for name, content in files.items():
        paths.append(folder / name.replace("_", "."))
        paths[-1].write_bytes(content)
    for step in add_files(workspace, case_id, paths):
        assert step.item and step.item.reason is None, step.item


def packed(workspace: Workspace, case_id: CaseId, out: Path, options: PackOptions = PackOptions()) -> list[str]:  # noqa: B008
    """What is said besides what was not read yet; progress never goes back, and the paper is sound."""
    *before, last = export_pack(workspace, case_id, out, options)
    assert isinstance(last.item, Document) and not any(step.remarks for step in before)
    shares = [step.done / step.total for step in (*before, last) if step.total]
    assert shares == sorted(shares)
    require_sound_paper(out, attached=1)
    return [said for remark in last.remarks if not (said := remark_text(remark)).startswith("Not read yet")]


def says_so(path: Path) -> list[int]:
    """The pages on which something cannot be shown."""
    return [number for number, text in enumerate(page_texts(path), start=1) if UNSHOWN in folded(text)]


def test_all_that_intake_could_not_decode_is_named_at_once(
    workspace: Workspace, case_id: CaseId, tmp_path: Path
) -> None:
    half = png_of(48, 80, (b"\0" + bytes(48)) * 40)
    cut = JPEG[: len(JPEG) // 2]
    add(workspace, case_id, tmp_path / "in", 好_png=PNG, 半_png=half, 断_jpg=cut, 断_tif=TIFF[:90], 锁_pdf=pdf(2, "x"))
    (said,) = packed(workspace, case_id, tmp_path / "pack.pdf")
    assert (
        said
        == "证据2（半.png）、证据3（断.jpg）、证据4（断.tif）、证据5（锁.pdf） cannot be shown; a page says so instead."
    )
    assert len(says_so(tmp_path / "pack.pdf")) == 4
    *_, last = export_upload(workspace, case_id, "12315", tmp_path / "set")
    assert [remark_text(remark) for remark in last.remarks] == [said]
    assert [path.suffix for path in sorted((tmp_path / "set").iterdir())] == [".pdf", ".png", ".txt", ".txt"]
    assert (tmp_path / "set" / NOTE).read_text(encoding="utf-8").count("无法显示（损坏") == 4


def test_what_turns_out_while_the_pack_is_written_is_named_at_once_too(
    workspace: Workspace, case_id: CaseId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What came in before pictures were decoded then."""
    from caseorg.evidence import looking

    with monkeypatch.context() as patch:
        patch.setattr(calls, "inside", True)
        patch.setattr(looking, "is_sound", lambda *_: True)
        tall = encoded(picture(size=(40, 4000)), "BMP")
        add(workspace, case_id, tmp_path / "in", 一_bmp=BMP[:200], 二_png=PNG, 三_bmp=tall[:200])
    assert [item.kind for item in workspace.read(load_case, case_id).evidence] == [MediaKind.IMAGE] * 3
    for mono in (False, True):
        (said,) = packed(workspace, case_id, tmp_path / "pack.pdf", PackOptions(mono=mono))
        assert said.startswith("证据1（一.bmp）、证据3（三.bmp） cannot")
        assert len(says_so(tmp_path / "pack.pdf")) == 2
    *_, last = export_upload(workspace, case_id, "12315", tmp_path / "set")
    assert [remark_text(remark) for remark in last.remarks] == [said]


def test_a_document_without_end_is_one_page_that_says_so(
    workspace: Workspace, case_id: CaseId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry(monkeypatch, endless := nested_forms())
    add(workspace, case_id, tmp_path / "in", 无尽_pdf=endless, 好_pdf=PDF)
    first, second = workspace.read(load_case, case_id).evidence
    assert (first.kind, second.kind) == (MediaKind.OTHER, MediaKind.PDF)
    assert first.note == "Kept as a file: to open it takes too long."
    (said,) = packed(workspace, case_id, tmp_path / "pack.pdf")
    assert said.startswith("证据1（无尽.pdf） cannot")


def test_a_document_whose_end_is_not_seen_at_intake_is_stopped_while_it_is_drawn(
    workspace: Workspace, case_id: CaseId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pikepdf.open(io.BytesIO(pdf(5))) as document, pikepdf.open(io.BytesIO(nested_forms())) as endless:
        document.pages.append(endless.pages[0])
        out = io.BytesIO()
        document.save(out)
    add(workspace, case_id, tmp_path / "in", 后面_pdf=out.getvalue())
    (item,) = workspace.read(load_case, case_id).evidence
    assert (item.kind, item.pages) == (MediaKind.PDF, 6)
    hurry(monkeypatch, out.getvalue())
    hurry_children(monkeypatch, tmp_path)
    (said,) = packed(workspace, case_id, tmp_path / "pack.pdf")
    assert said.startswith("证据1（后面.pdf） cannot")
    *_, last = export_upload(workspace, case_id, "12315", tmp_path / "set")
    assert [remark_text(remark) for remark in last.remarks] == [said]


def test_a_page_that_cannot_be_drawn_is_the_only_one(
    workspace: Workspace, case_id: CaseId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(workspace, case_id, tmp_path / "in", 坏页_pdf=pdf(3))
    whole = pages.load_page

    def odd(page: pages.DocumentPage, mono: bool, left: patience.Patience) -> Encoded:
        if page.number == 1:
            raise patience.unshown(page.sha256, page.number)
        return whole(page, mono, left)

    monkeypatch.setattr(pages, "load_page", odd)
    *_, last = export_upload(workspace, case_id, "12315", tmp_path / "set")
    assert [remark_text(remark) for remark in last.remarks] == ["Pages of 证据1 that cannot be shown: 2."]
    volume = next((tmp_path / "set").glob("2_*.pdf"))
    assert [number for number, text in enumerate(page_texts(volume), 1) if "本页无法显示" in folded(text)] == [3]


def test_a_page_that_is_none_is_the_only_one_too(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(pdf(3))) as document:
        document.pages[1].obj.Type = pikepdf.Name.Odd
        out = io.BytesIO()
        document.save(out)
    add(workspace, case_id, tmp_path / "in", 坏页_pdf=out.getvalue())
    assert packed(workspace, case_id, tmp_path / "pack.pdf") == []
    texts = page_texts(tmp_path / "pack.pdf")
    assert [number for number, text in enumerate(texts, 1) if "本页无法显示" in folded(text)] == [4]


def test_a_document_with_too_many_pages_is_one_page_that_says_so(
    workspace: Workspace, case_id: CaseId, tmp_path: Path
) -> None:
    add(workspace, case_id, tmp_path / "in", 一千页_pdf=pdf(1001), 一页_pdf=pdf(1))
    assert workspace.read(load_case, case_id).evidence[0].pages == 1001
    (said,) = packed(workspace, case_id, tmp_path / "pack.pdf")
    assert said.startswith("证据1（一千页.pdf） cannot")


def test_altered_evidence_still_stops_the_paper(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> None:
    add(workspace, case_id, tmp_path / "in", 一_webp=WEBP)
    kept = workspace.evidence.path(workspace.read(load_case, case_id).evidence[0].sha256)
    kept.chmod(0o644)
    kept.write_bytes(WEBP + b"\0")
    with pytest.raises(BrokenError):
        list(export_pack(workspace, case_id, tmp_path / "pack.pdf"))


def test_what_readers_stumble_over_is_drawn_as_pictures_or_not_saved(
    workspace: Workspace, case_id: CaseId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(workspace, case_id, tmp_path / "in", 一_pdf=PDF)
    faults = ["damaged"]
    monkeypatch.setattr(readback, "_fault", lambda _: faults.pop() if faults else "")
    packed(workspace, case_id, tmp_path / "pack.pdf")
    assert b"/Width 1653 /Height 2339" in (tmp_path / "pack.pdf").read_bytes()
    monkeypatch.setattr(readback, "_fault", lambda _: "damaged")
    with pytest.raises(readback.UnsoundError, match=r"cannot be read back \(damaged\)"):
        list(export_pack(workspace, case_id, tmp_path / "other.pdf"))
    assert not (tmp_path / "other.pdf").exists() and not list(tmp_path.glob(".*"))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda content: content.replace(b"endstream", b"endstreem", 1), "endstream"),
        (lambda content: content[: len(content) // 2], "xref"),
        (lambda content: content.replace(b"/Type /Page\n", b"/Type /Pgae\n"), ""),
    ],
)
def test_damage_in_a_finished_paper_is_found(
    workspace: Workspace, case_id: CaseId, tmp_path: Path, change: object, told: str
) -> None:
    add(workspace, case_id, tmp_path / "in", 一_png=PNG)
    packed(workspace, case_id, tmp_path / "pack.pdf")
    content = (tmp_path / "pack.pdf").read_bytes()
    (tmp_path / "bad.pdf").write_bytes(change(content))  # type: ignore[operator]
    readback.require_sound(tmp_path / "pack.pdf")
    with pytest.raises(readback.UnsoundError):
        readback.require_sound(tmp_path / "bad.pdf")
