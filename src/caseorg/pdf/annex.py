"""The annexes of the complaint: the timeline, and the promises with what came of them, as ruled tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from caseorg.domain.case import Evidence
from caseorg.domain.papers.complaint import ComplaintForm
from caseorg.domain.papers.renumbering import Renumbered
from caseorg.pdf import style
from caseorg.pdf.old_numbers import OLD_NUMBER_COLUMNS, OLD_NUMBERS, old_number_texts
from caseorg.pdf.page import draw_title
from caseorg.pdf.references import ReferenceMarks
from caseorg.pdf.table import TableRow, columns_heading, columns_row, draw_rows, paginate

_HEAD: float = 18 * mm
_TITLE = 16.0
_TIME = 100.0
_HAPPENINGS = (("时间", _TIME), ("行为人", 52.0), ("经过", style.WIDTH - _TIME - 116.0), ("证据", 64.0))
_PROMISES = (
    ("承诺时间", _TIME),
    ("承诺", style.WIDTH - 2 * _TIME - 124.0),
    ("到期", _TIME),
    ("结果", 64.0),
    ("证据", 60.0),
)


@dataclass(frozen=True, slots=True)
class AnnexPage:
    """Rows under the heading of their table; `number` counts the annex's pages from 1."""

    title: str
    number: int
    rows: tuple[TableRow, ...]

    @property
    def height(self) -> float:
        """With the title."""
        return _HEAD + sum(row.height for row in self.rows)


def annex_pages(form: ComplaintForm, marks: ReferenceMarks) -> Iterator[AnnexPage]:
    """The pages of the annexes that have something to say."""
    happenings = [(row.when, row.who, row.text, _labels(row.proofs)) for row in form.timeline]
    promises = [(row.when, row.text, row.due, row.result, _labels(row.proofs)) for row in form.promises]
    yield from _pages("附件：时间线", _HAPPENINGS, happenings, marks)
    yield from _pages("附件：承诺—到期—结果", _PROMISES, promises, marks)
    yield from old_number_annex(form.renumbered)


def old_number_annex(renumbered: Sequence[Renumbered]) -> Iterator[AnnexPage]:
    """What earlier papers call by other numbers; an old number leads nowhere in this one."""
    yield from _pages(f"附件：{OLD_NUMBERS}", OLD_NUMBER_COLUMNS, old_number_texts(renumbered))


def _labels(proofs: tuple[Evidence, ...]) -> str:
    return "、".join(item.label for item in proofs)


def _pages(
    title: str,
    columns: Sequence[tuple[str, float]],
    table: Sequence[Sequence[str]],
    marks: ReferenceMarks | None = None,
) -> Iterator[AnnexPage]:
    if not table:
        return
    heading = columns_heading(columns)
    rows = [columns_row(columns, texts, marks) for texts in table]
    available_height = style.HEIGHT - _HEAD - heading.height
    for number, page in enumerate(paginate(rows, lambda _: available_height), start=1):
        yield AnnexPage(title, number, (heading, *page))


def draw_annex(canvas: Canvas, page: AnnexPage) -> float:
    """Draws title and table; returns the lower edge. The foot is the caller's."""
    if page.number == 1:
        canvas.bookmarkPage(page.title)
        canvas.addOutlineEntry(page.title, page.title, 0)
    top = style.PAGE[1] - style.TOP
    draw_title(canvas, page.title if page.number == 1 else f"{page.title}（续）", top - _TITLE, _TITLE)
    return draw_rows(canvas, page.rows, style.LEFT, top - _HEAD)
