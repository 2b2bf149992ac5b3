"""The evidence pack on paper: cover, 证据目录, every piece of evidence, and how all of it is checked."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from itertools import count
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from caseorg.domain.case import Evidence
from caseorg.domain.moments import BEIJING
from caseorg.domain.pack import PackOptions, PackPlan, PerPage, manifest
from caseorg.domain.progress import Progress
from caseorg.pdf import index, style
from caseorg.pdf.attachment import attach
from caseorg.pdf.cells import draw_together
from caseorg.pdf.closing import CARRIERS, CHECKING, carrier_pages, draw_carriers, draw_checking
from caseorg.pdf.code import define_code, draw_code
from caseorg.pdf.cover import draw_cover
from caseorg.pdf.layout import Leaf, leaves, pages_of
from caseorg.pdf.page import draw_foot, mirror
from caseorg.pdf.piece import CONTENT_HEIGHT, CONTENT_WIDTH, LARGEST, Item, Sheet, draw_alone, text_sheets
from caseorg.pdf.stream import new_canvas, write_document
from caseorg.pdf.table import Row
from caseorg.pdf.text import clean

__all__ = [
    "CONTENT_HEIGHT",
    "CONTENT_WIDTH",
    "LARGEST",
    "Item",
    "Sheet",
    "render",
    "render_volume",
    "text_sheets",
]
MANIFEST = "清单.txt"
_AS_USUAL = PackOptions()
Draw = Callable[[Canvas], None]
Page = tuple[str, Draw]  # the running title and what draws the rest


def render(
    plan: PackPlan, items: Sequence[Item], out: BinaryIO, options: PackOptions = _AS_USUAL
) -> Iterator[Progress[int]]:
    """Draws the pack; the last progress carries the number of pages.

    Pictures are read one at a time while the document is written, which is when most of the progress is made.
    """
    author = dict(plan.cover).get("提交人", "")
    canvas = new_canvas(style.PAGE, f"证据包：{plan.title}", author, plan.made_at, mono=options.mono)
    listed = manifest(plan.items)
    attach(canvas, MANIFEST, "manifest.txt", listed, plan.made_at)
    digest = sha256(listed).hexdigest()
    define_code(canvas, digest)
    pages = _pages(plan, items, options, digest)
    yield from _draw(canvas, pages, out, lambda number: mirror(canvas, number, options.binding), draw_code)


def render_volume(title: str, part: str, items: Sequence[Item], out: BinaryIO) -> Iterator[Progress[int]]:
    """Draws one volume of a set: its index and its items. `part` such as 第2册，共3册 stands under the heading."""
    made_at = max(item.evidence.added_at for item in items)
    canvas = new_canvas(style.PAGE, f"证据：{title}", "", made_at)
    rows = index.index_pages([item.evidence for item in items])
    body = list(leaves(items, PerPage.ONE))
    yield from _draw(canvas, [*_index(rows, pages_of(body, len(rows)), part), *_evidence(body)], out)


def _draw(
    canvas: Canvas,
    pages: Sequence[Page],
    out: BinaryIO,
    begin: Callable[[int], None] = lambda number: None,
    finish: Draw = lambda canvas: None,
) -> Iterator[Progress[int]]:
    """The pages with their foot, and the whole document to the file. `begin` is given the number of each page."""
    total = len(pages)
    for number, (title, draw) in enumerate(pages, start=1):
        begin(number)
        draw(canvas)
        draw_foot(canvas, number, total, title)
        finish(canvas)
        canvas.showPage()
        yield Progress(number, total * 2, title)
    for written in write_document(canvas, out):
        yield Progress(min(total + written, total * 2), total * 2)
    yield Progress(total * 2, total * 2, item=total)


def _pages(plan: PackPlan, items: Sequence[Item], options: PackOptions, digest: str) -> list[Page]:
    """All pages in order. What they say depends on how many there are."""
    rows = index.index_pages(plan.items)
    body = list(leaves(items, options.per_page))
    carriers = carrier_pages(plan.items)
    spans = pages_of(body, 1 + len(rows))
    total = 1 + len(rows) + len(body) + len(carriers) + 1
    return [
        (plan.title, partial(draw_cover, plan=plan, more=_cover_rows(plan, options, total))),
        *_index(rows, spans),
        *_evidence(body),
        *((CARRIERS, partial(draw_carriers, rows=part, number=number)) for number, part in zip(count(1), carriers)),
        (CHECKING, partial(draw_checking, manifest_digest=digest)),
    ]


def _index(rows: Sequence[Sequence[Row]], spans: Mapping[str, tuple[int, int]], part: str = "") -> Iterator[Page]:
    shown = {key: str(first) if first == last else f"{first}-{last}" for key, (first, last) in spans.items()}
    for number, page in enumerate(rows, start=1):
        yield index.TITLE, partial(index.draw_index, rows=page, number=number, pages=shown, part=part)


def _evidence(body: Sequence[Leaf]) -> Iterator[Page]:
    return ((_running_title(leaf), partial(_draw_leaf, leaf=leaf)) for leaf in body)


def _cover_rows(plan: PackPlan, options: PackOptions, total: int) -> tuple[tuple[str, str], ...]:
    at = plan.made_at.astimezone(BEIJING)
    rows = (
        ("证据份数", f"共{len(plan.items)}件，{total}页"),
        ("证据截至", f"{at.year}年{at.month}月{at.day}日"),  # strftime of Windows takes ASCII alone
    )
    return (*rows, ("打印方式", "黑白，颜色以原始文件为准")) if options.mono else rows


def _running_title(leaf: Leaf) -> str:
    if len(leaf) == 1:
        return leaf[0].item.evidence.name
    return "、".join(dict.fromkeys(place.item.evidence.label for place in leaf))


def _draw_leaf(canvas: Canvas, leaf: Leaf) -> None:
    for place in leaf:
        if place.number == 0:
            evidence = place.item.evidence
            canvas.bookmarkPage(evidence.id)
            canvas.addOutlineEntry(_outline_entry(evidence), evidence.id, 0)
    if len(leaf) == 1:
        draw_alone(canvas, leaf[0].item, leaf[0].number)
    else:
        draw_together(canvas, [(place.item, place.number) for place in leaf])


def _outline_entry(evidence: Evidence) -> str:
    return clean(f"{evidence.label}　{evidence.proves or evidence.name}").replace("\n", " ")[:60]
