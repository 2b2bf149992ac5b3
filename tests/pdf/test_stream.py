"""A document written object by object."""

import io
from datetime import UTC, datetime

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from caseorg.pdf.fonts import Face
from caseorg.pdf.stream import _some_of, new_canvas, show_page, write_document
from caseorg.pdf.text import draw


def test_not_all_of_a_large_document_is_formatted_before_its_pictures_are_written() -> None:
    objects = iter([(str(number), bytes(1_000_000)) for number in range(9)])
    assert [name for name, _ in _some_of(objects)] == ["0", "1", "2", "3"]
    assert [name for name, _ in objects] == ["4", "5", "6", "7", "8"]


def test_all_of_a_small_one_is() -> None:
    assert _some_of(iter([("1", b"one"), ("2", b"two")])) == [("1", b"one"), ("2", b"two")]


def test_pages_that_are_put_away_as_bytes_are_what_reportlab_would_write() -> None:
    def written(finish: object) -> bytes:
        canvas, out = new_canvas((300, 400), "Pages", "", datetime(2026, 11, 29, tzinfo=UTC)), io.BytesIO()
        for number in range(4):
            canvas.bookmarkPage(f"{number}")
            canvas.addOutlineEntry(f"Page {number}", f"{number}", 0)
            canvas.linkRect("", f"{3 - number}", (10, 10, 50, 50))
            draw(canvas, 20, 200, f"第{number}页", Face.REGULAR, 12)
            finish(canvas)  # type: ignore[operator]
        held = [page for page in canvas._doc.Pages.pages if isinstance(page, pdfdoc.PDFPage)]
        assert bool(held) == (finish is Canvas.showPage)
        list(write_document(canvas, out))
        return out.getvalue()

    assert written(show_page) == written(Canvas.showPage)
