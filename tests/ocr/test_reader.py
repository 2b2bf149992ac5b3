"""What is read off a screen: every line once, where it stands."""

import sys
from pathlib import Path
from unicodedata import normalize

import pytest
from PIL import Image, ImageDraw, ImageFont

from caseorg.domain.errors import CaseorgError
from caseorg.domain.reading.reading import PageReading
from caseorg.ocr import models, reader
from caseorg.ocr.engine import DETECTOR, ENGINE, SMALL, TINY
from caseorg.ocr.pixels import Pixels
from caseorg.ocr.start import load_reader
from ocr.conftest import Told, pixels_of, read_screen
from ocr.screens import DARK, Screen, chat, order

LOW_CROP = 0.35  # of a line's height, how far a box may lie from what was drawn


def texts(page: PageReading) -> list[str]:
    return [folded(line.text) for line in page.lines]


def plain(screen: Screen) -> list[str]:
    return [folded(text) for text, _ in screen.said]


def folded(text: str) -> str:
    """Without spaces; whether a comma is a wide one cannot be seen."""
    return normalize("NFKC", "".join(text.split()))


def test_every_line_of_a_chat_is_read_once_and_faces_are_no_text(told_chat: Told) -> None:
    screen, page = told_chat
    assert texts(page) == plain(screen)
    assert (page.width, page.height) == screen.picture.size


def test_an_order_is_read_row_by_row(told_order: Told) -> None:
    screen, page = told_order
    assert "".join(texts(page)) == "".join(plain(screen))


def test_a_line_stands_where_it_was_drawn(told_chat: Told) -> None:
    screen, page = told_chat
    for (_, drawn), line in zip(screen.said, page.lines, strict=True):
        box, near = line.box, LOW_CROP * (drawn[3] - drawn[1])
        sides = (box.left, box.top, box.right, box.bottom)
        assert all(abs(one - other) < near + 12 for one, other in zip(sides, drawn, strict=True)), line
        assert box.left <= drawn[0] + 4 and box.right >= drawn[2] - 4


def test_each_character_has_its_place(told_chat: Told) -> None:
    _, page = told_chat
    for line in page.lines:
        assert len(line.middles) == len(line.text)
        assert list(line.middles) == sorted(line.middles)
        assert line.box.left < line.middles[0] and line.middles[-1] < line.box.right
    wide = next(line for line in page.lines if "号" in line.text)
    last = wide.middles[-1] - wide.middles[-2]
    assert last == pytest.approx(46, abs=8)  # the size that it was written in


def test_a_dark_screen_is_read_too() -> None:
    screen = chat(1600, DARK)
    assert texts(read_screen(screen)) == plain(screen)


@pytest.mark.parametrize("width", [720, 1440])
def test_phones_of_other_widths_are_read(width: int) -> None:
    screen = order(width)
    assert "".join(texts(read_screen(screen))) == "".join(plain(screen))


@pytest.mark.parametrize("shop", ["嗥月数码专营店", "小镎网络科技有限公司", "佻丽的小店"])
def test_a_name_with_a_rare_character_is_read(shop: str) -> None:
    known = (models.resource("models") / TINY.characters.name).read_text(encoding="utf-8")
    assert any(character not in known for character in shop)
    found = "".join(texts(read_screen(order(shop=shop))))
    assert found.count(shop) == 2


def test_a_desktop_is_read_with_its_small_letters() -> None:
    picture = Image.new("RGB", (1920, 1080), "white")
    font = ImageFont.truetype(str(models.resource("fonts/NotoSansSC-Regular.ttf")), 15)
    said = [f"{turn}号 订单编号：{482910573648201 + turn}" for turn in range(10, 30)]
    for place, text in enumerate(said):
        ImageDraw.Draw(picture).text((40 + 900 * (place % 2), 40 + place // 2 * 30), text, font=font, fill="black")
    assert texts(read(picture)) == [folded(text) for text in said]


def test_nothing_is_read_off_an_empty_picture() -> None:
    assert read(Image.new("RGB", (1080, 900), "white")).lines == ()
    assert read(Image.new("RGB", (3, 2), "white")).lines == ()


def read(picture: Image.Image) -> PageReading:
    return reader.read(pixels_of(picture))


def test_a_tall_chat_is_read_in_tiles_and_no_line_is_lost_or_told_twice() -> None:
    screen = chat(20_000)
    most = 0

    def rows(top: int, bottom: int) -> Image.Image:
        nonlocal most
        most = max(most, bottom - top)
        return screen.picture.crop((0, top, screen.width, bottom))

    page = reader.read(Pixels(*screen.picture.size, rows))
    numbers = [text[:3] for text in texts(page) if text[3:4] == "号"]
    assert numbers == [f"{turn + 1:03d}" for turn in range(len(screen.said) - 2)]
    assert most < 2_500


def test_a_model_that_is_not_ours_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for file in (DETECTOR, *TINY, *SMALL):
        content = models.resource(f"models/{file.name}").read_bytes()
        (tmp_path / file.name).write_bytes(content[:-1] + b"\0" if file == DETECTOR else content)
    monkeypatch.setattr(models, "resource", lambda name: tmp_path)
    models.detector.cache_clear()
    with pytest.raises(CaseorgError, match=DETECTOR.name):
        read(Image.new("RGB", (400, 400)))
    (tmp_path / DETECTOR.name).unlink()
    with pytest.raises(CaseorgError, match=DETECTOR.name):
        read(Image.new("RGB", (400, 400)))


def test_where_the_runtime_is_missing_it_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "caseorg.ocr.reader")
    monkeypatch.delitem(sys.modules, "caseorg.ocr.models")
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(CaseorgError, match="cannot be read on this machine"):
        load_reader()


def test_the_reader_has_a_name_of_its_own() -> None:
    assert ENGINE.startswith("PP-OCRv6 ") and ENGINE.isascii()
