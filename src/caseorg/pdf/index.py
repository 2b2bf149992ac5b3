"""证据目录: the index of the evidence pack."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from caseorg.domain.case import Evidence
from caseorg.pdf import style
from caseorg.pdf.fonts import Face
from caseorg.pdf.page import draw_title
from caseorg.pdf.table import Row, cell, draw_rows, paginate
from caseorg.pdf.text import Line, draw_centred

TITLE = "证据目录"
_HEAD: float = 22 * mm
_COLUMNS = (
    ("序号", 36.0),
    ("证据名称", 122.0),
    ("证据来源", 98.0),
    ("证明目的", style.WIDTH - 312.0),
    ("页码", 56.0),
)


def index_pages(items: Iterable[Evidence]) -> list[tuple[Row, ...]]:
    """The rows of each index page, still without page numbers: those depend on how many index pages there are."""
    room = style.HEIGHT - _HEAD - _index_heading().height
    return list(paginate([_index_row(item) for item in items], lambda _: room))


def _index_heading() -> Row:
    return _row([name for name, _ in _COLUMNS], Face.BOLD, shaded=True)


def _index_row(evidence: Evidence) -> Row:
    return _row([str(evidence.number), evidence.name, evidence.source, evidence.proves, ""], link=evidence.id)


def _numbered(row: Row, pages: Mapping[str, str]) -> Row:
    """The row with its page numbers, which never wrap; the rest of a split row has none."""
    *cells, last = row.cells
    text = pages[last.link] if cells[0].lines else ""
    return replace(row, cells=(*cells, replace(last, lines=(Line(text, True),))))


def _row(texts: Sequence[str], face: Face = Face.REGULAR, *, shaded: bool = False, link: str = "") -> Row:
    cells = []
    left = 0.0
    for (name, room), text in zip(_COLUMNS, texts, strict=True):
        centred = shaded or name in ("序号", "页码")
        cells.append(cell(text, left, room, face, centred=centred, link=link if name in ("序号", "页码") else ""))
        left += room
    return Row(tuple(cells), least=24.0, shaded=shaded)


def draw_index(canvas: Canvas, rows: Sequence[Row], number: int, pages: Mapping[str, str], part: str = "") -> None:
    """A page of the index, counted from 1, everything but the foot.

    `pages` says where each piece of evidence is, by its id; `part` of which volume of a set it is the index.
    """
    if number == 1:
        canvas.bookmarkPage("index")
        canvas.addOutlineEntry(TITLE, "index", 0)
    top = style.PAGE[1] - style.TOP
    draw_title(canvas, TITLE if number == 1 else f"{TITLE}（续）", top - style.TITLE)
    if part:
        middle = style.LEFT + style.WIDTH / 2
        draw_centred(canvas, middle, top - style.TITLE - 18, part, Face.REGULAR, style.BODY)
    draw_rows(canvas, (_index_heading(), *(_numbered(row, pages) for row in rows)), style.LEFT, top - _HEAD)
