"""A font of two blanks, a narrow and a broad one, that copies out as whatever was read. One in a document."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import TTFontFace

from caseorg.pdf.text import clean

ASCENT = 0.88  # of the type size, as our font has it
_BROAD = ("W", "F", "A")  # East Asian widths
_NARROW_BLANK, _BROAD_BLANK = 0x2002, 0x3000  # half as wide as high, and as wide as high
_BROAD_CODES = 0x8000
_MOST_AT_ONCE = 100  # entries of a part of a map
_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_END = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class Sign(NamedTuple):
    """A character as it is drawn: its code, as hexadecimal digits, and whether it is as wide as high."""

    code: str
    broad: bool


class _Signs(dict[str, tuple[Sign, ...]]):
    """Character as it was read → what is drawn for it, decided once: one sign of nearly all."""

    def __init__(self, codes: Mapping[bool, dict[str, str]]) -> None:
        super().__init__()
        self._codes = codes

    def __missing__(self, character: str) -> tuple[Sign, ...]:
        self[character] = signs = tuple(map(self._sign, clean(character).replace("\n", " ")))
        return signs

    def _sign(self, character: str) -> Sign:
        broad = unicodedata.east_asian_width(character) in _BROAD
        codes = self._codes[broad]
        return Sign(codes.setdefault(character, f"{len(codes) + 1 + broad * _BROAD_CODES:04X}"), broad)


class UnseenFont:
    """Each character that is used gets a code of its own, those of broad ones above the others."""

    def __init__(self, document: pdfdoc.PDFDocument, face: TTFontFace) -> None:
        self._face = face
        self._codes: dict[bool, dict[str, str]] = {False: {}, True: {}}
        self.signs = _Signs(self._codes)
        internal = f"F{len(document.fontMapping) + 1}"
        self.name = f"/{internal}+0"
        document.fontMapping["unseen"] = f"/{internal}"
        document.delayedFonts.append(self)

    @staticmethod
    def width(broad: bool) -> float:
        """Of a character, as a share of the type size."""
        return 1.0 if broad else 0.5

    def addObjects(self, document: pdfdoc.PDFDocument) -> None:  # noqa: N802 — ReportLab's name
        """Once all pages are drawn."""
        name = "UNSEEN+" + self._face.name.decode()
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": f"/{name}",
                "CIDSystemInfo": "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
                "FontDescriptor": self._face.addSubsetObjects(document, name, [_NARROW_BLANK, _BROAD_BLANK]),
                "DW": 1000,
                "W": f"[ 0 {_BROAD_CODES - 1} 500 ]",
                "CIDToGIDMap": _stream(document, b"\0\1" * _BROAD_CODES + b"\0\2" * _BROAD_CODES, f"glyphs:{name}"),
            }
        )
        used = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": f"/{name}",
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant, f"descendant:{name}")]),
                "ToUnicode": _stream(document, self._map().encode("ascii"), f"toUnicodeCMap:{name}"),
            }
        )
        document.idToObject["BasicFonts"].dict[self.name[1:]] = document.Reference(used, f"unseen:{name}")

    def _map(self) -> str:
        entries = list(_entries(self._codes.values()))
        parts = [entries[first : first + _MOST_AT_ONCE] for first in range(0, len(entries), _MOST_AT_ONCE)]
        return _HEAD + "".join(f"{len(part)} beginbfchar\n{''.join(part)}endbfchar\n" for part in parts) + _END


def _entries(codes: Iterable[dict[str, str]]) -> Iterator[str]:
    for known in codes:
        for character, code in known.items():
            yield f"<{code}> <{character.encode('utf-16-be').hex().upper()}>\n"


def _stream(document: pdfdoc.PDFDocument, content: bytes, name: str) -> pdfdoc.PDFObjectReference:
    stream = pdfdoc.PDFStream(content=content)
    if document.compression:
        stream.filters = [pdfdoc.PDFZCompress]
    return document.Reference(stream, name)
