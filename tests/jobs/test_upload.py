"""Upload sets, read back with tools that are not ours: within the limits, complete, legible, whole or not there."""

import hashlib
import io
import math
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from caseorg.actions.case import new_case
from caseorg.actions.event import EventDetails, add_event
from caseorg.actions.evidence import withdraw_evidence
from caseorg.domain.case import CaseDetails, CaseId
from caseorg.domain.errors import BrokenError, CaseorgError
from caseorg.domain.messages.message import length
from caseorg.domain.moments import parse_moment
from caseorg.domain.uploads import plan as planning
from caseorg.domain.uploads.notes import NOTE, TEXT
from caseorg.domain.uploads.plan import Why
from caseorg.jobs import upload
from caseorg.jobs.intake import add_files
from caseorg.jobs.sample import SAMPLE
from caseorg.jobs.upload import UploadSet, export_upload
from caseorg.output.leftovers import OLDER
from caseorg.sheets.evidence import sheets
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace, open_workspace
from evidence.material import encoded, exif, mp4, picture
from jobs.papers.test_export import largest_file
from jobs.phone import HEIGHT, ORDER_PLACE, TALLEST, WIDTH, draw_number, order_number, phone_folder
from pdf.papers import folded, links, page_texts, require_page_numbers, require_sound, stamped_pages

LIMIT, FILES = 5_000_000, 4
TALL, COUNT = 30, 60


def made(workspace: Workspace, case_id: CaseId, out: Path, channel: str = "12315", **options: bool) -> UploadSet:
    *before, last = export_upload(workspace, case_id, channel, out, **options)
    assert last.item and not any(step.item for step in before)
    shares = [step.done / step.total for step in before]
    assert shares == sorted(shares), "a second try does not make the bar go back"
    return last.item


def with_files(workspace: Workspace, case_id: CaseId, *files: Path) -> None:
    for step in add_files(workspace, case_id, files):
        assert step.item
        assert step.item.reason is None, step.item.reason


def written(folder: Path, **files: bytes) -> list[Path]:
    folder.mkdir(exist_ok=True)
    found = []
    for name, content in files.items():
        path = folder / name.replace("_", ".")
        path.write_bytes(content)
        found.append(path)
    return found


def originals(workspace: Workspace) -> dict[str, str]:
    """What each kept file is called and what its digest is now: the same."""
    files = [path for path in workspace.evidence.folder.rglob("*") if path.is_file()]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def uploads(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix != ".txt")


@pytest.fixture(scope="module")
def phone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, CaseId, Path]]:
    """A case with sixty screenshots and its set for 12315."""
    folder = tmp_path_factory.mktemp("phone")
    with open_workspace(folder / "data") as workspace:
        case_id = workspace.write(new_case, CaseDetails(title="点卡卡密无效", demand="退还货款98.00元"))
        with_files(workspace, case_id, *phone_folder(folder / "shots", COUNT, TALL))
        before = originals(workspace)
        made(workspace, case_id, folder / "set")
        assert originals(workspace) == before and all(name == digest for name, digest in before.items())
        yield workspace, case_id, folder / "set"


Phone = tuple[Workspace, CaseId, Path]


def test_the_set_keeps_to_the_limits_of_the_channel(phone: Phone) -> None:
    files = uploads(phone[2])
    assert len(files) == FILES and {path.suffix for path in files} == {".pdf"}
    assert all(0 < path.stat().st_size <= LIMIT for path in files)
    assert [path.name[:2] for path in files] == ["1_", "2_", "3_", "4_"] and files[0].name == "1_投诉书.pdf"
    for path in phone[2].iterdir():
        assert unicodedata.is_normalized("NFC", path.name) and len(path.name.encode()) <= 200
    message = (phone[2] / TEXT).read_text(encoding="utf-8")
    assert 0 < length(message) <= 400


def test_every_volume_is_sound_and_has_its_own_index(phone: Phone) -> None:
    listed: list[int] = []
    for path in uploads(phone[2])[1:]:
        require_sound(path)
        require_page_numbers(path)
        stamps = {int(label.removeprefix("证据")): page for label, page in stamped_pages(path).items()}
        assert folded(page_texts(path)[0]).startswith("证据目录第")
        rows = links(path)[::2], links(path)[1::2]
        assert [(int(link.text), link.target) for link in rows[0]] == list(stamps.items())
        assert [int(link.text.partition("-")[0]) for link in rows[1]] == list(stamps.values())
        listed += stamps
    assert listed == list(range(1, COUNT + 1))


def image_rows(path: Path) -> Iterator[tuple[str, float]]:
    """For each page with a picture its stamp, and the height of the picture in rows of a screen as wide as ours."""
    document = pypdfium2.PdfDocument(path)
    texts = page_texts(path, "-raw")
    for number in range(len(document)):
        for shown in document[number].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]):
            left, bottom, right, top = shown.get_bounds()
            stamp = re.search(r"^证据(\d+)", texts[number], re.MULTILINE)
            assert stamp
            yield stamp[1], (top - bottom) * WIDTH / (right - left)
    document.close()


def test_no_row_of_a_picture_is_lost(phone: Phone) -> None:
    rows = dict.fromkeys(map(str, range(1, COUNT + 1)), 0.0)
    for path in uploads(phone[2])[1:]:
        for number, high in image_rows(path):
            rows[number] += high
    assert TALLEST < rows.pop(str(TALL)) < TALLEST * 1.15  # each page repeats the last lines of the one before
    for number, high in rows.items():
        assert high == pytest.approx(HEIGHT, abs=15), number


def stored_pictures(path: Path) -> Iterator[Image.Image]:
    """The pictures of the pages in order, as they are stored."""
    document = pypdfium2.PdfDocument(path)
    for number in range(len(document)):
        for shown in document[number].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]):
            yield shown.get_bitmap().to_pil().convert("L")
    document.close()


def test_what_is_drawn_are_the_rows_of_the_original(phone: Phone) -> None:
    workspace, case_id, folder = phone
    item = workspace.read(load_case, case_id).evidence[TALL - 1]
    with Image.open(workspace.evidence.path(item.sha256)) as original:
        source = original.convert("L")
    pieces = [
        piece
        for path in uploads(folder)[1:]
        for (number, _), piece in zip(image_rows(path), stored_pictures(path), strict=True)
        if number == str(TALL)
    ]
    drawn, end = Image.new("L", source.size), 0
    for sheet, piece in zip(sheets(workspace.evidence, item), pieces, strict=True):
        assert sheet.rows and sheet.rows.top <= end and piece.height == sheet.rows.bottom - sheet.rows.top
        drawn.paste(piece, (0, sheet.rows.top))
        end = sheet.rows.bottom
    assert end == source.height
    assert ImageStat.Stat(ImageChops.difference(drawn, source)).mean[0] < 4


def likeness(one: Image.Image, other: Image.Image) -> float:
    """Their correlation, from -1 to 1."""
    first, second = one.tobytes(), other.tobytes()
    means = sum(first) / len(first), sum(second) / len(second)
    pairs = [(a - means[0], b - means[1]) for a, b in zip(first, second, strict=True)]
    spread = math.sqrt(sum(a * a for a, _ in pairs) * sum(b * b for _, b in pairs))
    return sum(a * b for a, b in pairs) / spread if spread else 0.0


def require_legible(shot: Image.Image, seed: int) -> None:
    """The order number in the smallest text is by far nearest to itself among numbers with one other digit."""
    scale = shot.width / WIDTH
    box = tuple(round(edge * scale) for edge in (0, ORDER_PLACE[1] - 10, WIDTH, ORDER_PLACE[1] + 50))
    line = shot.crop(box).resize((WIDTH, 60), Image.Resampling.BICUBIC)  # type: ignore[arg-type]
    low, high = line.getextrema()
    assert high - low > 60, "grey on light grey as at first"
    number, like, place = order_number(seed), {}, seed % 28
    cell = (58 + place * 13, 8, 58 + place * 13 + 20, 50)
    for digit in "0123456789":
        other = draw_number(number[:place] + digit + number[place + 1 :]).convert("L")
        like[digit] = likeness(line.crop(cell), other.crop(cell))
    right = like.pop(number[place])
    assert right > 0.85 and right - max(like.values()) > 0.03, (seed, place)


def test_the_smallest_text_stays_legible(phone: Phone) -> None:
    seen = 0
    for path in uploads(phone[2])[1:]:
        numbers = [int(number) for number, _ in image_rows(path)]
        for place, (number, shot) in enumerate(zip(numbers, stored_pictures(path), strict=True)):
            if numbers.index(number) == place:  # of the tall one, the piece with its beginning
                require_legible(shot, number)
                seen += 1
    assert seen == COUNT


def test_no_hidden_data_of_a_picture_goes_along(phone: Phone) -> None:
    for path in uploads(phone[2]):
        content = path.read_bytes()
        assert b"SECRETPHONE" not in content and b"Exif" not in content and b"xpacket" not in content
        with pikepdf.open(path) as document:
            assert "/Metadata" not in document.Root
            assert path == uploads(phone[2])[0] or not str(document.docinfo["/Author"])


def test_the_note_says_what_goes_where_and_what_was_made_smaller(phone: Phone) -> None:
    note = (phone[2] / NOTE).read_text(encoding="utf-8")
    for path in uploads(phone[2]):
        assert path.name in note and hashlib.sha256(path.read_bytes()).hexdigest() in note
    assert "以页面实际要求为准" in note and "核对日期：2026-11-21" in note and "重新压缩" in note
    assert "最多4个，每个不超过5MB" in note and "没有放进来" not in note


def test_the_files_are_recorded_with_their_digests(phone: Phone) -> None:
    workspace, case_id, folder = phone
    documents = workspace.read(load_case, case_id).documents
    digests = {f"{folder.name}/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
    assert {one.name: one.sha256 for one in documents if one.kind == "upload"} == digests


def test_a_second_run_takes_the_place_of_the_first_and_of_nothing_else(sample: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "set"
    first = made(sample, SAMPLE, out)
    item = sample.read(load_case, SAMPLE).evidence[0]
    sample.write(withdraw_evidence, SAMPLE, (item.id,))
    second = made(sample, SAMPLE, out)
    assert [file.name for file in first.files] != [file.name for file in second.files]
    assert {path.name for path in out.iterdir()} == {file.name for file in second.files}
    assert [path.name for path in tmp_path.iterdir() if path.name != "sample"] == ["set"]


@pytest.mark.parametrize("touch", ["added", "changed", "other case", "no set", "folder"])
def test_a_folder_with_files_of_ones_own_is_refused(sample: Workspace, tmp_path: Path, touch: str) -> None:
    out = tmp_path / "set"
    made(sample, SAMPLE, out)
    case_id = SAMPLE
    match touch:
        case "added":
            (out / "我的.txt").write_text("笔记")
        case "changed":
            (out / TEXT).write_text("改过的正文")
        case "other case":
            case_id = sample.write(new_case, CaseDetails(title="另一个"))
        case "no set":
            (out / NOTE).unlink()
        case "folder":
            (out / "子文件夹").mkdir()
    before = sorted((path.name, path.is_dir() or path.read_bytes()) for path in out.iterdir())
    with pytest.raises(CaseorgError, match="not of a set for this case"):
        made(sample, case_id, out)
    assert sorted((path.name, path.is_dir() or path.read_bytes()) for path in out.iterdir()) == before


def test_bad_targets_are_told(sample: Workspace, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    for place in (tmp_path / "file", tmp_path / "没有" / "set", tmp_path / "file/set", tmp_path / ("名" * 200)):
        with pytest.raises(CaseorgError, match=r"not a folder|no folder|cannot be written"):
            made(sample, SAMPLE, place)
    assert (tmp_path / "file").read_bytes() == b"mine" and not list(tmp_path.glob(".*"))
    (tmp_path / "empty").mkdir()
    assert made(sample, SAMPLE, tmp_path / "empty").folder == tmp_path / "empty"


def test_stopping_at_any_step_leaves_nothing(sample: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    tall = sample.read(load_case, SAMPLE).evidence[4]
    sample.write(withdraw_evidence, SAMPLE, (tall.id,))  # it only takes longer
    count = len(list(export_upload(sample, SAMPLE, "12315", tmp_path / "whole")))
    documents = sample.read(load_case, SAMPLE).documents
    assert count > 4
    for stop in range(1, count):
        steps = export_upload(sample, SAMPLE, "12315", folder / "set")
        for _ in range(stop):
            next(steps)
        steps.close()
        assert not list(folder.iterdir()), stop
    assert sample.read(load_case, SAMPLE).documents == documents


def test_stopping_leaves_the_older_set(sample: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "set"
    made(sample, SAMPLE, out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    steps = export_upload(sample, SAMPLE, "12315", out)
    for _ in range(3):
        next(steps)
    steps.close()
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert not list(tmp_path.glob(".*"))


def test_progress_never_goes_back_and_ends_at_the_end(sample: Workspace, tmp_path: Path) -> None:
    shares = [step.done / step.total for step in export_upload(sample, SAMPLE, "12315", tmp_path / "set")]
    assert shares == sorted(shares) and shares[-1] == 1.0


@pytest.mark.parametrize("size", [0, 20_000, 100_000])
def test_a_disk_without_room_is_a_clear_error(sample: Workspace, tmp_path: Path, size: int) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    with largest_file(size), pytest.raises(CaseorgError, match="set cannot be written: File too large"):
        made(sample, SAMPLE, folder / "set")
    assert not list(folder.iterdir()) and not sample.read(load_case, SAMPLE).documents


@pytest.mark.parametrize("stuck", ["the new one", "all"])
def test_a_failing_rename_leaves_the_older_set(
    sample: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stuck: str
) -> None:
    out = tmp_path / "set"
    made(sample, SAMPLE, out)
    before = sorted(path.name for path in out.iterdir())
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.name == "set" and self.parent != tmp_path and (stuck == "all" or self.parent.name != OLDER):
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(CaseorgError, match="No space left"):
        made(sample, SAMPLE, out)
    if stuck != "all":
        assert sorted(path.name for path in out.iterdir()) == before
        assert [path.name for path in tmp_path.iterdir() if path.name != "sample"] == ["set"]
        return
    (kept,) = tmp_path.glob(".caseorg-*.part/older/set")
    assert sorted(path.name for path in kept.iterdir()) == before, "where it cannot go back, nothing is removed"


def test_broken_evidence_is_named(sample: Workspace, tmp_path: Path) -> None:
    item = sample.read(load_case, SAMPLE).evidence[2]
    path = sample.evidence.path(item.sha256)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(BrokenError, match=item.label):
        made(sample, SAMPLE, tmp_path / "set")
    assert not (tmp_path / "set").exists()


def test_few_pictures_go_bit_by_bit_but_for_what_they_say_of_themselves(
    workspace: Workspace, case_id: CaseId, tmp_path: Path
) -> None:
    shot, photo = picture(size=(300, 500)), picture(size=(301, 500))
    files = written(
        tmp_path / "in",
        a_png=encoded(shot, "PNG", exif=exif("2026:11:01 14:30:00")),
        b_jpg=encoded(photo, "JPEG", exif=exif("2026:11:01 14:30:00"), comment=b"SECRET"),
        c_jpg=encoded(photo.transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif("2026:11:01 14:30:00", "", 6)),
    )
    with_files(workspace, case_id, *files)
    found = made(workspace, case_id, tmp_path / "set")
    names = [file.name for file in found.files]
    assert names == ["1_投诉书.pdf", "2_证据1.png", "3_证据2.jpg", "4_证据3.jpg", TEXT, NOTE]
    for name, before in (("2_证据1.png", files[0]), ("3_证据2.jpg", files[1])):
        with Image.open(tmp_path / "set" / name) as after, Image.open(before) as source:
            assert after.convert("RGB").tobytes() == source.convert("RGB").tobytes()
    with Image.open(tmp_path / "set/4_证据3.jpg") as turned:
        assert turned.size == photo.size
    for path in uploads(tmp_path / "set")[1:]:
        content = path.read_bytes()
        assert (
            b"Exif" not in content and b"eXIf" not in content and b"SECRET" not in content and b"2026:11" not in content
        )


def test_a_recording_goes_along_or_is_told(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> None:
    files = written(tmp_path / "in", a_png=encoded(picture(), "PNG"), b_mp4=mp4(), c_mkv=b"\x1aE\xdf\xa3" + bytes(999))
    (tmp_path / "in/d.mp4").write_bytes(mp4() + b"\x00\x4c\x4b\x40free" + bytes(5_000_000 - 8))
    with_files(workspace, case_id, *files, tmp_path / "in/d.mp4")
    found = made(workspace, case_id, tmp_path / "set")
    assert [file.name for file in found.files if file.place] == ["1_投诉书.pdf", "2_证据1.png", "3_证据2.mp4"]
    assert (tmp_path / "set/3_证据2.mp4").read_bytes() == files[1].read_bytes()
    assert [(one.evidence.number, one.why) for one in found.outside] == [(3, Why.TYPE), (4, Why.LARGE)]
    note = (tmp_path / "set" / NOTE).read_text(encoding="utf-8")
    assert "证据3（c.mkv）：渠道不收这种文件" in note and "证据4（d.mp4）：超过每个文件的大小限制" in note


def noisy(folder: Path, count: int) -> list[Path]:
    """Pictures that no step makes small."""
    folder.mkdir()
    files = []
    for number in range(count):
        out = io.BytesIO()
        Image.effect_noise((1500 + number, 2000), 120).save(out, "JPEG", quality=90)
        (folder / f"{number}.jpg").write_bytes(out.getvalue())
        files.append(folder / f"{number}.jpg")
    return files


def test_what_does_not_fit_is_told_and_left_out_only_when_allowed(
    workspace: Workspace, case_id: CaseId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_files(workspace, case_id, *noisy(tmp_path / "in", 6))
    last = workspace.read(load_case, case_id).evidence[5]
    details = EventDetails(at=parse_moment("2026-11-01"), text="付款", evidence=(last.id,))
    workspace.write(add_event, case_id, details)
    limits = upload.UploadLimits(2, 1_000_000, ("pdf",))
    for module in (upload, planning):
        monkeypatch.setattr(module, "limits_of", lambda channel: limits)
    with pytest.raises(CaseorgError, match=r"still do not fit.*leave out") as caught:
        made(workspace, case_id, tmp_path / "set")
    assert not (tmp_path / "set").exists()
    found = made(workspace, case_id, tmp_path / "set", leave_out=True)
    left = [one.evidence.number for one in found.outside]
    assert left and 6 not in left and left == list(range(left[0], 6)), "the last numbers that nothing rests on"
    assert f"证据{left[0]}" in str(caught.value)
    assert len(uploads(tmp_path / "set")) == 2
    assert all(path.stat().st_size <= 1_000_000 for path in uploads(tmp_path / "set"))
    stamps = {int(label[2:]) for path in uploads(tmp_path / "set")[1:] for label in stamped_pages(path)}
    assert stamps == set(range(1, 7)) - set(left)
    note = (tmp_path / "set" / NOTE).read_text(encoding="utf-8")
    assert all(f"证据{number}（" in note for number in left)


def test_a_picture_that_exceeds_a_volume_goes_on_in_the_next(
    workspace: Workspace, case_id: CaseId, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    Image.effect_noise((1080, 16_000), 110).convert("RGB").save(tmp_path / "in/tall.png", compress_level=1)
    with_files(workspace, case_id, tmp_path / "in/tall.png", *phone_folder(tmp_path / "in", 3, None))
    found = made(workspace, case_id, tmp_path / "set")
    names = [file.name for file in found.files if file.place]
    assert any("续" in name for name in names) and len(names) <= FILES
    rows = sum(high for path in uploads(tmp_path / "set")[1:] for number, high in image_rows(path) if number == "1")
    assert rows >= 15_990
    texts = "".join(_all(path) for path in uploads(tmp_path / "set")[1:])
    marks = re.findall(r"^证据1-(\d+)$", texts, re.MULTILINE)
    assert marks == [str(number) for number in range(1, len(marks) + 1)]
    assert re.findall(r"本件第(\d+)张，共(\d+)张", texts) == [(mark, str(len(marks))) for mark in marks]


def _all(path: Path) -> str:
    return "".join(page_texts(path, "-raw"))


def test_for_the_public_there_is_the_masked_text_and_no_picture(sample: Workspace, tmp_path: Path) -> None:
    found = made(sample, SAMPLE, tmp_path / "set", channel="heimao")
    assert [file.name for file in found.files] == [TEXT, NOTE]
    case = sample.read(load_case, SAMPLE)
    text = (tmp_path / "set" / TEXT).read_text(encoding="utf-8")
    note = (tmp_path / "set" / NOTE).read_text(encoding="utf-8")
    for secret in (case.complainant.name, case.complainant.phone, case.orders[0].number):
        assert secret and secret not in text and secret not in note
    assert "图片要先遮盖" in note and {one.why for one in found.outside} == {Why.PUBLIC}


def test_a_channel_without_known_limits_is_refused(sample: Workspace, tmp_path: Path) -> None:
    with pytest.raises(CaseorgError, match="is not known"):
        made(sample, SAMPLE, tmp_path / "set", channel="court")
    with pytest.raises(CaseorgError, match="no channel"):
        made(sample, SAMPLE, tmp_path / "set", channel="nowhere")
