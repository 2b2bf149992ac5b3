"""The cover of the evidence pack."""

from dataclasses import replace

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from caseorg.domain.papers.pack import PackPlan
from caseorg.pdf import style
from caseorg.pdf.fonts import Face
from caseorg.pdf.table import Cell, TableRow, cell, draw_rows
from caseorg.pdf.text import break_lines, clip, draw, draw_centred

_COVER_LINES = 4


def draw_cover(canvas: Canvas, plan: PackPlan, more: tuple[tuple[str, str], ...]) -> None:
    """Everything but the foot; `more` follows those of the plan."""
    canvas.bookmarkPage("cover")
    canvas.addOutlineEntry("封面", "cover", 0)
    name = "补充证据材料" if plan.supplement else "证据材料"
    middle = style.LEFT + style.WIDTH / 2
    draw_centred(canvas, middle, style.PAGE[1] - 70 * mm, "　".join(name), Face.BOLD, 30)
    y = style.PAGE[1] - 88 * mm
    available_width = style.WIDTH - 20 * mm
    title = break_lines(plan.title, Face.REGULAR, 15, available_width)
    for line in clip(title, 3, "……", Face.REGULAR, 15, available_width):
        draw_centred(canvas, middle, y, line.text, Face.REGULAR, 15)
        y -= 24
    label = 90.0
    cover = (*plan.cover, *more)
    rows = [
        TableRow(
            (cell(name, 0, label, Face.BOLD, centred=True), _cover_cell(value, label)),
            min_height=30.0,
        )
        for name, value in cover
    ]
    bottom = draw_rows(canvas, rows, style.LEFT, y - 12 * mm)
    draw(canvas, style.LEFT, bottom - 20 * mm, "提交人（签名）：", Face.REGULAR, style.BODY)
    date = "提交日期：　　　　年　　月　　日"
    draw(canvas, style.LEFT + style.WIDTH * 0.58, bottom - 20 * mm, date, Face.REGULAR, style.BODY)


def _cover_cell(text: str, left: float) -> Cell:
    """A long list of orders must not push the signature off the page."""
    whole = cell(text, left, style.WIDTH - left)
    available_width = whole.width - 2 * style.PADDING
    return replace(whole, lines=clip(whole.lines, _COVER_LINES, "……", whole.face, style.BODY, available_width))
