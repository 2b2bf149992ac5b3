"""The pages of a paper on a printer, placed as they are in the PDF.

Where CUPS prints, it gets them as a PDF, so that text stays text. Elsewhere, in grey, and on paper of another size they
are drawn by pdfium, for not every printer does the latter two when it is asked.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageRanges, QPainter
from PySide6.QtPrintSupport import QPrinter

from caseorg.domain.errors import CaseorgError
from caseorg.domain.progress import Progress
from caseorg.evidence.document import draw_page, page_sizes
from caseorg.gui.preview import cups
from caseorg.gui.preview.page_order import in_order
from caseorg.gui.preview.pictures import as_image
from caseorg.gui.preview.unlocked import draw_image, end
from caseorg.jobs.papers.preview import preview_file
from caseorg.output.picking import pick_pages
from caseorg.output.writing import part_of, replacing
from caseorg.rights import FILE
from caseorg.workspace import Workspace

LEAST_DOTS, MOST_DOTS = 300, 600  # per inch; more would only cost memory
_ALIKE = 3  # points: paper of the page's own size, by whatever rounding


def chosen_pages(printer: QPrinter, current: int, count: int) -> list[int | None]:
    """What the print dialog asked for, of `count` pages, counted from 0; the copies too where the printer makes none.

    Raises:
        CaseorgError: none of the pages is there.
    """
    left = cups.take_choice(printer)
    ranges = QPageRanges.fromString(left["page-ranges"]) if "page-ranges" in left else printer.pageRanges()
    pages = list(range(count))
    if printer.printRange() == QPrinter.PrintRange.CurrentPage:
        pages = [current]
    elif not ranges.isEmpty():
        pages = [page for page in pages if ranges.contains(page + 1)]
    if "page-set" in left:
        pages = [page for page in pages if page % 2 == (left["page-set"] == "even")]
    if not pages:
        raise CaseorgError("The paper has no such pages.", "It has {count}.", count=count)
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    both_sides = printer.duplex() != QPrinter.DuplexMode.DuplexNone
    return in_order(pages, copies, collated=printer.collateCopies(), both_sides=both_sides)


def print_pages(
    workspace: Workspace, printer: QPrinter, file: Path, pages: Sequence[int | None]
) -> Iterator[Progress[None]]:
    """Prints pages of a PDF; None is an empty one. What is stopped does not come out.

    Raises:
        CaseorgError: a page cannot be drawn, the printer does not take it, or the file cannot be written.
    """
    printer.setFullPage(True)
    if printer.outputFormat() == QPrinter.OutputFormat.PdfFormat:
        out = Path(printer.outputFileName())
        part = part_of(out)
        with replacing(out, part):
            part.touch(exist_ok=False)  # tells what is wrong where Qt would only say no
            printer.setOutputFileName(str(part))
            yield from _print(printer, file, pages)
            part.replace(out)
    elif _goes_as_it_is(printer, file, pages):
        yield from _hand_over(workspace, printer, file, pages)
    else:
        yield from _print(printer, file, pages)


def _goes_as_it_is(printer: QPrinter, file: Path, pages: Sequence[int | None]) -> bool:
    if not cups.prints(printer) or printer.colorMode() == QPrinter.ColorMode.GrayScale:
        return False
    sizes = page_sizes(file)
    return all(_is_of_size(QSizeF(*sizes[page]), printer.pageLayout()) for page in pages if page is not None)


def _hand_over(
    workspace: Workspace, printer: QPrinter, file: Path, pages: Sequence[int | None]
) -> Iterator[Progress[None]]:
    yield Progress(0, len(pages), printer.printerName())
    picked = preview_file(workspace)
    try:
        picked.touch(FILE)
        pick_pages(file, pages, picked)
        yield Progress(0, len(pages), printer.printerName())  # once it is sent, it cannot be stopped
        if not cups.send(printer, picked):
            raise _refused(printer)
    finally:
        picked.unlink(missing_ok=True)
    yield Progress(len(pages), len(pages), printer.printerName())


def _print(printer: QPrinter, file: Path, pages: Sequence[int | None]) -> Iterator[Progress[None]]:
    with _painting(printer) as painter:
        for done, page in enumerate(pages):
            yield Progress(done, len(pages), printer.printerName())
            if done and not printer.newPage():
                raise _refused(printer)
            if page is not None:
                _draw(painter, printer, file, page)
    yield Progress(len(pages), len(pages), printer.printerName())


@contextmanager
def _painting(printer: QPrinter) -> Iterator[QPainter]:
    painter = QPainter()
    if not painter.begin(printer):
        raise _refused(printer)
    try:
        yield painter
    except BaseException:
        if not printer.abort():
            cups.discard(printer)
        end(painter)
        raise
    if not end(painter) or printer.printerState() == QPrinter.PrinterState.Error or cups.refused(printer):
        raise _refused(printer)


def _refused(printer: QPrinter) -> CaseorgError:
    return CaseorgError(
        "The printer {name} does not take the pages.",
        "See whether it is on, connected and free, then print again.",
        name=printer.printerName(),
    )


def _draw(painter: QPainter, printer: QPrinter, file: Path, page: int) -> None:
    dots = max(LEAST_DOTS, min(MOST_DOTS, printer.resolution()))
    grey = printer.colorMode() == QPrinter.ColorMode.GrayScale
    bitmap = draw_page(file, page, dots / 72, grey=grey)
    place = placed(QSizeF(bitmap.width, bitmap.height) * 72 / dots, printer.pageLayout())
    unit = printer.resolution() / 72
    draw_image(painter, QRectF(place.topLeft() * unit, place.size() * unit), as_image(bitmap))


def placed(page: QSizeF, layout: QPageLayout) -> QRectF:
    """Where a page of this size stands on the paper, all in points: as it is, or fitted on paper of another size."""
    if _is_of_size(page, layout):
        return QRectF(QPointF(), page)
    paper = layout.fullRect(QPageLayout.Unit.Point)
    place = QRectF(QPointF(), page.scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio))
    place.moveCenter(paper.center())
    return place


def _is_of_size(page: QSizeF, layout: QPageLayout) -> bool:
    paper = layout.fullRect(QPageLayout.Unit.Point)
    return abs(paper.width() - page.width()) < _ALIKE and abs(paper.height() - page.height()) < _ALIKE
