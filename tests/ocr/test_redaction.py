"""What is blackened in a copy cannot be read any more; where it can, the check says so."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from caseorg.children import pool
from caseorg.evidence.document import page_sizes
from caseorg.jobs.witness import DOTS, look_at_page
from caseorg.sheets.blackening import blackened_page, blackened_picture, bound_pages, hides_something, holds_more
from caseorg.sheets.loading import Stored
from ocr.redacting import Trial, trial


@pytest.fixture(scope="module", autouse=True)
def _own_workers() -> Iterator[None]:
    """They know the functions of these tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
        patch.setattr(pool, "_pools", {})
        yield
        for own in (True, False):
            pool.pool(own=own).close()


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    """Misread on purpose, and compressed as chats do."""
    return trial(tmp_path_factory.mktemp("chat"), 2, format="JPEG")


def test_nothing_is_left_of_values_that_were_misread(chat: Trial) -> None:
    assert len(chat.plan.marks) >= len(chat.page.values)
    assert chat.leaks() == []
    assert chat.remains() == ()


@pytest.mark.parametrize("at_start", [False, True])
def test_a_box_that_is_short_by_one_character_does_not_pass(chat: Trial, at_start: bool) -> None:
    mark = chat.plan.burnt[0]
    assert mark.kind in chat.remains(chat.shortened(mark, at_start=at_start))


def test_what_was_not_blackened_is_found_by_the_check_alone(chat: Trial) -> None:
    assert {mark.kind for mark in chat.plan.marks} <= set(chat.remains(replace(chat.plan, said=())))


def test_a_copy_has_nothing_but_its_pixels(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "maker"
    for kind, more in (
        ("JPEG", {"exif": exif, "comment": b"home", "icc_profile": b"profile"}),
        ("PNG", {"exif": exif}),
    ):
        file = tmp_path / f"shot.{kind.lower()}"
        Image.new("RGB", (80, 60), "white").save(file, kind, **more)
        assert holds_more(file)
        digest = _digest(file)
        made = blackened_picture(Stored(file, digest, f"image/{kind.lower()}", "证据1", "shot"), [(10, 10, 40, 30)])
        (tmp_path / "copy").write_bytes(made)
        assert not holds_more(tmp_path / "copy")
        with Image.open(tmp_path / "copy") as picture:
            assert picture.convert("L").getpixel((20, 20)) < 10 < picture.convert("L").getpixel((60, 50))
        assert _digest(file) == digest


def _digest(file: Path) -> str:
    from caseorg.evidence.store import file_digest

    return file_digest(file)


def test_pages_become_pictures_and_nothing_of_their_text_is_left(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    file, copy = tmp_path / "bill.pdf", tmp_path / "copy.pdf"
    canvas = Canvas(str(file), (300, 200))
    canvas.setAuthor("Zhang")
    canvas.setFont("Helvetica", 16)
    canvas.drawString(40, 120, "Phone 13800138000")
    canvas.save()
    assert hides_something(file)
    sizes = page_sizes(file)
    black = blackened_page(file, 0, DOTS, [(247, 170, 560, 240)])
    copy.write_bytes(bound_pages([black], sizes))
    assert not hides_something(copy)
    assert page_sizes(copy) == sizes
    assert b"13800138000" not in copy.read_bytes()
    seen = look_at_page(copy, 0, [])
    assert all("Phone" in page.lines[0].text and "138" not in page.lines[0].text for page in seen.readings)
    assert look_at_page(file, 0, []).readings[0].lines[0].text.endswith("13800138000")


def test_a_copy_is_as_small_as_it_must_be(tmp_path: Path) -> None:
    noise = Image.frombytes("RGB", (300, 300), __import__("random").Random(1).randbytes(270_000))
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=95)
    file = tmp_path / "noise.jpg"
    file.write_bytes(out.getvalue())
    picture = Stored(file, _digest(file), "image/jpeg", "证据1", "noise")
    usual = len(blackened_picture(picture, []))
    assert len(blackened_picture(picture, [], usual - 1)) < usual
