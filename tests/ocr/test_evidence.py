"""Files of the evidence are read in a worker of its own, whatever they hold."""

from collections.abc import Iterator
from math import ceil
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen.canvas import Canvas

from caseorg.children import pool
from caseorg.children.breach import Breach, BreachError
from caseorg.children.calls import end_own_worker
from caseorg.domain.errors import CaseorgError
from caseorg.domain.reading.reading import Reading
from caseorg.jobs.recognition import read_evidence
from caseorg.ocr.engine import ENGINE
from caseorg.ocr.models import resource
from caseorg.pdf.fonts import Face, font
from ocr import work
from ocr.screens import forwarded, order

FONT = str(resource("fonts/NotoSansSC-Regular.ttf"))
NUMBER = "261103-482910573648201"


def said(reading: Reading) -> str:
    return "\n".join(line.text for page in reading.pages for line in page.lines)


@pytest.fixture(scope="module", autouse=True)
def _own_workers() -> Iterator[None]:
    """They know the functions of these tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
        patch.setattr(pool, "_pools", {})
        yield
        for own in (True, False):
            pool.pool(own=own).close()


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A screenshot that a chat compressed twice."""
    return forwarded(order(), tmp_path_factory.mktemp("shots") / "order.jpg")


def test_a_forwarded_screenshot_is_read(photo: Path) -> None:
    reading = read_evidence(photo)
    assert NUMBER in said(reading) and "¥1" in said(reading)
    assert reading.engine == ENGINE
    assert [(page.width, page.height) for page in reading.pages] == [(1080, 2400)]


def test_words_as_light_as_what_is_behind_them_are_read(tmp_path: Path) -> None:
    lines = {
        "退款金额128元": ("#ff3c3c", "#2878e6"),
        "商家拒绝了申请": ("#ff0000", "#4c4c4c"),
        "三日内到账": ("#dc2828", "#50823c"),
        "请联系客服": ("#ff78a0", "#78afe6"),
    }
    picture = Image.new("RGB", (1080, 160 * len(lines)))
    for place, (text, (front, back)) in enumerate(lines.items()):
        draw = ImageDraw.Draw(picture)
        draw.rectangle((0, 160 * place, 1080, 160 * place + 159), fill=back)
        draw.text((60, 160 * place + 50), text, fill=front, font=ImageFont.truetype(FONT, 44))
    picture.save(tmp_path / "poster.jpg", quality=85)
    assert said(read_evidence(tmp_path / "poster.jpg")).split("\n") == list(lines)


@pytest.mark.parametrize("format", ["PNG", "GIF", "WEBP", "BMP", "TIFF", "AVIF"])
def test_whatever_format_intake_takes_is_read(tmp_path: Path, format: str) -> None:  # noqa: A002
    file = tmp_path / "shot"
    order(720).picture.crop((0, 360, 720, 560)).save(file, format)
    assert NUMBER in said(read_evidence(file))


def test_see_through_pixels_are_paper(tmp_path: Path) -> None:
    picture = order(720).picture.crop((0, 360, 720, 560)).convert("RGBA")
    picture.putalpha(Image.eval(picture.convert("L"), lambda tone: 255 * (tone < 200)))
    picture.save(tmp_path / "shot.png")
    assert NUMBER in said(read_evidence(tmp_path / "shot.png"))


@pytest.mark.parametrize("turn", [3, 6, 8])
def test_a_turned_picture_is_read_upright(tmp_path: Path, turn: int) -> None:
    back = {3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}[turn]
    exif = Image.Exif()
    exif[0x0112] = turn
    order(720).picture.crop((0, 300, 720, 700)).transpose(back).save(tmp_path / "turned.jpg", exif=exif, quality=90)
    reading = read_evidence(tmp_path / "turned.jpg")
    assert NUMBER in said(reading)
    assert (reading.pages[0].width, reading.pages[0].height) == (720, 400)


def test_each_page_of_a_document_is_read(tmp_path: Path) -> None:
    pages = [order(720, number=number).picture.crop((0, 300, 720, 900)) for number in (NUMBER, "4829105736482015566")]
    pages[0].save(tmp_path / "pages.pdf", save_all=True, append_images=pages[1:])
    first, second = read_evidence(tmp_path / "pages.pdf").pages
    assert NUMBER in said(Reading((first,), "")) and "4829105736482015566" in said(Reading((second,), ""))


@pytest.mark.parametrize("turn", [0, 90])
def test_a_page_with_text_of_its_own_tells_that(tmp_path: Path, turn: int) -> None:
    canvas = Canvas(str(tmp_path / "text.pdf"), pagesize=(400, 600))
    if turn:  # as a page that was turned to be upright
        canvas.translate(400, -200)
        canvas.rotate(90)
        canvas.translate(200, -200)
    canvas.setFont(font(Face.REGULAR).fontName, 12)
    canvas.drawString(72, 540, "商户全称")
    canvas.drawString(172, 540, "镎伟数码专营店")
    canvas.drawString(72, 500, "交易单号 4200002611032026110348")
    canvas.save()
    with pikepdf.open(tmp_path / "text.pdf", allow_overwriting_input=True) as pdf:
        pdf.pages[0].rotate(turn, relative=False)
        pdf.save()
    (page,) = read_evidence(tmp_path / "text.pdf").pages
    dot = 200 / 72
    assert (page.width, page.height) == tuple(ceil(side * dot) for side in ((600, 400) if turn else (400, 600)))
    texts = {line.text: line for line in page.lines}
    assert set(texts) == {"商户全称", "镎伟数码专营店", "交易单号 4200002611032026110348"}
    name = texts["镎伟数码专营店"]
    assert len(name.middles) == len(name.text) and name.score == 1
    assert list(texts) == ["商户全称", "镎伟数码专营店", "交易单号 4200002611032026110348"]
    assert name.middles[0] == pytest.approx(178 * dot, abs=3)
    assert name.box.top < (600 - 545) * dot < name.box.bottom


def test_a_screenshot_on_a_page_of_text_is_read_with_the_text(tmp_path: Path) -> None:
    shot = order(720).picture.crop((0, 360, 720, 560))
    shot.save(tmp_path / "shot.png")
    canvas = Canvas(str(tmp_path / "letter.pdf"), pagesize=(400, 600))
    canvas.setFont(font(Face.REGULAR).fontName, 14)
    canvas.drawString(40, 540, "情况说明：附上订单截图")
    canvas.drawImage(str(tmp_path / "shot.png"), 20, 300, 360, 100)
    canvas.save()
    found = said(read_evidence(tmp_path / "letter.pdf"))
    assert "附上订单截图" in found and NUMBER in found


def test_what_is_no_picture_or_a_broken_one_says_so(tmp_path: Path, photo: Path) -> None:
    for content in (b"", b"text", photo.read_bytes()[:300], b"%PDF-1.4 nothing"):
        (tmp_path / "file").write_bytes(content)
        with pytest.raises(CaseorgError):
            read_evidence(tmp_path / "file")


def test_what_is_missing_of_half_a_picture_is_not_read(tmp_path: Path, photo: Path) -> None:
    (tmp_path / "half.jpg").write_bytes(photo.read_bytes()[:-30_000])
    with pytest.raises(CaseorgError, match="cannot be decoded"):
        read_evidence(tmp_path / "half.jpg")


def test_one_worker_reads_all_until_it_is_let_go(photo: Path) -> None:
    first = work.process()
    read_evidence(photo)
    assert work.process() == first
    end_own_worker()
    assert work.process() != first


def test_a_crash_and_a_limit_cost_one_picture(photo: Path) -> None:
    with pytest.raises(BreachError) as crashed:
        work.crash()
    assert crashed.value.breach is Breach.CRASH
    with pytest.raises(BreachError) as slow:
        work.endless()
    assert slow.value.breach is Breach.TIME
    assert NUMBER in said(read_evidence(photo))
