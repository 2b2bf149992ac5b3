"""The fonts of all papers: Noto Sans SC, then Noto Emoji, then a box for what neither has."""

from enum import StrEnum
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont

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


class _Font(TTFont):  # type: ignore[misc]
    """A TrueType font whose characters above U+FFFF are copied out as themselves.

    ReportLab writes such a code point as one number into the ToUnicode map, which wants UTF-16.
    """

    def __init__(self, name: str, file: str) -> None:
        """Follows TTFont of ReportLab 5.1, but reads the file in bulk."""
        self.fontName = name
        self.face = Typeface(file)
        self.encoding = ttfonts.TTEncoding()
        self.state: WeakKeyDictionary[PDFDocument, Any] = WeakKeyDictionary()
        self.shapable = False
        self._asciiReadable = rl_config.ttfAsciiReadable

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802 — ReportLab's name
        subsets = list(self.state[doc].subsets)
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
    loaded = _Font(face, str(resource(_FILES[face])))
    pdfmetrics.registerFont(loaded)
    return loaded


@cache
def _coverage(face: Face) -> frozenset[int]:
    return frozenset(font(face).face.charToGlyph)


@cache
def is_covered(character: str) -> bool:
    """Whether the papers can show the character."""
    return ord(character) in _coverage(Face.REGULAR) or ord(character) in _coverage(Face.EMOJI)


@cache
def face_for(character: str, wanted: Face) -> Face:
    """The face that draws the character; one that no font has is drawn as a box but copied out as itself."""
    if ord(character) in _coverage(wanted):
        return wanted
    if ord(character) in _coverage(Face.EMOJI):
        return Face.EMOJI
    _draw_as_box(ord(character), wanted)
    return wanted


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
        shapes = font(face_for(character, self.face)).face
        self[character] = float(shapes.charWidths.get(ord(character), shapes.defaultWidth))
        return self[character]


_ADVANCES = {face: _Advances(face) for face in Face}


def text_width(text: str, face: Face) -> float:
    """In thousandths of the type size."""
    return sum(map(_ADVANCES[face].__getitem__, text))
