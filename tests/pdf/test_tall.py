"""Tall screenshots over several pages: everything is on some page, and no line of text is cut."""

import subprocess
from itertools import groupby
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from caseorg.evidence.store import EvidenceStore
from caseorg.jobs.sheets import sheets
from caseorg.pdf.pack import Item
from pdf.conftest import Papers
from pdf.papers import draw_pack, evidence, page_count, pictures, require_tidy, stamped_pages
from pdf.test_images import saved, stored

WIDTH = 1080
BITS = 10
BLOCK = WIDTH // (BITS + 1)


def striped(height: int, line: int, gap: int) -> Image.Image:
    """Lines that can be told apart: each is its number as a row of black and white blocks after a black one."""
    picture = Image.new("RGB", (WIDTH, height), "white")
    pen = ImageDraw.Draw(picture)
    for number in range(1, height // (line + gap) + 1):
        top = (number - 1) * (line + gap)
        for place in range(BITS + 1):
            if place == BITS or number >> place & 1:
                left = (BITS - place) * BLOCK
                pen.rectangle((left, top, left + BLOCK - 1, top + line - 1), fill="black")
    return picture


def printed_lines(path: Path) -> list[list[tuple[int, float]]]:
    """For each page the numbers of its lines, and how high each is there, in pixels of the screenshot."""
    return [_lines(shown.page, shown.box) for shown in pictures(path, wide=WIDTH // 2)]


def _lines(page: Image.Image, box: tuple[float, float, float, float]) -> list[tuple[int, float]]:
    grey, left = page.convert("L"), box[0]
    columns = [round(left + (place + 0.5) * BLOCK / 2) for place in range(BITS + 1)]
    rows = []
    for row in range(round(max(box[1], page.height * 0.13)), round(min(box[3], page.height * 0.945))):
        dark = [grey.getpixel((column, row)) < 128 for column in columns]
        number = sum(1 << (BITS - place) for place in range(1, BITS + 1) if dark[place])
        rows.append(number if dark[0] else None)
    runs = [(number, len(list(run)) * 2.0) for number, run in groupby(rows) if number is not None]
    return [(number, high) for number, high in runs if high > 4]  # the frame is black, too


def printed(folder: Path, picture: Image.Image, kind: str = "PNG") -> Path:
    store = EvidenceStore(folder / "evidence")
    item = stored(store, folder, 1, f"长图.{kind.lower()}", saved(picture, kind))
    return draw_pack(folder, [Item(item, sheets(store, item))])


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_tall_chat_is_cut_between_its_lines(tmp_path: Path, kind: str) -> None:
    path = printed(tmp_path, striped(20_000, line=40, gap=30), kind)
    pages = printed_lines(path)
    assert [number for page in pages for number, _ in page] == list(range(1, 286))
    assert all(abs(high - 40) <= 4 for page in pages for _, high in page)
    assert len(pages) == page_count(path) - 4 <= 20_000 / 1080 / 1.4 * 1.5
    assert stamped_pages(path) == {"证据1": 3}
    require_tidy(path)
    assert _image_objects(path) == 1


def test_a_tall_picture_without_blank_rows_is_repeated_where_it_is_cut(tmp_path: Path) -> None:
    pages = printed_lines(printed(tmp_path, striped(8_000, line=25, gap=0)))
    whole = {number for page in pages for number, high in page if high >= 21}
    assert whole == set(range(1, 321))


def test_the_sample_chat_is_one_image_on_six_pages(papers: Papers) -> None:
    assert _image_objects(papers.pack) == 5
    shown = list(pictures(papers.pack, wide=540))[4:]
    assert len(shown) == 6
    assert len({tuple(round(edge) for edge in (part.box[3] - part.box[1],)) for part in shown}) == 1


def _image_objects(path: Path) -> int:
    listed = subprocess.check_output(["pdfimages", "-list", path], text=True).splitlines()[2:]
    return len({tuple(line.split()[10:12]) for line in listed})


@pytest.mark.parametrize(("size", "pages"), [((300, 800), 1), ((2, 800), 1), ((1080, 2808), 1), ((1080, 2809), 2)])
def test_only_what_does_not_fit_is_cut(tmp_path: Path, size: tuple[int, int], pages: int) -> None:
    store = EvidenceStore(tmp_path / "evidence")
    item = stored(store, tmp_path, 1, "图.png", saved(Image.new("RGB", size, "white"), "PNG"))
    assert len(sheets(store, item)) == pages


def test_a_turned_panorama_is_cut_like_the_tall_picture_that_it_is(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = striped(8_000, line=40, gap=30).transpose(Image.Transpose.ROTATE_90)
    store = EvidenceStore(tmp_path / "evidence")
    item = stored(store, tmp_path, 1, "turned.jpg", saved(picture, "JPEG", exif=exif))
    pages = printed_lines(draw_pack(tmp_path, [Item(item, sheets(store, item))]))
    assert [number for page in pages for number, _ in page] == list(range(1, 115))


def test_a_turn_that_only_xmp_asks_for_does_not_lose_rows(tmp_path: Path) -> None:
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description tiff:Orientation="6"/></x:xmpmeta>'
    store = EvidenceStore(tmp_path / "evidence")
    item = stored(store, tmp_path, 1, "图.jpg", saved(striped(8_000, line=40, gap=30), "JPEG", xmp=xmp))
    pages = printed_lines(draw_pack(tmp_path, [Item(item, sheets(store, item))]))
    assert [number for page in pages for number, _ in page] == list(range(1, 115))


def test_a_tall_page_of_a_document_is_cut_too(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path / "evidence")
    file = tmp_path / "网页.pdf"
    striped(8_000, line=40, gap=30).save(file, "PDF", resolution=130)
    received = store.receive(file)
    store.keep(received)
    item = evidence(1, name=file.name, sha256=received.sha256, kind="pdf", media_type="application/pdf", pages=1)
    path = draw_pack(tmp_path, [Item(item, sheets(store, item))])
    pages = printed_lines(path)
    assert [number for page in pages for number, _ in page] == list(range(1, 115))
    assert _image_objects(path) == 1
