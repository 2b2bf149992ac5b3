"""What stands on every page: number, running title, stamp."""

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from caseorg.pdf import style
from caseorg.pdf.fonts import Face
from caseorg.pdf.text import draw, draw_centred, draw_right, shorten, text_width

_FOOT = 11 * mm


def draw_foot(canvas: Canvas, number: int, total: int, title: str) -> None:
    """`第 x 页 共 y 页` in the middle and the running title at the left; at the head what each page must say."""
    canvas.setFillColor(style.GREY)
    label = f"第 {number} 页 共 {total} 页"
    draw_centred(canvas, style.LEFT + style.WIDTH / 2, _FOOT, label, Face.REGULAR, style.SMALL)
    available_width = style.WIDTH / 2 - text_width(label, Face.REGULAR, style.SMALL) / 2 - 4 * mm
    draw(
        canvas, style.LEFT, _FOOT, shorten(title, Face.REGULAR, style.SMALL, available_width), Face.REGULAR, style.SMALL
    )
    canvas.setFillColor(style.INK)
    if canvas.notice:
        draw(canvas, style.LEFT, style.PAGE[1] - 12 * mm, canvas.notice, Face.BOLD, style.SMALL)


def draw_title(canvas: Canvas, text: str, y: float, size: float = style.TITLE) -> None:
    """A centred heading."""
    canvas.setFillColor(style.INK)
    draw_centred(canvas, style.LEFT + style.WIDTH / 2, y, text, Face.BOLD, size)


def draw_stamp(
    canvas: Canvas,
    label: str,
    right: float = style.LEFT + style.WIDTH,
    base: float = style.PAGE[1] - 14 * mm,
    size: float = 12.0,
) -> None:
    """`证据3` or `证据3-2` in a frame that ends at `right`; as usual at the upper right, above the content."""
    box_width = text_width(label, Face.BOLD, size) + 12
    canvas.setStrokeColor(style.INK)
    canvas.setLineWidth(1)
    canvas.rect(right - box_width, base - 5, box_width, size + 8)
    draw_right(canvas, right - 6, base, label, Face.BOLD, size)


def mirror(canvas: Canvas, number: int, binding: bool) -> None:
    """Moves an even page so that its wide margin is at the right, where the back of a leaf is bound."""
    if binding and number % 2 == 0:
        canvas.translate(style.RIGHT - style.LEFT, 0)
