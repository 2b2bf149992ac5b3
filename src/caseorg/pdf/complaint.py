"""The complaint on paper, after the official 投诉登记表 that goes with 令121 (in force 2026-04-15)."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from caseorg.domain.complaint import ComplaintForm
from caseorg.domain.progress import Progress
from caseorg.pdf import style
from caseorg.pdf.annex import annex_pages, draw_annex
from caseorg.pdf.fonts import Face
from caseorg.pdf.page import draw_foot, draw_title
from caseorg.pdf.references import Marks, marks_in
from caseorg.pdf.stream import new_canvas, write_document
from caseorg.pdf.table import GROUP_WIDTH, Row, cell, draw_rows, paginate, split_end
from caseorg.pdf.text import break_lines, draw, draw_right

TITLE = "投诉登记表"
MASKED_TITLE = "投诉登记表（遮盖版）"
_LABEL = 74.0
_FORM_ROW = 23.0
_HEAD: float = 20 * mm
_BELOW = style.SMALL * 0.3  # what hangs below the last base line
_NOTES = (
    "填表说明：",
    "1. 本表按《市场监督管理投诉举报处理办法》（市场监管总局令第121号）第十条填写，投诉人对材料内容的真实性负责。",
    "2. 空白处请手写补充；证件类型和号码应市场监督管理部门要求提供。",
    "3. 附件见《证据目录》，证据编号与证据包一致。",
    "4. 本表只写投诉请求；违法线索的举报由主管部门分别处理，不在本表，另行书面提交。",
)
_MASKED_NOTE = "遮盖版：个人信息已遮盖，供受理投诉的市场监督管理部门以外的人阅看；提交投诉请用未遮盖版。"


def render(form: ComplaintForm, out: BinaryIO, *, mono: bool = False) -> Iterator[Progress[int]]:
    """Draws the form and its annexes; the last progress carries the number of pages."""
    title = MASKED_TITLE if form.masked else TITLE
    facts, listed = _references(form)
    rows = (*_complainant(form), *_respondent(form), *_texts(form, facts, listed), *_signatures())
    pages = _with_company(list(paginate(rows, lambda number: style.HEIGHT - (_HEAD if number == 0 else 0))))
    annexes = tuple(annex_pages(form, Marks(leads=facts.leads)))
    total = len(pages) + len(annexes)
    canvas = new_canvas(style.PAGE, f"{title}：{form.respondent.name}", form.complainant.name, form.made_at, mono=mono)
    for number, page in enumerate(pages, start=1):
        top = style.PAGE[1] - style.TOP
        if number == 1:
            top = _draw_head(canvas, top, title)
        bottom = draw_rows(canvas, page, style.LEFT, top)
        if number == len(pages):
            _draw_notes(canvas, bottom, _notes(form))
        _finish(canvas, number, total, title)
        yield Progress(number, total)
    for number, annex in enumerate(annexes, start=len(pages) + 1):
        draw_annex(canvas, annex)
        draw_foot(canvas, number, total, f"{title}　{annex.title}")
        canvas.showPage()
        yield Progress(number, total)
    for _ in write_document(canvas, out):
        pass
    yield Progress(total, total, item=total)


def _references(form: ComplaintForm) -> tuple[Marks, Marks]:
    """Of the facts, which lead to the list of attachments, and of the list, which leads back to the first mention."""
    labels = [item.label for item in form.attachments]
    cited = marks_in(form.facts)
    listed = {label: f"listed-{label}" for label in labels}
    mentioned = {label: f"cited-{label}" for label in labels if label in cited}
    return Marks(leads=listed, spots=mentioned), Marks(leads=mentioned, spots=listed, opening=True)


def _with_company(pages: list[tuple[Row, ...]]) -> list[tuple[Row, ...]]:
    """A signature does not stand alone on a page: the end of the row before it comes along."""
    if len(pages) < 2 or len(pages[-1]) > 1:
        return pages
    *before, last = pages[-2]
    head, end = split_end(last)
    return [*pages[:-2], (*before, head) if head else tuple(before), (end, *pages[-1])]


def _finish(canvas: Canvas, number: int, total: int, title: str) -> None:
    draw_foot(canvas, number, total, title)
    if number == 1:
        canvas.bookmarkPage("form")
        canvas.addOutlineEntry(title, "form", 0)
    canvas.showPage()


def _draw_head(canvas: Canvas, top: float, title: str) -> float:
    draw_title(canvas, title, top - style.TITLE)
    base = top - _HEAD + 6
    draw(canvas, style.LEFT, base, "登记单位：", Face.REGULAR, style.BODY)
    draw_right(canvas, style.LEFT + style.WIDTH - 110, base, "编号：", Face.REGULAR, style.BODY)
    return top - _HEAD


def _complainant(form: ComplaintForm) -> tuple[Row, ...]:
    person = form.complainant
    group = "投诉人"
    return (
        _fields(group, ("姓名", person.name), ("联系电话", person.phone)),
        _fields(group, ("证件类型", person.id_type), ("证件号码", person.id_number)),
        _fields(group, ("联系地址", person.address)),
        _fields(group, ("是否同意公示投诉信息", "□是　　□否"), ("是否同意委托调解", "□是　　□否")),
    )


def _respondent(form: ComplaintForm) -> tuple[Row, ...]:
    party = form.respondent
    group = "被投诉人"
    rows = (
        _fields(group, ("名称（姓名）", party.name), ("联系人", party.contact)),
        _fields(group, ("地址", party.address)),
        _fields(group, ("联系电话", party.phone), ("统一社会信用代码", party.credit_code)),
    )
    return (*rows, _fields(group, ("交易平台", form.platform))) if form.platform else rows


def _fields(group: str, *pairs: tuple[str, str]) -> Row:
    """Label and value, once or twice side by side."""
    room = (style.WIDTH - GROUP_WIDTH) / len(pairs)
    cells = []
    for number, (label, value) in enumerate(pairs):
        left = GROUP_WIDTH + number * room
        cells.append(cell(label, left, _LABEL, centred=True))
        cells.append(cell(value, left + _LABEL, room - _LABEL))
    return Row(tuple(cells), group, _FORM_ROW)


def _texts(form: ComplaintForm, facts: Marks, listed: Marks) -> tuple[Row, ...]:
    attachments = [
        f"{item.label}　{item.proves or item.name}" + (f"（{item.source}）" if item.source else "")
        for item in form.attachments
    ]
    return (
        _box("消费者权益争议事实依据", form.facts, 200.0, facts),
        _box("投诉请求", form.requests, 64.0),
        _box("附件清单", attachments, 60.0, listed),
    )


def _box(group: str, paragraphs: Sequence[str], least: float, marks: Marks | None = None) -> Row:
    text = "\n".join(paragraphs)
    return Row((cell(text, GROUP_WIDTH, style.WIDTH - GROUP_WIDTH, marks=marks),), group, least)


def _signatures() -> tuple[Row, ...]:
    half = style.WIDTH / 2
    text = "{who}（签字）：\n\n　　　　　　　　　　　年　　月　　日"
    return (Row((cell(text.format(who="投诉人"), 0, half), cell(text.format(who="经办人"), half, half))),)


def _notes(form: ComplaintForm) -> tuple[str, ...]:
    return (*_NOTES, _MASKED_NOTE) if form.masked else _NOTES


def _draw_notes(canvas: Canvas, top: float, told: Sequence[str]) -> None:
    """The form's notes below the table, where there is room for them."""
    notes = [line.text for note in told for line in break_lines(note, Face.REGULAR, style.SMALL, style.WIDTH)]
    if top - len(notes) * style.SMALL * style.LEADING - 4 - _BELOW < style.BOTTOM:
        return
    canvas.setFillColor(style.GREY)
    for number, line in enumerate(notes, start=1):
        draw(
            canvas,
            style.LEFT,
            top - number * style.SMALL * style.LEADING - 4,
            line,
            Face.REGULAR,
            style.SMALL,
        )
    canvas.setFillColor(style.INK)
