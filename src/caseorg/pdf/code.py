"""A QR code with a digest and its first characters: made once, drawn on every page as the same form."""

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from caseorg.pdf import style
from caseorg.pdf.fonts import Face
from caseorg.pdf.text import draw_right

SIDE = 13 * mm
_BASE = 4 * mm  # what printers reach
_WIDTH: float = 50 * mm
_FORM = "digest"
_SHOWN = 8


def define_code(canvas: Canvas, digest: str) -> None:
    """Makes the form; it says the digest in capitals, which a QR code holds in fewer modules."""
    import segno  # with it comes much that nothing here needs, and pictures may be on their way into the file by now

    code = segno.make_qr(digest.upper(), error="m", boost_error=False).matrix
    module = SIDE / len(code)
    left = _WIDTH - SIDE
    canvas.beginForm(_FORM, 0, 0, _WIDTH, SIDE)
    canvas.setFillColor(style.GREY)
    draw_right(canvas, left - 2 * mm, 11 * mm - _BASE, f"清单 {digest[:_SHOWN]}", Face.REGULAR, style.SMALL)
    canvas.setFillColor(style.INK)
    outline = canvas.beginPath()
    for number, row in enumerate(code, start=1):
        for column, dark in enumerate(row):
            if dark:
                outline.rect(left + column * module, SIDE - number * module, module, module)
    canvas.drawPath(outline, stroke=0, fill=1)
    canvas.endForm()


def draw_code(canvas: Canvas) -> None:
    """At the lower right of a page."""
    canvas.saveState()
    canvas.translate(style.LEFT + style.WIDTH - _WIDTH, _BASE)
    canvas.doForm(_FORM)
    canvas.restoreState()
