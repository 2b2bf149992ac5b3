"""The text that a page of a PDF has of its own, as lines with their places."""

from collections.abc import Iterable, Iterator
from ctypes import byref, c_int
from itertools import islice
from math import ceil
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from caseorg.domain.reading.order import in_order
from caseorg.domain.reading.reading import Box, Line, PageReading
from caseorg.evidence.document import has_area, opened_document, page_dots

_FEW = 8  # characters: a stamp or a page number on what is otherwise a picture
_MOST = 50_000
_LARGE = 0.04  # of the page: a picture that may say something
_DEEP = 4  # drawings within drawings
_STRANGE = 0.1  # of the characters, where a font does not tell what its signs are
_APART = 1.5  # of the height: the next column
_LEVEL = 0.5


class _Sign(NamedTuple):
    character: str
    left: int
    top: int
    right: int
    bottom: int

    @property
    def height(self) -> int:
        return self.bottom - self.top


def page_text(file: Path, number: int, dots: float) -> PageReading | None:
    """The page's own text, at the places of a picture of so many dots an inch.

    None where it has none to speak of, or shows a picture, which may say more.

    To be called in a worker.

    Raises:
        pypdfium2.PdfiumError: the page cannot be read.
    """
    with opened_document(file) as document:
        page = document[number]
        size = page.get_size()
        if not has_area(size) or _shows_picture(page, size[0] * size[1]):
            return None
        scale = page_dots(size, dots) / 72
        width, height = ceil(size[0] * scale), ceil(size[1] * scale)
        signs = list(_signs(page, width, height))
    characters = [sign.character for sign in signs if not sign.character.isspace()]
    if len(characters) < _FEW or sum(map(_is_strange, characters)) > _STRANGE * len(characters):
        return None
    return PageReading(width, height, tuple(in_order(_line(line) for line in _lines(signs) if line)))


def _shows_picture(page: pypdfium2.PdfPage, area: float) -> bool:
    """Whether there is a picture on it that is no stamp or logo."""
    for found in islice(page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=_DEEP), _MOST):
        left, bottom, right, top = found.get_bounds()
        if (right - left) * (top - bottom) > _LARGE * area:
            return True
    return False


def _signs(page: pypdfium2.PdfPage, width: int, height: int) -> Iterator[_Sign]:
    """In the order of the document, line ends included."""
    text = page.get_textpage()
    first = 0
    for at in range(min(text.count_chars(), _MOST)):
        code = raw.FPDFText_GetUnicode(text, at)
        if 0xD800 <= code < 0xDC00:
            first = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + (first - 0xD800) * 0x400 + code - 0xDC00 if first else 0xFFFD
        first = 0
        left, bottom, right, top = text.get_charbox(at, loose=True)
        (x0, y0), (x1, y1) = (_dot(page, width, height, *corner) for corner in ((left, top), (right, bottom)))
        yield _Sign(chr(code), min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _dot(page: pypdfium2.PdfPage, width: int, height: int, x: float, y: float) -> tuple[int, int]:
    across, down = c_int(), c_int()
    raw.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, byref(across), byref(down))
    return across.value, down.value


def _is_strange(character: str) -> bool:
    """Whether it is no character that a page shows."""
    return character == "\ufffd" or "\ue000" <= character <= "\uf8ff" or not character.isprintable()


def _lines(signs: Iterable[_Sign]) -> Iterator[list[_Sign]]:
    line: list[_Sign] = []
    for sign in signs:
        if sign.character in "\r\n" or (line and not sign.character.isspace() and not _goes_on(line[-1], sign)):
            yield line
            line = []
        if sign.character not in "\r\n" and (line or not sign.character.isspace()):
            line.append(sign)
    yield line


def _goes_on(last: _Sign, sign: _Sign) -> bool:
    """Whether it stands right behind, on the same line."""
    common = min(last.bottom, sign.bottom) - max(last.top, sign.top)
    level = common >= _LEVEL * min(last.height, sign.height)
    return level and abs(sign.left - last.right) <= _APART * max(last.height, sign.height)


def _line(signs: list[_Sign]) -> Line:
    while signs[-1].character.isspace():  # the first one is none
        signs.pop()
    box = Box(
        min(sign.left for sign in signs),
        min(sign.top for sign in signs),
        max(sign.right for sign in signs),
        max(sign.bottom for sign in signs),
    )
    middles = tuple((sign.left + sign.right) // 2 for sign in signs)
    return Line("".join(sign.character for sign in signs), box, 1.0, middles)
