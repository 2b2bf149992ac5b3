"""The page of the evidence pack that tells how the screenshots of a chat follow each other."""

from collections.abc import Iterable, Sequence

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from caseorg.domain.papers.continuity import ContinuityRow
from caseorg.pdf import style
from caseorg.pdf.fonts import Face
from caseorg.pdf.page import draw_title
from caseorg.pdf.table import TableRow, columns_heading, columns_row, draw_rows, paginate
from caseorg.pdf.text import break_lines, draw

CONTINUITY = "连续性说明"
_HEAD: float = 22 * mm
_COLUMNS = (
    ("前一件", 62.0),
    ("后一件", 62.0),
    ("结果", 66.0),
    ("重合", 84.0),
    ("说明", style.WIDTH - 274.0),
)
_ABOUT = (
    "本页由程序比对聊天截图的像素得出：去掉状态栏、标题栏和输入栏后，看前一张的内容是否在后一张出现；"
    "已识别文字的，再核对文字。只说明画面是否前后相接，不说明原因；以画面为准，请与原记录核对。",
    "连续：前一张末尾的内容又出现在后一张开头。有缺口：没有找到重合部分，两张之间可能有未截到的内容。"
    "重复：内容相同。顺序可疑：按内容的先后与编号不同。不确定：重合太少或无法判断。",
)
_NOTHING = "没有发现前后相接的聊天截图，也没有发现重复的图片。"


def continuity_pages(rows: Iterable[ContinuityRow]) -> list[tuple[TableRow, ...]]:
    """The rows of each page; without any, a page says so."""
    listed = [columns_row(_COLUMNS, (row.before, row.after, row.verdict, row.overlap, row.remark)) for row in rows]
    room = style.HEIGHT - _HEAD - columns_heading(_COLUMNS).height
    return list(paginate(listed, lambda number: room if number else room - _about_height()))


def draw_continuity(canvas: Canvas, rows: Sequence[TableRow], number: int) -> None:
    """A page of it, counted from 1, everything but the foot."""
    y = style.PAGE[1] - style.TOP - _HEAD
    if number == 1:
        canvas.bookmarkPage(CONTINUITY)
        canvas.addOutlineEntry(CONTINUITY, CONTINUITY, 0)
        y = _draw_about(canvas, y)
    draw_title(canvas, CONTINUITY if number == 1 else f"{CONTINUITY}（续）", style.PAGE[1] - style.TOP - style.TITLE)
    if rows:
        draw_rows(canvas, (columns_heading(_COLUMNS), *rows), style.LEFT, y)
    else:
        draw(canvas, style.LEFT, y - style.BODY * style.LEADING, _NOTHING, Face.REGULAR, style.BODY)


def _draw_about(canvas: Canvas, y: float) -> float:
    """Where the table begins."""
    for text in _ABOUT:
        for line in break_lines(text, Face.REGULAR, style.BODY, style.WIDTH):
            y -= style.BODY * style.LEADING
            draw(canvas, style.LEFT, y, line.text, Face.REGULAR, style.BODY, None if line.last else style.WIDTH)
        y -= style.BODY * 0.6
    return y - style.BODY * 0.4


def _about_height() -> float:
    lines = sum(len(break_lines(text, Face.REGULAR, style.BODY, style.WIDTH)) for text in _ABOUT)
    return lines * style.BODY * style.LEADING + len(_ABOUT) * style.BODY * 0.6 + style.BODY * 0.4
