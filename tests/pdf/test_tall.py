"""Tall screenshots over several pages: everything is on some page, and no line of text is cut."""

import subprocess
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from random import Random

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageStat
from reportlab.lib.units import mm

from caseorg.domain.case import MediaKind
from caseorg.domain.papers.pack import PackOptions, PerPage
from caseorg.evidence.store import EvidenceStore
from caseorg.pdf import style
from caseorg.pdf.grid_page import picture_size
from caseorg.pdf.pack import CONTENT_HEIGHT, CONTENT_WIDTH, Item
from caseorg.resources import resource
from caseorg.sheets.evidence import sheets
from pdf.conftest import Papers
from pdf.papers import body, draw_pack, evidence, page_count, page_words, pictures, require_tidy, stamped_pages
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
def test_a_tall_picture_is_cut_between_its_lines(tmp_path: Path, kind: str) -> None:
    path = printed(tmp_path, striped(20_000, line=40, gap=30), kind)
    pages = printed_lines(path)
    require_lines(pages, 285)
    assert all(abs(high - 40) <= 4 for page in pages for _, high in page)
    assert all(set(dict(page)) & set(dict(after)) for page, after in pairwise(pages))
    assert len(pages) == page_count(path) - 4 <= 20_000 / 1080 / 1.4 * 1.5
    assert stamped_pages(path) == {"证据1": 3}
    require_tidy(path)
    assert _image_objects(path) == 1


def require_lines(pages: list[list[tuple[int, float]]], count: int) -> None:
    """Each page has some lines in order, and all of them together are there."""
    shown = [[number for number, _ in page] for page in pages]
    assert all(page == list(range(page[0], page[-1] + 1)) for page in shown)
    assert {number for page in shown for number in page} == set(range(1, count + 1))


@dataclass(frozen=True)
class Chat:
    """A chat, the rows of each of its text lines, and its pages on paper."""

    picture: Image.Image
    lines: list[tuple[int, int]]
    item: Item
    path: Path


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Chat:
    folder = tmp_path_factory.mktemp("chat")
    picture, lines = talk(20_000)
    store = EvidenceStore(folder / "evidence")
    item = stored(store, folder, 1, "长聊天.png", saved(picture, "PNG", compress_level=1))
    drawn = Item(item, sheets(store, item))
    return Chat(picture, lines, drawn, draw_pack(folder, [drawn]))


def talk(height: int) -> tuple[Image.Image, list[tuple[int, int]]]:
    """Bubbles of one to five lines beside round faces, as phones show them, and the rows of their lines."""
    random = Random(7)
    picture = Image.new("RGB", (WIDTH, height), (237, 237, 237))
    pen, type_ = ImageDraw.Draw(picture), ImageFont.truetype(str(resource("fonts/NotoSansSC-Regular.ttf")), 42)
    lines, top = [], 40
    while True:
        count, mine = random.randint(1, 5), random.random() < 0.5
        bottom = top + 60 * count + 40
        if bottom > height:
            return picture, lines
        left = 240 if mine else 140
        pen.rounded_rectangle((left, top, left + 700, bottom), 20, fill=(149, 236, 105) if mine else "white")
        pen.ellipse((960, top, 1050, top + 90) if mine else (30, top, 120, top + 90), fill=(70, 110, 190))
        for line in range(count):
            text = "".join(random.choice("退款卡密订单川一中客服您好") for _ in range(15))
            place = left + 30, top + 15 + 60 * line
            pen.text(place, text, "black", type_)
            _, first, _, last = pen.textbbox(place, text, type_)
            lines.append((int(first), int(last)))
        top = bottom + random.choice((30, 46, 120))


def test_every_row_of_a_long_chat_is_on_some_page_as_it_is(chat: Chat) -> None:
    rows = [sheet.rows for sheet in chat.item.sheets if sheet.rows]
    assert {row for part in rows for row in range(part.top, part.bottom)} == set(range(20_000))
    pages = list(pictures(chat.path, wide=WIDTH))
    for part, shown in zip(rows, pages, strict=True):
        left, _, right, _ = shown.box
        top = (style.PAGE[1] - style.BOTTOM - CONTENT_HEIGHT) * WIDTH / CONTENT_WIDTH
        printed_ = shown.page.crop((round(left), round(top), round(right), round(top) + part.bottom - part.top))
        whole = chat.picture.crop((0, part.top, WIDTH, part.bottom))
        difference = ImageChops.difference(whole.reduce(12), printed_.reduce(12))
        inner = difference.crop((1, 1, difference.width - 1, difference.height - 1))  # the frame is no part of it
        assert max(high for _, high in inner.getextrema()) <= 60
        assert max(ImageStat.Stat(inner).mean) <= 3


def test_no_line_of_a_long_chat_is_cut_and_each_page_repeats_the_end_of_the_one_before(chat: Chat) -> None:
    rows = [sheet.rows for sheet in chat.item.sheets if sheet.rows]
    edges = {part.bottom for part in rows[:-1]} | {part.top for part in rows[1:]}
    assert not [(edge, line) for edge in edges for line in chat.lines if line[0] < edge < line[1]]
    for upper, lower in pairwise(rows):
        assert len(set(chat.picture.convert("L").crop((0, upper.bottom, WIDTH, upper.bottom + 1)).tobytes())) == 1
        again = [line for line in chat.lines if lower.top <= line[0] and line[1] <= upper.bottom]
        assert 1 <= len(again) <= 5


def test_a_reader_sees_where_a_picture_goes_on_and_what_is_on_both_pages(chat: Chat) -> None:
    count = len(chat.item.sheets)
    assert beside(chat.path) == ["续下页", *["与上页重复续下页"] * (count - 2), "与上页重复"]
    right, scale = style.LEFT + CONTENT_WIDTH, CONTENT_WIDTH / WIDTH
    for (before, sheet), shown in zip(pairwise(chat.item.sheets), list(pictures(chat.path, WIDTH))[1:], strict=True):
        assert before.rows and sheet.rows
        repeated = (before.rows.bottom - sheet.rows.top) * scale
        assert _bar(shown.page, right + 1.8) * scale == pytest.approx(repeated, abs=1.5)


def beside(path: Path) -> list[str]:
    """The words at the right of the pictures, page by page, from top to bottom."""
    right = style.LEFT + CONTENT_WIDTH
    pages = [sorted(page, key=lambda word: word.top) for page in body(path, page_words(path))]
    return ["".join(word.text for word in page if word.left > right) for page in pages]


def _bar(page: Image.Image, x: float) -> int:
    """How long the line at `x` points is, in pixels."""
    scale = WIDTH / CONTENT_WIDTH
    column = page.convert("L").crop((round(x * scale), 0, round(x * scale) + 1, page.height)).tobytes()
    return max((len(list(run)) for dark, run in groupby(column, lambda value: value < 128) if dark), default=0)


def test_a_photo_without_blank_rows_says_too_what_it_repeats(tmp_path: Path) -> None:
    noise = Image.effect_noise((270, 1600), 90).resize((1080, 6400))
    assert set(beside(printed(tmp_path, noise, "JPEG"))[1:-1]) == {"与上页重复续下页"}


def test_what_cannot_be_repeated_begins_on_the_next_page(tmp_path: Path) -> None:
    """Blocks as high as half a page, with a gap between them."""
    picture = Image.new("L", (1080, 6000), "white")
    for top in range(0, 6000, 750):
        picture.paste(Image.effect_noise((108, 690), 90).resize((1080, 690), Image.Resampling.NEAREST), (0, top))
    assert set(beside(printed(tmp_path, picture))[1:-1]) == {"续上页续下页"}


def test_beside_another_picture_there_is_room_for_the_words(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path / "evidence")
    item = stored(store, tmp_path, 1, "长图.png", saved(striped(8_000, line=40, gap=30), "PNG"))
    drawn = Item(item, sheets(store, item))
    path = draw_pack(tmp_path, [drawn], options=PackOptions(per_page=PerPage.TWO))
    first = [word for word in body(path, page_words(path))[0] if word.is_joint]
    edge = style.LEFT + picture_size(2)[0]
    assert [word.text for word in first if edge < word.left < edge + 4 * mm][:3] == list("续下图")
    assert all(word.right <= edge + 4 * mm for word in first if edge < word.left < edge + 4 * mm)


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
    require_lines(pages, 114)


def test_a_turn_that_only_xmp_asks_for_does_not_lose_rows(tmp_path: Path) -> None:
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description tiff:Orientation="6"/></x:xmpmeta>'
    store = EvidenceStore(tmp_path / "evidence")
    item = stored(store, tmp_path, 1, "图.jpg", saved(striped(8_000, line=40, gap=30), "JPEG", xmp=xmp))
    pages = printed_lines(draw_pack(tmp_path, [Item(item, sheets(store, item))]))
    require_lines(pages, 114)


def test_a_tall_page_of_a_document_is_cut_too(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path / "evidence")
    file = tmp_path / "网页.pdf"
    striped(8_000, line=40, gap=30).save(file, "PDF", resolution=130)
    received = store.receive(file)
    store.keep(received)
    item = evidence(
        1, name=file.name, sha256=received.sha256, kind=MediaKind.PDF, media_type="application/pdf", pages=1
    )
    path = draw_pack(tmp_path, [Item(item, sheets(store, item))])
    pages = printed_lines(path)
    require_lines(pages, 114)
    assert _image_objects(path) == 1
