"""A piece of evidence on paper: its sheets, and a page that shows one of them with caption and stamp."""

from collections.abc import Callable
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from caseorg.domain.case import Evidence
from caseorg.domain.moments import TimeSource, show_moment
from caseorg.domain.papers.slicing import Slice
from caseorg.domain.reading.reading import PageReading
from caseorg.pdf import style
from caseorg.pdf.card import Card, draw_card
from caseorg.pdf.continuation import WHOLE, Continuation, draw_frame
from caseorg.pdf.fonts import Face
from caseorg.pdf.images import Picture, place_rows
from caseorg.pdf.page import draw_stamp
from caseorg.pdf.text import break_lines, clip, draw, draw_centred, shorten, text_width
from caseorg.pdf.text_layer import draw_layer
from caseorg.pdf.text_page import TextPage, draw_text_page, text_pages

_CAPTION_LINES = 4
_GAP = 4 * mm
_TEXT_STEP = style.BODY * style.LEADING
CONTENT_WIDTH = style.WIDTH
CONTENT_HEIGHT: float = style.HEIGHT - style.BODY - _CAPTION_LINES * style.SMALL * style.LEADING - _GAP
LARGEST = style.LARGEST
TIME_SOURCES = {
    TimeSource.TYPED: "手填",
    TimeSource.RECORDED: "程序记录",
    TimeSource.EXIF: "照片内记录",
    TimeSource.MEDIA: "录制文件内记录",
    TimeSource.MAIL: "邮件日期",
    TimeSource.PICTURE: "画面",
    TimeSource.FILENAME: "文件名",
    TimeSource.RESOLVED: "按画面推算",
    TimeSource.FILE: "文件修改时间",
}


LoadPage = Callable[[], PageReading | None]


@dataclass(frozen=True, slots=True)
class EvidenceSheet:
    """One page of a piece of evidence: rows of a picture, lines of a text, a card, or nothing but the caption.

    `reading` gives what was read off the whole picture: of many pictures that would be much to hold."""

    picture: Picture | None = None
    rows: Slice | None = None
    continuation: Continuation = WHOLE
    text_page: TextPage | None = None
    card: Card | None = None
    remark: str = ""
    reading: LoadPage | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of evidence with its pages; there is at least one. So many others are in the volumes before and after."""

    evidence: Evidence
    sheets: tuple[EvidenceSheet, ...]
    before: int = 0
    after: int = 0

    @property
    def count(self) -> int:
        """All its sheets, in whatever volume."""
        return self.before + len(self.sheets) + self.after


def text_sheets(text: str) -> tuple[EvidenceSheet, ...]:
    """The pages of a text; an empty one has one page."""
    return tuple(EvidenceSheet(text_page=page) for page in text_pages(text, (CONTENT_WIDTH, CONTENT_HEIGHT)))


def mark(item: Item, number: int) -> str:
    """What the stamp of the sheet says, counted from 0: `证据3`, or `证据3-2` where there are several."""
    label = item.evidence.label
    return label if item.count == 1 else f"{label}-{item.before + number + 1}"


def place(item: Item, number: int) -> str:
    """`本件第2张，共6张`, not 页, for several may stand on a page; nothing where there is one."""
    return "" if item.count == 1 else f"本件第{item.before + number + 1}张，共{item.count}张"


def draw_alone(canvas: Canvas, item: Item, number: int) -> None:
    """The sheet, counted from 0, with stamp and caption on a page of its own."""
    draw_stamp(canvas, mark(item, number))
    _draw_caption(canvas, item.evidence, place(item, number), continued=item.before + number > 0)
    _draw_sheet(canvas, item.sheets[number])


def _draw_caption(canvas: Canvas, evidence: Evidence, which: str, *, continued: bool) -> None:
    """Name and page, source, time, digest; what it proves, as far as four lines hold it (the index has all of it)."""
    step = style.SMALL * style.LEADING
    y = style.PAGE[1] - style.TOP - style.BODY
    more = f"（{'续，' if continued else ''}{which}）" if which else ""
    available_width = style.WIDTH - text_width(more, Face.BOLD, style.BODY)
    draw(
        canvas,
        style.LEFT,
        y,
        shorten(evidence.name, Face.BOLD, style.BODY, available_width) + more,
        Face.BOLD,
        style.BODY,
    )
    for line in _caption(evidence):
        y -= step
        draw(canvas, style.LEFT, y, line, Face.REGULAR, style.SMALL)


def _caption(evidence: Evidence) -> list[str]:
    taken = evidence.taken_at
    when = f"{show_moment(taken)}（北京时间，依据：{TIME_SOURCES[taken.source]}）" if taken else "不详"
    time = f"　　时间：{when}"
    available_width = style.WIDTH - text_width(time, Face.REGULAR, style.SMALL)
    source = shorten(f"来源：{evidence.source or '未注明'}", Face.REGULAR, style.SMALL, available_width)
    return [source + time, *_purpose(evidence), f"SHA-256：{evidence.sha256}"]


def _purpose(evidence: Evidence) -> list[str]:
    if not evidence.proves:
        return []
    lines = break_lines(f"证明目的：{evidence.proves}", Face.REGULAR, style.SMALL, style.WIDTH)
    shown = clip(lines, _CAPTION_LINES - 2, "……（全文见目录）", Face.REGULAR, style.SMALL, style.WIDTH)
    return [line.text for line in shown]


def _draw_sheet(canvas: Canvas, sheet: EvidenceSheet) -> None:
    bottom = style.BOTTOM
    box = style.LEFT, bottom, CONTENT_WIDTH, CONTENT_HEIGHT
    if sheet.picture:
        draw_picture(canvas, sheet, box)
    if sheet.card:
        draw_card(canvas, sheet.card, box)
    if sheet.text_page:
        draw_text_page(canvas, sheet.text_page, box)
    if sheet.remark:
        y = bottom + CONTENT_HEIGHT * 0.6
        for part in break_lines(sheet.remark, Face.REGULAR, style.BODY, CONTENT_WIDTH - 20 * mm):
            draw_centred(canvas, style.LEFT + CONTENT_WIDTH / 2, y, part.text, Face.REGULAR, style.BODY)
            y -= _TEXT_STEP


def scale_of(sheet: EvidenceSheet, available: tuple[float, float]) -> float:
    """Points per pixel of the sheet's picture within this width and height: as large as fits, but not blown up."""
    assert sheet.picture and sheet.rows
    width, height = sheet.picture.upright[0], sheet.rows.bottom - sheet.rows.top
    return min(available[0] / width, available[1] / height, LARGEST)


def draw_picture(
    canvas: Canvas, sheet: EvidenceSheet, box: tuple[float, float, float, float], unit: str = "页"
) -> None:
    """At the top of the box (left, bottom, width, height), centred; `unit` as in `draw_frame`."""
    assert sheet.picture and sheet.rows
    left, bottom, box_width, box_height = box
    scale = scale_of(sheet, (box_width, box_height))
    width, height = sheet.picture.upright[0] * scale, (sheet.rows.bottom - sheet.rows.top) * scale
    x = left + (box_width - width) / 2
    y = bottom + box_height - height
    place_rows(canvas, sheet.picture, (sheet.rows.top, sheet.rows.bottom), x, y, width, height)
    if sheet.reading and (reading := sheet.reading()):
        draw_layer(canvas, reading, sheet.picture.upright, sheet.rows, x, y, scale)
    draw_frame(canvas, (x, y, width, height), sheet.continuation, unit)
