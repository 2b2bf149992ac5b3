"""The table of old and new numbers: what earlier texts and papers call a piece of evidence."""

from collections.abc import Mapping, Sequence

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from caseorg.domain.case import EvidenceId
from caseorg.domain.papers.renumbering import Renumbered
from caseorg.pdf import style
from caseorg.pdf.page import draw_title
from caseorg.pdf.table import TableRow, columns_heading, columns_row, draw_rows, paginate

OLD_NUMBERS = "证据编号对照"
OLD_NUMBER_COLUMNS = (("原编号（此前的材料）", 140.0), ("现编号", 70.0), ("证据名称", style.WIDTH - 210.0))
_HEAD: float = 22 * mm


def old_number_texts(
    renumbered: Sequence[Renumbered], names: Mapping[EvidenceId, str] | None = None
) -> list[tuple[str, str, str]]:
    """What the rows say; `names` are what the paper calls a piece where that is not its file's name."""
    called = names or {}
    return [
        (changed.old_labels, changed.item.label, called.get(changed.item.id, changed.item.name))
        for changed in renumbered
    ]


def old_number_pages(
    renumbered: Sequence[Renumbered], names: Mapping[EvidenceId, str] | None = None
) -> list[tuple[TableRow, ...]]:
    """The rows of each page; no page where no number was changed."""
    rows = [columns_row(OLD_NUMBER_COLUMNS, texts) for texts in old_number_texts(renumbered, names)]
    available_height = style.HEIGHT - _HEAD - columns_heading(OLD_NUMBER_COLUMNS).height
    return list(paginate(rows, lambda _: available_height)) if rows else []


def draw_old_numbers(canvas: Canvas, rows: Sequence[TableRow], number: int) -> None:
    """A page of it, counted from 1, everything but the foot."""
    if number == 1:
        canvas.bookmarkPage(OLD_NUMBERS)
        canvas.addOutlineEntry(OLD_NUMBERS, OLD_NUMBERS, 0)
    title = OLD_NUMBERS if number == 1 else f"{OLD_NUMBERS}（续）"
    draw_title(canvas, title, style.PAGE[1] - style.TOP - style.TITLE)
    heading = columns_heading(OLD_NUMBER_COLUMNS)
    draw_rows(canvas, (heading, *rows), style.LEFT, style.PAGE[1] - style.TOP - _HEAD)
