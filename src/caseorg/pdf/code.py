"""A QR code with a digest: encoded once, drawn on every page as the same form."""

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from caseorg.pdf import style
from caseorg.pdf.fonts import Face
from caseorg.pdf.text import draw_right

SIDE = 13 * mm
_BASE = 4 * mm  # what printers reach
_FORM = "digest"
_SHOWN = 8


def define_code(canvas: Canvas, digest: str) -> None:
    """Makes the form; it says the digest in capitals, which a QR code holds in fewer modules."""
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(digest.upper())
    code.make()
    count = code.getModuleCount()
    module = SIDE / count
    canvas.beginForm(_FORM, 0, 0, SIDE, SIDE)
    canvas.setFillColor(style.INK)
    outline = canvas.beginPath()
    for row in range(count):
        for column in range(count):
            if code.isDark(row, column):
                outline.rect(column * module, SIDE - (row + 1) * module, module, module)
    canvas.drawPath(outline, stroke=0, fill=1)
    canvas.endForm()


def draw_code(canvas: Canvas, digest: str) -> None:
    """At the lower right of a page, with the first characters of the digest beside it."""
    right = style.LEFT + style.WIDTH
    canvas.saveState()
    canvas.translate(right - SIDE, _BASE)
    canvas.doForm(_FORM)
    canvas.restoreState()
    canvas.setFillColor(style.GREY)
    text = f"清单 {digest[:_SHOWN]}"
    draw_right(canvas, right - SIDE - 2 * mm, 11 * mm, text, Face.REGULAR, style.SMALL)
    canvas.setFillColor(style.INK)
