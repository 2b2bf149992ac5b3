"""Papers on disk: whole or not at all, and recorded as they are."""

import hashlib
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from caseorg.actions.evidence import withdraw_evidence
from caseorg.domain.case import CaseId, Document
from caseorg.domain.errors import BrokenError, CaseorgError
from caseorg.domain.moments import BEIJING
from caseorg.domain.papers.pack import supplement_start
from caseorg.domain.progress import Progress
from caseorg.evidence.decoder import Decoder
from caseorg.jobs.intake import add_files
from caseorg.jobs.papers.exports import export_complaint, export_report
from caseorg.jobs.papers.pack import export_pack
from caseorg.jobs.sample import SAMPLE
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace

Export = Callable[[Workspace, CaseId, Path], Iterator[Progress[Document]]]
each = pytest.mark.parametrize("export", [export_complaint, export_report, export_pack])


def finished(steps: Iterator[Progress[Document]]) -> Document:
    *before, last = steps
    assert last.item and not any(step.item for step in before)
    return last.item


def text_of(file: Path) -> str:
    return subprocess.check_output(["pdftotext", "-raw", file, "-"]).decode()


@each
def test_a_paper_is_recorded_with_its_digest_and_pages(sample: Workspace, tmp_path: Path, export: Export) -> None:
    out = tmp_path / "我的 文件" / "证据包（最终版）.pdf"
    out.parent.mkdir()
    document = finished(export(sample, SAMPLE, out))
    assert document.sha256 == hashlib.sha256(out.read_bytes()).hexdigest()
    assert f"Pages:           {document.pages}\n" in subprocess.check_output(["pdfinfo", out], text=True)
    assert document.name == out.name
    assert sample.read(load_case, SAMPLE).documents == (document,)
    assert list(out.parent.iterdir()) == [out]


def test_what_comes_in_while_the_pack_is_drawn_is_for_the_supplement(sample: Workspace, tmp_path: Path) -> None:
    (tmp_path / "later.txt").write_text("客服：不退", encoding="utf-8")
    steps = export_pack(sample, SAMPLE, tmp_path / "pack.pdf")
    next(steps)
    list(add_files(sample, SAMPLE, [tmp_path / "later.txt"]))
    finished(steps)
    assert supplement_start(sample.read(load_case, SAMPLE)) == 6


@each
def test_exporting_again_takes_the_place_of_the_older_paper(sample: Workspace, tmp_path: Path, export: Export) -> None:
    out = tmp_path / "paper.pdf"
    first = finished(export(sample, SAMPLE, out))
    with out.open("rb") as reader:  # whoever reads the older one meanwhile still has all of it
        second = finished(export(sample, SAMPLE, out))
        assert hashlib.sha256(reader.read()).hexdigest() == first.sha256
    assert second.sha256 == hashlib.sha256(out.read_bytes()).hexdigest()
    assert {document.id for document in sample.read(load_case, SAMPLE).documents} == {first.id, second.id}


@each
def test_progress_never_goes_back_and_ends_at_the_end(sample: Workspace, tmp_path: Path, export: Export) -> None:
    steps = list(export(sample, SAMPLE, tmp_path / "paper.pdf"))
    shares = [step.done / step.total for step in steps]
    assert shares == sorted(shares) and shares[-1] == 1.0
    assert all(0 <= share <= 1 for share in shares)


@each
def test_stopping_at_any_step_leaves_nothing(sample: Workspace, tmp_path: Path, export: Export) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    tall = sample.read(load_case, SAMPLE).evidence[4]
    sample.write(withdraw_evidence, SAMPLE, (tall.id,))  # it only takes longer
    count = len(list(export(sample, SAMPLE, tmp_path / "whole.pdf")))
    for stop in range(1, count):
        steps = export(sample, SAMPLE, folder / "paper.pdf")
        for _ in range(stop):
            next(steps)
        steps.close()
        assert not list(folder.iterdir()), stop
    assert len(sample.read(load_case, SAMPLE).documents) == 1


def test_stopping_leaves_the_older_paper(sample: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "paper.pdf"
    out.write_bytes(b"older")
    steps = export_pack(sample, SAMPLE, out)
    next(steps)
    steps.close()
    assert out.read_bytes() == b"older"


def broken_files(workspace: Workspace) -> Iterator[tuple[str, Path]]:
    for item in workspace.read(load_case, SAMPLE).standing_evidence:
        yield item.label, workspace.evidence.path(item.sha256)


@pytest.mark.parametrize("number", range(5))
@pytest.mark.parametrize("damage", ["gone", "cut", "one bit"])
def test_broken_evidence_is_named_and_the_older_paper_stays(
    sample: Workspace, tmp_path: Path, number: int, damage: str
) -> None:
    label, file = list(broken_files(sample))[number]
    content = bytearray(file.read_bytes())
    file.unlink()
    if damage == "cut":
        file.write_bytes(content[:-100])
    elif damage == "one bit":
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "paper.pdf").write_bytes(b"older")
    with pytest.raises(BrokenError, match=label) as caught:
        finished(export_pack(sample, SAMPLE, folder / "paper.pdf"))
    assert caught.value.exit_code == 3
    assert [file.read_bytes() for file in folder.iterdir()] == [b"older"]
    assert not sample.read(load_case, SAMPLE).documents


def test_a_case_without_evidence_has_no_pack(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> None:
    with pytest.raises(CaseorgError, match="no evidence"):
        finished(export_pack(workspace, case_id, tmp_path / "pack.pdf"))
    assert not (tmp_path / "pack.pdf").exists()


@pytest.mark.parametrize("export", [export_complaint, export_report])
def test_an_empty_case_has_a_form_to_fill_by_hand(
    workspace: Workspace, case_id: CaseId, tmp_path: Path, export: Export
) -> None:
    assert finished(export(workspace, case_id, tmp_path / "form.pdf")).pages == 1


def test_the_pack_says_until_when_evidence_came_in_and_no_clock_is_asked(sample: Workspace, tmp_path: Path) -> None:
    finished(export_pack(sample, SAMPLE, tmp_path / "pack.pdf"))
    at = sample.read(load_case, SAMPLE).gathered_at.astimezone(BEIJING)
    assert f"证据截至{at.year}年{at.month}月{at.day}日" in "".join(text_of(tmp_path / "pack.pdf").split())


@each
def test_the_same_case_gives_the_same_bytes_whenever_and_wherever(
    sample: Workspace, sample_folder: Path, tmp_path: Path, export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = finished(export(sample, SAMPLE, tmp_path / "1.pdf"))
    second = finished(export(sample, SAMPLE, tmp_path / "2.pdf"))
    assert first.sha256 == second.sha256
    copied = shutil.copytree(sample_folder, tmp_path / "copied")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    monkeypatch.setenv("TZ", "America/New_York")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    command = [sys.executable, "-m", "caseorg", "--data", copied, first.kind, SAMPLE, "-o", tmp_path / "3.pdf"]
    subprocess.check_output(command)
    assert (tmp_path / "3.pdf").read_bytes() == (tmp_path / "1.pdf").read_bytes()


def test_other_evidence_gives_another_file_with_another_id(sample: Workspace, tmp_path: Path) -> None:
    finished(export_pack(sample, SAMPLE, tmp_path / "1.pdf"))
    item = sample.read(load_case, SAMPLE).evidence[1]
    sample.write(withdraw_evidence, SAMPLE, (item.id,))
    finished(export_pack(sample, SAMPLE, tmp_path / "2.pdf"))
    ids = []
    for name in ("1.pdf", "2.pdf"):
        with pikepdf.open(tmp_path / name) as document:
            ids.append(bytes(document.trailer.ID[0]))
    assert ids[0] != ids[1]


def test_withdrawn_evidence_is_on_no_paper(sample: Workspace, tmp_path: Path) -> None:
    item = sample.read(load_case, SAMPLE).evidence[1]
    sample.write(withdraw_evidence, SAMPLE, (item.id,))
    finished(export_pack(sample, SAMPLE, tmp_path / "pack.pdf"))
    finished(export_complaint(sample, SAMPLE, tmp_path / "complaint.pdf"))
    finished(export_report(sample, SAMPLE, tmp_path / "report.pdf"))
    for paper in ("pack.pdf", "complaint.pdf", "report.pdf"):
        text = text_of(tmp_path / paper)
        assert "证据2" not in text and item.proves not in text
        assert "证据1" in text and "证据3" in text


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """A disk that takes no larger file."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@each
@pytest.mark.parametrize("size", [0, 20_000])
def test_a_disk_without_room_is_an_error_that_names_the_file(
    sample: Workspace, tmp_path: Path, export: Export, size: int
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    with largest_file(size), pytest.raises(CaseorgError, match=r"paper.pdf cannot be written: File too large"):
        finished(export(sample, SAMPLE, folder / "paper.pdf"))
    assert not list(folder.iterdir())
    assert not sample.read(load_case, SAMPLE).documents


@each
def test_a_place_that_cannot_be_written_is_an_error(sample: Workspace, tmp_path: Path, export: Export) -> None:
    (tmp_path / "folder.pdf").mkdir()
    (tmp_path / "file").write_bytes(b"")
    places = [tmp_path / "nowhere/paper.pdf", tmp_path / "folder.pdf", tmp_path / "file/paper.pdf"]
    places.append(tmp_path / ("名" * 200 + ".pdf"))
    if os.geteuid() == 0:
        places.append(Path("/proc/paper.pdf"))  # nothing else is closed to root
    else:
        (tmp_path / "closed").mkdir(mode=0o500)
        places.append(tmp_path / "closed/paper.pdf")
    for place in places:
        with pytest.raises(CaseorgError, match=r"cannot be written|is not a file|is a folder"):
            finished(export(sample, SAMPLE, place))
    assert not list(tmp_path.rglob("*.part"))
    assert not sample.read(load_case, SAMPLE).documents


def test_evidence_of_every_kind_has_its_place(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "聊天.txt").write_text("客服：1小时内处理", encoding="utf-8")
    (folder / "录音.amr").write_bytes(b"#!AMR\n" + bytes(100))
    (folder / "数据.bin").write_bytes(bytes(range(256)))
    picture = Image.effect_mandelbrot((600, 400), (-2, -1, 1, 1), 50)
    picture.save(folder / "图.webp")
    picture.save(folder / "发票.pdf")
    files = sorted(folder.iterdir())
    outcomes = [step.item for step in add_files(workspace, case_id, files)]
    assert [outcome.reason for outcome in outcomes if outcome] == [None] * 5
    document = finished(export_pack(workspace, case_id, tmp_path / "pack.pdf"))
    assert document.pages == 2 + 5 + 2
    text = text_of(tmp_path / "pack.pdf")
    for file in files:
        assert file.name in text and hashlib.sha256(file.read_bytes()).hexdigest() in text
    assert "客服：1小时内处理" in text and text.count("本件为电子文件") == 2


def test_the_films_of_a_pack_share_one_decoder_and_its_time(
    workspace: Workspace, case_id: CaseId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\nexec sleep 60\n", encoding="ascii")
    slow.chmod(0o755)
    found: list[Decoder] = []

    def find() -> Decoder:
        found.append(Decoder(str(slow), str(slow), left=0.5))
        return found[-1]

    monkeypatch.setattr("caseorg.jobs.papers.pack.find_decoder", find)
    films = [tmp_path / "录屏1.flv", tmp_path / "录屏2.flv"]
    for number, film in enumerate(films):
        film.write_bytes(b"FLV\x01\x05\0\0\0\x09\0\0\0\0" + bytes([number]) * 100)
    assert [step.item.reason for step in add_files(workspace, case_id, films) if step.item] == [None] * 2
    finished(export_pack(workspace, case_id, tmp_path / "pack.pdf"))
    assert len(found) == 1 and found[0].left <= 0
    assert text_of(tmp_path / "pack.pdf").count("录像（video/x-flv）") == 2


def test_a_pack_that_no_process_can_write_leaves_nothing(
    sample: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "gone"))
    (tmp_path / "out").mkdir()
    with pytest.raises(CaseorgError, match="The process that writes the file cannot be started"):
        finished(export_pack(sample, SAMPLE, tmp_path / "out" / "pack.pdf"))
    assert not list((tmp_path / "out").iterdir())
