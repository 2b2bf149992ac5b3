"""Fonts read in bulk are what ReportLab reads number by number."""

import shutil
from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFontFace

from caseorg.pdf.typeface import Typeface
from caseorg.resources import resource

TOLD = ("name", "flags", "ascent", "descent", "capHeight", "bbox", "stemV", "numGlyphs", "defaultWidth")


def require_same(file: Path) -> Typeface:
    slow, fast = TTFontFace(str(file)), Typeface(str(file))
    assert {name: getattr(fast, name) for name in TOLD} == {name: getattr(slow, name) for name in TOLD}
    assert fast.charToGlyph == slow.charToGlyph
    assert fast.charWidths == pytest.approx(slow.charWidths)
    assert list(fast.glyphPos) == slow.glyphPos
    measures = [fast.hmetrics[glyph] for glyph in range(fast.numGlyphs)]
    assert [bearing for _, bearing in measures] == [bearing for _, bearing in slow.hmetrics]
    # Behind the last glyph with an advance of its own ReportLab goes on with that one scaled, which is wrong.
    own = sum(advance == right for (advance, _), (right, _) in zip(measures, slow.hmetrics, strict=True))
    assert own == fast.numGlyphs or {advance for advance, _ in measures[own:]} == {measures[own - 1][0]}
    return fast


@pytest.mark.parametrize("name", ["NotoSansSC-Regular", "NotoSansSC-Bold", "NotoEmoji-Regular"])
def test_our_fonts_are_read_in_bulk_and_the_same(name: str) -> None:
    face = require_same(resource(f"fonts/{name}.ttf"))
    assert not hasattr(face, "glyphToChar")  # which only ReportLab's own reading makes


def test_a_font_with_another_kind_of_table_is_left_to_reportlab(tmp_path: Path) -> None:
    file = tmp_path / "other.ttf"
    shutil.copy(resource("fonts/NotoEmoji-Regular.ttf"), file)
    content = bytearray(file.read_bytes())
    start = Typeface(str(file)).get_table_pos("cmap")[0]
    for entry in range(start + 4, start + 4 + 8 * int.from_bytes(content[start + 2 : start + 4]), 8):
        content[entry + 2 : entry + 4] = b"\x00\x03"
    file.write_bytes(content)
    assert hasattr(require_same(file), "glyphToChar")
