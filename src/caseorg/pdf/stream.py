"""Writes a ReportLab document as it is formatted, object by object, instead of holding it as one string."""

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import md5
from itertools import islice
from typing import BinaryIO

from reportlab import rl_config
from reportlab.lib.colors import Color, black, white
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from caseorg.pdf.fonts import Face, font
from caseorg.pdf.images import ImageObject
from caseorg.pdf.text import clean

rl_config.useA85 = 0  # page streams are binary anyway; ASCII85 costs a quarter of their size and time
AHEAD = min(4, max(2, os.cpu_count() or 2))  # images read, or decoded, while another one is written


class _BlackAndWhite(Canvas):  # type: ignore[misc]
    """A canvas without greys and colours, for machines that print or fax these badly."""

    def setFillColor(self, aColor: Color, alpha: float | None = None) -> None:  # noqa: N802, N803 — ReportLab's names
        super().setFillColor(_black_or_white(aColor), alpha)

    def setStrokeColor(self, aColor: Color, alpha: float | None = None) -> None:  # noqa: N802, N803
        super().setStrokeColor(_black_or_white(aColor), alpha)


def _black_or_white(colour: Color) -> Color:
    return white if min(colour.rgb()) > 0.5 else black


@dataclass(frozen=True, slots=True)
class _Stamp:
    """The time in the document's properties as ReportLab reads it."""

    YMDhms: tuple[int, ...]
    dhh: int = 0
    dmm: int = 0


def new_canvas(size: tuple[float, float], title: str, author: str, made_at: datetime, *, mono: bool = False) -> Canvas:
    """A canvas of our font and language; write it with write_document, not with save().

    The clock is not asked: what is drawn the same, with the same `made_at`, is the same file byte by byte.
    """
    font(Face.REGULAR)
    made = _BlackAndWhite if mono else Canvas
    canvas = made("", pagesize=size, pageCompression=1, initialFontName=Face.REGULAR, lang="zh-CN")
    canvas._doc._timeStamp = _Stamp(made_at.astimezone(UTC).timetuple()[:6])
    canvas._doc.signature = md5(usedforsecurity=False)
    canvas.setTitle(clean(title))
    canvas.setAuthor(clean(author))
    canvas.setCreator("caseorg")
    canvas.setSubject("")
    return canvas


def write_document(canvas: Canvas, out: BinaryIO) -> Iterator[int]:
    """Writes the whole document; yields the number of images written after each one.

    Follows PDFDocument.GetPDFData and PDFDocument.format of ReportLab 5.1, but forgets each object once written.
    """
    document = canvas._doc
    for used in document.delayedFonts:
        used.addObjects(document)
    catalog = document.Reference(document.Catalog)
    info = document.Reference(document.info)
    document.Outlines.prepare(document, canvas)
    if document.Outlines.ready < 0:
        document.Catalog.Outlines = None
    document.encrypt.prepare(document)
    yield from _write_objects(document, out)
    table = pdfdoc.PDFCrossReferenceTable()
    table.addsection(0, [document.numberToId[number] for number in sorted(document.numberToId)])
    start = out.tell()
    out.write(pdfdoc.pdfdocEnc(table.format(document)))
    trailer = pdfdoc.PDFTrailer(
        startxref=start, Size=len(document.numberToId) + 1, Root=catalog, Info=info, ID=document.ID()
    )
    out.write(pdfdoc.pdfdocEnc(trailer.format(document)))


def _write_objects(document: pdfdoc.PDFDocument, out: BinaryIO) -> Iterator[int]:
    out.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    waiting = deque(content for content in document.idToObject.values() if isinstance(content, ImageObject))
    images = 0
    numbers = deque(sorted(document.numberToId))
    readers = ThreadPoolExecutor(AHEAD)
    try:
        while numbers:
            number = numbers.popleft()
            known = len(document.numberToId)
            key = document.numberToId[number]
            content = document.idToObject[key]
            document.idToOffset[key] = out.tell()
            if isinstance(content, ImageObject):
                _read_ahead(readers, waiting, content)
                out.write(b"%d 0 obj\n" % number)
                out.writelines(content.parts())
                out.write(b"\nendobj\n")
                images += 1
                yield images
            else:
                formatted = pdfdoc.PDFIndirectObject(key, content).format(document)
                document.signature.update(formatted)  # the pages name the digests of the images
                out.write(formatted)
            document.idToObject[key] = None
            new = range(known + 1, len(document.numberToId) + 1)  # what only this object refers to follows it
            numbers.extendleft(reversed(new))
    finally:  # whoever stops does not wait for pictures that nobody needs
        readers.shutdown(cancel_futures=True)


def _read_ahead(readers: ThreadPoolExecutor, waiting: deque[ImageObject], current: ImageObject) -> None:
    """Has the current image and the next few read by other threads while this one writes."""
    while waiting and waiting[0] is not current:
        waiting.popleft()
    for image in islice(waiting, AHEAD + 1):
        image.start(readers)
