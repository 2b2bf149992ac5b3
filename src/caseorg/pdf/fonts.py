"""The fonts of all papers: Noto Sans SC, then Noto Emoji, then an installed font, then a box for what none has."""

import struct
import zlib
from contextlib import suppress
from enum import StrEnum
from functools import cache
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFError, TTFont, TTFontFace

from caseorg.pdf.fallback import Installed, having
from caseorg.pdf.typeface import Typeface
from caseorg.resources import resource


class Face(StrEnum):
    """The name under which ReportLab knows a font."""

    REGULAR = "NotoSansSC"
    BOLD = "NotoSansSC-Bold"
    EMOJI = "NotoEmoji"


_FILES = {
    Face.REGULAR: "fonts/NotoSansSC-Regular.ttf",
    Face.BOLD: "fonts/NotoSansSC-Bold.ttf",
    Face.EMOJI: "fonts/NotoEmoji-Regular.ttf",
}
BOX = "□"
_UNREADABLE = (TTFError, struct.error, LookupError, ValueError, OSError)
_reading = Lock()  # a face of ReportLab has one read pointer, and each name one font


class _Font(TTFont):  # type: ignore[misc]
    """A TrueType font whose characters above U+FFFF are copied out as themselves.

    ReportLab writes such a code point as one number into the ToUnicode map, which wants UTF-16.
    """

    def __init__(self, name: str, face: TTFontFace) -> None:
        """Follows TTFont of ReportLab 5.1, but with a face that was read."""
        self.fontName = name
        self.face = face
        self.encoding = ttfonts.TTEncoding()
        self.state: WeakKeyDictionary[PDFDocument, Any] = WeakKeyDictionary()
        self.shapable = False
        self._asciiReadable = rl_config.ttfAsciiReadable

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: N802
        """As ReportLab's own, which wants the widths of all characters in a dictionary."""
        return float(sum(map(self.face.getCharWidth, map(ord, text))) * size / 1000)

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802 — ReportLab's name
        subsets = list(self.state[doc].subsets)
        with _reading:
            super().addObjects(doc)
        for number, subset in enumerate(subsets):
            if any(code > 0xFFFF for code in subset):
                name = f"toUnicodeCMap:{ttfonts.SUBSETN(number).decode()}+{self.face.name.decode()}"
                stream = doc.idToObject[name]
                stream.content = _as_utf16(stream.content, subset)


def _as_utf16(cmap: str, subset: list[int]) -> str:
    for code in subset:
        if code > 0xFFFF:
            cmap = cmap.replace(f"> <{code:X}>", f"> <{chr(code).encode('utf-16-be').hex().upper()}>")
    return cmap


@cache
def font(face: Face) -> TTFont:
    """The registered font; its file is read once."""
    with _reading:
        if face not in pdfmetrics.getRegisteredFontNames():
            loaded = _Font(face, Typeface(str(resource(_FILES[face]))))
            pdfmetrics.registerFont(loaded)
        return pdfmetrics.getFont(face)


@cache
def _installed_font(found: Installed) -> TTFont | None:
    """The registered font, named by its content and not by its place; None where ReportLab cannot read it.

    ReportLab takes fonts of one name for one font, but ours may be installed too, in a version with more characters.
    """
    with _reading:
        try:
            face = TTFontFace(str(found.path), subfontIndex=found.number)
        except _UNREADABLE:
            return None
        mark = f"{zlib.crc32(face._ttf_data):08x}-{found.number}"
        face.name, face.subfontNameX = face.name + f"-{mark}".encode(), b""
        if (name := f"Installed-{mark}") not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(_Font(name, face))
        return pdfmetrics.getFont(name)


def _draws(loaded: TTFont, character: str) -> bool:
    """Whether its outline is there and can be cut out of the font."""
    face = loaded.face
    glyph = face.charToGlyph.get(ord(character), 0)
    if not 0 < glyph < len(face.glyphPos) - 1 or face.glyphPos[glyph] == face.glyphPos[glyph + 1]:
        return False
    with _reading, suppress(*_UNREADABLE):
        face.makeSubset([ord(character)])
        return True
    return False


@cache
def _face_with(character: str, wanted: Face) -> str | None:
    """The name of the first font that has the character."""
    for face in (wanted, Face.EMOJI):
        if ord(character) in font(face).face.covered:
            return face
    for found in having(character):
        loaded = _installed_font(found)
        if loaded and _draws(loaded, character):
            return str(loaded.fontName)
    return None


@cache
def is_covered(character: str) -> bool:
    """Whether the papers can show the character."""
    return _face_with(character, Face.REGULAR) is not None


@cache
def face_for(character: str, wanted: Face) -> str:
    """The name of the font that draws the character; one that no font has is drawn as a box but copied out as itself.

    An installed font is there in one weight.
    """
    if found := _face_with(character, wanted):
        return found
    _draw_as_box(ord(character), wanted)
    return wanted


class _Chosen(dict[str, str]):
    """Character → the font that draws it: quicker to ask than a cache with two arguments, for every character drawn."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.face = face

    def __missing__(self, character: str) -> str:
        self[character] = face_for(character, self.face)
        return self[character]


_CHOSEN = {face: _Chosen(face) for face in Face}


def fonts_for(text: str, face: Face) -> list[str]:
    """The name of the font that draws each of the characters."""
    return list(map(_CHOSEN[face].__getitem__, text))


def _draw_as_box(code: int, face: Face) -> None:
    shapes = font(face).face
    shapes.charToGlyph[code] = shapes.charToGlyph[ord(BOX)]
    shapes.charWidths[code] = shapes.charWidths[ord(BOX)]


class _Advances(dict[str, float]):
    """Character → width in thousandths of the type size, looked up in the fonts once."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.face = face

    def __missing__(self, character: str) -> float:
        shapes = pdfmetrics.getFont(face_for(character, self.face)).face
        self[character] = float(shapes.charWidths.get(ord(character), shapes.defaultWidth))
        return self[character]


_ADVANCES = {face: _Advances(face) for face in Face}


def advance_width(text: str, face: Face) -> float:
    """In thousandths of the type size."""
    return sum(map(_ADVANCES[face].__getitem__, text))
