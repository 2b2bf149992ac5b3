"""Pictures for the eye, of every mode that a file can have."""

import importlib
import struct
import subprocess
import sys
import warnings
from math import ceil
from pathlib import Path

import pytest
from PIL import Image

from caseorg.domain.errors import CaseorgError
from caseorg.evidence import opening
from caseorg.evidence.document import MOST_DOTS, page_dots, page_sizes, render_page
from caseorg.evidence.images import blank_rows, flat, open_image
from caseorg.evidence.orientation import orientation
from evidence.material import JPEG, PDF, PNG, SIZE, encoded, exif, pdf, picture

MODES = ["1", "L", "LA", "P", "PA", "RGB", "RGBA", "RGBa", "RGBX", "CMYK", "YCbCr", "LAB", "HSV", "I", "I;16", "F"]


@pytest.mark.parametrize("mode", MODES)
def test_every_mode_becomes_the_same_picture_on_paper(mode: str) -> None:
    steps = {"RGBa": "RGBA"}
    image = picture(steps.get(mode, mode))
    if mode == "I":
        image = image.point(lambda value: value * 257, None)
    paper = flat(image.convert(mode) if mode in steps else image)
    assert (paper.mode, paper.size) == ("RGB", SIZE)
    grey = "L" if mode in ("L", "LA", "I", "I;16", "F", "PA") else "1" if mode == "1" else "RGB"
    expected = picture(grey).convert("L")
    difference = max(abs(a - b) for a, b in zip(paper.convert("L").tobytes(), expected.tobytes(), strict=True))
    assert difference <= (60 if mode in ("P", "LAB", "HSV", "PA") else 12)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_is_white_on_paper(mode: str) -> None:
    image = Image.new("RGBA", (4, 4), (0, 0, 0, 0))
    stored = image.convert("LA") if mode == "LA" else image
    if mode == "P":
        stored = Image.new("P", (4, 4), 0)
        stored.info["transparency"] = bytes([0, 255])
    assert flat(stored).getpixel((1, 1)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_laying_transparency_on_paper_takes_the_paper_and_no_more_copies(mode: str) -> None:
    """Measured in a process of its own; Pillow takes four bytes for a pixel of each of these modes."""
    script = f"""if True:
        from resource import RUSAGE_SELF, getrusage
        from PIL import Image
        from caseorg.evidence.images import flat
        picture = Image.new("{mode}", (4000, 5000), "red" if "{mode}" == "RGBA" else 9)
        before = getrusage(RUSAGE_SELF).ru_maxrss
        flat(picture)
        print((getrusage(RUSAGE_SELF).ru_maxrss - before) * 1024 / (4000 * 5000 * 4))
    """
    assert float(subprocess.check_output([sys.executable, "-c", script])) < 1.3


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_picture_is_shown_upright(tmp_path: Path, turn: int) -> None:
    upright = picture()
    stored = {
        1: upright,
        2: upright.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
        3: upright.transpose(Image.Transpose.ROTATE_180),
        4: upright.transpose(Image.Transpose.FLIP_TOP_BOTTOM),
        5: upright.transpose(Image.Transpose.TRANSPOSE),
        6: upright.transpose(Image.Transpose.ROTATE_90),
        7: upright.transpose(Image.Transpose.TRANSVERSE),
        8: upright.transpose(Image.Transpose.ROTATE_270),
    }[turn]
    file = tmp_path / "a.png"
    file.write_bytes(encoded(stored, "PNG", exif=exif("2026:11:01 14:30:05", orientation=turn)))
    assert orientation(file, "image/png") == turn
    assert open_image(file, "image/png").tobytes() == upright.tobytes()
    assert open_image(file, "image/png", upright=False).tobytes() == stored.tobytes()


@pytest.mark.parametrize(
    "before", [b"", b"\xff", b"\xff\xfe\0\4no", b"\xff\xe1\0\6Exif", b"\xff\xe1\0\x08http:/", b"\xff" * 9]
)
def test_exif_is_found_behind_other_parts_of_a_jpeg(tmp_path: Path, before: bytes) -> None:
    content = encoded(picture(), "JPEG", exif=exif("2026:11:01 14:30:05", orientation=6))
    file = tmp_path / "a.jpg"
    file.write_bytes(content[:2] + before + content[2:])
    assert orientation(file, "image/jpeg") == 6


def test_what_follows_the_picture_of_a_jpeg_does_not_turn_it(tmp_path: Path) -> None:
    turned = encoded(picture(), "JPEG", exif=exif("2026:11:01 14:30:05", orientation=6))
    file = tmp_path / "a.jpg"
    file.write_bytes(encoded(picture(), "JPEG") + turned)
    assert orientation(file, "image/jpeg") == 1


def test_a_damaged_tag_is_no_word_and_none_of_the_decoder_s_words_reach_the_user(
    tmp_path: Path, recwarn: pytest.WarningsRecorder
) -> None:
    far_away = struct.pack("<4sIHHHII", b"II*\0", 8, 1, 700, 2, 1000, 9999) + bytes(4)
    (tmp_path / "a.tif").write_bytes(far_away)
    warnings.simplefilter("default")
    importlib.reload(opening)  # as at a start
    assert orientation(tmp_path / "a.tif", "image/tiff") == 1
    assert not recwarn.list


def test_a_nonsensical_orientation_is_none(tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(encoded(picture(), "JPEG", exif=exif("2026:11:01 14:30:05", orientation=77)))
    assert orientation(file, "image/jpeg") == 1
    file.write_bytes(b"no picture")
    assert orientation(file, "image/jpeg") == 1


@pytest.mark.parametrize("content", [b"", b"text", PNG[:60], JPEG])
def test_what_is_no_such_picture_is_a_clear_error(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(content)
    with pytest.raises(CaseorgError, match="The picture cannot be decoded"):
        open_image(file, "image/png")


def test_pages_are_measured_and_drawn(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf(3))
    assert page_sizes(file) == ((595, 842),) * 3
    drawn = render_page(file, 2, dots=36)
    assert drawn.mode == "RGB" and drawn.getcolors() == [(drawn.width * drawn.height, (255, 255, 255))]
    assert abs(drawn.width - 298) <= 1 and abs(drawn.height - 421) <= 1


@pytest.mark.parametrize(
    "size", [(14_400, 14_400), (1e6, 1e6), (1e9, 0.001), (100, 14_400_000), (595, 842), (0.001, 0.001)]
)
def test_no_page_gets_more_dots_than_fit(tmp_path: Path, size: tuple[float, float]) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 %.3f %.3f]>>endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF\n" % size
    )
    (found,) = page_sizes(file)
    drawn = render_page(file, 0, dots=200)
    assert drawn.width * drawn.height <= MOST_DOTS
    assert drawn.size == tuple(ceil(side * (page_dots(found, 200) / 72)) for side in found)
    assert (page_dots(found, 200) == 200) is (max(size) < 1000)


@pytest.mark.parametrize("content", [b"", PDF[:100], pdf(1, "secret")])
def test_what_cannot_be_opened_as_a_document_is_a_clear_error(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(content)
    with pytest.raises(CaseorgError, match="The document cannot be opened"):
        page_sizes(file)
    with pytest.raises(CaseorgError, match="The page cannot be drawn"):
        render_page(file, 0, dots=72)


def test_a_page_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(PDF)
    with pytest.raises(CaseorgError, match="The page cannot be drawn"):
        render_page(tmp_path / "a.pdf", 5, dots=72)
    with pytest.raises(CaseorgError, match="The document cannot be opened"):
        page_sizes(tmp_path / "gone.pdf")


def test_rows_of_one_tone_are_blank() -> None:
    image = Image.new("RGB", (30, 6), (237, 237, 237))
    image.putpixel((7, 2), (20, 20, 20))
    image.putpixel((29, 4), (230, 235, 237))
    assert blank_rows(image) == [True, True, False, True, True, True]
