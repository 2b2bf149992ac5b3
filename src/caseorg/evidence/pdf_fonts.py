"""Whether a document names fonts that are not in it in such a way that no other font can take their place."""

from pathlib import Path

import pikepdf

_LARGEST = 32_000_000  # bytes of a document that is looked through
_MOST_OBJECTS = 100_000
_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def loses_text(path: Path) -> bool:
    """Whether there is a font whose characters are numbers that it alone knows, and that is not in the document.

    Its fonts are looked at, not its pages.
    """
    if path.stat().st_size > _LARGEST:
        return False
    try:
        with pikepdf.open(path) as pdf:
            if len(pdf.objects) > _MOST_OBJECTS:
                return False
            return any(_is_lost(value) for value in pdf.objects if isinstance(value, pikepdf.Dictionary))
    except Exception:  # noqa: BLE001 — a stranger's file can break the reader anywhere; then nothing is known of it
        return False


def _is_lost(font: pikepdf.Object) -> bool:
    if font.get("/Subtype") != "/Type0" or "/DescendantFonts" not in font:
        return False
    inner = font.DescendantFonts[0]
    nothing = pikepdf.Dictionary()
    info, descriptor = inner.get("/CIDSystemInfo", nothing), inner.get("/FontDescriptor", nothing)
    known = str(info.get("/Ordering", "Identity")) != "Identity"
    return not known and not any(name in descriptor for name in _FILES)
