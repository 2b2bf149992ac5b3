"""Pages picked out of a paper: in the order asked, as often as asked, and with their text."""

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from caseorg.domain.errors import CaseorgError
from caseorg.output.picking import pick_pages

SIZES = ((300.0, 400.0), (420.0, 200.0), (300.0, 400.0))


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    canvas = Canvas(str(tmp_path / "纸.pdf"))
    for number, size in enumerate(SIZES):
        canvas.setPageSize(size)
        canvas.drawString(50, 100, f"page {number}")
        canvas.showPage()
    canvas.save()
    return tmp_path / "纸.pdf"


def texts(file: Path) -> list[str]:
    pdf = pypdfium2.PdfDocument(file)
    found = [page.get_textpage().get_text_bounded() for page in pdf]
    pdf.close()
    return found


def test_pages_come_as_they_are_in_the_order_asked(paper: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    pick_pages(paper, [2, 1, None, 1], out)
    assert texts(out) == ["page 2", "page 1", "", "page 1"]
    with pikepdf.open(out) as pdf:
        assert [tuple(map(float, page.mediabox[2:])) for page in pdf.pages] == [SIZES[2], SIZES[1], SIZES[1], SIZES[1]]
        assert not pdf.get_warnings()


def test_a_paper_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "kein.pdf").write_bytes(b"%PDF-1.7 nothing")
    with pytest.raises(CaseorgError, match="cannot be opened"):
        pick_pages(tmp_path / "kein.pdf", [0], tmp_path / "out.pdf")
