"""Thumbnails of whatever has a picture."""

from pathlib import Path

import pytest
from PIL import Image

from caseorg.domain.case import CaseId, Evidence
from caseorg.evidence.thumbnails import TALLEST, THUMBNAIL
from caseorg.jobs.intake import add_files
from caseorg.jobs.thumbnails import make_thumbnails
from caseorg.store.queries import load_case
from caseorg.workspace import Workspace
from evidence.material import ANIMATED, MP4, PAGED, encoded, exif, pdf, picture

SIZE = (700, 900)


def palette() -> Image.Image:
    image = picture("P", SIZE)
    image.info["transparency"] = bytes([0, 255] * 128)
    return image


PICTURES = {
    "colour.png": encoded(picture("RGB", SIZE), "PNG"),
    "clear.png": encoded(picture("RGBA", SIZE), "PNG"),
    "grey.png": encoded(picture("L", SIZE), "PNG"),
    "clear grey.png": encoded(picture("LA", SIZE), "PNG"),
    "sixteen.png": encoded(picture("I;16", SIZE), "PNG"),
    "one.png": encoded(picture("1", SIZE), "PNG"),
    "palette.png": encoded(palette(), "PNG"),
    "cmyk.jpg": encoded(picture("CMYK", SIZE), "JPEG"),
    "grey.jpg": encoded(picture("L", SIZE), "JPEG"),
    "slow.jpg": encoded(picture("RGB", SIZE), "JPEG", progressive=True),
    "a.webp": encoded(picture("RGBA", SIZE), "WEBP"),
    "a.bmp": encoded(picture("P", SIZE), "BMP"),
    "moving.gif": ANIMATED,
    "fax.tif": PAGED,
    "cmyk.tif": encoded(picture("CMYK", SIZE), "TIFF"),
    "float.tif": encoded(picture("L", SIZE).convert("F"), "TIFF"),
    "letter.pdf": pdf(),
}


def taken(workspace: Workspace, case_id: CaseId, folder: Path, files: dict[str, bytes]) -> tuple[Evidence, ...]:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    outcomes = [progress.item for progress in add_files(workspace, case_id, [folder / name for name in files])]
    assert [outcome.reason for outcome in outcomes if outcome] == [None] * len(files)
    return workspace.read(load_case, case_id).evidence


def made(workspace: Workspace, *items: Evidence) -> list[Path | None]:
    return [progress.item.file for progress in make_thumbnails(workspace, items) if progress.item]


def test_every_kind_of_picture_has_a_small_one(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> None:
    items = taken(workspace, case_id, tmp_path, PICTURES)
    for item, file in zip(items, made(workspace, *items), strict=True):
        assert file, item.name
        with Image.open(file) as image:
            assert (image.format, image.mode) == ("JPEG", "RGB")
            assert image.width <= THUMBNAIL and image.height <= THUMBNAIL * TALLEST
            if item.width == SIZE[0]:
                assert abs(image.height / image.width - SIZE[1] / SIZE[0]) < 0.02


@pytest.mark.parametrize("name", ["sixteen.png", "palette.png", "clear grey.png", "cmyk.jpg"])
def test_a_small_picture_looks_like_the_large_one(
    workspace: Workspace, case_id: CaseId, tmp_path: Path, name: str
) -> None:
    content = encoded(picture("P", SIZE), "PNG") if name == "palette.png" else PICTURES[name]
    file = made(workspace, *taken(workspace, case_id, tmp_path, {name: content}))[0]
    assert file
    with Image.open(file) as image:
        expected = picture("L" if "grey" in name or "sixteen" in name else "RGB", SIZE).resize(image.size).convert("L")
        difference = [abs(a - b) for a, b in zip(image.convert("L").tobytes(), expected.tobytes(), strict=True)]
    assert sum(difference) / len(difference) < 6


def test_of_a_tall_picture_the_top_is_shown(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> None:
    tall = Image.new("RGB", (1080, 12_000), "white")
    tall.paste((200, 0, 0), (0, 0, 1080, 3240))
    file = made(workspace, *taken(workspace, case_id, tmp_path, {"long chat.png": encoded(tall, "PNG")}))[0]
    assert file
    with Image.open(file) as image:
        assert image.size == (THUMBNAIL, THUMBNAIL * TALLEST)
        red = image.getpixel((10, THUMBNAIL * TALLEST - 20))
    assert isinstance(red, tuple) and red[0] > 180 and red[1] < 30


def test_a_page_of_any_size_has_a_thumbnail(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> None:
    poster = pdf().replace(b"595", b"14400").replace(b"842", b"14400")
    file = made(workspace, *taken(workspace, case_id, tmp_path, {"poster.pdf": poster}))[0]
    assert file
    with Image.open(file) as image:
        assert image.size == (THUMBNAIL, THUMBNAIL)


def test_a_turned_photo_is_shown_upright(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> None:
    content = encoded(picture("RGB", (900, 700)), "JPEG", exif=exif("2026:11:01 14:30:05", orientation=6))
    file = made(workspace, *taken(workspace, case_id, tmp_path, {"photo.jpg": content}))[0]
    assert file
    with Image.open(file) as image:
        assert image.height > image.width


def test_the_second_time_costs_nothing(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> None:
    items = taken(workspace, case_id, tmp_path, {"a.png": PICTURES["colour.png"], "b.pdf": pdf()})
    first = made(workspace, *items)
    times = [file.stat().st_mtime_ns for file in first if file]
    for item in items:  # without the originals they could not be made again
        workspace.evidence.path(item.sha256).unlink()
    assert made(workspace, *items) == first
    assert [file.stat().st_mtime_ns for file in first if file] == times


def test_what_has_no_picture_has_no_thumbnail(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> None:
    files = {"a.txt": b"chat", "a.mp4": MP4, "a.zip": b"PK\3\4" + bytes(40), "locked.pdf": pdf(1, "secret")}
    assert made(workspace, *taken(workspace, case_id, tmp_path, files)) == [None] * 4
    assert not workspace.thumbnails.exists()


def test_a_damaged_original_has_no_thumbnail_and_stops_nothing(
    workspace: Workspace, case_id: CaseId, tmp_path: Path
) -> None:
    files = {name: PICTURES[name] for name in ("colour.png", "slow.jpg", "letter.pdf", "grey.png")}
    items = taken(workspace, case_id, tmp_path, files)
    for item in items[:3]:
        kept = workspace.evidence.path(item.sha256)
        kept.chmod(0o600)
        kept.write_bytes(kept.read_bytes()[:90])
    assert [file is None for file in made(workspace, *items)] == [True, True, True, False]
    assert not list(workspace.thumbnails.glob("*.part"))


def test_a_folder_that_cannot_be_written_is_no_error(workspace: Workspace, case_id: CaseId, tmp_path: Path) -> None:
    items = taken(workspace, case_id, tmp_path, {"a.png": PICTURES["colour.png"]})
    workspace.thumbnails.write_text("a file where the folder should be")
    assert made(workspace, *items) == [None]
