"""Chinese in documents whose fonts are not in them is drawn with our own font, and so shows on every computer.

pdfium asks the system for a font by charset and name; where Chinese is wanted it gets ours, else what the system has.
"""

import ctypes
from functools import cache

import pypdfium2.raw as pdfium

from caseorg.resources import resource

_FONT = "fonts/NotoSansSC-{}.ttf"
_OURS = (pdfium.FXFONT_GB2312_CHARSET, pdfium.FXFONT_CHINESEBIG5_CHARSET, pdfium.FXFONT_SHIFTJIS_CHARSET)
_REGULAR, _BOLD = 0x5C0001, 0x5C0002  # handles that only we know
_BOLD_FROM = 600  # of 1 to 1000
_NAME = b"Noto Sans SC\0"
_kept: list[object] = []  # pdfium calls these as long as it lives


@cache
def offer_our_font() -> None:
    """Done once, before the first document is opened."""
    usual = pdfium.FPDF_GetDefaultSystemFontInfo()
    if not usual:
        return
    theirs, fields = usual.contents, dict(pdfium.FPDF_SYSFONTINFO._fields_)

    def map_font(info: object, weight: int, italic: int, charset: int, *more: object) -> object:
        if charset in _OURS:
            return _BOLD if weight >= _BOLD_FROM else _REGULAR
        return theirs.MapFont(usual, weight, italic, charset, *more)

    def font_data(info: object, font: int, table: int, buffer: int, size: int) -> int:
        if font not in (_REGULAR, _BOLD):
            return int(theirs.GetFontData(usual, font, table, buffer, size))
        data = _content(font) if table == 0 else _table(_content(font), table)
        if buffer and size >= len(data):
            ctypes.memmove(buffer, data, len(data))
        return len(data)

    def face_name(info: object, font: int, buffer: int, size: int) -> int:
        if font not in (_REGULAR, _BOLD):
            return int(theirs.GetFaceName(usual, font, buffer, size))
        if buffer and size >= len(_NAME):
            ctypes.memmove(buffer, _NAME, len(_NAME))
        return len(_NAME)

    def font_charset(info: object, font: int) -> int:
        ours = font in (_REGULAR, _BOLD)
        return pdfium.FXFONT_GB2312_CHARSET if ours else int(theirs.GetFontCharset(usual, font))

    def delete_font(info: object, font: int) -> None:
        if font not in (_REGULAR, _BOLD):
            theirs.DeleteFont(usual, font)

    calls = {
        "Release": lambda info: None,  # it lives as long as we do
        "EnumFonts": lambda info, mapper: theirs.EnumFonts(usual, mapper),
        "MapFont": map_font,
        "GetFont": lambda info, face: theirs.GetFont(usual, face),
        "GetFontData": font_data,
        "GetFaceName": face_name,
        "GetFontCharset": font_charset,
        "DeleteFont": delete_font,
    }
    system_fonts = pdfium.FPDF_SYSFONTINFO(version=theirs.version)
    for name, call in calls.items():
        if getattr(theirs, name):
            made = fields[name](call)
            _kept.append(made)
            setattr(system_fonts, name, made)
    _kept.extend((usual, system_fonts))
    pdfium.FPDF_SetSystemFontInfo(system_fonts)


@cache
def _content(font: int) -> bytes:
    return resource(_FONT.format("Bold" if font == _BOLD else "Regular")).read_bytes()


def _table(content: bytes, tag: int) -> bytes:
    """A table of the font by its name of four letters; empty where it has none."""
    name = tag.to_bytes(4)
    for entry in range(12, 12 + 16 * int.from_bytes(content[4:6]), 16):
        if content[entry : entry + 4] == name:
            start, length = (int.from_bytes(content[entry + at : entry + at + 4]) for at in (8, 12))
            return content[start : start + length]
    return b""
