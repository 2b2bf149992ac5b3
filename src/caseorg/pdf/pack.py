"""The evidence pack on paper: cover, 证据目录, and every piece of evidence with its caption and stamp."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from caseorg.domain.case import Evidence
from caseorg.domain.moments import TimeSource, show_moment
from caseorg.domain.pack import PackPlan, first_pages
from caseorg.domain.progress import Progress
from caseorg.domain.slicing import Slice
from caseorg.pdf import style
from caseorg.pdf.fonts import Face
from caseorg.pdf.images import Picture, place_rows
from caseorg.pdf.index import draw_index, index_pages
from caseorg.pdf.page import draw_foot, draw_stamp
from caseorg.pdf.stream import new_canvas, write_document
from caseorg.pdf.table import Cell, Row, cell, draw_rows
from caseorg.pdf.text import break_lines, clean, clip, draw, draw_centred, shorten, width

_CAPTION_LINES = 4
_GAP = 4 * mm
_COVER_LINES = 4
_TEXT_STEP = style.BODY * style.LEADING
CONTENT_WIDTH = style.WIDTH
CONTENT_HEIGHT: float = style.HEIGHT - style.BODY - _CAPTION_LINES * style.SMALL * style.LEADING - _GAP
LARGEST = 72 / 96  # a pixel in points: small pictures are not blown up
LINES_A_PAGE = int(CONTENT_HEIGHT / _TEXT_STEP)
_TIME_SOURCES = {
    TimeSource.TYPED: "手填",
    TimeSource.EXIF: "照片内记录",
    TimeSource.FILENAME: "文件名",
    TimeSource.FILE: "文件修改时间",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a piece of evidence: rows of a picture, lines of a text, or nothing but the caption."""

    picture: Picture | None = None
    rows: Slice | None = None
    lines: tuple[str, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of evidence with its pages; there is at least one. So many others are in the volumes before and after."""

    evidence: Evidence
    sheets: tuple[Sheet, ...]
    before: int = 0
    after: int = 0


def text_sheets(text: str) -> tuple[Sheet, ...]:
    """The pages of a text; an empty one has one page."""
    lines = [line.text for line in break_lines(text, Face.REGULAR, style.BODY, CONTENT_WIDTH)]
    starts = range(0, len(lines), LINES_A_PAGE)
    return tuple(Sheet(lines=tuple(lines[start : start + LINES_A_PAGE])) for start in starts)


def render(plan: PackPlan, items: Sequence[Item], made_on: str, out: BinaryIO) -> Iterator[Progress[int]]:
    """Draws the pack; the last progress carries the number of pages.

    Pictures are read one at a time while the document is written, which is when most of the progress is made.
    """
    index = index_pages([item.evidence for item in items])
    total = 1 + len(index) + sum(len(item.sheets) for item in items)
    canvas = new_canvas(style.PAGE, f"证据包：{plan.title}", dict(plan.cover).get("提交人", ""))
    _draw_cover(canvas, plan, made_on, total)
    yield from _render_items(canvas, items, index, 1, out)


def render_volume(title: str, part: str, items: Sequence[Item], out: BinaryIO) -> Iterator[Progress[int]]:
    """Draws one volume of a set: its index and its items. `part` such as 第2册，共3册 stands under the heading."""
    canvas = new_canvas(style.PAGE, f"证据：{title}", "")
    yield from _render_items(canvas, items, index_pages([item.evidence for item in items]), 0, out, part)


def _render_items(
    canvas: Canvas, items: Sequence[Item], index: Sequence[Sequence[Row]], front: int, out: BinaryIO, part: str = ""
) -> Iterator[Progress[int]]:
    """The index after `front` pages, the items, and the whole document to the file."""
    counts = [len(item.sheets) for item in items]
    starts = first_pages(front + len(index), counts)
    total = front + len(index) + sum(counts)
    pages = {str(item.evidence.id): _page_range(item, start) for item, start in zip(items, starts, strict=True)}
    draw_index(canvas, index, pages, front + 1, total, part)
    for item, start in zip(items, starts, strict=True):
        _draw_item(canvas, item, start, total)
        yield Progress(start, total * 2, item.evidence.name)
    for written in write_document(canvas, out):
        yield Progress(total + written, total * 2)
    yield Progress(total * 2, total * 2, item=total)


def _draw_cover(canvas: Canvas, plan: PackPlan, made_on: str, total: int) -> None:
    canvas.bookmarkPage("cover")
    canvas.addOutlineEntry("封面", "cover", 0)
    middle = style.LEFT + style.WIDTH / 2
    draw_centred(canvas, middle, style.PAGE[1] - 70 * mm, "证　据　材　料", Face.BOLD, 30)
    y = style.PAGE[1] - 88 * mm
    room = style.WIDTH - 20 * mm
    title = break_lines(plan.title, Face.REGULAR, 15, room)
    for line in clip(title, 3, "……", Face.REGULAR, 15, room):
        draw_centred(canvas, middle, y, line.text, Face.REGULAR, 15)
        y -= 24
    label = 90.0
    cover = (*plan.cover, ("证据份数", f"共{len(plan.items)}件，{total}页"), ("制作日期", made_on))
    rows = [
        Row(
            (cell(name, 0, label, Face.BOLD, centred=True), _cover_cell(value, label)),
            least=30.0,
        )
        for name, value in cover
    ]
    bottom = draw_rows(canvas, rows, style.LEFT, y - 12 * mm)
    draw(canvas, style.LEFT, bottom - 20 * mm, "提交人（签字）：", Face.REGULAR, style.BODY)
    date = "提交日期：　　　　年　　月　　日"
    draw(canvas, style.LEFT + style.WIDTH * 0.58, bottom - 20 * mm, date, Face.REGULAR, style.BODY)
    draw_foot(canvas, 1, total, plan.title)
    canvas.showPage()


def _cover_cell(text: str, left: float) -> Cell:
    """A long list of orders must not push the signature off the page."""
    whole = cell(text, left, style.WIDTH - left)
    room = whole.width - 2 * style.PADDING
    return replace(whole, lines=clip(whole.lines, _COVER_LINES, "……", whole.face, style.BODY, room))


def _page_range(item: Item, start: int) -> str:
    last = start + len(item.sheets) - 1
    return str(start) if last == start else f"{start}-{last}"


def _draw_item(canvas: Canvas, item: Item, start: int, total: int) -> None:
    evidence = item.evidence
    canvas.bookmarkPage(evidence.id)
    canvas.addOutlineEntry(_outline_entry(evidence), evidence.id, 0)
    count = item.before + len(item.sheets) + item.after
    for number, sheet in enumerate(item.sheets, start=item.before):
        mark = evidence.label if count == 1 else f"{evidence.label}（{number + 1}/{count}）"
        draw_stamp(canvas, mark)
        _draw_caption(canvas, evidence, continued=number > 0)
        _draw_sheet(canvas, sheet)
        draw_foot(canvas, start + number - item.before, total, evidence.name)
        canvas.showPage()


def _outline_entry(evidence: Evidence) -> str:
    return clean(f"{evidence.label}　{evidence.proves or evidence.name}").replace("\n", " ")[:60]


def _draw_caption(canvas: Canvas, evidence: Evidence, *, continued: bool) -> None:
    """Name, source, time and digest; what it proves, as far as four lines hold it (the index has all of it)."""
    step = style.SMALL * style.LEADING
    y = style.PAGE[1] - style.TOP - style.BODY
    heading = shorten(evidence.name + ("（续）" if continued else ""), Face.BOLD, style.BODY, style.WIDTH)
    draw(canvas, style.LEFT, y, heading, Face.BOLD, style.BODY)
    for line in _caption(evidence):
        y -= step
        draw(canvas, style.LEFT, y, line, Face.REGULAR, style.SMALL)


def _caption(evidence: Evidence) -> list[str]:
    taken = evidence.taken_at
    when = f"{show_moment(taken)}（北京时间，依据：{_TIME_SOURCES[taken.source]}）" if taken else "不详"
    time = f"　　时间：{when}"
    room = style.WIDTH - width(time, Face.REGULAR, style.SMALL)
    source = shorten(f"来源：{evidence.source or '未注明'}", Face.REGULAR, style.SMALL, room)
    return [source + time, *_purpose(evidence), f"SHA-256：{evidence.sha256}"]


def _purpose(evidence: Evidence) -> list[str]:
    if not evidence.proves:
        return []
    lines = break_lines(f"证明目的：{evidence.proves}", Face.REGULAR, style.SMALL, style.WIDTH)
    shown = clip(lines, _CAPTION_LINES - 2, "……（全文见目录）", Face.REGULAR, style.SMALL, style.WIDTH)
    return [line.text for line in shown]


def _draw_sheet(canvas: Canvas, sheet: Sheet) -> None:
    bottom = style.BOTTOM
    if sheet.picture and sheet.rows:
        _draw_picture(canvas, sheet.picture, sheet.rows, bottom)
    y = bottom + CONTENT_HEIGHT - style.BODY
    for line in sheet.lines:
        draw(canvas, style.LEFT, y, line, Face.REGULAR, style.BODY)
        y -= _TEXT_STEP
    if sheet.remark:
        y = bottom + CONTENT_HEIGHT * 0.6
        for part in break_lines(sheet.remark, Face.REGULAR, style.BODY, CONTENT_WIDTH - 20 * mm):
            draw_centred(canvas, style.LEFT + CONTENT_WIDTH / 2, y, part.text, Face.REGULAR, style.BODY)
            y -= _TEXT_STEP


def _draw_picture(canvas: Canvas, picture: Picture, rows: Slice, bottom: float) -> None:
    """As large as the room allows, but not blown up; at the top, centred."""
    wide, high = picture.upright[0], rows.bottom - rows.top
    scale = min(CONTENT_WIDTH / wide, CONTENT_HEIGHT / high, LARGEST)
    width, height = wide * scale, high * scale
    x = style.LEFT + (CONTENT_WIDTH - width) / 2
    y = bottom + CONTENT_HEIGHT - height
    place_rows(canvas, picture, (rows.top, rows.bottom), x, y, width, height)
    canvas.setStrokeColor(style.GREY)
    canvas.setLineWidth(0.4)
    canvas.rect(x, y, width, height)
