"""证据目录: the index of the evidence pack."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from types import MappingProxyType

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from caseorg.domain.case import Evidence
from caseorg.domain.papers.pack import Column, ProofGroup, form_of, original_of
from caseorg.pdf import style
from caseorg.pdf.fonts import Face
from caseorg.pdf.page import draw_title
from caseorg.pdf.sections import Page, RowSection, flow
from caseorg.pdf.table import Cell, TableRow, cell, columns_heading, draw_rows
from caseorg.pdf.text import PrintedLine, draw, draw_centred, shorten, text_width

TITLE = "证据目录"
_HEAD: float = 22 * mm
_FOOT: float = 20 * mm
_LEAST = 24.0
_HAN = style.BODY
_NUMBER, _PAGES, _PLACE = "序号", "页数", "页码"
# Filled in by hand: how many copies are wanted depends on who takes them and how many others there are.
_SIGNED = (("提交人（签名）：", 0.0), ("提交日期：　　　　年　　月　　日", 0.38), ("份数：一式　　份", 0.8))


def _blank(_: Evidence) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class _Column:
    """A heading, what is told below it, and the width of its text in points, else a share of what the others leave."""

    name: str
    tells: Callable[[Evidence], str]
    width: float = 0.0
    share: float = 0.0


_NAME = _Column("证据名称", lambda item: item.name, share=1.45)
_CHOSEN: Mapping[Column, _Column] = MappingProxyType(
    {
        Column.SOURCE: _Column("证据来源", lambda item: item.source, share=0.9),
        Column.PURPOSE: _Column("证明目的", lambda item: item.proves, share=1.5),
        Column.FORM: _Column("形式", form_of, width=4 * _HAN),
        Column.ORIGINAL: _Column("原件或\n复印件", original_of, width=4 * _HAN),
        Column.PAGES: _Column(_PAGES, _blank, width=2 * _HAN),
        Column.REMARKS: _Column("备注", _blank, share=0.7),
    }
)


@dataclass(frozen=True, slots=True)
class Index:
    """The index as it is laid out: the names and widths of its columns, and the rows of each page.

    What it says of pages is still blank, for that depends on how many pages the index itself has.
    """

    title: str
    columns: tuple[tuple[str, float], ...]
    pages: tuple[Page, ...]
    signed: bool


def lay_out(
    title: str, groups: Sequence[ProofGroup], chosen: frozenset[Column], digits: int, *, signed: bool = False
) -> Index:
    """The index with these columns beside number, name and page, in which page numbers have so many digits at most.

    Where groups have headings, these tell the purpose. With `signed` there is a place to sign below the last row.
    """
    grouped = any(group.heading for group in groups)
    items = [item for group in groups for item in group.items]
    columns = tuple(_columns(chosen - {Column.PURPOSE} if grouped else chosen, items, digits))
    widths = _widths(columns)
    named = tuple((column.name, width) for column, width in zip(columns, widths, strict=True))
    sections = [
        RowSection(
            tuple(_row(columns, widths, item) for item in group.items),
            (_heading(group.heading),) if group.heading else (),
            (_heading(_again(group.heading)),) if group.heading else (),
        )
        for group in groups
    ]
    page_height = style.HEIGHT - _HEAD - columns_heading(named).height
    return Index(title, named, flow(sections, page_height, _FOOT if signed else 0.0), signed)


def _columns(chosen: frozenset[Column], items: Sequence[Evidence], digits: int) -> Iterator[_Column]:
    number = max([item.number for item in items], default=0)
    yield _Column(_NUMBER, lambda item: str(item.number), width=max(2 * _HAN, _column_width(str(number))))
    yield _NAME
    for column in Column:
        if column in chosen:
            yield _CHOSEN[column]
        if column is Column.PAGES:
            yield _Column(_PLACE, _blank, width=max(2 * _HAN, _column_width(f"{'0' * digits}-{'0' * digits}")))


def _column_width(text: str) -> float:
    return text_width(text, Face.REGULAR, style.BODY) + 0.1


def _widths(columns: Sequence[_Column]) -> list[float]:
    free = style.WIDTH - sum(column.width + 2 * style.PADDING for column in columns if not column.share)
    shares = sum(column.share for column in columns)
    return [free * column.share / shares if column.share else column.width + 2 * style.PADDING for column in columns]


def _row(columns: Sequence[_Column], widths: Sequence[float], item: Evidence) -> TableRow:
    lefts = accumulate(widths[:-1], initial=0.0)
    return TableRow(
        tuple(
            cell(
                column.tells(item),
                left,
                width,
                centred=not column.share,
                link=item.id if column.name in (_NUMBER, _PLACE) else "",
            )
            for column, left, width in zip(columns, lefts, widths, strict=True)
        ),
        min_height=_LEAST,
    )


def _heading(text: str) -> TableRow:
    return TableRow((cell(text, 0, style.WIDTH, Face.BOLD),), min_height=_LEAST, shaded=True)


def _again(heading: str) -> str:
    available_width = style.WIDTH - 2 * style.PADDING
    return shorten(heading, Face.BOLD, style.BODY, available_width - 3 * style.BODY) + "（续）"


def draw_index(canvas: Canvas, index: Index, number: int, spans: Mapping[str, tuple[int, int]], part: str = "") -> None:
    """A page of the index, counted from 1, everything but the foot.

    `spans` has the first and last page of each piece of evidence by its id; `part` says of which volume this is.
    """
    if number == 1:
        canvas.bookmarkPage("index")
        canvas.addOutlineEntry(index.title, "index", 0)
    top = style.PAGE[1] - style.TOP
    draw_title(canvas, index.title if number == 1 else f"{index.title}（续）", top - style.TITLE)
    if part:
        middle = style.LEFT + style.WIDTH / 2
        draw_centred(canvas, middle, top - style.TITLE - 18, part, Face.REGULAR, style.BODY)
    rows = [_numbered(index, row, spans) for row in index.pages[number - 1]]
    bottom = draw_rows(canvas, (columns_heading(index.columns), *rows), style.LEFT, top - _HEAD)
    if index.signed and number == len(index.pages):
        for text, place in _SIGNED:
            draw(canvas, style.LEFT + place * style.WIDTH, bottom - _FOOT + 4, text, Face.REGULAR, style.BODY)


def _numbered(index: Index, row: TableRow, spans: Mapping[str, tuple[int, int]]) -> TableRow:
    """The row with what it says of pages; the rest of a split row says nothing, and neither does a heading."""
    key = row.cells[0].link
    if not key or not row.cells[0].lines:
        return row
    first, last = spans[key]
    says = {_PAGES: str(last - first + 1), _PLACE: str(first) if first == last else f"{first}-{last}"}
    named = zip(row.cells, (name for name, _ in index.columns), strict=True)
    return replace(row, cells=tuple(_saying(entry, says[name]) if name in says else entry for entry, name in named))


def _saying(line: Cell, text: str) -> Cell:
    return replace(line, lines=(PrintedLine(text, True),))
