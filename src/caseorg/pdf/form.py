"""The furniture of the official forms: head, ruled fields and boxes, signatures, notes; annexes follow."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from caseorg.domain.case import Evidence
from caseorg.domain.parties.respondent import Respondent
from caseorg.domain.progress import Progress
from caseorg.pdf import style
from caseorg.pdf.annex import AnnexPage, draw_annex
from caseorg.pdf.fonts import Face
from caseorg.pdf.page import draw_foot, draw_title
from caseorg.pdf.picture_objects import Out
from caseorg.pdf.references import ReferenceMarks, marks_in
from caseorg.pdf.stream import new_canvas, write_document
from caseorg.pdf.table import GROUP_WIDTH, TableRow, cell, draw_rows, paginate, split_end
from caseorg.pdf.text import break_lines, draw, draw_right

_LABEL = 74.0
_FORM_ROW = 23.0
_HEAD: float = 20 * mm
_NOTE_STEP = style.SMALL * style.LEADING
_NOTE_GAP = 4.0
_BELOW = style.SMALL * 0.3  # what hangs below the last base line


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLayout:
    """A form as it is drawn; the last of the rows holds the signatures. `about` is whom it is about, for the file's
    properties."""

    title: str
    about: str
    author: str
    rows: tuple[TableRow, ...]
    notes: tuple[str, ...]
    annexes: tuple[AnnexPage, ...] = ()
    made_at: datetime


def draw_form(form: FormLayout, out: Out, *, mono: bool = False, incomplete: bool = False) -> Iterator[Progress[int]]:
    """Draws the form and its annexes; the last progress carries the number of pages."""
    notes = [line for note in form.notes for line in break_lines(note, Face.REGULAR, style.SMALL, style.WIDTH)]
    pages, noted = _laid_out(form, len(notes) * _NOTE_STEP + _NOTE_GAP + _BELOW)
    drawn: list[tuple[TableRow, ...] | AnnexPage] = [*pages, *form.annexes]
    total = len(drawn)
    canvas = new_canvas(
        style.PAGE, f"{form.title}：{form.about}", form.author, form.made_at, mono=mono, incomplete=incomplete
    )
    for number, page in enumerate(drawn, start=1):
        if isinstance(page, AnnexPage):
            bottom = draw_annex(canvas, page)
            draw_foot(canvas, number, total, f"{form.title}　{page.title}")
        else:
            if number == 1:
                _draw_head(canvas, form.title)
            bottom = draw_rows(canvas, page, style.LEFT, style.BOTTOM + _room(number - 1))
            draw_foot(canvas, number, total, form.title)
        if number == noted:
            _draw_notes(canvas, bottom, [line.text for line in notes])
        canvas.showPage()
        yield Progress(number, total)
    for _ in write_document(canvas, out):
        pass
    yield Progress(total, total, item=total)


def _laid_out(form: FormLayout, need: float) -> tuple[list[tuple[TableRow, ...]], int]:
    """The pages of the form, and the number of the page that has room for the notes: the last one, or else one of the
    annexes, or else the last one once more rows go over to it."""
    *rows, signatures = form.rows
    pages = _paginated(form.rows)
    if _room(len(pages) - 1) - _height(pages[-1]) >= need:
        return pages, len(pages)
    for number, annex in enumerate(form.annexes, start=len(pages) + 1):
        if style.HEIGHT - annex.height >= need:
            return pages, number
    pages = _paginated((*rows, replace(signatures, min_height=signatures.height + need)))
    pages[-1] = (*pages[-1][:-1], signatures)
    return pages, len(pages)


def _paginated(rows: Sequence[TableRow]) -> list[tuple[TableRow, ...]]:
    return _with_company(list(paginate(rows, _room)))


def _room(number: int) -> float:
    return style.HEIGHT - (_HEAD if number == 0 else 0)


def _height(page: Iterable[TableRow]) -> float:
    return sum(row.height for row in page)


def _with_company(pages: list[tuple[TableRow, ...]]) -> list[tuple[TableRow, ...]]:
    """A signature does not stand alone on a page: the end of the row before it comes along."""
    if len(pages) < 2 or len(pages[-1]) > 1:
        return pages
    *before, last = pages[-2]
    head, end = split_end(last)
    return [*pages[:-2], (*before, head) if head else tuple(before), (end, *pages[-1])]


def _draw_head(canvas: Canvas, title: str) -> None:
    """Title and the blanks for the office."""
    top = style.PAGE[1] - style.TOP
    canvas.bookmarkPage("form")
    canvas.addOutlineEntry(title, "form", 0)
    draw_title(canvas, title, top - style.TITLE)
    base = top - _HEAD + 6
    draw(canvas, style.LEFT, base, "登记单位：", Face.REGULAR, style.BODY)
    draw_right(canvas, style.LEFT + style.WIDTH - 110, base, "编号：", Face.REGULAR, style.BODY)


def _draw_notes(canvas: Canvas, top: float, lines: Iterable[str]) -> None:
    canvas.setFillColor(style.GREY)
    for number, line in enumerate(lines, start=1):
        draw(canvas, style.LEFT, top - _NOTE_GAP - number * _NOTE_STEP, line, Face.REGULAR, style.SMALL)
    canvas.setFillColor(style.INK)


def references(facts: Sequence[str], attachments: Iterable[Evidence]) -> tuple[ReferenceMarks, ReferenceMarks]:
    """Of the facts, which lead to the list of attachments, and of the list, which leads back to the first mention."""
    labels = [item.label for item in attachments]
    cited = marks_in(facts)
    listed = {label: f"listed-{label}" for label in labels}
    mentioned = {label: f"cited-{label}" for label in labels if label in cited}
    return ReferenceMarks(leads=listed, spots=mentioned), ReferenceMarks(leads=mentioned, spots=listed, opening=True)


def fields(group: str, *pairs: tuple[str, str]) -> TableRow:
    """Label and value, once or twice side by side."""
    pair_width = (style.WIDTH - GROUP_WIDTH) / len(pairs)
    cells = []
    for number, (label, value) in enumerate(pairs):
        left = GROUP_WIDTH + number * pair_width
        cells.append(cell(label, left, _LABEL, centred=True))
        cells.append(cell(value, left + _LABEL, pair_width - _LABEL))
    return TableRow(tuple(cells), group, _FORM_ROW)


def business(group: str, sides: tuple[Respondent, ...], platform: str) -> tuple[TableRow, ...]:
    """The rows of the other side; of two, each has a group of its own."""
    rows = [row for number, side in enumerate(sides) for row in _side(_numbered(group, number, len(sides)), side)]
    return (*rows, fields(rows[-1].group, ("交易平台", platform))) if platform else tuple(rows)


def _numbered(group: str, number: int, count: int) -> str:
    return f"{group}{'一二'[number]}" if count > 1 else group


def _side(group: str, side: Respondent) -> Iterator[TableRow]:
    """The form's own fields, then what else tells who it is, where it is known."""
    yield fields(group, ("名称（姓名）", side.shown_name), ("联系人", side.contact))
    yield fields(group, ("地址", side.shown_address))
    yield fields(group, ("联系电话", side.phone), ("统一社会信用代码", side.credit_code))
    shop = side.shop if side.company else ""
    described = (
        ("店铺名称", shop),
        ("网址", side.website),
        ("许可证号", side.licence),
        ("付款记录上的收款方", side.payee),
    )
    known = [(label, value) for label, value in described if value]
    for place in range(0, len(known), 2):
        yield fields(group, *known[place : place + 2])


def box(group: str, paragraphs: Iterable[str], min_height: float, marks: ReferenceMarks | None = None) -> TableRow:
    """A box for long text, at least so many points high."""
    text = "\n".join(paragraphs)
    return TableRow((cell(text, GROUP_WIDTH, style.WIDTH - GROUP_WIDTH, marks=marks),), group, min_height)


def attachment_box(attachments: Iterable[Evidence], marks: ReferenceMarks) -> TableRow:
    """The list of attachments."""
    listed = (
        f"{item.label}　{item.proves or item.name}" + (f"（{item.source}）" if item.source else "")
        for item in attachments
    )
    return box("附件清单", listed, 60.0, marks)


def signatures(who: str, remark: str = "") -> TableRow:
    """The places for who files the form, with a remark beside, and for the clerk."""
    half = style.WIDTH / 2
    date = "\n\n　　　　　　　　　　　年　　月　　日"
    return TableRow((cell(f"{who}（签字）：{remark}{date}", 0, half), cell(f"经办人（签字）：{date}", half, half)))
