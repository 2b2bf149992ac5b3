"""The rows of real pictures: scrolled chats, compressed again, made smaller, light and dark; and hostile files."""

from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from caseorg.domain.case import EvidenceId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.reading.bars import common_bars
from caseorg.domain.reading.continuity import ContinuityVerdict, Joint, Shot, join
from caseorg.domain.reading.runs import find_runs, same_pictures
from caseorg.domain.reading.strip import Strip, likeness
from caseorg.evidence.strips import strip
from chats import HEIGHT, INSIDE, WIDTH, Chat, chat, encoded, page_of_order
from evidence.material import picture, png_of

LITTLE = 60
STEPS = (0, 900, 1100, INSIDE - LITTLE, INSIDE + 400, 0, -300)
OVERLAPS = (INSIDE - 900, INSIDE - 1100, LITTLE, 0, INSIDE, INSIDE - 300)
VERDICTS = [
    ContinuityVerdict.CONTINUOUS,
    ContinuityVerdict.CONTINUOUS,
    ContinuityVerdict.GAP,
    ContinuityVerdict.REPEATED,
    ContinuityVerdict.DISORDER,
]


def strip_of(tmp_path: Path, picture: Image.Image, kind: str = "PNG") -> Strip:
    file = tmp_path / "picture"
    file.write_bytes(encoded(picture, kind))
    made = strip(file, "image/png" if kind == "PNG" else "image/jpeg")
    assert made
    return made


@pytest.fixture(scope="module")
def scrolled() -> Chat:
    return chat(7, sum(STEPS) + 500 + 2 * INSIDE)


def run_of(tmp_path: Path, seen: Chat, kinds: tuple[str, ...], dark: int = 1) -> tuple[Joint, ...]:
    """The joints of the run; every `dark`th picture is light on dark."""
    at, shots = 0, []
    for number, step in enumerate(STEPS):
        at += step
        shown = seen.shot(at, f"14:{10 + number}", dark=number % dark == 1)
        made = strip_of(tmp_path, shown, kinds[number % len(kinds)])
        shots.append(Shot(EvidenceId(str(number)), made))
    (found,) = find_runs(shots)
    return found.joints


@pytest.mark.parametrize(
    ("kinds", "dark"),
    [(("PNG",), 1), (("JPEG",), 1), (("CHAT",), 1), (("PNG", "CHAT", "JPEG"), 1), (("CHAT", "PNG"), 2)],
)
def test_a_scrolled_chat_is_told_whatever_became_of_its_pictures(
    tmp_path: Path, scrolled: Chat, kinds: tuple[str, ...], dark: int
) -> None:
    found = run_of(tmp_path, scrolled, kinds, dark)
    verdicts = [joint.verdict for joint in found]
    little = verdicts.pop(2)
    assert verdicts == VERDICTS and little in (ContinuityVerdict.UNSURE, ContinuityVerdict.GAP)
    shown = [
        joint.overlap / (0.9 if kinds[number % len(kinds)] == "CHAT" else 1) for number, joint in enumerate(found, 1)
    ]
    overlaps = [both for both in zip(shown, OVERLAPS, strict=True) if both[1] != LITTLE]
    assert all(-16 <= real - told <= 60 for told, real in overlaps)  # what is blank beside the bars is not counted


def test_different_chats_never_go_on_from_each_other(tmp_path: Path) -> None:
    """Also with the same title, as of two calls of the same shop."""
    shots = [Shot(EvidenceId(str(seed)), strip_of(tmp_path, chat(seed, 2000).shot(0))) for seed in range(40, 50)]
    pairs = list(combinations(shots, 2))
    found = {join(*pair, common_bars(*(one.strip for one in pair))).verdict for pair in pairs}
    assert len(pairs) == 45 and found <= {ContinuityVerdict.GAP, ContinuityVerdict.UNSURE}


def test_a_copy_is_the_same_picture_and_another_order_is_not(tmp_path: Path, scrolled: Chat) -> None:
    order = page_of_order("261101-123456789012345", "98.00", "2026-11-01 14:30:22")
    other = page_of_order("261102-987650123412399", "30.00", "2026-11-02 09:05:10")
    chats = [scrolled.shot(0), scrolled.shot(1500)]
    shown = [order, other, *chats]
    shots = [Shot(EvidenceId(f"{number}"), strip_of(tmp_path, one)) for number, one in enumerate(shown)]
    shots += [Shot(EvidenceId(f"{number} again"), strip_of(tmp_path, one, "CHAT")) for number, one in enumerate(shown)]
    small = order.resize((WIDTH * 3 // 4, HEIGHT * 3 // 4))
    shots.append(Shot(EvidenceId("0 smaller"), strip_of(tmp_path, small, "JPEG")))
    pairs = {(same.first, same.second) for same in same_pictures(shots)}
    assert pairs == {
        *((f"{number}", f"{number} again") for number in range(4)),
        ("0", "0 smaller"),
    }


def test_width_and_turn_of_the_picture_do_not_matter(tmp_path: Path, scrolled: Chat) -> None:
    shown = scrolled.shot(0)
    made, dark = strip_of(tmp_path, shown), strip_of(tmp_path, ImageOps.invert(shown))
    assert (made.width, made.rows) == (WIDTH, HEIGHT * 540 // WIDTH)
    assert likeness(made.marks(0, made.rows), dark.marks(0, dark.rows)) > 0.98 and made.pixels(540) == WIDTH


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_pixel_has_rows(tmp_path: Path, mode: str) -> None:
    kind = "TIFF" if mode == "CMYK" else "PNG"
    file = tmp_path / "picture"
    picture(mode).save(file, kind)
    made = strip(file, "image/tiff" if kind == "TIFF" else "image/png")
    assert made and len(made.more) == len(made.less) == 8 * made.rows


@pytest.mark.parametrize("size", [(1, 1), (5000, 1), (1, 5000), (3, 100_000)])
def test_what_is_no_more_than_a_line_has_no_rows(tmp_path: Path, size: tuple[int, int]) -> None:
    file = tmp_path / "line.png"
    Image.new("L", size).save(file)
    made = strip(file, "image/png")
    assert made is None or 1 < made.rows <= 40_000


def test_a_picture_of_ten_screens_has_all_its_rows(tmp_path: Path) -> None:
    file = tmp_path / "tall.png"
    Image.new("L", (720, 20_000), 200).save(file)
    made = strip(file, "image/png")
    assert made and made.rows == 15_000 and set(made.tones) == {200} and not any(made.more)


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", png_of(60_000, 60_000), b"GIF89a" + bytes(50)])
def test_what_is_no_picture_is_told(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "hostile.png"
    file.write_bytes(content)
    with pytest.raises(CaseorgError):
        strip(file, "image/png")
