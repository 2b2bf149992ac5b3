"""The pages of a paper on a printer: drawn by pdfium, placed as they are in the PDF."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageRanges, QPainter
from PySide6.QtPrintSupport import QPrinter

from caseorg.domain.errors import CaseorgError
from caseorg.domain.progress import Progress
from caseorg.evidence.document import draw_page
from caseorg.gui.preview import cups
from caseorg.gui.preview.page_order import in_order
from caseorg.gui.preview.pictures import as_image
from caseorg.gui.preview.unlocked import draw_image, end
from caseorg.output.writing import part_of, replacing
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
    _workspace: Workspace, printer: QPrinter, file: Path, pages: Sequence[int | None]
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
    else:
        yield from _print(printer, file, pages)


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
    paper = layout.fullRect(QPageLayout.Unit.Point)
    if abs(paper.width() - page.width()) < _ALIKE and abs(paper.height() - page.height()) < _ALIKE:
        return QRectF(QPointF(), page)
    place = QRectF(QPointF(), page.scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio))
    place.moveCenter(paper.center())
    return place
