"""Objects of another PDF as bytes for ours: only what draws, with new numbers for what they refer to."""

from collections.abc import Callable
from decimal import Decimal

import pikepdf

Refer = Callable[[pikepdf.Object, bool], bytes]  # the reference to write for an indirect object, names as in `copied`

_DEEPEST = 40


def _names(text: str) -> frozenset[str]:
    return frozenset(f"/{name}" for name in text.split())


# Every key of ISO 32000 that says how something is drawn, and no other: no action, file, annotation, metadata or link
# back into the document can come along.
_DRAWING = _names(
    """
    Type Subtype Filter DecodeParms Predictor Colors BitsPerComponent Columns EarlyChange K EndOfLine EncodedByteAlign
    Rows EndOfBlock BlackIs1 DamagedRowsBeforeError JBIG2Globals ColorTransform
    Resources ExtGState ColorSpace Pattern Shading XObject Font
    FormType BBox Matrix Group S CS I
    Width Height Intent ImageMask Mask Decode Interpolate SMask SMaskInData Matte
    LW LC LJ ML D RI OP op OPM BG BG2 UCR UCR2 TR TR2 FL SM SA BM CA ca AIS TK G BC
    PatternType PaintType TilingType XStep YStep
    ShadingType Background AntiAlias Coords Domain Function Extend BitsPerCoordinate BitsPerFlag VerticesPerRow
    FunctionType Range Size BitsPerSample Order Encode C0 C1 N Functions Bounds
    WhitePoint BlackPoint Gamma Alternate Colorants Process MixingHints Components Solidities PrintingOrder DotGain
    BaseFont FirstChar LastChar Widths FontDescriptor Encoding ToUnicode FontBBox FontMatrix CharProcs
    DescendantFonts CIDSystemInfo DW W DW2 W2 CIDToGIDMap Registry Ordering Supplement BaseEncoding Differences WMode
    UseCMap CMapName FontName FontFamily FontStretch FontWeight Flags ItalicAngle Ascent Descent Leading CapHeight
    XHeight StemV StemH AvgWidth MaxWidth MissingWidth FontFile FontFile2 FontFile3 CharSet Style Panose Lang FD CIDSet
    Length1 Length2 Length3
    """
)
# Their values are dictionaries whose keys are names that somebody chose.
_MAPS = _names("ExtGState ColorSpace Pattern Shading XObject Font CharProcs Colorants Solidities")
_TYPES = _names("XObject Font FontDescriptor ExtGState Pattern Mask Group CMap Encoding Shading ColorSpace")
# Not JPXDecode: a JPEG 2000 may say more than it shows, and nothing here takes that out.
_FILTERS = _names(
    "FlateDecode LZWDecode ASCII85Decode ASCIIHexDecode RunLengthDecode DCTDecode CCITTFaxDecode JBIG2Decode"
)
_ELSEWHERE = ("/F", "/FFilter", "/FDecodeParms")  # of a stream whose content is in another file
_FONTS_TO_EMBED = ("/Type1", "/MMType1", "/TrueType", "/CIDFontType0", "/CIDFontType2")
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
STANDARD_FONTS = _names(
    "Courier Courier-Bold Courier-Oblique Courier-BoldOblique Helvetica Helvetica-Bold Helvetica-Oblique "
    "Helvetica-BoldOblique Times-Roman Times-Bold Times-Italic Times-BoldItalic Symbol ZapfDingbats"
)


class OddError(Exception):
    """Something that is not copied: active, somewhere else, or not as the specification has it."""


def copied(value: object, refer: Refer, *, names: bool = False, depth: int = 0) -> bytes:
    """The value, with `refer` for what it refers to; of a stream its dictionary alone, without length.

    `names` says that a dictionary's keys are names that somebody chose, so all of them count.

    Raises:
        OddError: it is something else than a plain part of a drawing.
    """
    if depth > _DEEPEST:
        raise OddError("nested too deeply")
    match value:
        case None:
            return b"null"
        case bool():
            return b"true" if value else b"false"
        case int():
            return b"%d" % value
        case Decimal() | float():
            return number(float(value))
        case pikepdf.Object():
            if value.is_indirect and depth:
                return refer(value, names)
            return _copied_object(value, refer, names, depth)
    raise OddError(f"a {type(value).__name__}")


def number(value: float) -> bytes:
    """As PDF writes it, without an exponent."""
    return (f"{value:.6f}".rstrip("0").rstrip(".") or "0").encode()


def _copied_object(value: pikepdf.Object, refer: Refer, names: bool, depth: int) -> bytes:
    match value:
        case pikepdf.Array():
            return b"[%b]" % b" ".join(copied(item, refer, depth=depth + 1) for item in value)
        case pikepdf.Name() | pikepdf.String():
            return value.unparse(resolved=True)  # else an indirect one is a reference to its number there
        case pikepdf.Stream() | pikepdf.Dictionary():
            return _copied_dictionary(value, refer, names, depth)
    raise OddError("an operator or inline image")


def _copied_dictionary(value: pikepdf.Object, refer: Refer, names: bool, depth: int) -> bytes:
    if isinstance(value, pikepdf.Stream):
        _require_here(value)
    if not names:
        _require_plain(value)
    parts = []
    for key, item in value.items():
        if not names and key == "/Properties":
            parts.append(_empty_properties(item))
        elif names or key in _DRAWING:
            below = copied(item, refer, names=not names and key in _MAPS, depth=depth + 1)
            parts.append(pikepdf.Name(key).unparse() + b" " + below)
    return b"<<%b>>" % b" ".join(parts)


def _empty_properties(value: pikepdf.Object) -> bytes:
    """Content says what it belongs to by these names; nothing that is drawn depends on what they mean."""
    return b"/Properties <<%b>>" % b" ".join(pikepdf.Name(key).unparse() + b" <<>>" for key, _ in value.items())


def _require_here(stream: pikepdf.Stream) -> None:
    if any(key in stream for key in _ELSEWHERE):
        raise OddError("a stream in another file")
    if not _FILTERS.issuperset(filters(stream)):
        raise OddError("an unknown filter")


def filters(stream: pikepdf.Stream) -> list[str]:
    """Their names in the order in which they are undone."""
    found = stream.get("/Filter")
    if found is None:
        return []
    return [str(name) for name in found] if isinstance(found, pikepdf.Array) else [str(found)]


def _require_plain(value: pikepdf.Object) -> None:
    """What a reader would take from elsewhere is not here: resources of a page, fonts of its own."""
    if (kind := value.get("/Type")) is not None and str(kind) not in _TYPES:
        raise OddError(f"a {kind}")
    subtype = str(value.get("/Subtype", ""))
    if subtype == "/PS" or (subtype in ("/Form", "/Type3") and "/Resources" not in value):
        raise OddError("PostScript, or resources of the page that it stands on")
    if subtype in _FONTS_TO_EMBED and not _has_shapes(value):
        raise OddError("a font that is not in the file")


def _has_shapes(font: pikepdf.Object) -> bool:
    descriptor = font.get("/FontDescriptor")
    if isinstance(descriptor, pikepdf.Dictionary) and any(key in descriptor for key in _FONT_FILES):
        return True
    return str(font.get("/BaseFont")) in STANDARD_FONTS
