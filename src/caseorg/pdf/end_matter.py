"""The end of the evidence pack: where the originals are, and how the pack is checked."""

from collections.abc import Iterable, Sequence

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from caseorg.domain.case import Evidence
from caseorg.pdf import style
from caseorg.pdf.fonts import Face
from caseorg.pdf.page import draw_title
from caseorg.pdf.table import TableRow, columns_heading, columns_row, draw_rows, paginate
from caseorg.pdf.text import break_lines, draw

CARRIERS = "原始载体清单"
CHECKING = "核对方法"
_HEAD: float = 22 * mm
_SIZE = 11.0
_COLUMNS = (
    ("证据", 56.0),
    ("文件名称", 128.0),
    ("来源", 100.0),
    ("设备", 56.0),
    ("应用和账号", style.WIDTH - 340.0),
)
_LEAST = 34.0  # room for handwriting
_STEPS = (
    "1. 看页数：每页下方印有“第几页 共几页”，与封面的总页数一致；目录写明每份证据的页码；"
    "编号横线后的数字是该份证据的第几张。",
    "2. 看清单：本PDF内附“清单.txt”（在阅读软件的“附件”栏中打开），列有每份证据的编号、SHA-256和文件名。",
    "3. 算清单：计算清单.txt的SHA-256（Windows：certutil -hashfile 清单.txt SHA256；Linux：sha256sum 清单.txt），"
    "应与本页下方所印的、每页右下角二维码所记的一致。",
    "4. 算原件：请提交人出示原始文件，用同样的命令计算SHA-256，应与清单和该份证据页上所印的一致；改动过就不会一致。",
    "5. 看载体：按《原始载体清单》请提交人在原设备、原账号上打开原记录当面核对。",
)
NOT_STAMPED = "可信时间戳：未申请。"
_LIMIT = "SHA-256由提交人在自己的电脑上计算，只说明文件此后未改动，本身不是可信时间戳，也不证明内容属实。"


def originals_pages(items: Iterable[Evidence]) -> list[tuple[TableRow, ...]]:
    """The rows of each page of the list; device, application and account are written in by hand."""
    rows = [columns_row(_COLUMNS, (item.label, item.name, item.source, "", ""), min_height=_LEAST) for item in items]
    available_height = style.HEIGHT - _HEAD - columns_heading(_COLUMNS).height
    return list(paginate(rows, lambda _: available_height))


def draw_originals(canvas: Canvas, rows: Sequence[TableRow], number: int) -> None:
    """A page of the list, counted from 1, everything but the foot."""
    _begin(canvas, CARRIERS, number)
    draw_rows(canvas, (columns_heading(_COLUMNS), *rows), style.LEFT, style.PAGE[1] - style.TOP - _HEAD)


def draw_checking(canvas: Canvas, manifest_digest: str, timestamp: str) -> None:
    """The last page, everything but the foot; `timestamp` is what is known of a trusted one."""
    _begin(canvas, CHECKING, 1)
    y = style.PAGE[1] - style.TOP - _HEAD
    for text in (*_STEPS, "", f"清单.txt的SHA-256：\n{manifest_digest}", "", timestamp, _LIMIT):
        for line in break_lines(text, Face.REGULAR, _SIZE, style.WIDTH):
            y -= _SIZE * style.LEADING
            stretch = None if line.last else style.WIDTH
            draw(canvas, style.LEFT, y, line.text, Face.REGULAR, _SIZE, stretch)
        y -= _SIZE * 0.6


def _begin(canvas: Canvas, title: str, number: int) -> None:
    if number == 1:
        canvas.bookmarkPage(title)
        canvas.addOutlineEntry(title, title, 0)
    shown = title if number == 1 else f"{title}（续）"
    draw_title(canvas, shown, style.PAGE[1] - style.TOP - style.TITLE)
