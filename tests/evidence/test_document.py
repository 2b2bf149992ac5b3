"""Pages as dots, straight from pdfium."""

from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from caseorg.domain.errors import CaseorgError
from caseorg.evidence.document import Bitmap, draw_page, remove_document


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
