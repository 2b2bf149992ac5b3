"""Pages as dots, straight from pdfium."""

from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from caseorg.domain.errors import CaseorgError
from caseorg.evidence.document import Bitmap, draw_page, remove_document, render_page
from caseorg.evidence.pdf_fonts import loses_text
from caseorg.resources import resource


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """Thirty by twenty points, the left half red."""
    pdf = pikepdf.new()
    sheet = pdf.add_blank_page(page_size=(30, 20))
    sheet.Contents = pdf.make_stream(b"1 0 0 rg 0 0 15 20 re f")
    file = tmp_path / "page.pdf"
    pdf.save(file)
    return file


def picture(bitmap: Bitmap) -> Image.Image:
    size, mode = (bitmap.width, bitmap.height), "L" if bitmap.grey else "BGRX"
    return Image.frombuffer("L" if bitmap.grey else "RGB", size, bitmap.pixels, "raw", mode, bitmap.stride, 1)


def test_a_page_has_so_many_dots_a_point(page: Path) -> None:
    drawn = draw_page(page, 0, 2.51)
    assert (drawn.width, drawn.height, drawn.stride) == (76, 51, 304) and len(drawn.pixels) == 304 * 51
    assert [picture(drawn).getpixel(place) for place in ((5, 25), (70, 25))] == [(255, 0, 0), (255, 255, 255)]


def test_grey_has_one_byte_a_dot(page: Path) -> None:
    drawn = draw_page(page, 0, 2.5, grey=True)
    assert drawn.grey and len(drawn.pixels) == drawn.stride * drawn.height == 75 * 50
    red, white = (picture(drawn).getpixel(place) for place in ((5, 25), (70, 25)))
    assert red == pytest.approx(76, abs=3) and white == 255, "as bright as red is"


def test_a_page_that_is_not_there_cannot_be_drawn(page: Path) -> None:
    with pytest.raises(CaseorgError):
        draw_page(page, 1, 1.0)
    remove_document(page)
    remove_document(page)
    with pytest.raises(CaseorgError):
        draw_page(page, 0, 1.0)


def chinese_pdf(path: Path, font: str, encoding: str, ordering: str, text: bytes) -> Path:
    """A page with a few words in a font that is named and not in the document."""
    name = pikepdf.Name
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(400, 200))
        inner = pikepdf.Dictionary(
            Type=name.Font,
            Subtype=name.CIDFontType2 if ordering == "Identity" else name.CIDFontType0,
            BaseFont=name(f"/{font}"),
            CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering=ordering, Supplement=2),
            FontDescriptor=pikepdf.Dictionary(Type=name.FontDescriptor, FontName=name(f"/{font}"), Flags=6),
            DW=1000,
        )
        outer = pikepdf.Dictionary(
            Type=name.Font,
            Subtype=name.Type0,
            BaseFont=name(f"/{font}"),
            Encoding=name(f"/{encoding}"),
            DescendantFonts=[document.make_indirect(inner)],
        )
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=document.make_indirect(outer)))
        page.obj.Contents = document.make_stream(b"BT /F1 40 Tf 20 100 Td <" + text.hex().encode() + b"> Tj ET")
        document.save(path)
    return path


WORDS = "已退款九十八元"


@pytest.mark.parametrize(
    ("font", "encoding", "ordering", "text"),
    [
        ("STSong-Light", "UniGB-UCS2-H", "GB1", WORDS.encode("utf-16-be")),
        ("SimSun", "GBK-EUC-H", "GB1", WORDS.encode("gbk")),
        ("SimHei,Bold", "UniGB-UTF16-H", "GB1", WORDS.encode("utf-16-be")),
        ("MSung-Light", "UniCNS-UCS2-H", "CNS1", WORDS.encode("utf-16-be")),
    ],
)
def test_chinese_in_a_font_that_is_not_in_the_document_is_drawn_with_ours(
    tmp_path: Path, font: str, encoding: str, ordering: str, text: bytes
) -> None:
    path = chinese_pdf(tmp_path / "a.pdf", font, encoding, ordering, text)
    drawn = render_page(path, 0, 72).convert("L")
    ours = ImageFont.truetype(resource(f"fonts/NotoSansSC-{'Bold' if 'Bold' in font else 'Regular'}.ttf"), 40)
    expected = Image.new("L", drawn.size, 255)
    ImageDraw.Draw(expected).text((20, 100), WORDS, fill=0, font=ours, anchor="ls")
    dark = [sum(1 for dot in picture.tobytes() if dot < 128) for picture in (drawn, expected)]
    assert 0.75 < dark[0] / dark[1] < 1.3
    both = ImageChops.lighter(drawn, expected)  # where both are dark
    assert sum(1 for dot in both.tobytes() if dot < 160) > 0.6 * dark[1]
    assert not loses_text(path)


def test_text_that_only_an_absent_font_could_show_is_named(tmp_path: Path) -> None:
    path = chinese_pdf(tmp_path / "a.pdf", "SomeFont", "Identity-H", "Identity", b"\0\1\0\2")
    assert loses_text(path)
