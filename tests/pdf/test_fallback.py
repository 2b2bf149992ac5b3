"""Characters that our fonts lack are drawn with a font that is installed and may be embedded."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from caseorg.pdf import fallback, fonts
from caseorg.pdf.fonts import Face
from caseorg.pdf.text import text_width, uncovered
from pdf.papers import draw_lines, folded, folded_text
from pdf.small_fonts import collection, small_font

NAME = "𠀋𠀍"  # characters that Noto Sans SC lacks
Install = Callable[..., None]
folders = fallback.folders  # before the tests are cut off from the machine's fonts


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Puts files into the only folder of fonts."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    monkeypatch.setattr(fallback, "folders", lambda: (folder, tmp_path / "没有"))

    def put(**files: bytes) -> None:
        for name, content in files.items():
            (folder / name.replace("_", ".")).write_bytes(content)
        forget()

    yield put
    monkeypatch.undo()
    forget()


def forget() -> None:
    for kept in (fallback.installed, fonts._installed_font, fonts._face_with, fonts.is_covered, fonts.face_for):
        kept.cache_clear()
    for known in (*fonts._ADVANCES.values(), *fonts._CHOSEN.values()):
        known.clear()
    for face in Face:  # the boxes of earlier texts
        shapes = fonts.font(face).face
        for code in shapes.charToGlyph.keys() - shapes.covered:
            del shapes.charToGlyph[code], shapes.charWidths[code]


def embedded(path: Path) -> set[str]:
    """The names of the fonts in the file, without what marks a part."""
    with pikepdf.open(path) as document:
        found = (item for item in document.objects if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item)
        return {re.sub(r"^/[A-Z]{6}\+", "", str(item.BaseFont)) for item in found}


def ink(path: Path, line: int, place: int) -> int:
    """How many pixels are dark in the em square of a character of `draw_lines`."""
    document = pypdfium2.PdfDocument(path)
    left, base = 40 + 10 * place, 842 - 800 + 20 * line
    shown = document[0].render(scale=4).to_pil().convert("L").crop((left * 4, base * 4 - 32, left * 4 + 40, base * 4))
    document.close()
    return sum(shown.histogram()[:128])


@pytest.mark.parametrize("face", [Face.REGULAR, Face.BOLD])
def test_it_is_drawn_with_the_installed_font_and_copied_out(tmp_path: Path, install: Install, face: Face) -> None:
    install(Small_ttf=small_font(NAME))
    assert uncovered([f"张{NAME}"]) == ()
    assert text_width(NAME, face, 10) == 20
    path = draw_lines(tmp_path, [f"张{NAME}，收", f"{NAME[1]}😀"], face)
    assert folded_text(path) == folded(f"张{NAME}，收{NAME[1]}😀")
    assert any(name.startswith("Small-") for name in embedded(path))
    assert ink(path, 0, 1) == ink(path, 0, 2) == pytest.approx(32 * 32, abs=70)  # squares, and no boxes
    assert b"fonts/Small" not in path.read_bytes()


def test_a_character_that_none_has_is_still_a_box(tmp_path: Path, install: Install) -> None:
    install(Small_ttf=small_font(NAME[0]))
    assert uncovered([NAME]) == (NAME[1],)
    path = draw_lines(tmp_path, [NAME])
    assert folded_text(path) == NAME
    assert 0 < ink(path, 0, 1) < ink(path, 0, 0) / 2


@pytest.mark.parametrize("permission", [0x0002, 0x0100, 0x0200, 0x0304])
def test_what_must_not_be_embedded_is_not(install: Install, permission: int) -> None:
    install(Small_ttf=small_font(NAME, permission=permission))
    assert uncovered([NAME]) == tuple(NAME)


@pytest.mark.parametrize("permission", [0x0004, 0x0008, 0x0006])
def test_what_may_be_printed_may_be_embedded(install: Install, permission: int) -> None:
    install(Small_ttf=small_font(NAME, permission=permission))
    assert uncovered([NAME]) == ()


def test_private_characters_and_those_from_right_to_left_are_not_guessed(install: Install) -> None:
    install(Small_ttf=small_font("\ue000א"))
    assert uncovered(["\ue000א"]) == ("\ue000", "א")


def test_a_font_without_outlines_is_passed_over(install: Install) -> None:
    install(a_ttf=small_font(NAME, drawn=False), b_ttf=small_font(NAME[0]))
    assert uncovered([NAME]) == (NAME[1],)


def test_broken_files_are_passed_over(tmp_path: Path, install: Install) -> None:
    whole = small_font(NAME)
    files = {f"a{size}_ttf": whole[:size] for size in range(0, len(whole), 3)}
    files["b_ttf"] = whole.replace(b"\0\x02\0\x0b\0\x02\0\x0b", b"\0\0\0\0\xff\xff\xff\xff")  # a group of all numbers
    files["c_otf"] = b"OTTO" + whole[4:]
    files["d_ttf"] = whole.replace(b"_\x0f<\xf5", bytes(4))  # the magic number of head
    files["e_ttc"] = b"ttcf\0\1\0\0\xff\xff\xff\xff"
    assert len(set(files.values())) == len(files)
    install(**files)
    (tmp_path / "fonts/folder.ttf").mkdir()
    (tmp_path / "fonts/gone.ttf").symlink_to(tmp_path / "nowhere")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "fonts/pipe.ttf")
    assert uncovered([NAME]) == tuple(NAME)
    install(z_ttf=whole)
    assert uncovered([NAME]) == ()


def test_the_usual_weight_comes_first_and_then_the_name(tmp_path: Path, install: Install) -> None:
    install(
        a_ttf=small_font(NAME, "Italic", italic=True),
        b_ttf=small_font(NAME, "Black", weight=900),
        d_ttf=small_font(NAME, "Second"),
        c_ttf=small_font(NAME, "First"),
    )
    assert {name.split("-")[0] for name in embedded(draw_lines(tmp_path, [NAME]))} == {"First"}


def test_fonts_of_one_name_do_not_get_mixed_up(tmp_path: Path, install: Install) -> None:
    """Ours may be installed too, in a version with more characters."""
    install(a_ttf=small_font(NAME[0], "NotoSansSC-Regular"), b_ttf=small_font(NAME[1], "NotoSansSC-Regular"))
    path = draw_lines(tmp_path, [f"张{NAME}"])
    assert folded_text(path) == f"张{NAME}"
    assert len([name for name in embedded(path) if name.startswith("NotoSansSC-Regular")]) == 3


def test_a_font_in_a_collection_is_found(tmp_path: Path, install: Install) -> None:
    install(a_ttc=collection([small_font("㐂"), small_font(NAME)]))
    assert uncovered([NAME]) == ()
    assert folded_text(draw_lines(tmp_path, [NAME])) == NAME


def test_the_old_kind_of_character_map_is_read(tmp_path: Path, install: Install) -> None:
    install(a_ttf=small_font("ꙮꚠꚢꚥ", segments=True))
    assert uncovered(["ꙮꚠꚡꚢꚣꚤꚥꚦ"]) == ("ꚡ", "ꚣ", "ꚤ", "ꚦ")
    assert len(list(fallback.having("ꚢ"))) == 1 and not list(fallback.having("ꚡ"))
    assert folded_text(draw_lines(tmp_path, ["ꙮꚠꚢꚥ"])) == "ꙮꚠꚢꚥ"


def test_the_same_fonts_give_the_same_bytes_wherever_they_lie(tmp_path: Path, install: Install) -> None:
    made = []
    for name in ("a_ttf", "b_ttf"):
        install(**{name: small_font(NAME)})
        made.append(draw_lines(tmp_path, [f"张{NAME}"]).read_bytes())
        (tmp_path / "fonts" / name.replace("_", ".")).unlink()
    assert made[0] == made[1]


def test_a_thousand_fonts_are_read_once_and_only_when_needed(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    install(**{f"f{number}_ttf": small_font("㐂㐃") for number in range(1_000)})
    read = []
    monkeypatch.setattr(fallback, "_read", lambda path, real=fallback._read: read.append(path) or real(path))
    assert uncovered(["张三😀"]) == () and not read
    asked = []
    monkeypatch.setattr(fallback, "_has_glyph", lambda *one, real=fallback._has_glyph: asked.append(1) or real(*one))
    assert len(uncovered(["".join(map(chr, range(0x20000, 0x20100)))])) > 200
    assert len(read) == 1_000
    assert len(asked) <= 1_000 * 0x100, "each font is asked once for each character"


@pytest.mark.parametrize(
    ("system", "own", "shared"),
    [
        ("linux", ".local/share/fonts", "/usr/share/fonts"),
        ("darwin", "Library/Fonts", "/System/Library/Fonts"),
        ("win32", "AppData/Local/Microsoft/Windows/Fonts", "Windows/Fonts"),
    ],
)
def test_every_system_has_its_folders(monkeypatch: pytest.MonkeyPatch, system: str, own: str, shared: str) -> None:
    monkeypatch.setattr("sys.platform", system)
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setenv("WINDIR", "/Windows")
    first, *_, last = folders()
    assert first == Path.home() / own
    assert last.as_posix().endswith(shared)
