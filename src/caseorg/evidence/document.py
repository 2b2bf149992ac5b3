"""PDF documents, read by pdfium."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import c_ubyte
from dataclasses import dataclass
from math import inf, sqrt
from mmap import mmap
from pathlib import Path

import pypdfium2
from PIL import Image

from caseorg.domain.errors import CaseorgError
from caseorg.evidence.substitutes import offer_our_font

MOST_DOTS = 16_000_000  # of one page, however large its paper is
_MOST_ACROSS = 100_000
_JUNK = 1024  # bytes before a document that readers of PDF allow
_MOST_BEFORE = 1_000_000
_ONE_AT_A_TIME = threading.Lock()  # pdfium ends the process where two threads are in it


@dataclass(frozen=True, slots=True)
class Bitmap:
    """Rows from the top, without gaps: four bytes a dot (blue, green, red, nothing), or one where it is grey."""

    pixels: memoryview
    width: int
    height: int
    grey: bool

    @property
    def stride(self) -> int:
        """Bytes a row."""
        return self.width * (1 if self.grey else 4)


@contextmanager
def opened_document(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    """The document; other threads wait meanwhile.

    Raises:
        pypdfium2.PdfiumError: it is damaged, or a password protects it.
    """
    with _ONE_AT_A_TIME:
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


def page_sizes(path: Path) -> tuple[tuple[float, float], ...]:
    """Width and height of each page of a PDF, in points.

    Raises:
        CaseorgError: the document cannot be opened.
    """
    try:
        with opened_document(path) as document:
            return tuple(document.get_page_size(number) for number in range(len(document)))
    except (pypdfium2.PdfiumError, OSError) as error:
        raise CaseorgError("The document cannot be opened.", "It is kept as it is.") from error


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


def draw_page(path: Path, page: int, scale: float, *, grey: bool = False) -> Bitmap:
    """A page on white, `scale` dots a point, rounded up to whole dots.

    Raises:
        CaseorgError: it cannot be drawn.
    """
    try:
        with opened_document(path) as document:
            drawn = document[page].render(scale=scale, grayscale=grey, prefer_bgrx=True, bitmap_maker=_bitmap)
            drawn.close()  # while no other thread is in pdfium; the pixels are Python's
            return Bitmap(memoryview(drawn.buffer).cast("B"), drawn.width, drawn.height, grey)
    except (pypdfium2.PdfiumError, OSError, MemoryError) as error:
        raise CaseorgError("The page cannot be drawn.", "Make the paper once more.") from error


def _bitmap(width: int, height: int, format: int, **more: object) -> pypdfium2.PdfBitmap:  # noqa: A002 — pdfium's name
    """In memory that the system clears as it is used; Python would clear all of it while the window waits."""
    channels = pypdfium2.internal.BitmapTypeToNChannels[format]
    memory = (c_ubyte * (width * height * channels)).from_buffer(mmap(-1, width * height * channels))
    return pypdfium2.PdfBitmap.new_native(width, height, format, buffer=memory, **more)


def remove_document(path: Path) -> None:
    """Removes a document that other threads may be drawing from."""
    with _ONE_AT_A_TIME:
        path.unlink(missing_ok=True)
