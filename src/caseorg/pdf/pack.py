"""The evidence pack on paper: cover, 证据目录, every piece of evidence, and how all of it is checked."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from itertools import count

from reportlab.pdfgen.canvas import Canvas

from caseorg.domain.case import Evidence
from caseorg.domain.moments import BEIJING
from caseorg.domain.papers.continuity import ContinuityRow
from caseorg.domain.papers.pack import USUAL_COLUMNS, PackOptions, PackPlan, PerPage, ProofGroup, manifest, with_names
from caseorg.domain.progress import Progress
from caseorg.pdf import index, style
from caseorg.pdf.attachment import attach
from caseorg.pdf.code import define_code, draw_code
from caseorg.pdf.continuity import CONTINUITY, continuity_pages, draw_continuity
from caseorg.pdf.cover import draw_cover
from caseorg.pdf.end_matter import CARRIERS, CHECKING, NOT_STAMPED, draw_checking, draw_originals, originals_pages
from caseorg.pdf.evidence_page import (
    CONTENT_HEIGHT,
    CONTENT_WIDTH,
    LARGEST,
    EvidenceSheet,
    Item,
    draw_alone,
    text_sheets,
)
from caseorg.pdf.grid_page import draw_together
from caseorg.pdf.images import Picture
from caseorg.pdf.layout import Leaf, leaves, pages_of
from caseorg.pdf.old_numbers import OLD_NUMBERS, draw_old_numbers, old_number_pages
from caseorg.pdf.page import draw_foot, mirror
from caseorg.pdf.picture_objects import Out
from caseorg.pdf.redaction_record import RECORD, draw_record, record_pages
from caseorg.pdf.stream import WritePictures, begin_document, new_canvas, show_page, write_document
from caseorg.pdf.text import clean

__all__ = [
    "CONTENT_HEIGHT",
    "CONTENT_WIDTH",
    "LARGEST",
    "EvidenceSheet",
    "Item",
    "render",
    "render_volume",
    "text_sheets",
]
MANIFEST, ANSWER = "清单.txt", "清单.tsr"
WHOLE, WHOLE_ANSWER = "全案清单.txt", "全案清单.tsr"
_AS_USUAL = PackOptions()
Draw = Callable[[Canvas], None]
Page = tuple[str, Draw]  # the running title and what draws the rest
Spans = Mapping[str, tuple[int, int]]  # id of the evidence → its first and last page


@dataclass(frozen=True, slots=True)
class Stamped:
    """What the last page says of a trusted timestamp, and the authority's answer where there is one. `whole` is the
    manifest that it is for, where that is not the pack's own but that of the whole case."""

    said: str
    answer: bytes = b""
    whole: bytes = b""


UNSTAMPED = Stamped(NOT_STAMPED)


def render(
    plan: PackPlan,
    items: Sequence[Item],
    out: Out,
    options: PackOptions = _AS_USUAL,
    write: WritePictures | None = None,
    *,
    incomplete: bool = False,
    timestamp: Stamped = UNSTAMPED,
    record: Sequence[str] = (),
    joints: Sequence[ContinuityRow] | None = None,
) -> Iterator[Progress[int]]:
    """Draws the pack; the last progress carries the number of pages. `write` as in `begin_document`; `joints` are how
    the screenshots follow each other, where the pack is to tell it."""
    author = dict(plan.cover).get("提交人", "")
    name = "补充证据包" if plan.supplement else "证据包"
    about = f"{name}：{plan.title}"
    canvas = new_canvas(style.PAGE, about, author, plan.made_at, mono=options.mono, incomplete=incomplete)
    begun = begin_document(canvas, _pictures(items), out, write)
    listed = manifest(plan.items)
    attach(canvas, _attached(listed, timestamp), plan.made_at)
    plan = with_names(plan)
    items = [replace(item, evidence=shown) for item, shown in zip(items, plan.items, strict=True)]
    digest = sha256(listed).hexdigest()
    define_code(canvas, digest)
    checking = partial(draw_checking, manifest_digest=digest, timestamp=timestamp.said)
    pages = _pages(
        plan, items, options, [*_old_numbers(plan), *_record(record), *_continuity(joints), (CHECKING, checking)]
    )
    yield from _draw(canvas, pages, out, begun, lambda number: mirror(canvas, number, options.binding), draw_code)


def _attached(listed: bytes, timestamp: Stamped) -> list[tuple[str, str, bytes]]:
    """The manifest, and what a timestamp is checked with."""
    files = [(MANIFEST, "manifest.txt", listed)]
    if timestamp.whole:
        return [*files, (WHOLE, "whole.txt", timestamp.whole), (WHOLE_ANSWER, "whole.tsr", timestamp.answer)]
    return [*files, (ANSWER, "manifest.tsr", timestamp.answer)] if timestamp.answer else files


def render_volume(title: str, part: str, items: Sequence[Item], out: Out) -> Iterator[Progress[int]]:
    """Draws one volume of a set: its index and its items. `part` such as 第2册，共3册 stands under the heading."""
    made_at = max(item.evidence.added_at for item in items)
    canvas = new_canvas(style.PAGE, f"证据：{title}", "", made_at)
    begun = begin_document(canvas, _pictures(items), out)
    body = list(leaves(items, PerPage.ONE))
    groups = (ProofGroup("", tuple(item.evidence for item in items)),)
    listed, spans = _laid_out(body, 0, lambda digits: index.lay_out(index.TITLE, groups, USUAL_COLUMNS, digits))
    yield from _draw(canvas, [*_index(listed, spans, part), *_evidence(body)], out, begun)


def _pictures(items: Iterable[Item]) -> Iterator[Picture]:
    """All that is drawn, in the order of the pages."""
    for item in items:
        for sheet in item.sheets:
            if sheet.picture:
                yield sheet.picture
            for still, _ in sheet.card.stills if sheet.card else ():
                yield still


def _draw(
    canvas: Canvas,
    pages: list[Page],
    out: Out,
    begun: Iterator[int],
    begin: Callable[[int], None] = lambda number: None,
    finish: Draw = lambda canvas: None,
) -> Iterator[Progress[int]]:
    """The pages with their foot, and the whole document to the file. `begin` is given the number of each page, which
    is taken out of `pages`: what only that page needs is not held any longer."""
    total = len(pages)
    pages.reverse()
    for number in range(1, total + 1):
        title, draw = pages.pop()
        begin(number)
        draw(canvas)
        draw_foot(canvas, number, total, title)
        finish(canvas)
        show_page(canvas)
        yield Progress(number, total * 2, title)
    for written in write_document(canvas, out, begun):
        yield Progress(min(total + written, total * 2), total * 2)
    yield Progress(total * 2, total * 2, item=total)


def _pages(plan: PackPlan, items: Sequence[Item], options: PackOptions, end: Sequence[Page]) -> list[Page]:
    """All pages in order; `end` are the last ones. What they say depends on how many there are."""
    body = list(leaves(items, options.per_page))
    carriers = originals_pages(plan.items)
    title = f"补充{index.TITLE}" if plan.supplement else index.TITLE
    lay_out = partial(index.lay_out, title, plan.groups, options.columns, signed=True)
    listed, spans = _laid_out(body, 1, lay_out)
    total = 1 + len(listed.pages) + len(body) + len(carriers) + len(end)
    return [
        (plan.title, partial(draw_cover, plan=plan, more=_cover_rows(plan, options, total, layered=_layered(items)))),
        *_index(listed, spans),
        *_evidence(body, plan.groups),
        *((CARRIERS, partial(draw_originals, rows=part, number=number)) for number, part in zip(count(1), carriers)),
        *end,
    ]


def _layered(items: Iterable[Item]) -> bool:
    return any(sheet.reading for item in items for sheet in item.sheets)


def _record(record: Sequence[str]) -> Iterator[Page]:
    for number, lines in enumerate(record_pages(record), start=1):
        yield RECORD, partial(draw_record, lines=lines, number=number)


def _old_numbers(plan: PackPlan) -> Iterator[Page]:
    """Where earlier papers have other numbers."""
    for number, rows in enumerate(old_number_pages(plan.renumbered, plan.names), start=1):
        yield OLD_NUMBERS, partial(draw_old_numbers, rows=rows, number=number)


def _continuity(joints: Sequence[ContinuityRow] | None) -> Iterator[Page]:
    """Where it is wanted."""
    for number, rows in enumerate(() if joints is None else continuity_pages(joints), start=1):
        yield CONTINUITY, partial(draw_continuity, rows=rows, number=number)


def _laid_out(body: Sequence[Leaf], front: int, lay_out: Callable[[int], index.Index]) -> tuple[index.Index, Spans]:
    """The index, and where each piece stands after it and `front` pages: its column is wide enough for that."""
    for digits in count(len(str(front + 1 + len(body)))):
        listed = lay_out(digits)
        spans = pages_of(body, front + len(listed.pages))
        if all(len(str(last)) <= digits for _, last in spans.values()):
            break
    return listed, spans


def _index(listed: index.Index, spans: Spans, part: str = "") -> Iterator[Page]:
    for number in range(1, len(listed.pages) + 1):
        yield listed.title, partial(index.draw_index, index=listed, number=number, spans=spans, part=part)


def _evidence(body: Sequence[Leaf], groups: Sequence[ProofGroup] = ()) -> Iterator[Page]:
    headings: dict[str, str] = {group.items[0].id: group.heading for group in groups if group.heading}
    return ((_running_title(leaf), partial(_draw_leaf, leaf=leaf, headings=headings)) for leaf in body)


def _cover_rows(plan: PackPlan, options: PackOptions, total: int, *, layered: bool) -> tuple[tuple[str, str], ...]:
    at = plan.made_at.astimezone(BEIJING)
    rows = (
        ("证据份数", f"共{len(plan.items)}件，{total}页"),
        ("证据截至", f"{at.year}年{at.month}月{at.day}日"),  # strftime of Windows takes ASCII alone
    )
    masked = (("版本", "遮盖版，画面为脱敏副本，原件由提交人保存"),) if options.masked else ()
    layer = (("文字层", "文字层由程序识别，以画面为准"),) if layered else ()
    mono = (("打印方式", "黑白，颜色以原始文件为准"),) if options.mono else ()
    return (*rows, *masked, *mono, *layer)


def _running_title(leaf: Leaf) -> str:
    if len(leaf) == 1:
        return leaf[0].item.evidence.name
    return "、".join(dict.fromkeys(place.item.evidence.label for place in leaf))


def _draw_leaf(canvas: Canvas, leaf: Leaf, headings: Mapping[str, str]) -> None:
    for place in leaf:
        if place.number == 0:
            _enter(canvas, place.item.evidence, headings)
    if len(leaf) == 1:
        draw_alone(canvas, leaf[0].item, leaf[0].number)
    else:
        draw_together(canvas, [(place.item, place.number) for place in leaf])


def _enter(canvas: Canvas, evidence: Evidence, headings: Mapping[str, str]) -> None:
    """Into the outline, below the heading of its group; `headings` has them by the first piece of each."""
    canvas.bookmarkPage(evidence.id)
    if heading := headings.get(evidence.id):
        canvas.bookmarkPage(f"group-{evidence.id}")
        canvas.addOutlineEntry(_entry(heading), f"group-{evidence.id}", 0)
    says = evidence.name if headings else evidence.proves or evidence.name
    canvas.addOutlineEntry(_entry(f"{evidence.label}　{says}"), evidence.id, 1 if headings else 0)


def _entry(text: str) -> str:
    return clean(text).replace("\n", " ")[:60]
