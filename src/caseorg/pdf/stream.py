"""Writes a ReportLab document as it is formatted, object by object, instead of holding it as one string.

Its pictures come first, for whoever writes them needs no page for it.
"""

import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import md5
from itertools import chain

from reportlab import rl_config
from reportlab.lib.colors import Color, black, white
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from caseorg.pdf.fonts import Face, font
from caseorg.pdf.images import Picture
from caseorg.pdf.picture_objects import Numbered, Out, write_pictures
from caseorg.pdf.text import clean

rl_config.useA85 = 0  # page streams are binary anyway; ASCII85 costs a quarter of their size and time
INCOMPLETE = "记录不完整：资料库已损坏，本文件可能缺少内容，也可能有误"
_EARLY = 4_000_000  # bytes
_PARENT, _CONTENTS = b"\0parent\0", b"\0contents\0"  # of a page, until these have numbers
_HEADER = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
WritePictures = Callable[[Sequence[Numbered]], Iterator[int]]


class _PictureObject(pdfdoc.PDFObject):  # type: ignore[misc]
    """A picture that pages refer to; it is in the file before them."""

    __RefOnly__ = 1


class _FinishedPage(pdfdoc.PDFObject):  # type: ignore[misc]
    """A page as bytes: a tenth of what ReportLab holds of one until the whole document is written."""

    __RefOnly__ = 1
    __slots__ = ("__InternalName__", "_content", "_dictionary")

    def __init__(self, document: pdfdoc.PDFDocument, page: pdfdoc.PDFPage) -> None:
        self._content = pdfdoc.PDFStream(content=zlib.compress(page.stream.encode()))
        self._content.dictionary["Filter"] = pdfdoc.PDFArray([pdfdoc.PDFName("FlateDecode")])
        page.Parent, page.Contents = _PARENT, _CONTENTS
        self._dictionary: bytes = page.format(document)

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """To be asked once: what it draws is the document's from then on."""
        parent, content = (document.Reference(to).format(document) for to in (document.Pages, self._content))
        del self._content
        return self._dictionary.replace(_PARENT, parent, 1).replace(_CONTENTS, content, 1)


def show_page(canvas: Canvas) -> None:
    """Ends the page, which is put away as bytes."""
    document = canvas._doc
    name = document.thisPageName()
    canvas.showPage()
    page = document.idToObject[name]
    finished = _FinishedPage(document, page)
    finished.__InternalName__ = name
    document.idToObject[name] = document.Pages.pages[-1] = finished


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


def new_canvas(
    size: tuple[float, float],
    title: str,
    author: str,
    made_at: datetime,
    *,
    mono: bool = False,
    incomplete: bool = False,
) -> Canvas:
    """A canvas of our font and language; write it with write_document, not with save().

    The clock is not asked: what is drawn the same, with the same `made_at`, is the same file byte by byte. Each page of
    an `incomplete` document says so.
    """
    font(Face.REGULAR)
    made = _BlackAndWhite if mono else Canvas
    canvas = made("", pagesize=size, pageCompression=1, initialFontName=Face.REGULAR, lang="zh-CN")
    canvas._doc._timeStamp = _Stamp(made_at.astimezone(UTC).timetuple()[:6])
    canvas._doc.signature = md5(usedforsecurity=False)
    canvas.setTitle(clean(title))
    canvas.setAuthor(clean(author))
    canvas.setCreator("caseorg")
    canvas.setSubject(INCOMPLETE if incomplete else "")
    canvas.notice = INCOMPLETE if incomplete else ""
    return canvas


def begin_document(
    canvas: Canvas, pictures: Iterable[Picture], out: Out, write: WritePictures | None = None
) -> Iterator[int]:
    """Makes the pictures known to the canvas; the answer is for `write_document`.

    `write` may begin at once to write them, while pages are drawn; without it they are written when that is done.
    """
    document = canvas._doc
    names: dict[str, Numbered] = {}
    for picture in pictures:
        name = document.getXObjectName(picture.name)
        if name not in names and not picture.form:
            document.addForm(picture.name, _PictureObject())
            names[name] = document.objectcounter, picture.load
    out.write(_HEADER)
    numbered = list(names.values())
    lengths = write(numbered) if write else write_pictures(numbered, out)
    return _placed(document, list(names), out.tell(), lengths)


def _placed(document: pdfdoc.PDFDocument, names: list[str], place: int, lengths: Iterator[int]) -> Iterator[int]:
    """Takes down where each picture is; yields how many are written."""
    for written, (name, length) in enumerate(zip(names, lengths, strict=True), start=1):
        document.idToOffset[name] = place
        place += length
        yield written


def write_document(canvas: Canvas, out: Out, begun: Iterator[int] | None = None) -> Iterator[int]:
    """Writes the whole document, or the rest of one that was `begun`; yields how many pictures are written.

    Follows PDFDocument.GetPDFData and PDFDocument.format of ReportLab 5.1, but forgets each object once written.
    """
    begun = begin_document(canvas, (), out) if begun is None else begun
    document = canvas._doc
    for used in document.delayedFonts:
        used.addObjects(document)
    catalog = document.Reference(document.Catalog)
    info = document.Reference(document.info)
    document.Outlines.prepare(document, canvas)
    if document.Outlines.ready < 0:
        document.Catalog.Outlines = None
    document.encrypt.prepare(document)
    objects = _formatted(document)
    early = _some_of(objects)
    yield from begun
    for key, formatted in chain(early, objects):
        document.idToOffset[key] = out.tell()
        out.write(formatted)
    table = pdfdoc.PDFCrossReferenceTable()
    table.addsection(0, [document.numberToId[number] for number in sorted(document.numberToId)])
    start = out.tell()
    out.write(pdfdoc.pdfdocEnc(table.format(document)))
    trailer = pdfdoc.PDFTrailer(
        startxref=start, Size=len(document.numberToId) + 1, Root=catalog, Info=info, ID=document.ID()
    )
    out.write(pdfdoc.pdfdocEnc(trailer.format(document)))


def _formatted(document: pdfdoc.PDFDocument) -> Iterator[tuple[str, bytes]]:
    """The name and content of each object but the pictures."""
    numbers = deque(sorted(document.numberToId))
    while numbers:
        known = len(document.numberToId)
        key = document.numberToId[numbers.popleft()]
        content = document.idToObject[key]
        if isinstance(content, _PictureObject):
            continue
        formatted = pdfdoc.PDFIndirectObject(key, content).format(document)
        document.signature.update(formatted)  # the pages name the digests of the pictures
        document.idToObject[key] = None
        new = range(known + 1, len(document.numberToId) + 1)  # what only this object refers to follows it
        numbers.extendleft(reversed(new))
        yield key, formatted


def _some_of(objects: Iterator[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """What is formatted while pictures may still be on their way into the file: not all of a large document."""
    found, size = [], 0
    while size < _EARLY and (item := next(objects, None)):
        found.append(item)
        size += len(item[1])
    return found
