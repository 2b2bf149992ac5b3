"""PDF documents, read by pdfium in a worker."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from ctypes import c_ubyte
from dataclasses import dataclass
from math import inf, sqrt
from pathlib import Path

import pypdfium2
from PIL import Image

from caseorg.children.calls import in_worker
from caseorg.domain.errors import CaseorgError
from caseorg.evidence.substitutes import offer_our_font

MOST_DOTS = 16_000_000  # of one page, however large its paper is
_MOST_ACROSS = 100_000
_JUNK = 1024  # bytes before a document that readers of PDF allow
_MOST_BEFORE = 1_000_000
_MOST_ATTACHED = 100
_LARGEST_ATTACHED = 100_000_000  # bytes of all
_FEW_DOTS = 10_000  # of a page that is only tried


@dataclass(frozen=True, slots=True)
class Bitmap:
    """Rows from the top, without gaps: four bytes a dot (blue, green, red, nothing), or one where it is grey."""

    pixels: bytearray
    width: int
    height: int
    grey: bool

    @property
    def stride(self) -> int:
        """Bytes a row."""
        return self.width * (1 if self.grey else 4)


@contextmanager
def opened_document(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    """The document. To be called in a worker: pdfium has no limits, and ends a process where two threads are in it.

    Raises:
        pypdfium2.PdfiumError: it is damaged, or a password protects it.
    """
    offer_our_font()
    document = pypdfium2.PdfDocument(_readable(path))
    try:
        yield document
    finally:
        document.close()


def _readable(path: Path) -> Path | bytes:
    """The file, or the document in it where more is before it than pdfium passes over."""
    with path.open("rb") as file:
        head = file.read(_MOST_BEFORE)
        start = head.find(b"%PDF-")
        if start < _JUNK:
            return path
        file.seek(start)
        return file.read()


def attached_names(document: pypdfium2.PdfDocument) -> tuple[str, ...]:
    """The names of the files that are attached to a document."""
    count = min(document.count_attachments(), _MOST_ATTACHED)
    return tuple(_attached_name(document, number) or f"附件{number + 1}" for number in range(count))


def _attached_name(document: pypdfium2.PdfDocument, number: int) -> str:
    """Nothing where it has none that can be read."""
    with suppress(pypdfium2.PdfiumError, UnicodeDecodeError):
        return str(document.get_attachment(number).get_name())
    return ""


@in_worker
def attached_files(path: Path) -> tuple[tuple[str, bytes | None], ...]:
    """Each with its name; None of what cannot be read, or is too large together.

    Raises:
        CaseorgError: the document cannot be opened.
    """
    found: list[tuple[str, bytes | None]] = []
    left = _LARGEST_ATTACHED
    try:
        with opened_document(path) as document:
            for number, name in enumerate(attached_names(document)):
                content = _attached_content(document, number)
                whole = 0 < len(content) <= left
                found.append((name, content if whole else None))
                left -= len(content) if whole else 0
    except (pypdfium2.PdfiumError, OSError) as error:
        raise CaseorgError("The document cannot be opened.", "It is kept as it is.") from error
    return tuple(found)


def _attached_content(document: pypdfium2.PdfDocument, number: int) -> bytes:
    """Nothing where it cannot be read."""
    with suppress(pypdfium2.PdfiumError):
        return bytes(document.get_attachment(number).get_data())
    return b""


@in_worker
def page_sizes(path: Path) -> tuple[tuple[float, float], ...]:
    """Width and height of each page of a PDF, in points; zero of one that cannot be read.

    Raises:
        CaseorgError: the document cannot be opened.
    """
    try:
        with opened_document(path) as document:
            return tuple(_size(document, number) for number in range(len(document)))
    except (pypdfium2.PdfiumError, OSError) as error:
        raise CaseorgError("The document cannot be opened.", "It is kept as it is.") from error


def _size(document: pypdfium2.PdfDocument, number: int) -> tuple[float, float]:
    try:
        width, height = document.get_page_size(number)
    except pypdfium2.PdfiumError:
        return 0.0, 0.0
    return width, height


@in_worker
def undrawable(path: Path) -> tuple[int, ...]:
    """The pages that cannot be drawn; all are tried, small."""
    return tuple(_failing(path))


def _failing(path: Path) -> Iterator[int]:
    with opened_document(path) as document:
        for number in range(len(document)):
            try:
                page = document[number]
                width, height = page.get_size()
                page.render(scale=min(1.0, sqrt(_FEW_DOTS / max(1.0, width * height)))).close()
                page.close()
            except (pypdfium2.PdfiumError, ValueError):
                yield number


def has_area(size: tuple[float, float]) -> bool:
    """Whether a page of this size, in points, shows anything: where its boxes do not meet, it does not."""
    return all(0 < side < inf for side in size)


def page_dots(size: tuple[float, float], wanted: float) -> float:
    """The dots per inch that a page of this size, in points, gets: as many as wanted, but at most MOST_DOTS in all.

    The page must have an area.
    """
    width, height = size
    return min(wanted, 72 * sqrt(MOST_DOTS / (width * height)), 72 * _MOST_ACROSS / max(size))


def render_page(path: Path, page: int, dots: float) -> Image.Image:
    """A page of a PDF as a picture on white, with as many of the `dots` per inch as `page_dots` allows.

    To be called in a worker.

    Raises:
        CaseorgError: the page cannot be drawn.
    """
    try:
        with opened_document(path) as document:
            document.init_forms()  # draws the fields of a form too
            size = document.get_page_size(page)
            if not has_area(size):
                raise CaseorgError("The page cannot be drawn.", "It is kept as it is.")
            scale = page_dots(size, dots) / 72
            picture: Image.Image = document[page].render(scale=scale).to_pil()
            return picture.convert("RGB")
    except (pypdfium2.PdfiumError, OSError, ValueError, MemoryError) as error:
        raise CaseorgError("The page cannot be drawn.", "It is kept as it is.") from error


@in_worker
def draw_page(path: Path, page: int, scale: float, *, grey: bool = False) -> Bitmap:
    """A page on white, `scale` dots a point, rounded up to whole dots.

    Raises:
        CaseorgError: it cannot be drawn.
    """
    try:
        with opened_document(path) as document:
            pixels: list[bytearray] = []

            def make(width: int, height: int, format: int, **more: object) -> pypdfium2.PdfBitmap:  # noqa: A002
                pixels.append(bytearray(width * height * pypdfium2.internal.BitmapTypeToNChannels[format]))
                memory = (c_ubyte * len(pixels[0])).from_buffer(pixels[0])
                return pypdfium2.PdfBitmap.new_native(width, height, format, buffer=memory, **more)

            drawn = document[page].render(scale=scale, grayscale=grey, prefer_bgrx=True, bitmap_maker=make)
            return Bitmap(pixels[0], drawn.width, drawn.height, grey)
    except (pypdfium2.PdfiumError, OSError) as error:
        raise CaseorgError("The page cannot be drawn.", "Make the paper once more.") from error


def remove_document(path: Path) -> None:
    """Removes a document that may be drawn from; under Windows one that is goes with the next sweep."""
    with suppress(*((PermissionError,) if os.name == "nt" else ())):
        path.unlink(missing_ok=True)
